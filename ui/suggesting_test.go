package ui_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/panel"
	"throughline.app/ui/uitest"
	"throughline.app/workshop"
)

// said are notes of three kinds, and two that belong nowhere.
var said = []string{
	"The engineer came without a date", "No date for the engineer visit", "Engineer date changed twice", "Tell me the engineer date early",
	"The bill has four lines nobody reads", "First bill is too high", "Explain the first bill", "Bill lines are a puzzle",
	"Status page says all is well in an outage", "Outage and no status page", "Say it on the status page before the outage is noticed", "Status page is always green",
	"Coffee in the showroom", "Thank the referrer",
}

func noteID(i int) workshop.NoteID { return workshop.NoteID(fmt.Sprintf("n%06d", i)) }

// suggest asks for categories and waits until they are looked at.
func (d *desk) suggest(v *canvasview.View, id string) {
	d.t.Helper()
	require.True(d.t, v.Run(id), id)
	d.until("a suggestion", func() bool { return v.Editor().Trial() != nil && d.buttonText("Apply · Enter") })
}

func tried(v *canvasview.View, i int) string {
	s := v.Editor().Shown()
	if c := s.CategoryOf(s.Notes.Get(noteID(i))); c != nil {
		return c.Name
	}
	return ""
}

func inCategory(s *uitest.Session, i int) string {
	snap := s.Snapshot()
	if c := snap.CategoryOf(snap.Notes.Get(noteID(i))); c != nil {
		return c.Name
	}
	return ""
}

func press(v *canvasview.View, k fyne.KeyName) { v.TypedKey(&fyne.KeyEvent{Name: k}) }

func TestASuggestionIsAPreviewUntilItIsApplied(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	before := s.Snapshot()
	d.suggest(v, "category.suggest")
	require.Same(t, before, s.Snapshot(), "nothing is written")
	require.NotEmpty(t, tried(v, 0))
	require.Equal(t, tried(v, 0), tried(v, 1))
	require.NotEqual(t, tried(v, 0), tried(v, 4))
	require.NotNil(t, d.label("Suggested from the words"))

	press(v, fyne.KeyEscape)
	require.Nil(t, v.Editor().Trial())
	require.False(t, d.buttonText("Apply · Enter"))
	require.Same(t, before, s.Snapshot())
	require.NotNil(t, d.label("Or start the piles, we place the rest"))

	d.suggest(v, "category.suggest")
	want := tried(v, 0)
	press(v, fyne.KeyReturn)
	require.Nil(t, v.Editor().Trial())
	d.untilText(want)
	require.Equal(t, want, inCategory(s, 0))
	require.Equal(t, inCategory(s, 4), inCategory(s, 5))

	// A colleague moves a note and puts another elsewhere; undo takes back what is left.
	to := workshop.Place{Canvas: "canvas1", Region: workshop.Region{Stage: "stage4", Lane: "lane3"}}
	_, err := s.Receive(workshop.MoveNotes{Moves: []workshop.Move{{Note: noteID(0), To: to}}})
	require.NoError(t, err)
	_, err = s.Receive(workshop.MakeCategory{Category: workshop.Category{ID: "theirs", Name: "Theirs"}, Notes: []workshop.NoteID{noteID(1)}})
	require.NoError(t, err)
	require.True(t, v.Run("edit.undo"))
	require.Empty(t, inCategory(s, 0))
	require.Equal(t, "Theirs", inCategory(s, 1))
	require.Equal(t, to, s.Snapshot().Notes.Get(noteID(0)).Place)
	require.Empty(t, inCategory(s, 5))
}

func TestASuggestionIsCorrectedByKeys(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	d.suggest(v, "category.suggest")
	ed := v.Editor()
	groups := func() int {
		return len(ed.Shown().CategoryList())
	}
	n := groups()
	require.Equal(t, 3, n)
	press(v, fyne.KeyMinus)
	v.TypedRune('-')
	d.until("fewer", func() bool { return groups() == 2 })
	press(v, fyne.KeyPlus)
	v.TypedRune('+')
	d.until("more", func() bool { return groups() == 3 })
	require.Empty(t, ed.Selection().IDs(), "the keys write no note")
	require.Len(t, s.Snapshot().NoteList("canvas1"), len(said))

	// Whatever is unsorted: U goes there, 1 places it where it fits best.
	if v.Run("proposal.tray") {
		ids := ed.Selection().IDs()
		require.Len(t, ids, 1)
		if v.Run("proposal.place.1") {
			c := ed.Shown().CategoryOf(ed.Shown().Notes.Get(ids[0]))
			require.NotEqual(t, workshop.CategoryID("unsorted"), c.ID)
		}
	}

	// A name is written on the pill or in a sheet, and a note moved by hand stays moved.
	ed.Select(noteID(4))
	require.True(t, v.Run("category.leave"))
	require.Equal(t, "Unsorted", tried(v, 4))
	of := ed.Shown().CategoryOf(ed.Shown().Notes.Get(noteID(8))).ID
	ed.JoinCategory(of, noteID(4))
	require.Equal(t, tried(v, 8), tried(v, 4))
	ed.Trial().Rename(of, "Say it before they notice")
	press(v, fyne.KeyEscape)
	require.Equal(t, len(said), len(s.Snapshot().NoteList("canvas1")))
	require.Empty(t, s.Snapshot().CategoryList())
	require.False(t, v.Run("proposal.apply"), "there is nothing to apply")
}

func TestPilesAreFilledFromTheirExamples(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	require.False(t, v.Run("category.place"), "nobody began a pile")
	for i, name := range []string{"Engineer", "Bill"} {
		_, err := s.Receive(workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(fmt.Sprint("pile", i)), Name: name},
			Notes: []workshop.NoteID{noteID(4 * i), noteID(4*i + 1)}})
		require.NoError(t, err)
	}
	require.True(t, v.Run("view.panel.categories"))
	d.untilText("You have started 2 piles")
	d.suggest(v, "category.place")
	require.Equal(t, "Engineer", tried(v, 2))
	require.Equal(t, "Bill", tried(v, 7))
	require.Equal(t, "Unsorted", tried(v, 9))
	press(v, fyne.KeyReturn)
	require.Equal(t, "Engineer", inCategory(s, 3))
	require.Empty(t, inCategory(s, 9))
}

func TestTheWorkshopMovesOnUnderASuggestion(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	d.suggest(v, "category.suggest")
	receive := func(op workshop.Op) {
		t.Helper()
		_, err := s.Receive(op)
		require.NoError(t, err)
	}
	receive(workshop.DeleteNotes{Notes: []workshop.NoteID{noteID(0)}})
	receive(workshop.MakeCategory{Category: workshop.Category{ID: "theirs", Name: "Theirs"}, Notes: []workshop.NoteID{noteID(4)}})
	added := note("n000099", "One more engineer without a date", "p")
	receive(workshop.AddNotes{Notes: []workshop.Note{added}})
	d.until("the suggestion to go along", func() bool { return tried(v, 99) == "Unsorted" && tried(v, 4) == "Theirs" })
	press(v, fyne.KeyReturn)
	require.Equal(t, "Theirs", inCategory(s, 4))
	require.Empty(t, inCategory(s, 99))
	require.NotEmpty(t, inCategory(s, 1))
	require.Nil(t, s.Snapshot().CategoryOf(s.Snapshot().Notes.Get(noteID(0))))
}

func TestNothingToSuggest(t *testing.T) {
	d, v := atCanvas(t)
	require.True(t, v.Run("category.suggest"))
	d.untilText("There are no notes here yet that could be grouped.")
	require.Nil(t, v.Editor().Trial())

	d, v = atCanvas(t, "Router")
	d.suggest(v, "category.suggest")
	require.NotNil(t, d.label("There are too few notes to group."))
	require.NotNil(t, d.label("No categories came of it"))
	press(v, fyne.KeyReturn)
	require.Empty(t, v.Editor().Snapshot().CategoryList())
}

func TestASuggestionForOneNote(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	for i, name := range []string{"Engineer", "Bill"} {
		_, err := s.Apply(workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(fmt.Sprint("pile", i)), Name: name},
			Notes: []workshop.NoteID{noteID(4 * i), noteID(4*i + 1)}})
		require.NoError(t, err)
	}
	v.Editor().Select(noteID(6))
	require.True(t, v.Run("note.suggest"))
	d.untilText("Where does it belong?")
	first := find(d, func(c *panel.Card) bool { return c.First })
	require.Equal(t, "Bill", first.Name)
	first.TypedRune('1')
	require.Equal(t, "Bill", inCategory(s, 6))
	require.Equal(t, "put a note into “Bill”", v.Editor().CanUndo())
}

func TestWordsThatMeanTheSameAreKept(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	require.True(t, v.Run("category.same"))
	d.type_("bill = invoice")
	d.press("Add")
	require.Equal(t, [][]string{{"bill", "invoice"}}, s.Snapshot().Meta.Same())
	require.NotNil(t, d.label("bill = invoice"))
	d.type_("alone")
	d.press("Add")
	require.NotNil(t, d.label("It takes two words: cash = money"))
	d.press("Done")
}

func TestAnEditorWithoutASuggestionHearsItsKeys(t *testing.T) {
	_, v := atCanvas(t, said...)
	for _, c := range v.Commands() {
		if c.First {
			require.False(t, c.Enabled(), c.ID)
		}
	}
	press(v, fyne.KeyReturn)
	require.Equal(t, editor.SelectTool, v.Editor().Tool())
}

func TestEveryOtherWayIsInItsMenu(t *testing.T) {
	d, v := atCanvas(t, said...)
	v.Editor().Select(noteID(0))
	require.True(t, v.Run("dot.put"))
	v.Editor().Select()
	require.True(t, v.Run("view.panel.categories"))
	d.press("Other ways…")
	for _, way := range []string{"Categories by colour", "Categories by function", "Categories by stage", "Categories by author",
		"Categories by votes", "Categories by words…", "Words that mean the same…"} {
		require.NotNil(t, find(d, func(o *canvas.Text) bool { return o.Text == way }), way)
	}
}

func TestWordsThatAreOnNoNoteAreTold(t *testing.T) {
	d, v := atCanvas(t, said...)
	require.True(t, v.Run("category.by.words"))
	d.type_("bill, zebra, status page, fax")
	d.press("OK")
	d.untilText("On no note that is free: zebra, fax")
	require.Equal(t, "bill", tried(v, 4))
	require.Equal(t, "status page", tried(v, 8))
	require.Equal(t, "Unsorted", tried(v, 0))
	require.NotNil(t, d.label("none of the words is on it"))
	require.Nil(t, d.label("like no other note"), "nobody asked for that")
}

func TestEscapeEndsATextBeforeASuggestion(t *testing.T) {
	d, v := atCanvas(t, said...)
	d.suggest(v, "category.suggest")
	v.Editor().EditNote(noteID(0))
	c := d.shell.Window().Canvas()
	c.Unfocus()
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	_, writing := v.Editor().Editing()
	require.False(t, writing)
	require.NotNil(t, v.Editor().Trial(), "only the text was ended")
	c.Unfocus()
	c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Nil(t, v.Editor().Trial())
}

func TestContestedNotesAreTold(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	receive := func(op workshop.Op) {
		t.Helper()
		_, err := s.Receive(op)
		require.NoError(t, err)
	}
	for i, name := range []string{"Engineer", "Bill"} {
		receive(workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(fmt.Sprint("pile", i)), Name: name},
			Notes: []workshop.NoteID{noteID(4 * i), noteID(4*i + 1)}, By: "ana"})
	}
	require.True(t, v.Run("view.panel.categories"))
	require.False(t, v.Run("category.contested"))
	v.Editor().Select(noteID(0))
	v.Editor().JoinCategory("pile1", noteID(0))
	receive(workshop.JoinCategory{Category: "pile0", Notes: []workshop.NoteID{noteID(0)}, By: "ana"})
	d.until("it is told", func() bool { return d.buttonText("1 note is moved to and fro") })
	v.Editor().Select()
	require.True(t, v.Run("category.contested"))
	require.Equal(t, []workshop.NoteID{noteID(0)}, v.Editor().Selection().IDs())
}

func TestKeysOfASuggestionInTheOutline(t *testing.T) {
	d, v := atCanvas(t, said...)
	require.True(t, v.Run("view.outline"))
	d.suggest(v, "category.suggest")
	list := d.shell.Window().Canvas().Focused()
	v.Editor().Select(noteID(4))
	require.True(t, v.Run("category.leave"))
	require.Equal(t, "Unsorted", tried(v, 4))
	d.until("places", func() bool { return v.Editor().Run("proposal.place.1") })
	require.NotEqual(t, "Unsorted", tried(v, 4))
	v.Editor().Select()
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Nil(t, v.Editor().Trial())
	require.Empty(t, v.Editor().Snapshot().CategoryList())
	require.True(t, d.buttonText("Back to the canvas"))
}

func TestAQuestionThatIsGivenUpIsNotAnswered(t *testing.T) {
	d, v := atCanvas(t, said...)
	_, err := d.backend.Sessions["a"].Receive(workshop.Introduce{Person: workshop.Person{ID: workshop.NamedPerson("Omar"), Name: "Omar"}})
	require.NoError(t, err)
	require.True(t, v.Run("category.suggest"))
	press(v, fyne.KeyEscape)
	require.True(t, v.Run("category.suggest"))
	d.suggest(v, "category.by.author")
	require.Nil(t, d.label("Suggested from the words"), "the last question counts")
	require.Equal(t, "Omar", tried(v, 0))
	require.Equal(t, "Omar", tried(v, 13))
	press(v, fyne.KeyEscape)
	require.Nil(t, v.Editor().Trial())
	require.Empty(t, v.Editor().Snapshot().CategoryList())
}

func TestASuggestionIsAboutTheOpportunitiesFirst(t *testing.T) {
	d, v := atCanvas(t, said...)
	s := d.backend.Sessions["a"]
	var lane workshop.LaneID
	for _, l := range s.Snapshot().LaneList("canvas1") {
		if l.Key == "opportunities" {
			lane = l.ID
		}
	}
	var moves []workshop.Move
	for i := range 12 {
		p := s.Snapshot().Notes.Get(noteID(i)).Place
		p.Region.Lane = lane
		moves = append(moves, workshop.Move{Note: noteID(i), To: p})
	}
	_, err := s.Apply(workshop.MoveNotes{Moves: moves})
	require.NoError(t, err)

	d.suggest(v, "category.suggest")
	d.untilText("Suggested for Opportunities")
	require.NotNil(t, d.label("12 of 14 notes"))
	require.NotEmpty(t, tried(v, 0))
	require.Empty(t, tried(v, 12), "it was not asked about")
	d.press("take all notes")
	d.untilText("all 14 notes")
	require.Equal(t, "Unsorted", tried(v, 12))
	require.True(t, v.Run("proposal.scope"))
	d.untilText("12 of 14 notes")
	press(v, fyne.KeyEscape)

	v.Editor().Select(noteID(0), noteID(1), noteID(2), noteID(4))
	d.suggest(v, "category.suggest")
	d.untilText("Suggested for 4 notes selected")
	require.False(t, v.Run("proposal.scope"), "a selection is what the person said")
}

func TestThePointerAsksWhyANoteIsWhereItIs(t *testing.T) {
	d, v := atCanvas(t, said...)
	d.suggest(v, "category.suggest")
	ed := v.Editor()
	reason := func() bool {
		return find(d, func(l *panel.Label) bool { return strings.HasPrefix(l.Text, "shared: ") }) != nil
	}
	require.False(t, reason())
	ed.ShowTag(noteID(0)) // the pointer has rested on it
	d.until("the reason", reason)
	require.False(t, d.buttonText("1  "+tried(v, 4)), "keys put the selected note somewhere, not the one that is pointed at")
	ed.ShowTag("")
	d.until("no reason", func() bool { return !reason() })

	ed.Select(noteID(0))
	d.until("the reason", reason)
}

func TestCancellingAQuestionKeepsWhatIsLookedAt(t *testing.T) {
	d, v := atCanvas(t, said...)
	d.suggest(v, "category.suggest")
	want := tried(v, 0)
	require.True(t, v.Run("proposal.again"))
	require.True(t, v.Run("proposal.discard"), "before the answer is here")
	require.NotNil(t, v.Editor().Trial())
	require.Equal(t, want, tried(v, 0))
	require.True(t, d.buttonText("Apply · Enter"))
	require.True(t, v.Run("proposal.fewer"), "it can be gone on with")
	require.True(t, v.Run("proposal.discard"))
	require.Nil(t, v.Editor().Trial())
	require.False(t, d.buttonText("Apply · Enter"))
}
