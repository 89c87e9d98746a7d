package workshop_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestOneRuleForTheFunctionsOfANote(t *testing.T) {
	s := workshoptest.Big(2)
	author := s.Notes.Get(note(0)).Author
	s, _ = do(t, s, workshop.Introduce{Person: workshop.Person{ID: author, Name: "Zoë", Function: "Network, Field service"}})
	s, _ = do(t, s, workshop.SetFunctions{Notes: []workshop.NoteID{note(0)}})
	of := func() []string { return s.FunctionsOf(s.Notes.Get(note(0))) }
	require.Equal(t, []string{"Network", "Field service"}, of(), "the author's")

	s, _ = do(t, s, workshop.SetLegend{Meanings: map[workshop.Color]string{s.Notes.Get(note(0)).Color: "Billing"}})
	require.Equal(t, []string{"Network", "Field service"}, of(), "the legend counts only where its colours are functions")
	s, _ = do(t, s, workshop.ColoursMean{Functions: true})
	require.Equal(t, []string{"Billing"}, of())

	s, _ = do(t, s, workshop.SetFunctions{Notes: []workshop.NoteID{note(0)}, Functions: []string{"Sales", "sales", " IT "}})
	require.Equal(t, []string{"IT", "Sales"}, of(), "its own")
	require.Subset(t, s.Functions(), []string{"Billing", "Field service", "IT", "Network", "Sales"})
	s, _ = do(t, s, workshop.SetFunctions{Notes: []workshop.NoteID{note(0)}})
	require.Equal(t, []string{"Billing"}, of())
}

func TestFunctionsThatTwoPeopleSayAreBothThere(t *testing.T) {
	s := workshoptest.Big(1)
	set := func(s *workshop.Snapshot, f ...string) (*workshop.Snapshot, workshop.Diff) {
		return do(t, s, workshop.SetFunctions{Notes: []workshop.NoteID{note(0)}, Functions: f})
	}
	s, _ = set(s)
	_, a := set(s, "Sales")
	_, b := set(s, "Network")
	require.Equal(t, []string{"Network", "Sales"}, s.With(a).With(b).FunctionsOf(s.With(a).With(b).Notes.Get(note(0))))
	require.True(t, s.With(a).With(b).Equal(s.With(b).With(a)))
}

func TestAnIssueIsDecidedTakenBackAndOwned(t *testing.T) {
	s := workshoptest.Big(3)
	s, _ = do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: "cat", Name: "Waiting"}, Notes: []workshop.NoteID{note(0), note(1)}})
	before := s
	s, d := do(t, s, workshop.DecideIssue{Category: "cat", State: workshop.Confirmed})
	require.Equal(t, workshop.Confirmed, s.IssueFor("cat").State)
	require.Len(t, s.Evidence(s.IssueFor("cat")), 2)
	require.True(t, before.Equal(s.With(d.Invert())), "one undo takes the whole decision back")

	_, mine := do(t, before, workshop.DecideIssue{Category: "cat", State: workshop.Confirmed})
	require.Equal(t, d, mine, "two people who confirm the same make one record")

	s, _ = do(t, s, workshop.OwnIssue{Issue: workshop.IssueOf("cat"), Owner: "Zoë", Second: "Billing"})
	s, _ = do(t, s, workshop.MakeCategory{Category: workshop.Category{ID: "into", Name: "Dates"}})
	s, _ = do(t, s, workshop.MergeCategories{From: []workshop.CategoryID{"cat"}, Into: "into"})
	require.Equal(t, "Zoë", s.IssueFor("into").Owner, "an issue goes along with its category")
	s, _ = do(t, s, workshop.DecideIssue{Category: "into", State: workshop.Dismissed, Reason: strings.Repeat("x", 999)})
	require.Len(t, s.IssueFor("into").Reason, workshop.MaxReason)
	require.Equal(t, 1, s.Issues.Len())
	s, _ = do(t, s, workshop.DissolveCategory{Category: "into"})
	require.Nil(t, s.IssueFor("into"))
	require.Empty(t, s.Evidence(s.Issues.Get(workshop.IssueOf("cat"))))
}

func TestIssuesRefuseWhatCannotBe(t *testing.T) {
	s := workshoptest.Big(1)
	for _, op := range []workshop.Op{
		workshop.DecideIssue{Notes: []workshop.NoteID{note(0)}},
		workshop.DecideIssue{Name: "Without a note", State: workshop.Confirmed},
		workshop.DecideIssue{Category: "none", State: "maybe"},
		workshop.SetFunctions{Notes: []workshop.NoteID{note(0)}, Functions: strings.Split("abcdefghijklmnop", "")},
	} {
		_, err := op.Plan(s)
		require.ErrorIs(t, err, workshop.ErrInvalid, "%T", op)
	}
	d, err := workshop.DecideIssue{Category: "none", State: workshop.Confirmed}.Plan(s)
	require.NoError(t, err)
	require.Empty(t, d)
}

func TestFindingsAreInvertedAndRepeated(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		if s.Notes.Len() == 0 {
			t.Skip("no notes")
		}
		op := workshoptest.Finding(s).Draw(t, "op")
		d, err := op.Plan(s)
		require.NoError(t, err)
		after := s.With(d)
		require.True(t, s.Equal(after.With(d.Invert())))
		again, err := op.Plan(after)
		require.NoError(t, err)
		require.Empty(t, again, "%#v", op)
	})
}
