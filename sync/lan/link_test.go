package lan_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/lan"
	"throughline.app/sync/wire"
)

func TestALinkIsFoundInPastedTextAndNothingLessIsTaken(t *testing.T) {
	l := lan.Link{
		Words: "abandoned bagpipe jobholder wristwatch yodel", Addr: "10.99.0.7:4717",
		Session: wire.SessionID{1, 2}, Print: wire.Fingerprint{3, 4},
	}
	got, err := lan.ParseLink("Come in: <" + l.String() + ">\nsee you")
	require.NoError(t, err)
	require.Equal(t, l, got)
	whole := l.String()
	for cut := range len(whole) - 2 { // a word of one letter less is taken: three are enough
		_, err := lan.ParseLink(whole[:cut])
		if err == nil {
			require.Greater(t, cut, len(whole)-4, whole[:cut])
		}
	}
	for _, bad := range []string{"", "throughline://join?", "throughline://join?a=evil.example%3A1&" + whole[len(lan.LinkPrefix):]} {
		_, err := lan.ParseLink(bad)
		require.ErrorIs(t, err, lan.ErrLink, bad)
	}
}
