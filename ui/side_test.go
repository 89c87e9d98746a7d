package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// run does a command of the window.
func (d *desk) run(id string) {
	d.t.Helper()
	for _, c := range d.view.added {
		if c.ID == id {
			require.True(d.t, c.Enabled(), id)
			c.Run()
			return
		}
	}
	require.Fail(d.t, "there is no command "+id)
}

func note(id, text string, author workshop.PersonID) workshop.Note {
	return workshop.Note{ID: workshop.NoteID(id), Text: text, Color: workshop.Blue, Author: author, Order: "a" + id,
		Place: workshop.Place{Canvas: "canvas1", Region: workshop.Region{Stage: "stage0", Lane: "lane0"}}}
}

func TestThePanelTellsWhoDidWhat(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	d.run("view.panel.history")
	require.NotNil(t, d.label("What you and your colleagues do from now on is listed here."))

	_, err := s.Receive(workshop.AddNotes{Notes: []workshop.Note{note("n1", "Reads a bill\nwith four lines", workshop.NamedPerson("Omar"))}})
	require.NoError(t, err)
	d.untilText("wrote “Reads a bill with four lines”")
	require.Nil(t, d.label("What you and your colleagues do from now on is listed here."))
	_, err = s.Apply(workshop.Recolor{Notes: []workshop.NoteID{"n1"}, Color: workshop.Coral})
	require.NoError(t, err)
	d.untilText("You")
	require.NotNil(t, d.label("recoloured “Reads a bill with four lines”"))

	// Whose it is, and who vouches for what came through somebody else.
	omar, ana := workshop.NamedPerson("Omar"), workshop.NamedPerson("Ana Moreau")
	for id, name := range map[workshop.PersonID]string{omar: "Omar", ana: "Ana Moreau"} {
		_, err = s.Receive(workshop.Introduce{Person: workshop.Person{ID: id, Name: name}})
		require.NoError(t, err)
	}
	_, err = s.Receive(workshop.Recolor{Notes: []workshop.NoteID{"n1"}, Color: workshop.Green}, workshop.Maker{Actor: string(omar), From: string(ana)})
	require.NoError(t, err)
	d.untilText("brought in by Ana Moreau · recoloured “Reads a bill with four lines”")
	require.NotNil(t, d.label("Omar"))
	_, err = s.Receive(workshop.EditText{Note: "n1", Base: "Reads a bill\nwith four lines", Text: "Reads a bill"}, workshop.Maker{Actor: string(omar)}, workshop.Maker{Actor: string(ana)})
	require.NoError(t, err)
	d.untilText("Omar and Ana Moreau")
	_, err = s.Receive(workshop.Recolor{Notes: []workshop.NoteID{"n1"}, Color: workshop.Blue}, workshop.Maker{Actor: string(omar), From: "me"})
	require.NoError(t, err)
	d.untilText("brought in by you · recoloured “Reads a bill”")

	d.run("view.panel")
	require.Nil(t, d.label("You"))
}

// enter opens the workshop of withWorkshop.
func (d *desk) enter() {
	d.t.Helper()
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.until("the workshop", func() bool { return find(d, func(b *panel.Button) bool { return b.Text == "Share" }) != nil })
}

func TestTheStripShowsTheTabsInUseAndListsTheOthers(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	d.run("view.panel")
	tabs := find(d, func(*panel.Segments) bool { return true })
	end := len(tabs.Names) - 1
	require.Equal(t, "More", tabs.Names[end])
	tabs.OnList()
	menu, ok := d.shell.Window().Canvas().Overlays().Top().(*panel.Menu)
	require.True(t, ok)
	require.True(t, menu.Choose("People"))
	require.Equal(t, []any{end, "People"}, []any{tabs.Chosen, tabs.Names[end]})
	require.Equal(t, tabs, d.shell.Window().Canvas().Focused(), "the keyboard is where it was")
	d.key(fyne.KeyLeft)
	require.Equal(t, []any{end - 1, "More"}, []any{tabs.Chosen, tabs.Names[end]})
	d.key(fyne.KeyRight)
	require.Equal(t, "People", tabs.Names[end], "the one of before")
	d.key(fyne.KeyDown)
	require.IsType(t, menu, d.shell.Window().Canvas().Overlays().Top())

	for _, last := range []string{"More", "People", "History", "Issues"} {
		room := tabs.Size().Width - 13 // the sign at the last one
		for _, name := range append(tabs.Names[:end:end], last) {
			room -= 6 + fyne.MeasureText(name, theme.TextLabel, fyne.TextStyle{Bold: true}).Width
		}
		require.Positive(t, room, "nothing is cut with %s", last)
	}
}
