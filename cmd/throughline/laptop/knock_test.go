package laptop_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/lan"
)

func TestWhatIsSaidWhereNobodyAnswersFitsWhatWasTyped(t *testing.T) {
	host, guest := open(t, t.TempDir()), open(t, t.TempDir())
	room := create(t, host)
	inv := share(t, room)
	there := join(t, guest, inv)
	require.NoError(t, there.Close())
	require.NoError(t, host.Close())

	err := laptop.Knock(t.Context(), guest, laptop.Entry{Words: inv.Words})
	require.ErrorIs(t, err, laptop.ErrGone, "no address was typed")
	err = laptop.Knock(t.Context(), guest, laptop.Entry{At: inv.Link})
	require.ErrorIs(t, err, laptop.ErrLinkGone)
	err = laptop.Knock(t.Context(), guest, laptop.Entry{Words: inv.Words, At: "127.0.0.1:1"})
	require.ErrorIs(t, err, lan.ErrUnreachable)
	require.NotErrorIs(t, err, laptop.ErrGone)
}
