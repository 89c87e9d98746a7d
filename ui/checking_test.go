package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
)

// finding is the card of a finding, by how its words begin.
func (d *desk) finding(words string) *panel.Card {
	d.t.Helper()
	d.until(words, func() bool { return d.findingNow(words) != nil })
	return d.findingNow(words)
}

func (d *desk) findingNow(words string) *panel.Card {
	return find(d, func(c *panel.Card) bool { return len(c.Name) >= len(words) && c.Name[:len(words)] == words })
}

func TestFindingsAreListedAnsweredAndOpenedAgain(t *testing.T) {
	d, v := atCanvas(t, "Ticket logged by the hotline", "Asks the firm next door")
	s := d.backend.Sessions["a"]
	require.True(t, v.Run("view.panel.checks"))
	const words = "Our word, not theirs. “ticket logged”"
	card := d.finding(words)
	d.untilText("1 finding")

	d.shell.Window().Canvas().Focus(card)
	d.key(fyne.KeyReturn)
	require.Equal(t, []workshop.NoteID{noteID(0)}, v.Editor().Selection().IDs(), "shown")
	d.shell.Window().Canvas().Focus(card)
	card.TypedRune('d')
	d.type_("The hotline’s own words")
	d.key(fyne.KeyReturn)
	d.untilText("Nothing found")
	require.NotNil(t, d.label("What the method asks for is there."))
	require.NotNil(t, d.label("1 answered"))
	require.Equal(t, "dismiss a finding", v.Editor().CanUndo())
	require.Equal(t, 1, s.Snapshot().Findings.Len())

	require.True(t, v.Run("workshop.findings"))
	d.until("the list on the clipboard", func() bool {
		return strings.Contains(fyne.CurrentApp().Clipboard().Content(), "## Dismissed")
	})
	d.press("Show 1 settled")
	d.untilText("Dismissed: “The hotline’s own words”")
	d.press("Open again")
	d.finding(words)
	d.untilText("1 finding")

	// Something else is found at the same time as the card goes that has the keyboard.
	d.shell.Window().Canvas().Focus(d.finding(words))
	d.findingNow(words).TypedRune('u')
	require.Equal(t, "Problem reported by the hotline", s.Snapshot().Notes.Get(noteID(0)).Text)
	d.untilText("Nothing found")
	v.Editor().Undo()
	d.finding(words)
}

func TestAnEmptyCellIsShownWhereItIs(t *testing.T) {
	d, v := atCanvas(t, "a", "b", "c")
	s := d.backend.Sessions["a"]
	canvas := s.Snapshot().CanvasList()[0].ID
	stages, lanes := s.Snapshot().StageList(canvas), s.Snapshot().LaneList(canvas)
	_, err := s.Apply(workshop.MoveNotes{Moves: []workshop.Move{{Note: noteID(0), To: workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: stages[0].ID, Lane: lanes[1].ID}}}}})
	require.NoError(t, err)
	require.True(t, v.Run("view.panel.checks"))
	card := d.finding("Nothing written. " + stages[0].Name + " has nothing in " + lanes[0].Name)
	require.NotNil(t, d.findingNow("Gaps and silos"), "they are counted together")
	test.Tap(card)
	require.True(t, card.First, "it stands out in the list")
	_, ok := v.Editor().PlaceRect(editor.Place{Region: workshop.Region{Stage: stages[0].ID, Lane: lanes[0].ID}})
	require.True(t, ok)
	_, err = s.Receive(workshop.AddNotes{Notes: []workshop.Note{{ID: "late", Text: "Reads a bill", Order: "z", Color: workshop.Blue,
		Place: workshop.Place{Canvas: canvas, Region: workshop.Region{Stage: stages[0].ID, Lane: lanes[0].ID}}}}})
	require.NoError(t, err)
	d.until("it is gone", func() bool {
		return d.findingNow("Nothing written. "+stages[0].Name+" has nothing in "+lanes[0].Name) == nil
	})
}

func TestTheCustomersWordsByOneKey(t *testing.T) {
	d, v := atCanvas(t, "Leads are captured", "Calls back")
	v.Editor().Select(noteID(1))
	require.False(t, d.enabled(v.Commands(), "note.suggestion"))
	v.Editor().Select(noteID(0), noteID(1))
	require.True(t, v.Run("note.suggestion"))
	require.Equal(t, "People who are interested are captured", d.backend.Sessions["a"].Snapshot().Notes.Get(noteID(0)).Text)
	require.Equal(t, "use the customer’s words", v.Editor().CanUndo())
}

func (d *desk) enabled(all []editor.Command, id string) bool {
	for _, c := range all {
		if c.ID == id {
			return c.Enabled()
		}
	}
	return false
}

func TestTheMeterTellsWhoIsHeard(t *testing.T) {
	d, v := atCanvas(t, "Waits for a date", "Asks twice")
	s := d.backend.Sessions["a"]
	do := func(op workshop.Op) {
		_, err := s.Apply(op)
		require.NoError(t, err)
	}
	do(workshop.SetFunctions{Notes: []workshop.NoteID{noteID(0)}, Functions: []string{"Sales"}})
	do(workshop.Introduce{Person: workshop.Person{ID: "o", Name: "Olga", Function: "Sales"}})
	do(workshop.Introduce{Person: workshop.Person{ID: "p", Name: "Piet", Function: "Finance"}})
	do(workshop.ExpectFunctions{Functions: []string{"Legal"}})
	require.True(t, v.Run("view.panel.people"))
	d.untilText("1 of 3 functions heard")
	chip := func(text string) *panel.Button {
		return find(d, func(b *panel.Button) bool { return b.Text == text })
	}
	require.Equal(t, "Here, and silent: Piet", chip("Finance").Tip)
	require.Equal(t, "Not in the room", chip("Legal").Tip)
	test.Tap(chip("Sales 1"))
	require.Nil(t, chip("Sales"))
	_, err := s.Receive(workshop.AddNotes{Notes: []workshop.Note{{ID: "late", Text: "Reads a bill", Order: "z", Color: workshop.Blue, Author: "p",
		Place: workshop.Place{Canvas: "canvas1", Region: workshop.Region{Stage: "stage0", Lane: "lane0"}}}}})
	require.NoError(t, err)
	d.untilText("2 of 3 functions heard")

	require.True(t, v.Run("view.panel.checks"))
	d.finding("Not in the room. Legal is expected")
}
