package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/insight"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A meter tells quietly which functions are here and heard, here and silent, or expected
// and not here. What it tells is found beside what the person does. A click on a function
// lights its notes.
type meter struct {
	sc      *screen
	root    *fyne.Container
	chips   *fyne.Container
	title   *panel.Label
	looking bool
	again   bool
	lit     string // the function whose notes stand out
}

func newMeter(sc *screen) *meter {
	m := &meter{sc: sc, chips: panel.Flow(6), title: panel.Bold(say.HeardTitle, theme.TextSmall)}
	expect := panel.NewButton(panel.Link, say.HeardExpect, m.expect)
	expect.Small = true
	m.root = panel.Column(6, container.NewBorder(nil, nil, nil, expect, m.title.Elided()), m.chips)
	return m
}

// set looks again where what changed may matter.
func (m *meter) set(d workshop.Diff) {
	if d != nil && !heardBy(d) {
		return
	}
	if m.looking {
		m.again = true
		return
	}
	m.looking = true
	snap := m.sc.snapshot
	var found []insight.Presence
	m.sc.shell.work("", func(context.Context) error {
		found = insight.Present(snap)
		return nil
	}, func(error) {
		m.looking = false
		m.show(found)
		if m.again {
			m.again = false
			m.set(nil)
		}
	})
}

// heardBy reports whether d may change who is heard.
func heardBy(d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindPerson, workshop.KindWorkshop:
			return true
		case workshop.KindNote:
			switch {
			case c.Field == workshop.FieldFunction, c.Field == workshop.FieldAuthor, c.Field == workshop.FieldGone, c.Field == workshop.FieldColor,
				strings.HasPrefix(c.Field, workshop.FieldArea):
				return true
			}
		}
	}
	return false
}

func (m *meter) show(all []insight.Presence) {
	m.chips.RemoveAll()
	heard := 0
	for _, p := range all {
		chip := panel.NewButton(panel.Chip, say.MeterChip(p.Function, p.Notes), func() { m.light(p.Function) })
		switch p.Standing {
		case insight.Heard:
			heard++
			chip.Dot, chip.Tip = theme.Good, say.HeardLine(p.Notes, p.People)
		case insight.Silent:
			chip.Dot, chip.Tip = theme.Amber, say.MeterSilent(p.People)
		default:
			chip.Dot, chip.Tip = theme.Faint, say.Absent
		}
		chip.Chosen = m.lit == p.Function
		m.chips.Add(chip)
	}
	m.title.Text = say.MeterTitle(heard, len(all))
	if len(all) == 0 {
		m.chips.Add(panel.Wrapped(say.HeardTeach, theme.TextSmall, theme.Quiet, paneWidth, 0))
	}
	m.root.Refresh()
}

// light lets the notes of a function stand out, or the second time all alike.
func (m *meter) light(function string) {
	if m.lit == function {
		m.rest()
		return
	}
	s := m.sc.snapshot
	lit := make(map[workshop.NoteID]bool)
	for _, n := range s.Notes.All() {
		if n.Deleted() || !n.On(m.sc.canvas) {
			continue
		}
		for _, f := range s.FunctionsOf(n) {
			if workshop.FunctionKey(f) == workshop.FunctionKey(function) {
				lit[n.ID] = true
			}
		}
	}
	if len(lit) > 0 {
		m.lit = function
		m.sc.light(lit, nil)
	}
}

func (m *meter) rest() {
	if m.lit != "" {
		m.lit = ""
		m.sc.light(nil, nil)
	}
}

func (m *meter) expect() {
	now := strings.Join(m.sc.snapshot.Expected(), ", ")
	dialog.Line(m.sc.shell.host, say.HeardAsk, say.HeardAskHelp, now, say.OK, func(text string) {
		m.sc.decide("say who should be here", workshop.ExpectFunctions{Functions: workshop.SplitFunctions(text)})
	})
}
