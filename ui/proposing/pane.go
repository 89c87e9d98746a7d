package proposing

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/cluster"
	"throughline.app/ui/panel"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Width is that of what the pane writes, in Fyne units; the panel is as wide.
const Width float32 = 258

// A pane is what the panel tells of a draft: its groups, why a note is where it is, and the
// notes that are unsorted. It is made anew when the draft is another; the control that had
// the keyboard has it again.
type pane struct {
	p        *Preview
	root     *fyne.Container
	column   *fyne.Container
	scroll   *container.Scroll
	reason   *fyne.Container // below the list: of the selected note
	controls []control
	listed   int // of the controls, those in the list
	groups   map[workshop.CategoryID]*panel.Card
	notes    map[workshop.NoteID]*panel.Card // unsorted
}

// A control is something in the pane that can have the keyboard, by what it is about.
type control struct {
	key string
	is  fyne.Focusable
}

func newPane(p *Preview) *pane {
	v := &pane{p: p, column: panel.Column(8), reason: container.NewStack()}
	v.scroll = container.NewVScroll(panel.Inset(0, 0, 0, 6, v.column))
	v.scroll.OnScrolled = func(fyne.Position) { panel.HideTips() }
	v.root = container.NewBorder(nil, v.reason, nil, nil, v.scroll)
	v.root.Hide()
	return v
}

// refresh makes the pane anew.
func (v *pane) refresh() {
	d := v.p.draft
	if d == nil {
		v.root.Hide()
		v.column.RemoveAll()
		v.controls = nil
		return
	}
	key, at := v.focused()
	v.controls = nil
	v.groups, v.notes = make(map[workshop.CategoryID]*panel.Card), make(map[workshop.NoteID]*panel.Card)
	v.column.Objects = nil
	v.head(d)
	for _, g := range d.Groups {
		v.column.Objects = append(v.column.Objects, v.group(d, g))
	}
	for _, g := range d.Gone {
		v.column.Objects = append(v.column.Objects, v.gone(g))
	}
	v.tray(d)
	v.stacks(d)
	v.foot()
	v.listed = len(v.controls)
	v.why(d)
	v.root.Show()
	v.column.Refresh()
	v.scroll.Refresh()
	v.refocus(key, at)
}

// tell tells of the selected note, and marks it in the list.
func (v *pane) tell() {
	if d := v.p.draft; d != nil {
		key, at := v.focused()
		v.controls = v.controls[:min(v.listed, len(v.controls))]
		v.why(d)
		v.mark()
		if at >= v.listed {
			v.refocus(key, at)
		}
	}
}

// mark gives an edge to the chosen group and the selected note.
func (v *pane) mark() {
	set := func(c *panel.Card, first bool) {
		if c.First != first {
			c.First = first
			c.Refresh()
		}
	}
	for id, c := range v.groups {
		set(c, id == v.p.chosen)
	}
	for id, c := range v.notes {
		set(c, id == v.p.focus)
	}
}

// reveal scrolls so that the card of an unsorted note is in sight.
func (v *pane) reveal(note workshop.NoteID) {
	c := v.notes[note]
	if c == nil {
		return
	}
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(c).Y - d.AbsolutePositionForObject(v.column).Y
	room := v.scroll.Size().Height
	if at < v.scroll.Offset.Y || at+c.Size().Height > v.scroll.Offset.Y+room {
		v.scroll.ScrollToOffset(fyne.NewPos(0, max(0, at-(room-c.Size().Height)/2)))
	}
}

// key remembers a control by what it is about.
func (v *pane) key(key string, is fyne.Focusable) { v.controls = append(v.controls, control{key, is}) }

func (v *pane) focused() (key string, at int) {
	f := v.p.o.Window.Focused()
	for i, c := range v.controls {
		if f != nil && c.is == f {
			return c.key, i
		}
	}
	return "", -1
}

// refocus gives the keyboard to the control that is about the same, or stands where it did.
func (v *pane) refocus(key string, at int) {
	if at < 0 || len(v.controls) == 0 {
		return
	}
	for _, c := range v.controls {
		if c.key == key {
			v.p.o.Window.Focus(c.is)
			return
		}
	}
	v.p.o.Window.Focus(v.controls[min(at, len(v.controls)-1)].is)
}

func (v *pane) add(o fyne.CanvasObject) { v.column.Objects = append(v.column.Objects, o) }

func (v *pane) head(d *proposal.Draft) {
	title := say.ProposalTitleBy
	switch {
	case v.p.of.Lane != "":
		title = say.ProposalTitleLane(v.p.of.Lane)
	case len(v.p.of.Only) > 0:
		title = say.ProposalTitleSome(len(v.p.of.Only))
	case d.Answer.Mode == proposal.Likeness:
		title = say.ProposalTitle
	case d.Answer.Mode == proposal.Piles:
		title = say.ProposalTitlePile
	}
	v.add(container.NewBorder(nil, nil, nil, panel.Text(say.Took(v.p.took), theme.TextSmall, theme.Quiet), panel.Bold(title, theme.TextBody).Elided()))
	if v.p.canWiden() {
		text, verb := say.LaneNotes(len(v.p.of.Only), d.Snapshot().NotesOn(d.Answer.Canvas)), say.AllNotes
		if v.p.of.Lane == "" {
			_, lane := v.p.lane()
			text, verb = say.EveryNote(d.Answer.Notes), say.OnlyLane(lane)
		}
		b := panel.NewButton(panel.Link, verb, v.p.widen)
		v.key("scope", b)
		v.add(container.NewBorder(nil, nil, nil, b, panel.Text(text, theme.TextSmall, theme.SoftInk).Elided()))
	}
	doubt := ""
	if d.Said.Weak {
		doubt = d.Said.Why
	}
	if missed := v.p.missed(); len(missed) > 0 {
		doubt = say.OnNoNote(missed)
	}
	if doubt != "" {
		v.add(panel.NewSurface(theme.AmberTint, "", theme.RadiusControl, 10,
			panel.Wrapped(doubt, theme.TextLabel, theme.Amber, Width-20, 0)))
	}
}

// missed are the words that the person typed and that made no category.
func (p *Preview) missed() (words []string) {
	if p.draft.Answer.Mode != proposal.Words {
		return nil
	}
	for _, w := range p.of.Words {
		if !slices.ContainsFunc(p.draft.Said.Groups, func(g cluster.Group) bool { return g.Name == w }) && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// nowhere tells why a note has no place.
func (p *Preview) nowhere() string {
	switch p.draft.Answer.Mode {
	case proposal.Words:
		return say.NoneOfWords
	case proposal.Likeness, proposal.Piles:
		return say.NoPlace
	}
	return say.NothingSaid
}

// why tells why a note is where it is, and of the selected one where else it could go.
func (v *pane) why(d *proposal.Draft) {
	v.reason.Objects = nil
	defer func() { v.reason.Refresh(); v.root.Layout.Layout(v.root.Objects, v.root.Size()) }()
	n := d.Note(v.p.told())
	if n == nil {
		return
	}
	about := panel.Column(4, panel.Bold(brief(n.Text, 80), theme.TextLabel).Elided())
	g, m := d.Of(n.ID)
	line := func(text string) {
		if text != "" {
			about.Add(panel.Wrapped(text, theme.TextSmall, theme.SoftInk, Width-22, 4))
		}
	}
	places := d.Places(n.ID)
	switch {
	case g == nil && len(places) == 0:
		line(v.p.nowhere())
	case g == nil && n.ID != v.p.focus:
		var names []string
		for _, at := range places {
			if g := d.Group(at.Group); g != nil {
				names = append(names, "“"+g.Name+"”")
			}
		}
		line(say.CouldGo(names))
	case g == nil:
	case m.Put:
		line(say.PutByYou)
	case m.Stays:
		line(say.StaysThere)
	case m.Reworded:
		line(say.Reworded)
	default:
		line(why(d.Snapshot(), m.Reason.Shared, m.Reason.Closest))
	}
	if g != nil && !m.Stays {
		places = d.Alternatives(n.ID)
	}
	if len(places) > 0 && n.ID == v.p.focus { // keys put the selected one there
		about.Add(panel.Text(say.WhereElse, theme.TextSmall, theme.Quiet))
		about.Add(v.places(d, n.ID, places))
	}
	v.reason.Objects = []fyne.CanvasObject{panel.Inset(8, 0, 0, 0, panel.NewSurface(theme.Tint, "", theme.RadiusControl, 10, about))}
}

// places are buttons for where a note could go.
func (v *pane) places(d *proposal.Draft, note workshop.NoteID, places []proposal.Place) fyne.CanvasObject {
	row := panel.Flow(4)
	for i, at := range places[:min(3, len(places))] {
		g := d.Group(at.Group)
		if g == nil {
			continue
		}
		b := panel.NewButton(panel.Chip, say.Place(i, brief(g.Name, 30)), func() { v.p.put([]workshop.NoteID{note}, g.ID) })
		b.Tip = why(d.Snapshot(), at.Reason.Shared, at.Reason.Closest)
		v.key("place "+string(note)+" "+string(g.ID), b)
		row.Add(b)
	}
	return row
}

func (v *pane) foot() {
	v.add(panel.Wrapped(say.ProposalHint, theme.TextSmall, theme.Quiet, Width, 0))
	again := panel.NewButton(panel.Soft, say.ProposalAgain, v.p.Again)
	v.key("again", again)
	v.add(again)
}
