package editor_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
)

func TestEveryCommandStandsInOneMenu(t *testing.T) {
	commands := editortest.New(t).Ed.Commands()
	seen := map[string]int{}
	var titles []string
	var count func(m editor.Menu)
	count = func(m editor.Menu) {
		for i, item := range m.Items {
			switch {
			case item.Command != nil:
				seen[item.Command.ID]++
			case item.Menu != nil:
				count(*item.Menu)
			default:
				require.True(t, i > 0 && i < len(m.Items)-1, "a line at the edge of %s", m.Title)
			}
		}
	}
	for _, m := range editor.Menus(commands) {
		titles = append(titles, m.Title)
		count(m)
	}
	for _, c := range commands {
		require.NotEmpty(t, c.Menu, c.ID)
		require.Equal(t, 1, seen[c.ID], c.ID)
	}
	require.True(t, slices.Index(titles, "Edit") < slices.Index(titles, "Note"))
	require.True(t, slices.Index(titles, "Note") < slices.Index(titles, "View"))
}

func TestMenuOnANoteAndOnThePaper(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	h.Note(1, 0, "b")
	view := h.Ed.View()

	target := h.Ed.AimAt(view.ToScreen(h.Middle(a)))
	require.Equal(t, editor.OnNote, target.On)
	require.Equal(t, a.Ref(), target.Ref)
	h.WantSelected(a)
	ids := idsIn(editor.MenuOn(h.Ed.Commands(), target.On))
	for _, want := range []string{"note.edit", "edit.delete", "edit.duplicate", "note.front", "color.blue"} {
		require.Contains(t, ids, want)
	}
	require.NotContains(t, ids, "edit.all")
	require.Equal(t, "note.edit", ids[0], "what a note is for comes first")

	target = h.Ed.AimAt(view.ToScreen(h.Cell(3, 3)))
	require.Equal(t, editor.OnPaper, target.On)
	h.WantSelected(a)
	ids = idsIn(editor.MenuOn(h.Ed.Commands(), target.On))
	require.Contains(t, ids, "edit.undo")
	require.Contains(t, ids, "edit.all")
	require.NotContains(t, ids, "edit.delete")

	target = h.Ed.AimAt(view.ToScreen(h.Ed.Layout().Stages[2].Head.Center()))
	require.Equal(t, h.Ed.Layout().Stages[2].ID.Ref(), target.Ref)
	h.Ed.ForgetTarget()
	_, open := h.Ed.Target()
	require.False(t, open)
}

func idsIn(m editor.Menu) (ids []string) {
	for _, i := range m.Items {
		switch {
		case i.Command != nil:
			ids = append(ids, i.Command.ID)
		case i.Menu != nil:
			ids = append(ids, idsIn(*i.Menu)...)
		}
	}
	return ids
}

func TestTheMenuNamesTheStep(t *testing.T) {
	h := editortest.New(t)
	h.Note(0, 0, "a")
	h.Note(1, 0, "b")
	undo := func() string {
		for _, c := range h.Ed.Commands() {
			if c.ID == "edit.undo" {
				return c.Name()
			}
		}
		return ""
	}
	require.Equal(t, "Undo", undo())
	h.Key("Ctrl+A").Key("Delete")
	require.Equal(t, "Undo: delete 2 notes", undo())
}

func TestDeletingOffersAWayBackUntilTheNextStep(t *testing.T) {
	h := editortest.New(t)
	var offers []editor.Offer
	h.Ed.OnOffer = func(o editor.Offer) { offers = append(offers, o) }
	h.Note(0, 0, "a")
	h.Note(1, 0, "b")
	h.Key("Ctrl+A").Key("Delete").WantTexts()
	require.Len(t, offers, 1)
	require.Equal(t, "2 notes deleted", offers[0].Sentence)
	require.True(t, offers[0].Still())
	offers[0].Do()
	h.WantTexts("a", "b")
	require.False(t, offers[0].Still())
	offers[0].Do()
	h.WantTexts("a", "b")
}

func TestCommandsOfTheScreenJoinTheList(t *testing.T) {
	h := editortest.New(t)
	ran := 0
	h.Ed.AddCommands(editor.Command{ID: "find.palette", Title: "Any command", Keys: []editor.Chord{{Mods: editor.Ctrl, Key: "K"}},
		Enabled: func() bool { return true }, Run: func() { ran++ }})
	h.Key("Ctrl+K")
	require.Equal(t, 1, ran)
	require.True(t, h.Ed.Run("find.palette"))
	require.Panics(t, func() { h.Ed.AddCommands(editor.Command{ID: "edit.undo"}) })
}

func TestAToggleThatBeganAWordIsTakenBack(t *testing.T) {
	h := editortest.New(t)
	on := false
	h.Ed.AddCommands(editor.Command{ID: "view.map", Title: "Map", Keys: []editor.Chord{{Key: "M"}}, Toggles: true,
		Enabled: func() bool { return true }, Run: func() { on = !on }})
	now := time.Unix(0, 0)
	type_ := func(s string) {
		for _, r := range s {
			h.Ed.Key(editor.Chord{Key: strings.ToUpper(string(r))}, now)
			h.Ed.Rune(r, now)
			now = now.Add(100 * time.Millisecond)
		}
	}
	type_("m")
	require.True(t, on)
	now = now.Add(time.Hour)
	type_("m")
	require.False(t, on)
	now = now.Add(time.Hour)
	type_("ma")
	require.False(t, on, "who writes a word does not ask for the map")
	e, writing := h.Ed.Editing()
	require.True(t, writing)
	require.Equal(t, "ma", e.Text)
}

func TestKeysThatAreHeardWhileWriting(t *testing.T) {
	h := editortest.New(t)
	a := h.Note(0, 0, "a")
	ran := 0
	h.Ed.AddCommands(editor.Command{ID: "find.open", Title: "Find", Keys: []editor.Chord{{Mods: editor.Ctrl, Key: "F"}}, Anywhere: true,
		Enabled: func() bool { return true }, Run: func() { ran++ }})
	h.Ed.EditNote(a)
	h.Ed.Write("a and more")
	require.False(t, h.Ed.KeyAnywhere(editor.Chord{Mods: editor.Ctrl, Key: "D"}))
	require.True(t, h.Ed.KeyAnywhere(editor.Chord{Mods: editor.Ctrl, Key: "F"}))
	require.Equal(t, 1, ran)
	h.WantTexts("a and more")
	_, writing := h.Ed.Editing()
	require.False(t, writing)
}
