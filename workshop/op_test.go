package workshop_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// do applies an op and returns the snapshot after it, and what it altered.
func do(t require.TestingT, s *workshop.Snapshot, op workshop.Op) (*workshop.Snapshot, workshop.Diff) {
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d), d
}

func note(i int) workshop.NoteID { return workshop.NoteID(workshoptest.ID("n", i)) }

func TestOpsThatAreRefused(t *testing.T) {
	s := workshoptest.Big(3)
	c := s.CanvasList()[0].ID
	fresh := workshop.Note{ID: "fresh", Place: workshop.Place{Canvas: c}, Color: workshop.Blue}
	with := func(change func(*workshop.Note)) workshop.Op {
		n := fresh
		change(&n)
		return workshop.AddNotes{Notes: []workshop.Note{n}}
	}
	long := strings.Repeat("x", workshop.MaxText+1)
	for name, op := range map[string]workshop.Op{
		"no id":             with(func(n *workshop.Note) { n.ID = "" }),
		"id taken":          with(func(n *workshop.Note) { n.ID = note(0) }),
		"id twice":          workshop.AddNotes{Notes: []workshop.Note{fresh, fresh}},
		"no canvas":         with(func(n *workshop.Note) { n.Place.Canvas = "elsewhere" }),
		"no colour":         with(func(n *workshop.Note) { n.Color = "" }),
		"long text":         with(func(n *workshop.Note) { n.Text = long }),
		"not UTF-8":         with(func(n *workshop.Note) { n.Text = "\xff" }),
		"move elsewhere":    workshop.MoveNotes{Moves: []workshop.Move{{Note: note(0), To: workshop.Place{Canvas: "elsewhere"}}}},
		"long edit":         workshop.EditText{Note: note(0), Base: "", Text: long},
		"long header":       workshop.EditHeader{Canvas: c, Text: long},
		"recolour":          workshop.Recolor{Notes: []workshop.NoteID{note(0)}, Color: "pink"},
		"no title":          workshop.Begin{Title: " "},
		"canvas id":         workshop.AddCanvas{Canvas: workshop.Canvas{ID: c}},
		"no name":           workshop.Rename{Ref: c.Ref(), Name: "\n"},
		"a note's name":     workshop.Rename{Ref: note(0).Ref(), Name: "x"},
		"nobody":            workshop.Introduce{},
		"nameless category": workshop.MakeCategory{Category: workshop.Category{ID: "new"}},
	} {
		d, err := op.Plan(s)
		require.ErrorIs(t, err, workshop.ErrInvalid, name)
		require.Empty(t, d, name)
	}
	full := workshoptest.Big(workshop.MaxNotes)
	_, err := workshop.AddNotes{Notes: []workshop.Note{{ID: "fresh", Place: workshop.Place{Canvas: c}, Color: workshop.Blue}}}.Plan(full)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}

func TestOpsOnWhatIsGoneDoNothing(t *testing.T) {
	s := workshoptest.Big(3)
	s, _ = do(t, s, workshop.DeleteNotes{Notes: []workshop.NoteID{note(1)}})
	for _, id := range []workshop.NoteID{note(1), "never"} {
		ids := []workshop.NoteID{id}
		for _, op := range []workshop.Op{
			workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: s.Notes.Get(note(0)).Place}}},
			workshop.Recolor{Notes: ids, Color: workshop.Coral},
			workshop.DeleteNotes{Notes: ids},
			workshop.Raise{Notes: ids},
			workshop.MakeCategory{Category: *s.CategoryList()[0], Notes: ids},
		} {
			d, err := op.Plan(s)
			require.NoError(t, err)
			require.Empty(t, d, "%T of %s", op, id)
		}
	}
	for _, op := range []workshop.Op{
		workshop.EditText{Note: "never", Text: "x"},
		workshop.EditHeader{Canvas: "never", Text: "x"},
		workshop.Rename{Ref: workshop.StageID("never").Ref(), Name: "x"},
		workshop.Together{},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		require.Empty(t, d, "%T", op)
	}
}

func TestOpsThatChangeNothingGiveAnEmptyDiff(t *testing.T) {
	s := workshoptest.Big(3)
	n := s.Notes.Get(note(2))
	for _, op := range []workshop.Op{
		workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: n.Place}}},
		workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text},
		workshop.Recolor{Notes: []workshop.NoteID{n.ID}, Color: n.Color},
		workshop.Raise{Notes: []workshop.NoteID{n.ID}}, // it is on top already
		workshop.Rename{Ref: s.CanvasList()[0].ID.Ref(), Name: s.CanvasList()[0].Title},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		require.Empty(t, d, "%T", op)
	}
}

func TestEditsOfOneTextAreBroughtTogether(t *testing.T) {
	s := workshoptest.Big(1)
	s, _ = do(t, s, workshop.EditText{Note: note(0), Base: s.Notes.Get(note(0)).Text, Text: "one date"})
	s, _ = do(t, s, workshop.EditText{Note: note(0), Base: "one date", Text: "one firm date"})
	s, _ = do(t, s, workshop.EditText{Note: note(0), Base: "one date", Text: "one date only"})
	require.Equal(t, "one firm date only", s.Notes.Get(note(0)).Text)

	c := s.CanvasList()[0]
	s, _ = do(t, s, workshop.EditHeader{Canvas: c.ID, Base: c.Header, Text: c.Header + " Always."})
	require.Equal(t, c.Header+" Always.", s.CanvasList()[0].Header)
}

func TestEditWinsOverDelete(t *testing.T) {
	s := workshoptest.Big(2)
	text := s.Notes.Get(note(0)).Text
	deleted, del := do(t, s, workshop.DeleteNotes{Notes: []workshop.NoteID{note(0)}})
	require.True(t, deleted.Notes.Get(note(0)).Deleted())
	require.Equal(t, 1, deleted.NotesOn(s.CanvasList()[0].ID))

	_, edit := do(t, s, workshop.EditText{Note: note(0), Base: text, Text: text + " and more"})
	for _, both := range []*workshop.Snapshot{s.With(del).With(edit), s.With(edit).With(del)} {
		n := both.Notes.Get(note(0))
		require.False(t, n.Deleted())
		require.True(t, n.Rescued())
		require.Equal(t, text+" and more", n.Text)
		require.Equal(t, 2, both.NotesOn(both.CanvasList()[0].ID))

		again, _ := do(t, both, workshop.DeleteNotes{Notes: []workshop.NoteID{note(0)}})
		require.True(t, again.Notes.Get(note(0)).Deleted(), "a rescued note can be deleted again")
	}
	require.False(t, s.Notes.Get(note(0)).Rescued())
}

func TestAnEmptyNoteCanBeDeleted(t *testing.T) {
	s := workshoptest.Big(1)
	s, _ = do(t, s, workshop.EditText{Note: note(0), Base: s.Notes.Get(note(0)).Text, Text: ""})
	s, _ = do(t, s, workshop.DeleteNotes{Notes: []workshop.NoteID{note(0)}})
	require.True(t, s.Notes.Get(note(0)).Deleted())
}

func TestRaiseKeepsTheOrderOfTheRaised(t *testing.T) {
	s := workshoptest.Big(5)
	s, _ = do(t, s, workshop.Raise{Notes: []workshop.NoteID{note(3), note(1)}})
	var got []workshop.NoteID
	for _, n := range s.NoteList(s.CanvasList()[0].ID) {
		got = append(got, n.ID)
	}
	require.Equal(t, []workshop.NoteID{note(0), note(2), note(4), note(1), note(3)}, got)
	_, d := do(t, s, workshop.Raise{Notes: []workshop.NoteID{note(1), note(3)}})
	require.Empty(t, d)
}

func TestAddCanvasSetsUpAllOfIt(t *testing.T) {
	s := workshoptest.Big(1)
	s, _ = do(t, s, workshop.AddCanvas{
		Canvas: workshop.Canvas{ID: "c2", Title: "  Second\ncanvas "},
		Stages: []workshop.Stage{{ID: "sx", Name: "Only", Order: "1"}},
		Lanes:  []workshop.Lane{{ID: "lx", Name: "One", Order: "1"}},
	})
	all := s.CanvasList()
	require.Len(t, all, 2)
	require.Equal(t, "Second canvas", all[1].Title)
	require.Equal(t, "Only", s.StageList("c2")[0].Name)
	require.Equal(t, "One", s.LaneList("c2")[0].Name)
	require.Zero(t, s.NotesOn("c2"))
}

func TestMakeACategoryAndBack(t *testing.T) {
	s := workshoptest.Big(3)
	s, _ = do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: "new", Name: " New "}, Notes: []workshop.NoteID{note(0), note(1)}})
	require.Equal(t, "New", s.Categories.Get("new").Name)
	require.Equal(t, workshop.CategoryID("new"), s.Notes.Get(note(1)).Category)
	s, d := do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: "new", Name: "Other"}, Notes: []workshop.NoteID{note(2)}})
	require.Equal(t, []workshop.Ref{note(2).Ref()}, d.Refs(), "a category that is there stays as it is")
	s, _ = do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(0)}})
	require.Empty(t, s.Notes.Get(note(0)).Category)
}

func TestIntroduceTellsOnlyWhatIsNew(t *testing.T) {
	s := workshoptest.Big(0)
	p := *s.People.Get(workshop.PersonID(workshoptest.ID("p", 0)))
	_, d := do(t, s, workshop.Introduce{Person: p})
	require.Empty(t, d)
	p.Hue = "#000000"
	_, d = do(t, s, workshop.Introduce{Person: p})
	require.Len(t, d, 1)
}
