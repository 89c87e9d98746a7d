package workshop_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

func canvasWith(t require.TestingT, notes ...workshop.Note) *workshop.Snapshot {
	s := &workshop.Snapshot{}
	for _, id := range []workshop.CanvasID{"here", "there"} {
		s = applied(t, s, workshop.AddCanvas{Canvas: workshop.Canvas{ID: id, Title: string(id), Kind: "x/y"}})
	}
	return applied(t, s, workshop.AddNotes{Notes: notes})
}

func applied(t require.TestingT, s *workshop.Snapshot, op workshop.Op) *workshop.Snapshot {
	d, err := op.Plan(s)
	require.NoError(t, err)
	return s.With(d)
}

func noteAt(id workshop.NoteID, canvas workshop.CanvasID) workshop.Note {
	return workshop.Note{ID: id, Color: workshop.Yellow, Place: workshop.Place{Canvas: canvas}}
}

func TestTypedFieldsOfANote(t *testing.T) {
	s := canvasWith(t, noteAt("a", "here"), noteAt("b", "here"))
	s = applied(t, s, workshop.SetTyped{Notes: []workshop.NoteID{"a", "b"}, Key: "channel", Value: " phone "})
	s = applied(t, s, workshop.TypedValues{Notes: []workshop.NoteID{"a"}, Key: "persona", Add: []string{"Owner", "owner", "Clerk"}})
	a := s.Notes.Get("a")
	require.Equal(t, "phone", a.Typed("channel"))
	require.Equal(t, []string{"Clerk", "Owner"}, a.TypedAll("persona"))
	require.Equal(t, "Clerk", a.Typed("persona"))

	s = applied(t, s, workshop.TypedValues{Notes: []workshop.NoteID{"a"}, Key: "persona", Remove: []string{"OWNER"}})
	require.Equal(t, []string{"Clerk"}, s.Notes.Get("a").TypedAll("persona"))
	s = applied(t, s, workshop.SetTyped{Notes: []workshop.NoteID{"a"}, Key: "persona", Value: ""})
	require.Empty(t, s.Notes.Get("a").TypedAll("persona"))
	require.Equal(t, "phone", s.Notes.Get("b").Typed("channel"))

	_, err := workshop.SetTyped{Notes: []workshop.NoteID{"a"}, Key: "No good", Value: "x"}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}

func TestANoteIsShownOnFurtherCanvases(t *testing.T) {
	s := canvasWith(t, noteAt("a", "here"))
	to := workshop.Place{Canvas: "there", Region: workshop.Region{Stage: "s", Lane: "l"}, At: workshop.Point{X: 4, Y: 8}}
	s = applied(t, s, workshop.ShowNotes{At: []workshop.Move{{Note: "a", To: to}}})
	at, ok := s.Notes.Get("a").PlaceOn("there")
	require.True(t, ok)
	require.Equal(t, to, at)
	require.Equal(t, "here", string(s.Notes.Get("a").Place.Canvas))
	require.Len(t, s.NoteList("there"), 1)
	require.Equal(t, 1, s.NotesOn("here"))

	// It moves on each canvas alone.
	to.At.X = 40
	s = applied(t, s, workshop.MoveNotes{Moves: []workshop.Move{{Note: "a", To: to}}})
	at, _ = s.Notes.Get("a").PlaceOn("there")
	require.Equal(t, 40.0, at.At.X)
	require.Equal(t, "here", string(s.Notes.Get("a").Place.Canvas))

	// Where it lives it cannot be hidden.
	s = applied(t, s, workshop.HideNotes{Notes: []workshop.NoteID{"a"}, Canvas: "here"})
	require.True(t, s.Notes.Get("a").On("here"))
	s = applied(t, s, workshop.HideNotes{Notes: []workshop.NoteID{"a"}, Canvas: "there"})
	require.False(t, s.Notes.Get("a").On("there"))
}

func TestMarksOfACellStandSideBySide(t *testing.T) {
	s := canvasWith(t, noteAt("a", "here"))
	mark := func(add, remove string) workshop.MarkCell {
		op := workshop.MarkCell{Grid: "here", Row: "note/a", Column: workshop.FunctionLine("Network"), Label: "Network"}
		if add != "" {
			op.Add = []string{add}
		}
		if remove != "" {
			op.Remove = []string{remove}
		}
		return op
	}
	begun := applied(t, s, mark("R", ""))
	mine, err := mark("A", "").Plan(begun)
	require.NoError(t, err)
	theirs, err := mark("I", "R").Plan(begun)
	require.NoError(t, err)
	both := begun.With(mine).With(theirs)
	cells := both.CellsOf("here")
	require.Len(t, cells, 1)
	require.True(t, cells[0].Has("A") && cells[0].Has("I") && !cells[0].Has("R"))
	require.True(t, both.Equal(begun.With(theirs).With(mine)))
	require.Empty(t, applied(t, applied(t, both, mark("", "A")), mark("", "I")).CellsOf("here"))
}

func TestFindingsAreSettledWithAReason(t *testing.T) {
	s := &workshop.Snapshot{}
	id := workshop.FindingOf("lifecycle/one-accountable", "note/a")
	_, err := workshop.SettleFinding{ID: id, Check: "lifecycle/one-accountable", State: workshop.FindingDismissed}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
	s = applied(t, s, workshop.SettleFinding{ID: id, Check: "lifecycle/one-accountable", State: workshop.FindingAnswered, Reason: "The desk decides", By: "p"})
	require.Equal(t, "The desk decides", s.Findings.Get(id).Reason)
	s = applied(t, s, workshop.SettleFinding{ID: id})
	require.Empty(t, s.Findings.Get(id).State)

	// A record that lost its check, as by an undo beside a colleague's answer, gets it back.
	s = s.With(workshop.Diff{{Ref: id.Ref(), Field: workshop.FieldCheck, Before: "lifecycle/one-accountable"}, {Ref: id.Ref(), Field: workshop.FieldState, After: workshop.FindingAnswered}})
	s = applied(t, s, workshop.SettleFinding{ID: id, Check: "lifecycle/one-accountable", State: workshop.FindingDismissed, Reason: "No"})
	require.Equal(t, "lifecycle/one-accountable", s.Findings.Get(id).Check)
}

func TestAnswersAreOneEachPerson(t *testing.T) {
	s := &workshop.Snapshot{}
	for _, v := range []string{"1", "-2"} {
		s = applied(t, s, workshop.GiveAnswer{Poll: "mood/as-is", About: "stage/s", Person: "p", Value: v})
		s = applied(t, s, workshop.GiveAnswer{Poll: "mood/as-is", About: "stage/s", Person: "q", Value: "2"})
	}
	all := s.Answers("mood/as-is", "stage/s")
	require.Len(t, all, 2)
	require.Equal(t, "-2", s.AnswerTable.Get(workshop.AnswerOf("mood/as-is", "stage/s", "p")).Value)
	s = applied(t, s, workshop.GiveAnswer{Poll: "mood/as-is", About: "stage/s", Person: "p"})
	require.Len(t, s.Answers("mood/as-is", "stage/s"), 1)
}

func TestOpsOfTheMethodCanBeTakenBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := canvasWith(t, noteAt("a", "here"), noteAt("b", "there"))
		word := rapid.SampledFrom([]string{"", "A", "R", "Phone", "phone", "Ärger"})
		note := rapid.SampledFrom([]workshop.NoteID{"a", "b"})
		for range rapid.IntRange(1, 12).Draw(t, "ops") {
			id, v, yes := note.Draw(t, "note"), word.Draw(t, "word"), rapid.Bool().Draw(t, "yes")
			op := rapid.SampledFrom([]workshop.Op{
				workshop.SetTyped{Notes: []workshop.NoteID{id}, Key: "channel", Value: v},
				workshop.TypedValues{Notes: []workshop.NoteID{id}, Key: "persona", Add: []string{v}},
				workshop.TypedValues{Notes: []workshop.NoteID{id}, Key: "persona", Remove: []string{v}},
				workshop.ShowNotes{At: []workshop.Move{{Note: id, To: workshop.Place{Canvas: "there"}}}},
				workshop.HideNotes{Notes: []workshop.NoteID{id}, Canvas: "there"},
				workshop.MarkCell{Grid: "here", Row: id.Ref().Key(), Column: "stage/s", Value: &v},
				workshop.MarkCell{Grid: "here", Row: id.Ref().Key(), Column: "stage/s", Add: []string{"A", "R"}, By: workshop.PersonID(id)},
				workshop.MarkCell{Grid: "here", Row: id.Ref().Key(), Column: "stage/s", Remove: []string{"R"}, By: workshop.PersonID(id)},
				workshop.SetHeads{Grid: "here", Heads: []workshop.HeadChange{{Column: "stage/s", Label: &v, Outside: &yes}}, By: workshop.PersonID(id)},
				workshop.GiveAnswer{Poll: "mood/as-is", About: "stage/s", Person: "p", Value: v},
			}).Draw(t, "op")
			d, err := op.Plan(s)
			require.NoError(t, err)
			next := s.With(d)
			require.Empty(t, next.With(d.Invert()).Differences(s, 3))
			again, err := op.Plan(next)
			require.NoError(t, err)
			require.True(t, again.Empty(), "%T is not idempotent: %v", op, again)
			s = next
		}
	})
}
