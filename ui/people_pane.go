package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A peoplePane lists who is in the workshop: how they stand, what they look at, and what
// can be done about it.
type peoplePane struct {
	sc     *screen
	rows   []personRow
	column *fyne.Container
	meter  *meter
	none   fyne.CanvasObject
	root   fyne.CanvasObject
}

// A personRow is what the pane tells of one person. It is compared to see what is new.
type personRow struct {
	id, name, hue, function, state, looks string
	here, followed, more                  bool // more: something can be done about them
}

func newPeoplePane(sc *screen) pane {
	p := &peoplePane{sc: sc, column: panel.Column(6), meter: newMeter(sc)}
	p.none = panel.Column(6,
		panel.Bold(say.PeopleAlone, theme.TextBody),
		panel.Wrapped(say.PeopleTeach, theme.TextLabel, theme.Quiet, paneWidth, 0))
	call := panel.NewButton(panel.Soft, say.CallAll, sc.callAll)
	call.Tip = say.CallTip
	p.root = container.NewBorder(nil, panel.Column(12, panel.Inset(10, 0, 0, 0, p.meter.root), call), nil, nil,
		container.NewStack(container.NewVBox(p.none), container.NewVScroll(p.column)))
	return p
}

// Object implements [pane].
func (p *peoplePane) Object() fyne.CanvasObject { return p.root }

// Set implements [pane].
func (p *peoplePane) Set(u workshop.Update) {
	p.meter.set(u.Diff)
	if u.Diff == nil || u.Diff.Touches(workshop.KindPerson) || u.Diff.Touches(workshop.KindStage) || u.Diff.Touches(workshop.KindCanvas) {
		p.look()
	}
}

// look lists the people anew if something about them changed.
func (p *peoplePane) look() {
	rows := p.sc.personRows()
	if len(rows) == 1 {
		p.none.Show()
	} else {
		p.none.Hide()
	}
	if len(rows) == 1 {
		rows = nil
	}
	if slices.Equal(rows, p.rows) {
		return
	}
	p.rows = rows
	p.column.RemoveAll()
	for _, r := range rows {
		p.column.Add(p.card(r))
	}
	p.root.Refresh()
}

func (p *peoplePane) card(r personRow) fyne.CanvasObject {
	avatar := panel.NewAvatar(r.name, r.hue, 30)
	avatar.Away = !r.here
	about := panel.Column(2, panel.Bold(r.name, theme.TextBody).Elided(),
		panel.Text(joined(r.function, r.state), theme.TextSmall, theme.SoftInk).Elided())
	if r.looks != "" {
		about.Add(panel.Text(r.looks, theme.TextSmall, theme.Quiet).Elided())
	}
	if r.id != "" && r.looks != "" && r.looks != say.NotOnCanvas {
		verb := say.Follow
		if r.followed {
			verb = say.Unfollow
		}
		follow := panel.NewButton(panel.Soft, verb, func() { p.sc.follow(r.id); p.sc.shell.focusScreen() })
		show := panel.NewButton(panel.Soft, say.ShowMe, func() { p.sc.showWhere(r.id) })
		show.Tip = say.ShowWhere
		about.Add(panel.Inset(4, 0, 0, 0, panel.Row(6, follow, show)))
	}
	var right fyne.CanvasObject
	if r.more {
		right = container.NewVBox(panel.Fixed(28, 28, p.moreButton(r.id)))
	}
	return panel.NewSurface(theme.Sheet, theme.Line, theme.RadiusControl, 9,
		container.NewBorder(nil, nil, panel.Inset(0, 0, 0, 9, container.NewVBox(avatar)), right, about))
}

// moreButton opens what can be done about somebody.
func (p *peoplePane) moreButton(id string) fyne.CanvasObject {
	var more *panel.Button
	more = panel.NewIconButton(panel.Tool, panel.IconMore, say.PersonMore, func() {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(more).AddXY(0, more.Size().Height)
		for _, m := range p.sc.session.Status().Members {
			if m.ID == id {
				panel.ShowMenu(p.sc.shell.window.Canvas(), at, p.sc.personItems(m)).OnClose = p.sc.shell.focusScreen
			}
		}
	})
	return more
}

// personRows tells of this person, then of the others: those who are here, then the others
// that are known.
func (sc *screen) personRows() []personRow {
	me := sc.shell.profile
	rows := []personRow{{name: cmp.Or(me.Name, say.You), hue: me.Hue, function: joined(me.Function, roleOf(Member{Role: sc.session.Status().Role})), state: say.You, here: true}}
	cursors := make(map[string]Cursor)
	for _, c := range sc.session.Others() {
		cursors[c.ID] = c
	}
	for _, m := range sc.session.Status().Members {
		r := personRow{id: m.ID, name: m.Name, hue: m.Hue, function: joined(sc.functionOf(m), roleOf(m)), state: sc.stateOf(m), here: m.Here}
		if r.more = len(sc.personItems(m)) > 0; !r.more && m.Role == RoleRemoved {
			continue
		}
		if m.Here && !m.Watching {
			r.looks = say.NotOnCanvas
			if c, ok := cursors[m.ID]; ok {
				r.looks = sc.looksAt(c)
				r.followed = sc.following == m.ID
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// stateOf says how a member stands; what is only on its way is in step.
func (sc *screen) stateOf(m Member) string {
	switch {
	case m.Role == RoleRemoved:
		return ""
	case !m.Here:
		return say.Away
	case m.Behind > 0 && sc.late:
		return say.MemberBehind(m.Behind)
	case m.Watching:
		return say.Watching
	}
	return say.InStep
}

// functionOf is the functional area of the person at a laptop.
func (sc *screen) functionOf(m Member) string {
	if p := sc.snapshot.People.Get(m.Person); p != nil {
		return p.Function
	}
	return m.Function
}

// looksAt says which canvas somebody looks at, and which stage the pointer is on.
func (sc *screen) looksAt(c Cursor) string {
	canvas := sc.snapshot.Canvases.Get(c.Canvas)
	if canvas == nil {
		return say.NotOnCanvas
	}
	where := canvas.Title
	if sc.view != nil && sc.view.Editor() != nil && c.Canvas == sc.canvas {
		where = joined(stageAt(sc.view.Editor(), c.At), where)
	}
	if c.Editing != "" {
		where = joined(say.Writing, where)
	}
	return where
}

func stageAt(ed *editor.Editor, at workshop.Point) string {
	for _, s := range ed.Layout().Stages {
		if at.X >= s.Column.Min.X && at.X < s.Column.Max.X {
			return s.Name
		}
	}
	return ""
}

// joined puts a middle dot between the parts that say something.
func joined(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
