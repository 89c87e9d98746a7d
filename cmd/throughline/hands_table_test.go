//go:build linux

package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/exchange"
	"throughline.app/workshop"
)

const (
	actions, front, back, chances = "Customer actions", "Frontstage", "Backstage", "Opportunities"
)

// TestTheHandsOfAPerson does the whole table of habits in one window.
func TestTheHandsOfAPerson(t *testing.T) {
	h := newHands(t)
	h.as("double-click writes a note of the region's kind", func(h *hands) {
		h.click(h.cell("Onboarding", back), "1", 2)
		h.typed("Three suppliers")
		h.key("Escape")
		n := find(h.wantTexts("Three suppliers"), "Three suppliers")
		require.Equal(h.t, []string{"Onboarding", back, "grey"}, []string{n.Stage, n.Lane, n.Color})
	})
	h.as("N and a click write a note", func(h *hands) {
		h.key("n")
		h.click(h.cell("Retention", chances), "1", 1)
		h.typed("Tell us first")
		h.key("Escape")
		n := find(h.wantTexts("Tell us first"), "Tell us first")
		require.Equal(h.t, []string{"Retention", chances, "yellow"}, []string{n.Stage, n.Lane, n.Color})
	})
	h.as("typing with nothing selected writes a note", func(h *hands) {
		h.do(h.move(h.cell("Advocacy", front))...)
		h.typed("now a referral page")
		h.key("Escape")
		n := find(h.wantTexts("now a referral page"), "now a referral page")
		require.Equal(h.t, []string{"Advocacy", front, "green"}, []string{n.Stage, n.Lane, n.Color})
	})
	h.as("Tab and Ctrl+Enter chain notes", func(h *hands) {
		h.put("Acquisition", chances, "one")
		h.key("Tab", "Return")
		h.key("Tab")
		h.typed("right")
		h.key("shift+Tab")
		h.typed(" more") // where one is it goes to it
		h.key("ctrl+Return")
		h.typed("below")
		h.key("ctrl+shift+Return")
		h.typed(" again")
		h.key("Escape")
		s := h.want("three notes", func(s exchange.Shown) bool { return len(s.Notes) == 3 && find(s, "one more again").Text != "" })
		require.Equal(h.t, chances, find(s, "right").Lane)
		one, right, below := h.rect("one more again"), h.rect("right"), h.rect("below")
		require.Greater(h.t, right.Min.X, one.Max.X)
		require.GreaterOrEqual(h.t, below.Min.Y, one.Max.Y)
	})
	h.as("Enter and F2 edit, Shift+Enter breaks the line, Escape finishes", func(h *hands) {
		h.put("Awareness", actions, "first")
		h.click(h.note("first"), "1", 1)
		h.key("Return", "End")
		h.typed(" line")
		h.key("shift+Return")
		h.typed("second line")
		h.key("Escape")
		h.wantTexts("first line\nsecond line")
		h.key("F2", "ctrl+End")
		h.typed("!")
		h.key("Escape")
		h.wantTexts("first line\nsecond line!")
	})
	h.as("lines that are pasted become notes, and one undo takes them back", func(h *hands) {
		h.put("Awareness", front, "lines")
		h.click(h.note("lines"), "1", 2)
		h.key("ctrl+a")
		h.typed("alpha")
		h.key("shift+Return")
		h.typed("beta")
		h.key("shift+Return")
		h.typed("gamma")
		h.key("ctrl+a", "ctrl+x", "Escape", "Escape")
		h.want("nothing", func(s exchange.Shown) bool { return len(s.Notes) == 0 || find(s, "lines").Text == "" })
		h.key("ctrl+a", "Delete", "Escape")
		h.do(h.move(h.cell("Retention", front))...)
		h.key("ctrl+v")
		s := h.wantTexts("alpha", "beta", "gamma")
		require.Equal(h.t, front, find(s, "beta").Lane)
		h.key("ctrl+z")
		h.wantTexts()
	})
	h.as("wheel pans, Ctrl+wheel zooms at the pointer, Shift+1 sees all", func(h *hands) {
		at := h.cell("Onboarding", chances)
		before := h.under(at)
		h.key("shift+1")
		h.do(append(h.move(at), "keydown", "ctrl", "click", "--repeat", "4", "--delay", "60", "4", "keyup", "ctrl")...)
		near(h, before, h.under(at), 6)
		left, right := h.under(at.plus(-60, 0)), h.under(at.plus(60, 0))
		require.Less(h.t, right.X-left.X, 120/float64(h.view.Zoom)*0.8, "it has come nearer")

		h.key("shift+1")
		h.do(append(h.move(at), "click", "5")...)
		require.Greater(h.t, h.under(at).Y, before.Y+10, "the paper moved up")
		h.key("shift+1")
		near(h, before, h.under(at), 6)
	})
	for _, way := range []struct {
		name string
		hold func(from, to spot)
	}{
		{"a right drag pans", func(from, to spot) { h.drag(from, to, "3") }},
		{"a middle drag pans", func(from, to spot) { h.drag(from, to, "2") }},
		{"Space and a drag pan", func(from, to spot) { h.with("space", func() { h.drag(from, to, "1") }) }},
		{"the hand pans", func(from, to spot) { h.key("h"); h.drag(from, to, "1"); h.key("v") }},
	} {
		h.as(way.name, func(h *hands) {
			at := h.cell("Onboarding", chances)
			before := h.under(at)
			way.hold(at, at.plus(40, 24))
			near(h, before, h.under(at.plus(40, 24)), 6)
			h.key("shift+1")
			near(h, before, h.under(at), 6)
		})
	}
	h.as("Shift+2 sees the selection, Ctrl+0 is 100 %, digits go to a stage", func(h *hands) {
		h.put("Advocacy", front, "far right")
		want := h.rect("far right")
		h.click(h.note("far right"), "1", 1)
		h.key("shift+2", "Escape")
		middle := spot{60 + (screenW-68)/2, 52 + (screenH-52)/2} // of what nothing covers
		got := h.under(middle.plus(0, 200))
		require.InDelta(h.t, want.Center().X, got.X, 80)

		h.key("shift+1", "ctrl+0")
		h.look()
		h.view = h.view.ZoomAt(editor.ScreenPoint{X: h.view.Size.W / 2, Y: h.view.Size.H / 2}, 1/float64(h.view.Zoom))
		at := h.cell("Onboarding", front)
		left, right := h.under(at.plus(-30, 0)), h.under(at.plus(30, 0))
		require.InDelta(h.t, 60, right.X-left.X, 3)

		h.key("4")
		column := h.layout.Stages[3].Column
		got = h.under(middle)
		require.True(h.t, column.Min.X < got.X && got.X < column.Max.X, "%v in %v", got, column)
	})
	h.as("undo and redo, duplicate, all, delete", func(h *hands) {
		h.put("Awareness", back, "a")
		h.click(h.note("a"), "1", 1)
		h.key("ctrl+d")
		h.wantTexts("a", "a")
		h.key("ctrl+z")
		h.wantTexts("a")
		h.key("ctrl+shift+z")
		h.wantTexts("a", "a")
		h.key("ctrl+a", "Delete")
		h.wantTexts()
		h.key("ctrl+z")
		h.wantTexts("a", "a")
	})
	h.as("arrows nudge, with Shift far", func(h *hands) {
		h.put("Retention", back, "nudged")
		h.click(h.note("nudged"), "1", 1)
		from := h.rect("nudged").Min
		h.key("Right", "Down")
		h.want("a step", func(exchange.Shown) bool { to := h.rect("nudged").Min; return to.X > from.X && to.Y > from.Y })
		near1 := h.rect("nudged").Min
		h.key("shift+Left")
		h.want("a far step", func(exchange.Shown) bool {
			return near1.X-h.rect("nudged").Min.X > 3*(near1.X-from.X)
		})
		h.key("ctrl+z", "ctrl+z")
	})
	h.as("a drag moves to another region, and the note is its", func(h *hands) {
		h.put("Awareness", front, "walks")
		h.drag(h.note("walks"), h.cell("Advocacy", chances), "1")
		h.want("the note in its new region", func(s exchange.Shown) bool {
			n := find(s, "walks")
			return n.Stage == "Advocacy" && n.Lane == chances
		})
	})
	h.as("Alt and a drag copy", func(h *hands) {
		h.put("Awareness", front, "twin")
		at := h.note("twin")
		h.with("alt", func() { h.drag(at, h.cell("Retention", front), "1") })
		s := h.wantTexts("twin", "twin")
		stages := map[string]bool{}
		for _, n := range s.Notes {
			stages[n.Stage] = true
		}
		require.Equal(h.t, map[string]bool{"Awareness": true, "Retention": true}, stages)
	})
	h.as("a frame to the right encloses, to the left touches, Shift adds", func(h *hands) {
		h.put("Awareness", actions, "inside")
		h.put("Acquisition", actions, "touched")
		in, half := h.note("inside"), h.note("touched")
		h.drag(in.plus(-60, -40), half.plus(0, 40), "1")
		h.key("Delete")
		h.wantTexts("touched")
		h.key("ctrl+z", "Escape")
		h.wantTexts("inside", "touched")
		h.drag(half.plus(60, 40), half.plus(20, -40), "1")
		h.key("Delete")
		h.wantTexts("inside")
		h.key("ctrl+z", "Escape")
		h.wantTexts("inside", "touched")
		h.click(in, "1", 1)
		h.with("shift", func() { h.click(half, "1", 1) })
		h.key("Delete")
		h.wantTexts()
	})
	h.as("T writes words on the paper", func(h *hands) {
		h.key("t")
		h.click(h.cell("Retention", front), "1", 1)
		h.typed("Where it hurts")
		h.key("Escape")
		h.wantTexts("Where it hurts")
		h.look()
		for _, n := range h.snap.Notes.All() {
			require.True(h.t, n.Deleted() || n.Shape == workshop.Words, "%+v", n)
		}
	})
	h.as("L links two notes", func(h *hands) {
		h.put("Awareness", front, "cause")
		h.put("Retention", front, "effect")
		from, to := h.note("cause"), h.note("effect")
		h.key("l")
		h.drag(from, to, "1")
		h.key("Escape", "Escape", "v")
		s := h.want("a link", func(s exchange.Shown) bool { return len(s.Links) == 1 })
		require.Equal(h.t, []string{find(s, "cause").ID, find(s, "effect").ID}, []string{s.Links[0].From, s.Links[0].To})
	})
	h.as("C makes a category of what it goes round", func(h *hands) {
		h.put("Awareness", chances, "first bill")
		at := h.note("first bill")
		h.key("c")
		h.drag(at.plus(-70, -50), at.plus(70, 60), "1")
		h.typed("Bills")
		h.key("Return", "Escape", "v")
		h.want("the category", func(s exchange.Shown) bool { return category(s, "first bill") == "Bills" })
	})
	h.as("Ctrl+G makes a category of the selection", func(h *hands) {
		h.put("Awareness", chances, "waits")
		h.put("Advocacy", chances, "waits again")
		h.key("ctrl+a", "ctrl+g")
		h.typed("Waiting")
		h.key("Return")
		h.want("the category", func(s exchange.Shown) bool {
			return category(s, "waits") == "Waiting" && category(s, "waits again") == "Waiting"
		})
		h.key("ctrl+z")
		h.want("no category", func(s exchange.Shown) bool { return category(s, "waits") != "Waiting" })
	})
	h.as("brackets send down and up", func(h *hands) {
		h.put("Onboarding", back, "under")
		h.put("Onboarding", front, "over")
		h.click(h.note("over"), "1", 1)
		h.key("bracketleft")
		order := func() (under, over string) {
			h.look()
			for _, n := range h.snap.Notes.All() {
				switch {
				case n.Deleted():
				case n.Text == "under":
					under = n.Order
				case n.Text == "over":
					over = n.Order
				}
			}
			return under, over
		}
		h.want("it below", func(exchange.Shown) bool { under, over := order(); return over < under })
		h.key("bracketright")
		h.want("it above", func(exchange.Shown) bool { under, over := order(); return over > under })
	})
	h.as("Ctrl+K runs any command", func(h *hands) {
		h.put("Awareness", back, "palette")
		h.click(h.note("palette"), "1", 1)
		h.key("ctrl+k")
		h.typed("duplicate")
		h.key("Return")
		h.wantTexts("palette", "palette")
	})
	h.as("Ctrl+F finds, and selects what it found", func(h *hands) {
		h.put("Awareness", back, "invoice is late")
		h.put("Retention", back, "router is late")
		h.put("Advocacy", back, "all is well")
		h.key("ctrl+f")
		h.typed("late")
		h.key("ctrl+k")
		h.typed("select all finds")
		h.key("Return", "Delete")
		h.wantTexts("all is well")
	})
	h.as("a question mark shows the keys, and writes nothing", func(h *hands) {
		h.key("question")
		h.key("Escape")
		h.put("Awareness", back, "afterwards")
		h.wantTexts("afterwards")
	})
	h.as("a note moves to a stage by keys alone", func(h *hands) {
		h.put("Awareness", front, "by keys")
		h.key("Tab", "ctrl+k")
		h.typed("move to stage")
		h.key("Return")
		h.typed("advocacy")
		h.key("Return")
		h.want("the note in its stage", func(s exchange.Shown) bool { return find(s, "by keys").Stage == "Advocacy" })
	})
	h.close()
}

// category is the name of the category of the note of that text.
func category(s exchange.Shown, text string) string {
	for _, c := range s.Categories {
		if c.ID == find(s, text).Category {
			return c.Name
		}
	}
	return ""
}
