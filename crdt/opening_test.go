package crdt_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

func isReady(d *crdt.Document) bool {
	select {
	case <-d.Ready():
		return true
	default:
		return false
	}
}

func TestEditsWhileTheLibraryLoads(t *testing.T) {
	author, _ := open(t, nil, crdt.Saved{})
	begin(t, author, 1_500)
	ctx := context.Background()
	saved, vector, _, err := author.Save(ctx)
	require.NoError(t, err)
	view, viewHeads, err := author.View(ctx)
	require.NoError(t, err)
	one := note(1).ID
	apply(t, author, workshop.EditText{Note: one, Base: note(1).Text, Text: note(1).Text + " and again"})
	apply(t, author, workshop.Recolor{Notes: []workshop.NoteID{note(2).ID}, Color: workshop.Blue})
	tail, err := author.Since(vector, 1<<20)
	require.NoError(t, err)

	// The view is older than the changes in the journal, as after a crash.
	for name, s := range map[string]crdt.Saved{
		"view":           {Document: saved, View: view, ViewHeads: viewHeads},
		"stale view":     {Document: saved, View: view, ViewHeads: viewHeads, Changes: bytesOf(tail)},
		"document":       {Document: saved},
		"document, tail": {Document: saved, Changes: bytesOf(tail)},
		"damaged view":   {Document: saved, View: view[:len(view)-1], ViewHeads: viewHeads, Changes: bytesOf(tail)},
	} {
		t.Run(name, func(t *testing.T) {
			var kept journal
			d, stop := open(t, &kept, s)
			var updates []workshop.Update
			d.Subscribe(func(u workshop.Update) { updates = append(updates, u) })
			first := apply(t, d, workshop.EditText{Note: one, Base: note(1).Text, Text: "Often, " + note(1).Text})
			require.Len(t, first, 1)
			apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(9_000)}})
			apply(t, d, workshop.MoveNotes{Moves: []workshop.Move{{Note: note(9_000).ID, To: place(3, 4)}}})
			require.False(t, isReady(d), "the library was faster than three edits")
			require.Positive(t, d.Unsaved())
			require.Equal(t, "Often, "+note(1).Text, d.Snapshot().Notes.Get(one).Text)
			require.Equal(t, place(3, 4), d.Snapshot().Notes.Get(note(9_000).ID).Place)
			require.Empty(t, kept.stored())

			got, err := d.Receive(ctx, "a colleague", bytesOf(tail)) // waits
			require.NoError(t, err)
			require.True(t, isReady(d))
			require.Equal(t, len(tail)-len(s.Changes), got.Taken)
			require.Len(t, kept.stored(), 3+got.Taken)
			require.Equal(t, "Often, "+note(1).Text+" and again", d.Snapshot().Notes.Get(one).Text)
			require.Equal(t, place(3, 4), d.Snapshot().Notes.Get(note(9_000).ID).Place)
			require.Equal(t, workshop.Blue, d.Snapshot().Notes.Get(note(2).ID).Color)
			sound(t, d)
			seen := d.Snapshot()
			stop()
			require.Same(t, seen, updates[len(updates)-1].Snapshot)

			// What a restart finds is what was shown.
			again, _ := open(t, nil, crdt.Saved{Document: saved, Changes: append(bytesOf(tail), kept.stored()...)})
			<-again.Ready()
			require.Empty(t, seen.Differences(again.Snapshot(), 10))
		})
	}
}

func TestClosingWhileLoadingLosesNoEdit(t *testing.T) {
	author, _ := open(t, nil, crdt.Saved{})
	begin(t, author, 1_000)
	saved, _, _, err := author.Save(context.Background())
	require.NoError(t, err)
	var kept journal
	d, stop := open(t, &kept, crdt.Saved{Document: saved})
	apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(9_000)}})
	require.False(t, isReady(d))
	stop()
	require.Len(t, kept.stored(), 1)
	_, err = d.Apply(workshop.DeleteNotes{Notes: []workshop.NoteID{note(1).ID}})
	require.ErrorIs(t, err, crdt.ErrClosed)
	_, err = d.Receive(context.Background(), "a colleague", kept.stored())
	require.ErrorIs(t, err, crdt.ErrClosed)
}

func TestEditsGoOnWhileSaving(t *testing.T) {
	var kept journal
	d, _ := open(t, &kept, crdt.Saved{})
	begin(t, d, 800)
	type result struct {
		raw    []byte
		vector map[string]uint64
	}
	results := make(chan result)
	go func() {
		for range 5 {
			raw, vector, _, err := d.Save(context.Background())
			if err != nil {
				raw = nil
			}
			results <- result{raw, vector}
		}
		close(results)
	}()
	n := 0
	for r := range results {
		for range 20 {
			apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(2_000 + n)}})
			n++
		}
		require.NotNil(t, r.raw)
		// The document and what the journal holds beyond it are the whole, always.
		again, stop := open(t, nil, crdt.Saved{Document: r.raw})
		require.Equal(t, r.vector, again.Have())
		pull(t, d, again)
		require.Equal(t, d.Heads(), again.Heads())
		stop()
	}
	sound(t, d)
}

func TestView(t *testing.T) {
	d, _ := open(t, nil, crdt.Saved{})
	begin(t, d, 200)
	apply(t, d, workshop.EditHeader{Canvas: "c1", Text: "Ökostrom für alle 🙂"})
	apply(t, d, workshop.DeleteNotes{Notes: []workshop.NoteID{note(7).ID}})
	apply(t, d, unknownField{})
	view, heads, err := d.View(context.Background())
	require.NoError(t, err)
	require.Equal(t, d.Heads(), heads)

	again, err := crdt.Open(crdt.Options{Actor: actor()}, crdt.Saved{View: view, ViewHeads: heads})
	require.NoError(t, err)
	require.Empty(t, d.Snapshot().Differences(again.Snapshot(), 10))

	for i := range view {
		bad := append([]byte(nil), view...)
		bad[i] ^= 0x10
		again, err := crdt.Open(crdt.Options{Actor: actor()}, crdt.Saved{View: bad, ViewHeads: heads})
		require.NoError(t, err)
		require.Zero(t, again.Snapshot().Notes.Len(), "byte %d", i)
	}
}

// unknownField is an edit by a later version of the program.
type unknownField struct{}

func (unknownField) Plan(*workshop.Snapshot) (workshop.Diff, error) {
	return workshop.Diff{
		{Ref: note(3).ID.Ref(), Field: "votes.p1", After: "2"},
		{Ref: workshop.Ref{Kind: "poll", ID: "q1"}, Field: "question", After: "Which one first?"},
	}, nil
}
