package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// loose is a workshop of ten notes that are in no category.
func loose(t require.TestingT) *workshop.Snapshot {
	s := workshoptest.Spec{Notes: 10}.Snapshot()
	for i := range 10 {
		s, _ = do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(i)}})
	}
	for _, c := range s.CategoryList() {
		s, _ = do(t, s, workshop.DissolveCategory{Category: c.ID})
	}
	return s
}

func proposed(id int, name string, notes ...int) workshop.ProposedCategory {
	p := workshop.ProposedCategory{ID: category(id), Name: name, Whole: true}
	for _, n := range notes {
		p.Notes = append(p.Notes, note(n))
	}
	return p
}

func accept(all ...workshop.ProposedCategory) workshop.AcceptProposal {
	return workshop.AcceptProposal{Categories: all}
}

func TestAProposalLeavesWhatPeopleSaid(t *testing.T) {
	s := loose(t)
	s, _ = do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: category(0), Name: "Mine"}, Notes: []workshop.NoteID{note(0)}})
	s, _ = do(t, s, workshop.Lock{Notes: []workshop.NoteID{note(1)}, Locked: true})
	s, _ = do(t, s, workshop.DeleteNotes{Notes: []workshop.NoteID{note(2)}})

	s, d := do(t, s, accept(proposed(1, "Dates", 0, 1, 2, 3, 4), proposed(0, "Ours", 5)))
	require.Equal(t, category(0), in(s, note(0)), "a person put it there")
	require.Empty(t, in(s, note(1)), "it is locked")
	require.Empty(t, s.Notes.Get(note(2)).Category)
	require.Equal(t, category(1), in(s, note(3)))
	require.Equal(t, category(0), in(s, note(5)), "the rest may be placed in a pile that people began")
	require.Equal(t, "Mine", s.Category(category(0)).Name)
	require.True(t, s.Category(category(0)).Named())
	require.True(t, s.Category(category(1)).Open())

	back, _ := do(t, s, workshop.Revert{Diff: d})
	require.Nil(t, back.Category(category(1)))
	require.Empty(t, in(back, note(3)))
	require.Empty(t, in(back, note(5)))
	require.Equal(t, category(0), in(back, note(0)))
}

func TestASecondProposalGoesOnWithTheFirst(t *testing.T) {
	s, _ := do(t, loose(t), accept(proposed(1, "Dates", 0, 1, 2), proposed(2, "Bills", 3, 4, 5)))
	s, _ = do(t, s, workshop.Rename{Ref: category(2).Ref(), Name: "Bills people read"})
	s, _ = do(t, s, workshop.JoinCategory{Category: category(1), Notes: []workshop.NoteID{note(6)}})
	s, _ = do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(1)}})

	s, _ = do(t, s, accept(proposed(1, "One date", 0, 1, 3, 7), proposed(2, "Money", 5, 8)))
	require.Equal(t, "One date", s.Category(category(1)).Name)
	require.Empty(t, in(s, note(1)), "a person took it out")
	require.Empty(t, in(s, note(2)), "it left")
	require.Equal(t, category(1), in(s, note(6)), "a person put it there")
	require.Equal(t, category(2), in(s, note(3)), "a person named its category")
	require.Equal(t, category(2), in(s, note(4)))
	require.Equal(t, category(2), in(s, note(8)))
	require.Equal(t, "Bills people read", s.Category(category(2)).Name)

	s, _ = do(t, s, workshop.KeepCategory{Category: category(1), Kept: true})
	kept, d := do(t, s, workshop.AcceptProposal{
		Categories: []workshop.ProposedCategory{proposed(1, "Other", 0)}, Dissolve: []workshop.CategoryID{category(1), category(2)},
	})
	require.Empty(t, d, "kept, and named: nothing is left to say")
	require.Equal(t, category(1), in(kept, note(7)))
	s, _ = do(t, s, workshop.KeepCategory{Category: category(1)})
	s, _ = do(t, s, workshop.AcceptProposal{Dissolve: []workshop.CategoryID{category(1)}})
	require.Empty(t, in(s, note(7)))
	require.Equal(t, category(1), in(s, note(6)), "a person put it there")
	require.Contains(t, s.CategoryList(), s.Category(category(1)))
	s, _ = do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(6)}})
	require.NotContains(t, s.CategoryList(), s.Category(category(1)), "nothing is left of it")
}

func TestWhatThePersonPutsIsSaidByThePerson(t *testing.T) {
	p := proposed(1, "Dates", 0, 1)
	p.Put, p.Own = []workshop.NoteID{note(2)}, "One date, one owner"
	s, _ := do(t, loose(t), accept(p))
	require.Equal(t, "One date, one owner", s.Category(category(1)).Name)
	require.True(t, s.Category(category(1)).Named())
	require.True(t, s.MaySort(s.Notes.Get(note(5))))
	require.False(t, s.MaySort(s.Notes.Get(note(2))))

	_, err := accept(workshop.ProposedCategory{ID: category(3), Notes: []workshop.NoteID{note(4)}}).Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid, "a category has a name")
	_, d := do(t, s, accept(proposed(3, "Nobody", 2)))
	require.Empty(t, d, "a category of which no note is left is not made")
}

// Undo of an accepted proposal takes all of it back and nothing of what colleagues did since.
func TestUndoOfAProposalKeepsLaterMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		before := s
		op := workshop.AcceptProposal{Categories: []workshop.ProposedCategory{{ID: "fresh", Name: "Dates", Notes: workshoptest.NoteIDs(s).Draw(t, "notes")}}}
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
		again, err := op.Plan(s)
		require.NoError(t, err)
		require.Empty(t, again, "the op is safe to repeat")
		moved := workshop.MoveNotes{}
		for _, id := range workshoptest.NoteIDs(s).Draw(t, "moved") {
			moved.Moves = append(moved.Moves, workshop.Move{Note: id, To: workshoptest.Place(s).Draw(t, "to")})
		}
		later, err := moved.Plan(s)
		require.NoError(t, err)
		s = s.With(later)
		undo, err := workshop.Revert{Diff: d}.Plan(s)
		require.NoError(t, err)
		s = s.With(undo)
		require.Nil(t, s.Category("fresh"))
		for id, n := range s.Notes.All() {
			require.Equal(t, before.Notes.Get(id).Category, n.Category)
		}
		for _, c := range later {
			require.Equal(t, c.After, s.Field(c.Ref, c.Field))
		}
	})
}

func TestWordsThatAreTheSame(t *testing.T) {
	s := loose(t)
	require.Empty(t, s.Meta.Same())
	s, _ = do(t, s, workshop.TreatAsSame{Add: [][]string{{"money", "cash"}, workshop.SplitSame("fault = outage; ")}})
	require.Equal(t, [][]string{{"cash", "money"}, {"fault", "outage"}}, s.Meta.Same())
	_, d := do(t, s, workshop.TreatAsSame{Add: [][]string{{"cash", "money"}}})
	require.Empty(t, d, "the same words in another order")
	s, _ = do(t, s, workshop.TreatAsSame{Remove: [][]string{{"cash", "money"}}})
	require.Equal(t, [][]string{{"fault", "outage"}}, s.Meta.Same())
	for _, bad := range [][]string{nil, {"cash"}, {"cash", "Cash"}, {"", " "}} {
		_, err := workshop.TreatAsSame{Add: [][]string{bad}}.Plan(s)
		require.ErrorIs(t, err, workshop.ErrInvalid)
	}
}

func TestContestedIsToAndFroByDifferentPeople(t *testing.T) {
	s, _ := do(t, loose(t), workshop.MakeCategory{Category: workshop.Category{ID: category(0), Name: "Dates"}, Notes: []workshop.NoteID{note(9)}, By: "ana"})
	s, _ = do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: category(1), Name: "Bills"}, Notes: []workshop.NoteID{note(8)}, By: "ana"})
	put := func(s *workshop.Snapshot, by workshop.PersonID, c workshop.CategoryID) *workshop.Snapshot {
		s, _ = do(t, s, workshop.JoinCategory{Category: c, Notes: []workshop.NoteID{note(0)}, By: by})
		return s
	}
	is := func(s *workshop.Snapshot) bool { return s.Contested(s.Notes.Get(note(0))) }
	s = put(s, "ana", category(0))
	s = put(s, "jo", category(1))
	require.False(t, is(s), "moved once by a colleague")
	agreed := put(put(s, "ana", category(0)), "ana", category(1))
	require.False(t, is(agreed), "she came round")
	s = put(s, "ana", category(0))
	require.True(t, is(s))
	peace := put(s, "jo", category(0))
	require.False(t, is(peace), "jo agrees with where it is")
	again, d := do(t, peace, workshop.JoinCategory{Category: category(0), Notes: []workshop.NoteID{note(0)}, By: "jo"})
	require.Empty(t, d, "there is nothing more to say")
	require.False(t, is(again))
	require.True(t, is(put(s, "mia", category(0))), "a third person takes a side, and the two do not agree yet")
	locked, _ := do(t, s, workshop.Lock{Notes: []workshop.NoteID{note(0)}, Locked: true})
	require.False(t, is(locked))
	merged, _ := do(t, s, workshop.MergeCategories{From: []workshop.CategoryID{category(0)}, Into: category(1)})
	require.False(t, is(merged), "both are one now")
	alone := put(put(put(put(s, "jo", ""), "jo", category(0)), "jo", ""), "jo", category(0))
	require.False(t, is(alone), "one person cannot make up her mind, and ends where the other put it")
}
