package laptop_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestWordsAloneFindTheWorkshopOfTheRoom(t *testing.T) {
	host, guest := open(t, t.TempDir()), open(t, t.TempDir())
	room, err := host.Create(t.Context(), "lifecycle", "Spring")
	require.NoError(t, err)
	inv, err := room.Share(t.Context())
	require.NoError(t, err)
	guest.LookAround()
	require.Eventually(t, func() bool {
		for _, f := range guest.Found() {
			if f.Addrs[0] == inv.Addr {
				require.Empty(t, f.Title, "nothing is told that was not allowed")
				require.Empty(t, f.Host)
				return true
			}
		}
		return false
	}, patience, 10*time.Millisecond)

	link := inv.Link
	joined, err := guest.Join(t.Context(), "", "come in: "+link+" see you")
	require.NoError(t, err)
	require.Equal(t, room.ID(), joined.ID())
	require.NoError(t, room.TellRoom(t.Context(), true))
	require.True(t, room.TellsRoom())
	_, err = guest.Join(t.Context(), inv.Words, "throughline://join?a=127.0.0.1:1")
	require.Error(t, err)
}
