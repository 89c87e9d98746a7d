package crdt_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// checkSteps has every update checked: its Diff is the step from the snapshot before it.
func checkSteps(d *crdt.Document) {
	last := d.Snapshot()
	d.Subscribe(func(u workshop.Update) {
		if u.Origin != workshop.Load {
			if diff := last.With(u.Diff).Differences(u.Snapshot, 1); !diff.Empty() {
				panic(fmt.Sprint("an update's diff does not lead to its snapshot: ", diff))
			}
			for _, c := range u.Diff {
				if before := last.Field(c.Ref, c.Field); before != c.Before {
					panic(fmt.Sprintf("%v was %q", c, before))
				}
			}
		}
		last = u.Snapshot
	})
}

// Hands, members, the disk and the screen at once, on a document that is still loading.
func TestEverybodyAtOnce(t *testing.T) {
	author, _ := open(t, nil, crdt.Saved{})
	begin(t, author, 200)
	saved, vector, _, err := author.Save(context.Background())
	require.NoError(t, err)
	for i := range 60 {
		apply(t, author, workshop.MoveNotes{Moves: []workshop.Move{{Note: note(i).ID, To: place(float64(i), 1)}}})
	}
	tail, err := author.Since(vector, 1<<20)
	require.NoError(t, err)

	var kept journal
	d, _ := open(t, &kept, crdt.Saved{Document: saved})
	checkSteps(d)
	ctx := context.Background()
	var all sync.WaitGroup
	for hand := range 3 {
		all.Go(func() {
			for i := range 40 {
				n := note(1_000*(hand+1) + i)
				if _, err := d.Apply(workshop.AddNotes{Notes: []workshop.Note{n}}); err != nil {
					t.Error(err)
				}
				if _, err := d.Apply(workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + "."}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for member := range 2 {
		all.Go(func() {
			for i := range tail {
				c := tail[(i+member*30)%len(tail)]
				d.Receive(ctx, fmt.Sprint("member ", member), [][]byte{c.Bytes})
			}
		})
	}
	all.Go(func() {
		for range 10 {
			_, _, _, err := d.Save(ctx)
			if err != nil {
				t.Error(err)
			}
			if _, _, err = d.View(ctx); err != nil {
				t.Error(err)
			}
			d.Since(d.Have(), 1<<20)
			d.Heads()
		}
	})
	all.Wait()
	sound(t, d)
	pull(t, author, d)
	pull(t, d, author)
	require.Equal(t, author.Heads(), d.Heads())
	require.Empty(t, author.Snapshot().Differences(d.Snapshot(), 10))
	require.Equal(t, 200+120, d.Snapshot().Notes.Len())
}

// A laptop that was away takes in what it missed while its person goes on working, also
// on the same notes.
func TestTheHandDoesNotWaitForACatchUp(t *testing.T) {
	a, b := pair(t, 20)
	for i := range 600 {
		apply(t, a, workshop.AddNotes{Notes: []workshop.Note{note(100 + i)}})
	}
	for i := range 20 {
		n := note(i)
		apply(t, a, workshop.EditText{Note: n.ID, Base: n.Text, Text: "First, " + n.Text})
		apply(t, a, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: place(7, 7)}}})
	}
	changes, err := a.Since(b.Have(), 1<<20)
	require.NoError(t, err)
	checkSteps(b)
	got := make(chan crdt.Received, 1)
	go func() {
		r, _ := b.Receive(context.Background(), "a", bytesOf(changes))
		got <- r
	}()
	during := 0
	for i := 0; ; i++ {
		n := b.Snapshot().Notes.Get(note(i % 20).ID)
		apply(t, b, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + "!"})
		apply(t, b, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: place(float64(i), 9)}}})
		select {
		case r := <-got:
			require.Equal(t, len(changes), r.Taken)
			t.Log(during, "edits meanwhile")
			require.Positive(t, during)
			exchange(t, a, b)
			for i := range 20 {
				require.Contains(t, a.Snapshot().Notes.Get(note(i).ID).Text, "First, "+note(i).Text)
			}
			return
		default:
			during++
		}
	}
}
