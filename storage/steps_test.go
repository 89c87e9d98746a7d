package storage_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

func step(n uint64, label string) storage.Step {
	return storage.Step{Number: n, Label: label, Bytes: []byte("bytes of " + label)}
}

func steps(t *testing.T, s *storage.Store) []storage.Step {
	t.Helper()
	require.NoError(t, s.Flush(t.Context()))
	saved, err := s.Load(t.Context(), "w")
	require.NoError(t, err)
	require.Empty(t, saved.Damaged)
	return saved.Steps
}

func TestStepsComeBackAfterARestart(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	undone := step(1, "redo me")
	undone.Undone = true
	s.PutStep("w", step(1, "first"))
	s.PutStep("w", step(2, "second"))
	s.PutStep("w", step(2, "second, typed on"))
	s.PutStep("w", step(3, "third"))
	s.PutStep("w", storage.Step{Number: 3})
	s.PutStep("w", undone)
	s.PutStep("other", step(9, "elsewhere"))
	require.NoError(t, s.Close())

	s = open(t, dir, quick())
	require.Equal(t, []storage.Step{step(1, "first"), step(2, "second, typed on"), undone}, steps(t, s))
	s.PutStep("w", storage.Step{Number: 1, Undone: true})
	require.Equal(t, []storage.Step{step(1, "first"), step(2, "second, typed on")}, steps(t, s))
	require.NoError(t, s.RemoveWorkshop(t.Context(), "w"))
	require.Empty(t, steps(t, s))
}

func TestStepsAreForgottenFromTheBottom(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	for n := range uint64(storage.StepsKept + 30) {
		s.PutStep("w", step(n+1, fmt.Sprint(n+1)))
	}
	kept := steps(t, s)
	require.Len(t, kept, storage.StepsKept)
	require.Equal(t, uint64(31), kept[0].Number)

	big := storage.Step{Number: 231, Label: "paste", Bytes: make([]byte, storage.StepBytesKept-100)}
	s.PutStep("w", big)
	kept = steps(t, s)
	require.Less(t, len(kept), 10, "those that fit beside the large one")
	require.Equal(t, big.Number, kept[len(kept)-1].Number)

	s.PutStep("w", storage.Step{Number: 232, Label: "larger", Bytes: make([]byte, storage.StepBytesKept+1)})
	require.Empty(t, steps(t, s))
}

func TestADamagedStepIsNamedAndLeftOut(t *testing.T) {
	for _, flip := range []string{"bytes = x'00'", "label = 'another'", "n = 7", "undone = 1", "sum = x'00'"} {
		t.Run(flip, func(t *testing.T) {
			s := open(t, t.TempDir(), quick())
			appendAll(t, s, "w", changes("a", 1, 3)...)
			for n := range uint64(3) {
				s.PutStep("w", step(n+1, fmt.Sprint(n+1)))
			}
			require.NoError(t, s.Flush(t.Context()))
			require.NoError(t, s.WriteExec("UPDATE steps SET "+flip+" WHERE n = 2"))
			saved, err := s.Load(t.Context(), "w")
			require.NoError(t, err)
			require.Len(t, saved.Changes, 3)
			require.Equal(t, []storage.Step{step(1, "1"), step(3, "3")}, saved.Steps)
			require.Len(t, saved.Damaged, 1)
			require.Contains(t, saved.Damaged[0], "to undo")
			saved, err = s.Load(t.Context(), "w")
			require.NoError(t, err)
			require.Empty(t, saved.Damaged, "told once")
		})
	}
}
