package laptop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/presence"
	"throughline.app/sync/wire"
)

func TestWhatIsCarriedAndSeenReachesTheOtherLaptop(t *testing.T) {
	a, b := open(t, t.TempDir()), open(t, t.TempDir())
	ra := create(t, a)
	rb := join(t, b, share(t, ra))
	require.NoError(t, write(rb, "hello"))
	reads(t, ra, "hello")
	moved := make(chan struct{}, 1)
	rb.OnOthers(func() {
		select {
		case moved <- struct{}{}:
		default:
		}
	})
	carried := presence.State{
		Canvas: "c", X: 12, Y: 8, Selection: []string{"n"}, Lifted: []string{"n"}, DX: 240, DY: -4,
		View: wire.Box{X: -16, Y: -16, W: 1280, H: 720},
	}
	ra.Point(carried)
	var got presence.State
	newest := func() presence.State {
		for _, o := range rb.Others() {
			got = o
		}
		return got
	}
	untilTold(t, moved, "what is in the hand", func() bool { return newest().Lifted != nil })
	carried.Member, carried.Name, carried.Color = got.Member, got.Name, got.Color
	require.Equal(t, carried, got)
	carried.Lifted, carried.DX, carried.DY = nil, 0, 0
	ra.Point(carried)
	untilTold(t, moved, "that it was put down", func() bool { return newest().Lifted == nil })
	require.Equal(t, 1280.0, got.View.W)
}
