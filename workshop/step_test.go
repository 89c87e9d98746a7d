package workshop_test

import (
	"cmp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// A shelf keeps steps as a disk does: encoded, and read back in another program.
type shelf struct {
	t    require.TestingT
	rows map[shelfKey]shelfRow
}

type shelfKey struct {
	undone bool
	number uint64
}

type shelfRow struct {
	label string
	bytes []byte
}

func (f *shelf) keep(c workshop.StepChange) {
	if c.Step != nil {
		f.rows[shelfKey{c.Undone, c.Number}] = shelfRow{c.Step.Label, c.Step.Diff.Encode()}
		return
	}
	for k := range f.rows {
		if k.undone == c.Undone && k.number >= c.Number {
			delete(f.rows, k)
		}
	}
}

func (f *shelf) reopen() workshop.History {
	var kept []workshop.StepChange
	for k, row := range f.rows {
		d, err := workshop.DecodeDiff(row.bytes)
		require.NoError(f.t, err)
		kept = append(kept, workshop.StepChange{Undone: k.undone, Number: k.number, Step: &workshop.Step{Label: row.label, Diff: d}})
	}
	slices.SortFunc(kept, func(a, b workshop.StepChange) int { return cmp.Compare(a.Number, b.Number) })
	return *workshop.RestoreHistory(kept, f.keep)
}

func TestUndoAndRedoGoOnAfterARestart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		disk := &shelf{t, map[shelfKey]shelfRow{}}
		d := &desk{t: t, s: workshoptest.Snapshot(t), hist: disk.reopen()}
		views := []map[string]string{seen(d.s)}
		at := 0
		for range rapid.IntRange(1, 20).Draw(t, "deeds") {
			switch rapid.IntRange(0, 4).Draw(t, "deed") {
			case 0, 1:
				before := d.s
				d.mine(workshoptest.Op(d.s).Draw(t, "op"))
				if !before.Equal(d.s) {
					at++
					views = append(views[:at:at], seen(d.s))
				}
			case 2:
				require.Equal(t, at > 0, d.undo())
				at = max(0, at-1)
			case 3:
				require.Equal(t, at < len(views)-1, d.redo())
				at = min(len(views)-1, at+1)
			case 4:
				undo, redo := d.hist.CanUndo(), d.hist.CanRedo()
				d.hist = disk.reopen()
				require.Equal(t, undo, d.hist.CanUndo())
				require.Equal(t, redo, d.hist.CanRedo())
			}
			require.Equal(t, views[at], seen(d.s))
		}
	})
}

func TestAStepWhoseChangeTheDiskNeverGotUndoesNothing(t *testing.T) {
	lost := &desk{t: t, s: workshoptest.Big(1)}
	place := lost.s.Notes.Get(note(0)).Place
	diff, err := lost.apply(workshop.Together{
		workshop.AddNotes{Notes: []workshop.Note{{ID: "fresh", Place: place, Color: workshop.Blue}}},
		workshop.EditText{Note: note(0), Base: lost.s.Notes.Get(note(0)).Text, Text: "never saved"},
	})
	require.NoError(t, err)
	d := &desk{t: t, s: workshoptest.Big(1)}
	before := d.s
	back, err := d.apply(workshop.Revert{Diff: diff})
	require.NoError(t, err)
	require.Empty(t, back)
	require.True(t, before.Equal(d.s))
}

func TestDecodeDiffRefusesWhatEncodeDidNotWrite(t *testing.T) {
	for _, bad := range []string{"", "null x", "{}", `[["note","n","text","a"]]`, `[["","n","text","a","b"]]`, `[[1,2,3,4,5]]`, `[] []`} {
		_, err := workshop.DecodeDiff([]byte(bad))
		require.Error(t, err, "%q", bad)
	}
}
