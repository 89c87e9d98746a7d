package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// tried begins a trial of one category of some notes, and keeps what the editor hands it.
type tried struct {
	put     map[workshop.NoteID]workshop.CategoryID
	renamed string
	chosen  workshop.CategoryID
}

func try(t *testing.T, h *editortest.Hands, ids ...workshop.NoteID) *tried {
	t.Helper()
	d, err := workshop.MakeCategory{Category: workshop.Category{ID: "tried", Name: "Dates", Color: workshop.Teal}, Notes: ids}.Plan(h.Doc.Snapshot())
	require.NoError(t, err)
	is := &tried{put: make(map[workshop.NoteID]workshop.CategoryID)}
	h.Ed.SetTrial(&editor.Trial{Diff: d,
		Put: func(ids []workshop.NoteID, into workshop.CategoryID) {
			for _, id := range ids {
				is.put[id] = into
			}
		},
		Rename: func(_ workshop.CategoryID, name string) { is.renamed = name },
		Chosen: func(id workshop.CategoryID) { is.chosen = id },
	})
	return is
}

func TestATrialIsShownAndNotWritten(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(0, 0, "a"), h.Note(0, 0, "b"), h.Note(2, 2, "c")
	is := try(t, h, a, b)
	h.WantChanges(0)
	require.Nil(t, h.Doc.Snapshot().Category("tried"))
	require.Equal(t, "Dates", h.Ed.Shown().CategoryOf(h.Ed.Shown().Notes.Get(a)).Name)

	// A drop into its container moves the note, and tells the trial of the rest.
	h.Press(h.Middle(c)).Drag(h.Middle(a).Add(workshop.Vec{DX: 30})).Release().WantChanges(1)
	require.Equal(t, map[workshop.NoteID]workshop.CategoryID{c: "tried"}, is.put)
	require.Empty(t, h.Doc.Snapshot().Notes.Get(c).Category)
	h.WantRegion(c, 0, 0)

	// So does what is asked for by name.
	h.Ed.Select(a)
	require.True(t, h.Ed.Run("category.leave"))
	require.Equal(t, workshop.CategoryID(""), is.put[a])
	h.Ed.JoinCategory("tried", b)
	require.Equal(t, workshop.CategoryID("tried"), is.put[b])
	h.Ed.DissolveCategory("tried")
	require.Equal(t, workshop.CategoryID(""), is.put[b])
	h.WantChanges(1)

	pill, ok := h.Ed.PillRect("tried", h.Region(0, 0))
	require.True(t, ok)
	h.Press(pill.Center()).Release()
	require.Equal(t, workshop.CategoryID("tried"), is.chosen)
	h.WantSelected(a, b)
	require.True(t, h.Ed.RenameCategory("tried", h.Region(0, 0)))
	h.Ed.WriteName("One date")
	h.Ed.KeepName()
	require.Equal(t, "One date", is.renamed)
	h.WantChanges(1)

	h.Ed.SetTrial(nil)
	require.Same(t, h.Doc.Snapshot(), h.Ed.Shown())
}

func TestATrialLeavesRealCategoriesToTheDocument(t *testing.T) {
	h := editortest.New(t)
	a, b, c := h.Note(0, 0, "a"), h.Note(0, 0, "b"), h.Note(2, 2, "c")
	h.Remote(workshop.MakeCategory{Category: workshop.Category{ID: "real", Name: "Real"}, Notes: []workshop.NoteID{c}})
	is := try(t, h, a)
	h.Ed.JoinCategory("real", b)
	require.Equal(t, workshop.CategoryID("real"), h.Doc.Snapshot().Notes.Get(b).Category)
	require.Empty(t, is.put)
	h.Ed.JoinCategory("real", a)
	require.Equal(t, map[workshop.NoteID]workshop.CategoryID{a: "real"}, is.put, "it is the trial's to give away")
	h.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{a}})
	require.True(t, h.Ed.Shown().Notes.Get(a).Deleted())
}

func TestKeysOfWhatIsTriedComeFirst(t *testing.T) {
	h := editortest.New(t)
	h.Note(0, 0, "a")
	on, ran := true, 0
	h.Ed.AddCommands(editor.Command{ID: "proposal.test", Title: "Test", First: true, Keys: []editor.Chord{{Key: "1"}, {Key: "Escape"}},
		Enabled: func() bool { return on }, Run: func() { ran++ }})
	view := h.Ed.View()
	h.Key("1").Key("1").Key("Escape")
	require.Equal(t, 3, ran)
	require.Equal(t, view, h.Ed.View())
	h.WantTexts("a").WantIdle()
	on = false
	h.Ed.SelectAll()
	h.Key("Escape").WantSelected()
	require.Equal(t, 3, ran)
}

// Blocks keep every note in its region, and lay none over another or over one that stays.
func TestBlocks(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := editortest.New(t)
		var groups [3][]workshop.NoteID
		of, home := map[workshop.NoteID]int{}, map[workshop.NoteID]workshop.Region{}
		for range rapid.IntRange(1, 14).Draw(rt, "notes") {
			stage, g := rapid.IntRange(0, 1).Draw(rt, "stage"), rapid.IntRange(0, 4).Draw(rt, "group")
			id := h.Note(stage, 0, rapid.SampledFrom([]string{"short", "rather a long text that makes the note grow by some lines, because it goes on and on"}).Draw(rt, "text"))
			home[id], of[id] = h.Region(stage, 0), g
			if g < 3 {
				groups[g] = append(groups[g], id)
			}
			if g == 4 {
				h.Remote(workshop.Lock{Notes: []workshop.NoteID{id}, Locked: true})
			}
		}
		moves := h.Ed.Blocks(groups[:])
		for _, m := range moves {
			require.Less(rt, of[m.Note], 4, "a locked note stays")
		}
		h.Remote(workshop.MoveNotes{Moves: moves})
		again := h.Ed.Blocks(groups[:])
		require.LessOrEqual(rt, len(again), len(moves))
		touched := map[workshop.Region]bool{}
		for _, m := range moves {
			touched[home[m.Note]] = true
		}
		rects := map[workshop.NoteID]workshop.Rect{}
		for id, region := range home {
			n := h.Doc.Snapshot().Notes.Get(id)
			require.Equal(rt, region, n.Place.Region)
			if touched[region] {
				rects[id] = workshop.RectAt(h.Ed.Layout().Position(n.Place), method.Estimate(n))
			}
		}
		for a, ra := range rects {
			for b, rb := range rects {
				require.False(rt, a < b && ra.Inset(0.5).Overlaps(rb), "%s lies over %s", a, b)
			}
		}
	})
}
