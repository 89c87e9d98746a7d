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

// An edit made while the library is away is shown at once and written later. Who asks what
// the document holds is told of it, or would believe that two laptops are equal which show
// different things.
func TestWhatIsShownIsInTheHistory(t *testing.T) {
	d, _ := open(t, nil, crdt.Saved{})
	begin(t, d, 1)
	before := d.Heads()
	seq := d.Have()[d.Actor()]
	giveBack, err := d.Lend()
	require.NoError(t, err)
	apply(t, d, workshop.Recolor{Notes: []workshop.NoteID{note(0).ID}, Color: workshop.Green})

	type answer struct {
		color workshop.Color
		heads []string
		have  uint64
		since int
	}
	got := make(chan answer, 1)
	asking := make(chan struct{})
	go func() {
		close(asking)
		s, heads := d.State()
		missing, err := d.Since(map[string]uint64{d.Actor(): seq}, 1<<20)
		if err != nil {
			t.Error(err)
		}
		got <- answer{s.Notes.Get(note(0).ID).Color, heads, d.Have()[d.Actor()], len(missing)}
	}()
	<-asking
	_, err = d.Apply(workshop.Rename{Ref: workshop.StageID("s1").Ref(), Name: "Order"}) // the hand does not wait
	require.NoError(t, err)
	giveBack()
	a := <-got
	require.Equal(t, workshop.Green, a.color)
	require.NotEqual(t, before, a.heads)
	require.Equal(t, seq+2, a.have)
	require.Equal(t, 2, a.since)
}
