package workshop_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// either calls check with what two laptops come to that made a and b at the same time: once
// a's values stand where both wrote, once b's.
func either(t *testing.T, base *workshop.Snapshot, a, b workshop.Op, check func(t *testing.T, s *workshop.Snapshot, a, b workshop.Diff)) {
	_, mine := do(t, base, a)
	_, theirs := do(t, base, b)
	t.Run("the first stands", func(t *testing.T) { check(t, base.With(theirs).With(mine), mine, theirs) })
	t.Run("the second stands", func(t *testing.T) { check(t, base.With(mine).With(theirs), mine, theirs) })
}

// What somebody sorts by hand while another accepts a proposal is as the hand has it, on every
// laptop, also after the proposal is taken back, and for the next proposal.
func TestTheHandGoesBeforeAProposal(t *testing.T) {
	base := loose(t)
	base, _ = do(t, base, workshop.MakeCategory{Category: workshop.Category{ID: category(0), Name: "Mine"}, Notes: []workshop.NoteID{note(0)}, By: "jo"})
	base, _ = do(t, base, accept(proposed(1, "Dates", 6, 7)))
	join := workshop.JoinCategory{Category: category(0), Notes: []workshop.NoteID{note(1), note(6)}, By: "ana"}
	p := accept(proposed(1, "Dates", 1, 2, 7), proposed(2, "Bills", 6))
	either(t, base, join, p, func(t *testing.T, s *workshop.Snapshot, _, accepted workshop.Diff) {
		for _, id := range []workshop.NoteID{note(1), note(6)} {
			require.Equal(t, category(0), in(s, id))
			require.False(t, s.MaySort(s.Notes.Get(id)))
		}
		require.Equal(t, category(1), in(s, note(2)))
		again, _ := do(t, s, accept(proposed(3, "Trust", 1, 6)))
		require.Equal(t, category(0), in(again, note(1)))

		back, _ := do(t, s, workshop.Revert{Diff: accepted})
		require.Equal(t, category(0), in(back, note(1)))
		require.Equal(t, category(0), in(back, note(6)))
		require.Empty(t, in(back, note(2)))
		require.Equal(t, category(1), in(back, note(7)))

		moved, _ := do(t, s, workshop.JoinCategory{Category: category(1), Notes: []workshop.NoteID{note(1)}, By: "jo"})
		require.Equal(t, category(1), in(moved, note(1)), "the next hand is heard")
		require.False(t, moved.MaySort(moved.Notes.Get(note(1))))
		out, _ := do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(1)}, By: "jo"})
		require.Empty(t, in(out, note(1)))

		gone, _ := do(t, s, workshop.DissolveCategory{Category: category(0)})
		require.True(t, gone.MaySort(gone.Notes.Get(note(1))), "there is no such category any more")
		gone, _ = do(t, gone, accept(proposed(3, "Trust", 1)))
		require.Equal(t, category(3), in(gone, note(1)))
	})
	out := workshop.JoinCategory{Notes: []workshop.NoteID{note(6)}, By: "ana"}
	either(t, base, out, p, func(t *testing.T, s *workshop.Snapshot, _, accepted workshop.Diff) {
		require.Empty(t, in(s, note(6)), "taken out by hand")
		require.False(t, s.MaySort(s.Notes.Get(note(6))))
		back, _ := do(t, s, workshop.Revert{Diff: accepted})
		require.Empty(t, in(back, note(6)))
	})
	leaves := accept(proposed(1, "Dates", 7))
	either(t, base, join, leaves, func(t *testing.T, s *workshop.Snapshot, _, _ workshop.Diff) {
		require.Equal(t, category(0), in(s, note(6)), "the proposal only took it out of where it was")
	})
}

// What people said before is known to a proposal, and does not come back from under it.
func TestAProposalHasHeardWhatWasSaidBefore(t *testing.T) {
	s, _ := do(t, loose(t), workshop.MakeCategory{Category: workshop.Category{ID: category(0), Name: "Mine"}, Notes: []workshop.NoteID{note(0), note(1)}, By: "jo"})
	s, _ = do(t, s, workshop.JoinCategory{Notes: []workshop.NoteID{note(0)}, By: "ana"})
	s, gone := do(t, s, workshop.DissolveCategory{Category: category(0)})
	s, d := do(t, s, accept(proposed(1, "Dates", 0, 1)))
	s, _ = do(t, s, workshop.Revert{Diff: gone})
	require.Equal(t, category(1), in(s, note(0)))
	require.Equal(t, category(1), in(s, note(1)))
	require.True(t, s.MaySort(s.Notes.Get(note(1))))
	s, _ = do(t, s, workshop.Revert{Diff: d})
	require.Empty(t, in(s, note(0)))
	require.Equal(t, category(0), in(s, note(1)))

	for i := range 200 { // more people than a field has room for
		s, _ = do(t, s, workshop.JoinCategory{Category: []workshop.CategoryID{category(0), ""}[i%2], Notes: []workshop.NoteID{note(5)}, By: workshop.PersonID("p" + strconv.Itoa(i))})
	}
	s, d = do(t, s, accept(proposed(2, "Bills", 5)))
	require.Equal(t, category(2), in(s, note(5)))
	for _, c := range d {
		require.LessOrEqual(t, len(c.After), workshop.MaxField)
	}
}

// Two people who accept the same proposal at once make one set of categories: those that no
// note is in are not there.
func TestTwoAcceptTheSameProposalAtOnce(t *testing.T) {
	either(t, loose(t), accept(proposed(1, "Dates", 0, 1), proposed(2, "Bills", 2, 3)), accept(proposed(3, "Dates", 0, 1), proposed(4, "Bills", 2, 3)),
		func(t *testing.T, s *workshop.Snapshot, first, _ workshop.Diff) {
			require.Equal(t, []string{"Bills", "Dates"}, names(s))
			require.Equal(t, in(s, note(0)), in(s, note(1)))
			named, _ := do(t, s, workshop.Rename{Ref: category(3).Ref(), Name: "What we wait for"})
			require.Contains(t, names(named), "What we wait for", "a person's name is not taken away")
			late, _ := do(t, s, workshop.JoinCategory{Category: category(1), Notes: []workshop.NoteID{note(9)}, By: "ana"})
			back, _ := do(t, late, workshop.Revert{Diff: first})
			require.Equal(t, category(1), in(back, note(9)), "somebody put it there since")
		})
}

// A category that a proposal ends goes with its notes: not while a colleague names it, keeps it
// or puts something there.
func TestWhatAProposalEndsMayBeWantedElsewhere(t *testing.T) {
	base, _ := do(t, loose(t), accept(proposed(1, "Dates", 0, 1), proposed(2, "Bills", 2, 3)))
	end := workshop.AcceptProposal{Categories: []workshop.ProposedCategory{proposed(2, "Bills", 0, 1, 2, 3)}, Dissolve: []workshop.CategoryID{category(1)}}
	ended, d := do(t, base, end)
	require.Equal(t, []string{"Bills"}, names(ended))
	back, _ := do(t, ended, workshop.Revert{Diff: d})
	require.Equal(t, []string{"Bills", "Dates"}, names(back))
	require.Equal(t, category(1), in(back, note(0)))
	for name, op := range map[string]workshop.Op{
		"named": workshop.Rename{Ref: category(1).Ref(), Name: "Dates people keep"},
		"kept":  workshop.KeepCategory{Category: category(1), Kept: true},
		"used":  workshop.JoinCategory{Category: category(1), Notes: []workshop.NoteID{note(9)}, By: "ana"},
	} {
		t.Run(name, func(t *testing.T) {
			either(t, base, op, end, func(t *testing.T, s *workshop.Snapshot, _, _ workshop.Diff) {
				require.Contains(t, s.CategoryList(), s.Category(category(1)))
				if name == "used" {
					require.Equal(t, category(1), in(s, note(9)))
				}
			})
		})
	}
}

func TestUndoLeavesWhatColleaguesSaidOfIt(t *testing.T) {
	s, accepted := do(t, loose(t), accept(proposed(1, "Dates", 0, 1), proposed(2, "Bills", 2, 3), proposed(3, "Trust", 4)))
	s, _ = do(t, s, workshop.KeepCategory{Category: category(1), Kept: true})
	s, _ = do(t, s, workshop.Lock{Notes: []workshop.NoteID{note(2)}, Locked: true})
	s, _ = do(t, s, workshop.Rename{Ref: category(3).Ref(), Name: "Trust us"})
	s, _ = do(t, s, workshop.Revert{Diff: accepted})
	require.Equal(t, category(1), in(s, note(0)), "it was to be kept as it is")
	require.Equal(t, []string{"Dates", "Trust us"}, names(s))
	s, _ = do(t, s, workshop.Lock{Notes: []workshop.NoteID{note(2)}})
	require.True(t, s.MaySort(s.Notes.Get(note(2))), "nobody took it out by hand")

	// An issue that one confirmed has the owners that another gave it when that is taken back.
	s, confirmed := do(t, s, workshop.DecideIssue{Category: category(1), State: workshop.Confirmed})
	s, _ = do(t, s, workshop.OwnIssue{Issue: workshop.IssueOf(category(1)), Owner: "Zoë", Second: "Network"})
	s, undone := do(t, s, workshop.Revert{Diff: confirmed})
	is := s.IssueFor(category(1))
	require.Equal(t, workshop.Issue{ID: workshop.IssueOf(category(1)), Of: category(1), Owner: "Zoë", Second: "Network"}, *is)
	s, _ = do(t, s, workshop.Revert{Diff: undone})
	require.Equal(t, workshop.Confirmed, s.IssueFor(category(1)).State)

	// And the dots that a person put there at another laptop stay.
	s, one := do(t, s, workshop.PutDots{Notes: []workshop.NoteID{note(5)}, Person: "ana", By: 1})
	s, _ = do(t, s, workshop.PutDots{Notes: []workshop.NoteID{note(5)}, Person: "ana", By: 2})
	s, _ = do(t, s, workshop.Revert{Diff: one})
	require.Equal(t, 3, s.DotsOf(note(5), "ana", ""))
	require.Equal(t, map[workshop.NoteID]int{note(5): 3}, s.DotCounts(""))
	s, two := do(t, s, workshop.PutDots{Notes: []workshop.NoteID{note(6)}, Person: "ana", By: 1})
	s, _ = do(t, s, workshop.Revert{Diff: two})
	require.Nil(t, s.AnswerTable.Get(workshop.AnswerOf(workshop.Dots, note(6).Ref().Key(), "ana")), "nothing is left of it")
}

func names(s *workshop.Snapshot) (all []string) {
	for _, c := range s.CategoryList() {
		all = append(all, c.Name)
	}
	return all
}

// However people's words and proposals follow each other, the last one that knew of the others
// is how it is.
func TestTheLastWordIsHowItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := loose(t)
		for i := range 3 {
			s, _ = do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: category(i), Name: fmt.Sprint("By hand ", i)}})
		}
		for range rapid.IntRange(1, 12).Draw(t, "words") {
			to := rapid.SampledFrom([]workshop.CategoryID{category(0), category(1), category(2), ""}).Draw(t, "to")
			free := s.MaySort(s.Notes.Get(note(0)))
			if rapid.Bool().Draw(t, "by hand") {
				by := rapid.SampledFrom([]workshop.PersonID{"ana", "jo"}).Draw(t, "by")
				s, _ = do(t, s, workshop.JoinCategory{Category: to, Notes: []workshop.NoteID{note(0)}, By: by})
				require.Equal(t, to, in(s, note(0)))
			} else if to != "" {
				was := in(s, note(0))
				s, _ = do(t, s, accept(proposed(9, "Dates", 0)))
				if free {
					was = category(9)
				}
				require.Equal(t, was, in(s, note(0)))
			}
		}
	})
}
