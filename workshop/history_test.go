package workshop_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// desk is one person at a workshop that others write on too.
type desk struct {
	t    require.TestingT
	s    *workshop.Snapshot
	hist workshop.History
}

func (d *desk) apply(op workshop.Op) (workshop.Diff, error) {
	diff, err := op.Plan(d.s)
	d.s = d.s.With(diff)
	return diff, err
}

// mine is a step of the person, theirs one of a colleague.
func (d *desk) mine(op workshop.Op) {
	diff, err := d.apply(op)
	require.NoError(d.t, err)
	d.hist.Record("step", diff)
}

func (d *desk) theirs(op workshop.Op) {
	_, err := d.apply(op)
	require.NoError(d.t, err)
}

func (d *desk) undo() bool {
	done, err := d.hist.Undo(d.apply)
	require.NoError(d.t, err)
	return done
}

func (d *desk) redo() bool {
	done, err := d.hist.Redo(d.apply)
	require.NoError(d.t, err)
	return done
}

// seen is what people see: every field of what is not deleted.
func seen(s *workshop.Snapshot) map[string]string {
	all := map[string]string{}
	s.Fields(func(ref workshop.Ref, name, v string) bool {
		gone := s.Field(ref, workshop.FieldGone) != ""
		if n := s.Notes.Get(workshop.NoteID(ref.ID)); ref.Kind == workshop.KindNote && n != nil {
			gone = n.Deleted()
		}
		if !gone {
			all[ref.Key()+"."+name] = v
		}
		return true
	})
	return all
}

func TestUndoAllAndRedoAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := &desk{t: t, s: workshoptest.Snapshot(t)}
		views := []map[string]string{seen(d.s)}
		for range rapid.IntRange(1, 6).Draw(t, "steps") {
			before := d.s
			d.mine(workshoptest.Op(d.s).Draw(t, "op"))
			if !before.Equal(d.s) {
				views = append(views, seen(d.s))
			}
		}
		for range 2 {
			for i := len(views) - 2; i >= 0; i-- {
				require.True(t, d.undo())
				require.Equal(t, views[i], seen(d.s))
			}
			require.False(t, d.undo())
			for _, want := range views[1:] {
				require.True(t, d.redo())
				require.Equal(t, want, seen(d.s))
			}
			require.False(t, d.redo())
		}
	})
}

func TestUndoLeavesWhatOthersDidSince(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(4)}
	at := func(x float64) workshop.Place {
		p := d.s.Notes.Get(note(0)).Place
		p.At.X = x
		return p
	}
	from := d.s.Notes.Get(note(1)).Place
	d.mine(workshop.MoveNotes{Moves: []workshop.Move{{Note: note(0), To: at(50)}, {Note: note(1), To: at(60)}}})
	d.theirs(workshop.MoveNotes{Moves: []workshop.Move{{Note: note(0), To: at(70)}}})
	d.theirs(workshop.Recolor{Notes: []workshop.NoteID{note(1)}, Color: workshop.Coral})
	require.True(t, d.undo())
	require.Equal(t, at(70), d.s.Notes.Get(note(0)).Place, "theirs stays")
	require.Equal(t, from, d.s.Notes.Get(note(1)).Place, "mine is taken back")
	require.Equal(t, workshop.Coral, d.s.Notes.Get(note(1)).Color)
	require.True(t, d.redo())
	require.Equal(t, at(70), d.s.Notes.Get(note(0)).Place)
	require.Equal(t, at(60), d.s.Notes.Get(note(1)).Place)
}

func TestUndoOfWritingTakesOnlyOnesOwnWords(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(1)}
	d.theirs(workshop.EditText{Note: note(0), Base: d.s.Notes.Get(note(0)).Text, Text: "one date"})
	d.mine(workshop.EditText{Note: note(0), Base: "one date", Text: "one firm date"})
	d.theirs(workshop.EditText{Note: note(0), Base: "one firm date", Text: "one firm date only"})
	require.True(t, d.undo())
	require.Equal(t, "one date only", d.s.Notes.Get(note(0)).Text)
	require.True(t, d.redo())
	require.Equal(t, "one firm date only", d.s.Notes.Get(note(0)).Text)
}

func TestUndoOfANewNote(t *testing.T) {
	add := workshop.AddNotes{Notes: []workshop.Note{{
		ID: "fresh", Place: workshop.Place{Canvas: workshop.CanvasID(workshoptest.ID("c", 0))}, Text: "mine", Color: workshop.Blue,
	}}}
	d := &desk{t: t, s: workshoptest.Big(1)}
	d.mine(add)
	d.theirs(workshop.Recolor{Notes: []workshop.NoteID{"fresh"}, Color: workshop.Coral})
	require.True(t, d.undo())
	require.True(t, d.s.Notes.Get("fresh").Deleted())
	require.True(t, d.redo())
	require.False(t, d.s.Notes.Get("fresh").Deleted())
	require.False(t, d.s.Notes.Get("fresh").Rescued())

	d = &desk{t: t, s: workshoptest.Big(1)}
	d.mine(add)
	d.theirs(workshop.EditText{Note: "fresh", Base: "mine", Text: "mine and theirs"})
	require.True(t, d.undo())
	require.False(t, d.s.Notes.Get("fresh").Deleted(), "a colleague has written on it")
	require.Equal(t, "mine and theirs", d.s.Notes.Get("fresh").Text)
}

func TestUndoOfADeleteBringsTheNoteBackAsItWas(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(1)}
	before := *d.s.Notes.Get(note(0))
	d.mine(workshop.DeleteNotes{Notes: []workshop.NoteID{note(0)}})
	require.True(t, d.undo())
	require.Equal(t, before, *d.s.Notes.Get(note(0)))
}

func TestUndoOfACanvasThatOthersUseKeepsIt(t *testing.T) {
	add := workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c2", Title: "Second"}, Stages: []workshop.Stage{{ID: "sx", Name: "Only", Order: "1"}}}
	d := &desk{t: t, s: workshoptest.Big(1)}
	d.mine(add)
	require.True(t, d.undo())
	require.Len(t, d.s.CanvasList(), 1)
	require.True(t, d.redo())
	require.Len(t, d.s.CanvasList(), 2)
	require.Len(t, d.s.StageList("c2"), 1)

	d.theirs(workshop.AddNotes{Notes: []workshop.Note{{ID: "fresh", Place: workshop.Place{Canvas: "c2"}, Text: "theirs", Color: workshop.Blue}}})
	require.True(t, d.undo())
	require.Len(t, d.s.CanvasList(), 2)

	d = &desk{t: t, s: workshoptest.Big(1)}
	d.mine(workshop.MakeCategory{Category: workshop.Category{ID: "new", Name: "New"}, Notes: []workshop.NoteID{note(0)}})
	d.theirs(workshop.Rename{Ref: workshop.CategoryID("new").Ref(), Name: "Theirs"})
	require.True(t, d.undo())
	require.False(t, d.s.Categories.Get("new").Gone)
}

func TestHistoryKeepsItsSteps(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(2)}
	require.False(t, d.undo())
	require.Empty(t, d.hist.CanUndo())
	for _, c := range []workshop.Color{workshop.Coral, workshop.Green, workshop.Violet} {
		diff, err := d.apply(workshop.Recolor{Notes: []workshop.NoteID{note(0)}, Color: c})
		require.NoError(t, err)
		d.hist.Extend("colour "+string(note(0)), diff)
	}
	require.Equal(t, "colour "+string(note(0)), d.hist.CanUndo())
	was := d.s.Notes.Get(note(1)).Color
	require.True(t, d.undo())
	require.Empty(t, d.hist.CanUndo(), "one step, as it was one piece of work")
	require.NotEmpty(t, d.hist.CanRedo())
	require.Equal(t, was, d.s.Notes.Get(note(1)).Color)

	boom := errors.New("disk")
	done, err := d.hist.Redo(func(workshop.Op) (workshop.Diff, error) { return nil, boom })
	require.False(t, done)
	require.ErrorIs(t, err, boom)
	require.NotEmpty(t, d.hist.CanRedo(), "the step is kept")

	d.hist.Record("nothing", nil)
	require.NotEmpty(t, d.hist.CanRedo(), "an empty diff is no step")
	d.mine(workshop.Recolor{Notes: []workshop.NoteID{note(1)}, Color: workshop.Violet})
	require.Empty(t, d.hist.CanRedo(), "a new step forgets what was undone")
}

func TestHistoryForgetsTheOldest(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(1)}
	for i := range 700 {
		d.mine(workshop.Recolor{Notes: []workshop.NoteID{note(0)}, Color: workshop.Colors()[i%2]})
	}
	n := 0
	for d.undo() {
		n++
	}
	require.Equal(t, 500, n)
}

func TestALockedNoteKeepsItsPictureAndStepsBackLeaveItsCategory(t *testing.T) {
	d := &desk{t: t, s: workshoptest.Big(1)}
	d.mine(workshop.MakeCategory{Category: workshop.Category{ID: "new", Name: "New"}})
	d.theirs(workshop.Lock{Notes: []workshop.NoteID{note(0)}, Locked: true})
	d.mine(workshop.JoinCategory{Category: "new", Notes: []workshop.NoteID{note(0)}})
	require.Equal(t, workshop.CategoryID("new"), d.s.Notes.Get(note(0)).Category)
	require.True(t, d.undo())
	require.NotEqual(t, workshop.CategoryID("new"), d.s.Notes.Get(note(0)).Category, "joining passed the lock, so does leaving")

	before := d.s
	d.theirs(workshop.SetImage{Note: note(0), Image: workshop.Image{W: 1, H: 1}})
	require.True(t, before.Equal(d.s))
}
