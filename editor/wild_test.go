package editor_test

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// TestEveryCommandIsTakenBackWhateverStandsInTheWorkshop runs all commands on workshops in
// which anything stands: what one changes, one undo takes back.
func TestEveryCommandIsTakenBackWhateverStandsInTheWorkshop(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	for seed := range uint64(12) {
		s := workshoptest.Wild(seed)
		for _, c := range s.CanvasList() {
			h := editortest.At(t, s, c.ID, method.Find(methods, c.Kind))
			for _, cmd := range h.Ed.Commands() {
				h.Ed.Run("edit.all")
				trial(t, seed, h, cmd.ID)
				if notes := h.Doc.Snapshot().NoteList(c.ID); len(notes) > 0 {
					h.Ed.Select(notes[int(seed)%len(notes)].ID)
					trial(t, seed, h, cmd.ID)
				}
				h.Ed.Select()
				trial(t, seed, h, cmd.ID)
			}
		}
	}
}

func trial(t *testing.T, seed uint64, h *editortest.Hands, id string) {
	before, changes := h.Doc.Snapshot(), h.Doc.Changes
	if id == "edit.undo" || id == "edit.redo" || !h.Ed.Run(id) {
		return
	}
	h.Ed.Finish()
	if h.Asked.Do != nil {
		if n := len(h.Asked.Items); n > 0 {
			h.Asked.Do(int(seed) % n)
		}
		h.Asked.Do = nil
		h.Ed.Finish()
	}
	if h.Err != nil && !errors.Is(h.Err, workshop.ErrInvalid) {
		require.NoError(t, h.Err, "seed %d: %s", seed, id)
	}
	h.Err = nil
	require.LessOrEqual(t, h.Doc.Changes, changes+1, "seed %d: %s is one change: %+v", seed, id, h.Doc.Ops[min(changes, len(h.Doc.Ops)):])
	if h.Doc.Changes == changes {
		return
	}
	require.NotEmpty(t, h.Ed.CanUndo(), "seed %d: %s", seed, id)
	after := h.Doc.Snapshot()
	h.Ed.Undo()
	now := h.Doc.Snapshot()
	for _, c := range now.Differences(before, 1_000) {
		// What was new is put away, and stays for those who wrote in it meanwhile.
		if before.Has(c.Ref) || now.Field(c.Ref, workshop.FieldGone) == "" {
			require.Fail(t, "not taken back", "seed %d: %s: %+v, was %q", seed, id, c, before.Field(c.Ref, c.Field))
		}
	}
	h.Ed.Redo()
	if d := h.Doc.Snapshot().Differences(after, 5); len(d) > 0 {
		require.Fail(t, "not done again", "seed %d: %s: %v", seed, id, d)
	}
	h.Ed.Undo()
}
