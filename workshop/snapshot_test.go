package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// fields copies everything that a snapshot holds.
func fields(s *workshop.Snapshot) map[string]string {
	all := map[string]string{}
	s.Fields(func(ref workshop.Ref, name, v string) bool {
		all[ref.Key()+"."+name] = v
		return true
	})
	return all
}

func TestOldSnapshotsNeverChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		type moment struct {
			s    *workshop.Snapshot
			held map[string]string
			n    int
		}
		var past []moment
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			past = append(past, moment{s, fields(s), s.Notes.Len()})
			s = workshoptest.Step(t, s, "step")
		}
		for _, m := range past {
			require.Equal(t, m.held, fields(m.s))
			require.Equal(t, m.n, m.s.Notes.Len())
		}
	})
}

func TestABuilderReadsBackWhatFieldsGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		s = s.With(workshop.Diff{
			{Ref: workshop.Ref{Kind: "poll", ID: "p1"}, Field: "question", After: "later version"},
			{Ref: workshop.NoteID("later").Ref(), Field: "votes", After: "3"},
			{Ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: "else"}, Field: workshop.FieldTitle, After: "x"},
		})
		b := workshop.NewBuilder(nil)
		s.Fields(func(ref workshop.Ref, name, v string) bool {
			b.Set(ref, name, v)
			return true
		})
		equal(t, s, b.Snapshot())
	})
}

func TestFieldsOfALaterVersionAreKept(t *testing.T) {
	poll := workshop.Ref{Kind: "poll", ID: "p1"}
	s := workshoptest.Big(1)
	id := workshop.NoteID(workshoptest.ID("n", 0))
	next := s.With(workshop.Diff{
		{Ref: poll, Field: "question", After: "which?"},
		{Ref: id.Ref(), Field: "votes", After: "3"},
	})
	require.Equal(t, "which?", next.Field(poll, "question"))
	require.Equal(t, "3", next.Field(id.Ref(), "votes"))
	require.Empty(t, s.Field(poll, "question"))
	require.Equal(t, s.Notes.Get(id), next.Notes.Get(id), "the record itself is shared")
	back := next.With(workshop.Diff{{Ref: poll, Field: "question", Before: "which?"}, {Ref: id.Ref(), Field: "votes", Before: "3"}})
	equal(t, s, back)
}

func TestOnlyOneRecordIsTheWorkshopsOwn(t *testing.T) {
	s := workshoptest.Big(0)
	other := workshop.Ref{Kind: workshop.KindWorkshop, ID: "other"}
	require.Empty(t, s.Field(other, workshop.FieldTitle))
	s = s.With(workshop.Diff{{Ref: other, Field: workshop.FieldTitle, After: "Impostor"}})
	require.Equal(t, "Workshop of 0 notes", s.Meta.Title)
	require.Equal(t, "Impostor", s.Field(other, workshop.FieldTitle))
}

func TestARecordWithoutFieldsIsNotThere(t *testing.T) {
	s := workshoptest.Big(0)
	id := workshop.CategoryID("new")
	set := workshop.Diff{
		{Ref: id.Ref(), Field: workshop.FieldName, After: "New"},
		{Ref: id.Ref(), Field: workshop.FieldColor, After: "blue"},
	}
	require.Len(t, s.With(set).CategoryList(), 4)
	require.True(t, s.With(set).Has(id.Ref()))
	require.Len(t, s.With(set).With(set.Invert()).CategoryList(), 3)
	require.False(t, s.With(set).With(set.Invert()).Has(id.Ref()))
	require.False(t, s.With(workshop.Diff{{Ref: id.Ref(), Field: workshop.FieldName}}).Has(id.Ref()))
	b := workshop.NewBuilder(s) // unset and set again in one go
	b.Set(id.Ref(), workshop.FieldName, "a")
	b.Set(id.Ref(), workshop.FieldName, "")
	b.Set(id.Ref(), workshop.FieldColor, "blue")
	got := b.Snapshot().Categories.Get(id)
	require.Equal(t, &workshop.Category{ID: id, Color: workshop.Blue}, got)
}

func TestListsAreInOrder(t *testing.T) {
	s := workshoptest.Big(400)
	c := s.CanvasList()[0].ID
	var names []string
	for _, st := range s.StageList(c) {
		names = append(names, st.Name)
	}
	require.Equal(t, []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"}, names)
	notes := s.NoteList(c)
	require.Len(t, notes, 400)
	for i := 1; i < len(notes); i++ {
		require.Less(t, notes[i-1].Order, notes[i].Order)
	}
	require.Empty(t, s.StageList("elsewhere"))
	s = s.With(workshop.Diff{{Ref: s.StageList(c)[1].ID.Ref(), Field: workshop.FieldGone, After: "1"}})
	require.Len(t, s.StageList(c), 4)
	require.Equal(t, 400, s.NotesOn(c))
	require.Equal(t, "Person 1", s.AuthorName(workshop.PersonID(workshoptest.ID("p", 0))))
	require.Empty(t, s.AuthorName("nobody"))
}

func TestTheZeroSnapshotIsEmpty(t *testing.T) {
	var s workshop.Snapshot
	require.Empty(t, s.CanvasList())
	require.Empty(t, fields(&s))
	require.Nil(t, s.Notes.Get("x"))
	require.True(t, s.Equal(&workshop.Snapshot{}))
	require.Same(t, &s, s.With(nil))
	require.False(t, s.Equal(workshoptest.Big(0)))
	require.False(t, workshoptest.Big(0).Equal(&s))
}

func BenchmarkMoveOneOf5000(b *testing.B) {
	s := workshoptest.Big(5_000)
	id := workshop.NoteID(workshoptest.ID("n", 77))
	to := s.Notes.Get(id).Place
	b.ReportAllocs()
	for b.Loop() {
		to.At.X = 111 - to.At.X
		d, _ := workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: to}}}.Plan(s)
		s = s.With(d)
	}
}
