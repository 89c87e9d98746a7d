package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
)

// spread puts notes of four stages and four functions into one category.
func spread(t *testing.T) (*desk, *canvasview.View) {
	d, v := atCanvas(t, "Three suppliers, three calendars", "No date for the visit", "Date changed twice", "Dates that nobody keeps", "Thank the referrer")
	s := d.backend.Sessions["a"]
	do := func(op workshop.Op) {
		_, err := s.Apply(op)
		require.NoError(t, err)
	}
	for i, f := range []string{"Sales", "Network", "Billing", "Service"} {
		who := workshop.NamedPerson(f)
		do(workshop.Introduce{Person: workshop.Person{ID: who, Name: "From " + f, Function: f}})
		do(workshop.SetFunctions{Notes: []workshop.NoteID{noteID(i)}, Functions: []string{f}})
	}
	do(workshop.MakeCategory{Category: workshop.Category{ID: "dates", Name: "Dates"}, Notes: []workshop.NoteID{noteID(0), noteID(1), noteID(2), noteID(3)}})
	return d, v
}

// authors says who wrote notes, as an import does.
func authors(t *testing.T, d *desk) {
	s := d.backend.Sessions["a"]
	var all []workshop.Note
	for i, f := range []string{"Sales", "Network", "Billing", "Service"} {
		n := *s.Snapshot().Notes.Get(noteID(i))
		n.ID, n.Author, n.Category, n.Order = workshop.NoteID("by"+f), workshop.NamedPerson(f), "dates", n.Order+"z"
		n.Place.At.X += 112
		all = append(all, n)
	}
	_, err := s.Apply(workshop.AddNotes{Notes: all})
	require.NoError(t, err)
}

func TestTheRoomDecidesWhatIsASystemicIssue(t *testing.T) {
	d, v := spread(t)
	s := d.backend.Sessions["a"]
	other := *s.Snapshot().Notes.Get(noteID(4))
	other.ID, other.Author, other.Order = "other", workshop.NamedPerson("Sales"), other.Order+"z"
	_, err := s.Apply(workshop.AddNotes{Notes: []workshop.Note{other}})
	require.NoError(t, err)
	require.True(t, v.Run("view.panel.issues"))
	one := "Network in " + s.Snapshot().StageList("canvas1")[1].Name + ": 1 note"
	d.until(one, func() bool { return d.card(one) != nil })
	require.NotNil(t, d.label("No systemic issue yet"), "one person's notes are no issue, where another writes too")
	authors(t, d)
	d.untilText("proposed · systemic · score 90")
	require.Zero(t, s.Snapshot().Issues.Len(), "nothing is automatic")

	test.Tap(d.card("Dates"))
	require.Equal(t, 8, v.Editor().Selection().Len(), "its notes")
	require.NotNil(t, d.label("“No date for the visit” · "+s.Snapshot().StageList("canvas1")[1].Name+" · Network"))
	d.press("Confirm")
	d.untilText("confirmed · systemic · score 90")
	require.Equal(t, "confirm an issue", v.Editor().CanUndo())
	d.press("Owners…")
	d.type_("Ana")
	d.key(fyne.KeyReturn)
	d.untilText("Ana")
	v.Editor().Undo()
	v.Editor().Undo()
	d.untilText("proposed · systemic · score 90")
	require.Zero(t, s.Snapshot().Issues.Len(), "two steps take both back")

	d.press("Dismiss…")
	d.type_("One team’s calendar")
	d.key(fyne.KeyReturn)
	d.untilText("“One team’s calendar”")
	d.press("Back to proposed")
	d.untilText("proposed · systemic · score 90")
}

func TestACellOfTheGridLightsItsNotes(t *testing.T) {
	d, v := spread(t)
	authors(t, d)
	require.True(t, v.Run("view.panel.issues"))
	name := "Network in " + d.backend.Sessions["a"].Snapshot().StageList("canvas1")[1].Name + ": 2 notes"
	d.until(name, func() bool { return d.card(name) != nil })
	test.Tap(d.card(name))
	require.True(t, d.buttonText("Show all notes again"))
	d.press("Show all notes again")
	require.False(t, d.buttonText("Show all notes again"))
}

// The tab is made anew by every key; whoever walks it by keyboard stays where they are.
func TestTheTabOfIssuesIsWalkedByKeyboard(t *testing.T) {
	d, v := spread(t)
	authors(t, d)
	require.True(t, v.Run("view.panel.issues"))
	d.untilText("proposed · systemic · score 90")
	focused := func() string {
		switch f := d.shell.Window().Canvas().Focused().(type) {
		case *panel.Card:
			return f.Name
		case *panel.Button:
			return f.Text
		}
		return ""
	}
	d.shell.Window().Canvas().Focus(d.card("Dates"))
	d.key(fyne.KeyReturn)
	require.Equal(t, "Dates", focused())
	require.Equal(t, 8, v.Editor().Selection().Len())
	d.shell.Window().Canvas().FocusNext()
	require.Equal(t, "Confirm", focused())
	d.key(fyne.KeyReturn)
	d.untilText("confirmed · systemic · score 90")
	require.Equal(t, "Owners…", focused(), "what stands there now")
	cell := "Network in " + d.backend.Sessions["a"].Snapshot().StageList("canvas1")[1].Name + ": 2 notes"
	d.shell.Window().Canvas().Focus(d.card(cell))
	d.key(fyne.KeySpace)
	require.True(t, d.buttonText("Show all notes again"))
	require.Equal(t, cell, focused())
	d.key(fyne.KeySpace)
	require.False(t, d.buttonText("Show all notes again"))
}

func TestFunctionsOfNotesAreSetByCommand(t *testing.T) {
	d, v := atCanvas(t, "a", "b")
	require.False(t, v.Run("note.functions"), "without a note")
	v.Editor().Select(noteID(0), noteID(1))
	require.True(t, v.Run("note.functions"))
	require.NotNil(t, find(d, func(*panel.Field) bool { return true }))
	d.type_("Sales, IT")
	d.key(fyne.KeyReturn)
	s := d.backend.Sessions["a"].Snapshot()
	require.Equal(t, []string{"IT", "Sales"}, s.FunctionsOf(s.Notes.Get(noteID(1))))
	require.Equal(t, "set functions of 2 notes", v.Editor().CanUndo())
}

func TestAnIssueOnTheStripOpensItsEvidence(t *testing.T) {
	d, v := spread(t)
	authors(t, d)
	foot := v.Editor().Layout().Foot
	at := workshop.Point{}
	d.until("the strip", func() bool {
		for at = (workshop.Point{X: foot.Min.X, Y: foot.Center().Y}); at.X < foot.Max.X; at.X += 10 {
			if _, ok := v.Editor().IssueAt(at); ok {
				return true
			}
		}
		return false
	})
	screen := v.Editor().View().ToScreen(at)
	v.Editor().PointerDown(screen, editor.Left, 0, 1)
	v.Editor().PointerUp(screen, editor.Left, 0, 1)
	d.untilText("Its notes say")
}

func TestAnIssueIsNamedAndOwnedByCommand(t *testing.T) {
	d, v := spread(t)
	authors(t, d)
	s := d.backend.Sessions["a"]
	require.False(t, v.Run("issue.rename"), "nothing is chosen")
	require.True(t, v.Run("view.panel.issues"))
	d.untilText("proposed · systemic · score 90")
	v.Editor().ShowCategory("dates")
	require.False(t, v.Run("issue.owners"), "nobody confirmed it")
	require.True(t, v.Run("issue.rename"))
	d.type_(" nobody keeps")
	d.key(fyne.KeyReturn)
	require.Contains(t, s.Snapshot().Issues.Get("dates").Name, "nobody keeps")
	require.Equal(t, "rename an issue", v.Editor().CanUndo())
	require.True(t, v.Run("category.issue"))
	d.untilText("confirmed · systemic · score 90")
	require.True(t, v.Run("issue.owners"))
	d.type_("Ana")
	d.key(fyne.KeyReturn)
	require.Equal(t, "Ana", s.Snapshot().Issues.Get("dates").Owner)
	require.Equal(t, "give an issue its owners", v.Editor().CanUndo())
	v.Editor().Select()
	require.True(t, v.Run("issue.rename"), "the one that is open")
	d.key(fyne.KeyEscape)
}
