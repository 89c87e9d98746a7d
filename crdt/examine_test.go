package crdt_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// An examiner answers as it is told to, and counts.
type examiner struct {
	says  error
	lies  bool
	asked int
}

func (e *examiner) Examine(_ context.Context, changes []byte) ([]string, error) {
	e.asked++
	if e.lies {
		return []string{"00"}, nil
	}
	if e.says != nil {
		return nil, e.says
	}
	return crdt.TakeUp(changes)
}

func examined(t *testing.T, e *examiner) *crdt.Document {
	d, err := crdt.Open(crdt.Options{Actor: actor(), Now: clock, Examiner: e}, crdt.Saved{})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	go d.Run(ctx)
	return d
}

func TestWholeWorkshopsAreExaminedFirst(t *testing.T) {
	from, _ := open(t, nil, crdt.Saved{})
	begin(t, from, 20)
	saved, _, _, err := from.Save(t.Context())
	require.NoError(t, err)

	bad := map[*examiner]error{
		{says: crdt.ErrHarmful}:            crdt.ErrHarmful,
		{says: errors.New("not taken up")}: crdt.ErrRefused,
		{says: crdt.ErrUnexamined}:         crdt.ErrUnexamined,
		{lies: true}:                       crdt.ErrRefused,
	}
	for e, want := range bad {
		to := examined(t, e)
		for range 2 {
			err := to.LoadSnapshot(t.Context(), "a colleague", saved)
			require.ErrorIs(t, err, want)
			require.ErrorContains(t, err, "a colleague")
			require.Equal(t, !errors.Is(want, crdt.ErrUnexamined), errors.Is(err, crdt.ErrRefused))
			_, err = to.Merge(t.Context(), "a colleague", saved, nil)
			require.ErrorIs(t, err, want)
		}
		require.Equal(t, 4, e.asked)
		require.Empty(t, to.Heads())
		require.Zero(t, to.Snapshot().Notes.Len())
		apply(t, to, workshop.Begin{Title: "Going on", Method: "lifecycle"})
	}

	// Once for a whole workshop, once for a file with something new, not for one without.
	good := &examiner{}
	to := examined(t, good)
	_, err = to.Merge(t.Context(), "a file", saved, nil)
	require.NoError(t, err)
	require.Equal(t, 1, good.asked)
	_, err = to.Merge(t.Context(), "a file", saved, nil)
	require.NoError(t, err)
	require.Equal(t, 1, good.asked)
	apply(t, from, workshop.AddNotes{Notes: []workshop.Note{note(50)}})
	saved, _, _, err = from.Save(t.Context())
	require.NoError(t, err)
	good.says = crdt.ErrHarmful
	before := to.Heads()
	_, err = to.Merge(t.Context(), "a file", saved, nil)
	require.ErrorIs(t, err, crdt.ErrHarmful)
	require.Equal(t, before, to.Heads())
	good.says = nil
	_, err = to.Merge(t.Context(), "a file", saved, nil)
	require.NoError(t, err)
	require.Equal(t, from.Heads(), to.Heads())
}
