package proposing

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/cluster"
	"throughline.app/render"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Hue is a category's, as it is on the canvas.
func (p *Preview) Hue(c workshop.Color) color.Color {
	if p.o.Dark() {
		return render.Dark().Category(c)
	}
	return render.Light().Category(c)
}

// group is the card of one group.
func (v *pane) group(d *proposal.Draft, g *proposal.Group) fyne.CanvasObject {
	p := v.p
	content := panel.Column(3)
	content.Add(v.name(g))
	if names := v.others(g); names != nil {
		content.Add(names)
	}
	want := v.want(g)
	if n := d.Note(g.Medoid); n != nil && !g.Person {
		content.Add(beside(panel.Text("“"+brief(n.Text, 60)+"”", theme.TextSmall, theme.Quiet).Elided(), want))
		want = nil
	}
	switch {
	case g.Echo == cluster.OneAuthor:
		content.Add(panel.Text(say.OneAuthor, theme.TextSmall, theme.Amber).Elided())
	case g.Echo == cluster.OneFunction:
		content.Add(panel.Text(say.OneFunction, theme.TextSmall, theme.Amber).Elided())
	}
	content.Add(v.change(d, g, want))
	card := panel.NewCard(g.Name, panel.Inset(9, 7, 11, 11, content), func() { p.showGroup(g.ID) })
	card.Tip, card.First = say.GroupTip, p.chosen == g.ID
	if len(g.Shared) > 0 {
		card.Tip = say.SharedWords(g.Shared) + "\n" + say.GroupTip
	}
	card.OnFocus = func() { p.choose(g.ID) }
	v.groups[g.ID] = card
	v.key("group "+string(g.ID), card)
	return card
}

// name is the hue and the name of a group, and whether it is kept.
func (v *pane) name(g *proposal.Group) fyne.CanvasObject {
	dot := canvas.NewCircle(v.p.Hue(g.Color))
	mark := fyne.CanvasObject(panel.Text(say.PileYours, theme.TextSmall, theme.Quiet))
	if g.Shut {
		mark = panel.Text(say.Kept, theme.TextSmall, theme.Quiet)
	}
	if !g.Person {
		text := say.Keep
		if g.Kept {
			text = say.Kept
		}
		mark = v.link("keep "+string(g.ID), text, func() { v.p.keep(g.ID, !g.Kept) })
	}
	name := panel.Bold(g.Name, theme.TextBody).Elided()
	if g.Off {
		name.Color = theme.Quiet
	}
	return container.NewBorder(nil, nil, panel.Inset(5, 5, 0, 8, container.NewCenter(panel.Fixed(10, 10, dot))), mark, name)
}

// others are the names that a group could have.
func (v *pane) others(g *proposal.Group) fyne.CanvasObject {
	if g.Person || g.Off || len(g.Others) == 0 {
		return nil
	}
	row := panel.Flow(4)
	for _, name := range g.Others[:min(2, len(g.Others))] {
		b := panel.NewButton(panel.Chip, brief(name, 34), func() { v.p.rename(g.ID, name) })
		v.key("name "+string(g.ID)+" "+name, b)
		row.Add(b)
	}
	return row
}

// want is the link that takes a group or leaves it.
func (v *pane) want(g *proposal.Group) fyne.CanvasObject {
	verb := say.LeaveOut
	if g.Off {
		verb = say.TakeIn
	}
	return v.link("want "+string(g.ID), verb, func() { v.p.wantGroup(g.ID, g.Off) })
}

// link is a quiet link of the height of small text; key is what it is about.
func (v *pane) link(key, text string, do func()) fyne.CanvasObject {
	b := panel.NewButton(panel.Link, text, do)
	b.Small = true
	v.key(key, b)
	return b
}

// beside is a line with a link at its right, nil for none, both on one middle.
func beside(line *panel.Label, link fyne.CanvasObject) fyne.CanvasObject {
	if link == nil {
		return line
	}
	up := max(0, (link.MinSize().Height-line.MinSize().Height)/2)
	return container.NewBorder(nil, nil, nil, link, panel.Inset(up, up, 0, 0, line))
}

// change tells how far a group reaches and how it differs from what there is; the link that
// takes it stands there if it is not nil.
func (v *pane) change(d *proposal.Draft, g *proposal.Group, want fyne.CanvasObject) fyne.CanvasObject {
	stages, functions := d.Reach(g)
	text := say.CategoryReach(len(g.Members), d.Votes(g), stages, functions)
	lines := panel.Column(1)
	switch {
	case g.Off:
		text = say.WasLeftOut
	case d.Compares():
		lines.Add(panel.Text(say.GroupChange(g.There, g.Came, g.Left), theme.TextSmall, theme.TealText).Elided())
	}
	lines.Objects = append([]fyne.CanvasObject{beside(panel.Text(text, theme.TextSmall, theme.SoftInk).Elided(), want)}, lines.Objects...)
	return lines
}

// gone is the card of a category that is not proposed any more.
func (v *pane) gone(g *proposal.Group) fyne.CanvasObject {
	text, verb := say.Dissolves(g.Left), say.LeaveOut
	if g.Off {
		text, verb = say.WasLeftOut, say.TakeIn
	}
	b := v.link("want "+string(g.ID), verb, func() { v.p.wantGroup(g.ID, g.Off) })
	dot := canvas.NewCircle(v.p.Hue(g.Color))
	name := panel.Bold(g.Name, theme.TextBody).Elided()
	name.Color = theme.Quiet
	return panel.NewSurface(theme.Board, theme.Line, theme.RadiusCard, 10, panel.Column(2,
		container.NewBorder(nil, nil, panel.Inset(5, 5, 0, 8, container.NewCenter(panel.Fixed(10, 10, dot))), b, name),
		panel.Wrapped(text, theme.TextSmall, theme.Amber, Width-20, 2)))
}

// mostLoose is how many unsorted notes are listed; the next come up as these are placed.
const mostLoose = 12

// tray lists the notes that are in no group, and where each would fit.
func (v *pane) tray(d *proposal.Draft) {
	if len(d.Unsorted) == 0 {
		return
	}
	v.add(panel.Inset(6, 0, 0, 0, panel.Bold(say.UnsortedCount(len(d.Unsorted)), theme.TextBody)))
	for _, l := range d.Unsorted[:min(mostLoose, len(d.Unsorted))] {
		if n := d.Note(l.Note); n != nil {
			v.add(v.loose(d, n, l.Places))
		}
	}
	if more := len(d.Unsorted) - mostLoose; more > 0 {
		v.add(panel.Text(say.AndMore(more), theme.TextSmall, theme.Quiet))
	}
}

// loose is the card of an unsorted note: 1, 2 and 3 put it into a place, Enter into the
// first.
func (v *pane) loose(d *proposal.Draft, n *workshop.Note, places []proposal.Place) fyne.CanvasObject {
	p := v.p
	content := panel.Column(3, panel.Text("“"+brief(n.Text, 90)+"”", theme.TextLabel, theme.Ink).Elided())
	for i, at := range places {
		if g := d.Group(at.Group); g != nil {
			content.Add(dialog.PlaceRow(i, dialog.Place{Name: g.Name, Dot: p.Hue(g.Color)}, Width-22))
		}
	}
	if len(places) == 0 {
		content.Add(panel.Text(v.p.nowhere(), theme.TextSmall, theme.Quiet))
	}
	take := func(i int) bool {
		if i < 0 || i >= len(places) {
			return false
		}
		p.put([]workshop.NoteID{n.ID}, places[i].Group)
		return true
	}
	card := panel.NewCard(n.Text, panel.Inset(8, 8, 11, 11, content), nil)
	card.Do, card.OnEnter = func() { p.goTo(n.ID) }, func() { take(0) }
	card.OnRune = func(r rune) bool { return take(int(r - '1')) }
	card.OnFocus = func() { p.point(n.ID) }
	card.First = p.focus == n.ID
	v.notes[n.ID] = card
	v.key("loose "+string(n.ID), card)
	return card
}

// why is a reason in words.
func why(s *workshop.Snapshot, shared, closest []string) string {
	var parts []string
	if len(shared) > 0 {
		parts = append(parts, say.SharedWords(shared))
	}
	var texts []string
	for _, id := range closest {
		if n := s.Notes.Get(workshop.NoteID(id)); n != nil && n.Text != "" {
			texts = append(texts, "“"+brief(n.Text, 40)+"”")
		}
	}
	if len(texts) > 0 {
		parts = append(parts, say.ClosestTo(texts))
	}
	return strings.Join(parts, "\n")
}

// brief is a text on one line, cut to most characters.
func brief(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	if r := []rune(text); len(r) > most {
		return strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return text
}
