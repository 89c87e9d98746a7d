package crdt_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

func TestAStateIsOfOneMoment(t *testing.T) {
	d, _ := open(t, nil, crdt.Saved{})
	begin(t, d, 1)
	const edits = 200
	done := make(chan struct{})
	go func() {
		defer close(done)
		colors := workshop.Colors()
		for i := range edits {
			_, err := d.Apply(workshop.Recolor{Notes: []workshop.NoteID{note(0).ID}, Color: colors[i%len(colors)]})
			if err != nil {
				t.Error(err)
				return
			}
		}
	}()
	at := map[string]*workshop.Snapshot{}
	for going := true; going; {
		select {
		case <-done:
			going = false
		default:
		}
		s, heads := d.State()
		key := strings.Join(heads, " ")
		if before := at[key]; before != nil {
			require.True(t, before.Equal(s), "the same heads, another workshop")
		}
		at[key] = s
	}
	s, heads := d.State()
	require.Equal(t, d.Heads(), heads)
	require.True(t, d.Snapshot().Equal(s))
}
