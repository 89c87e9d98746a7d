package crdt_test

import (
	"context"
	"testing"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// BenchmarkReceive is one move of a note from chunk in hand to published snapshot, in a
// workshop of 5,000 notes.
func BenchmarkReceive(b *testing.B) {
	from, _ := open(b, nil, crdt.Saved{})
	begin(b, from, 5_000)
	saved, _, _, err := from.Save(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	to, _ := open(b, nil, crdt.Saved{Document: saved})
	var chunks [][]byte
	from.OnChanges(func(c []crdt.Change, _ workshop.Origin) { chunks = append(chunks, c[0].Bytes) })
	for i := range b.N {
		apply(b, from, workshop.MoveNotes{Moves: []workshop.Move{{Note: note(i * 7919 % 5000).ID, To: place(float64(i), 7)}}})
	}
	<-to.Ready()
	b.ResetTimer()
	for i := range b.N {
		if _, err := to.Receive(context.Background(), "a", chunks[i:i+1]); err != nil {
			b.Fatal(err)
		}
	}
}
