package presence_test

import (
	"context"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/presence"
	"throughline.app/sync/wire"
)

type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func receive(t *testing.T, table *presence.Table, member string, body []byte) {
	t.Helper()
	_, err := table.Receive(member, body)
	require.NoError(t, err)
}

func TestASenderTellsAtMost20TimesASecondAndAlwaysTheNewest(t *testing.T) {
	c := &clock{time.Unix(100, 0)}
	table := presence.NewTable(presence.Options{Now: c.now})
	sent := 0
	sender := presence.NewSender(func(body []byte) error {
		sent++
		_, err := table.Receive("ana", body)
		return err
	}, presence.Options{Now: c.now})
	for i := range 1000 { // a second of a fast mouse
		sender.Point(presence.State{Canvas: "c", X: float64(i)})
		c.at = c.at.Add(time.Millisecond)
	}
	require.Equal(t, 20, sent)
	c.at = c.at.Add(presence.Every)
	require.True(t, sender.Flush())
	require.Equal(t, 999.0, table.Others()[0].X)
	require.False(t, sender.Flush(), "nothing new")
	c.at = c.at.Add(presence.Refresh)
	require.True(t, sender.Flush(), "still there")
}

func TestPresenceExpires(t *testing.T) {
	c := &clock{time.Unix(100, 0)}
	table := presence.NewTable(presence.Options{Now: c.now})
	state := presence.State{Canvas: "c", X: 1, Y: 2, Editing: "n", Selection: []string{"n"}, Name: "Zoë", Color: "red"}
	receive(t, table, "zoe", wire.Presence{Canvas: "c", X: 1, Y: 2, Editing: "n", Selection: []string{"n"}, Name: "Zoë", Color: "red"}.Body(nil))
	receive(t, table, "ben", wire.Presence{Name: "Ben"}.Body(nil))
	state.Member = "zoe"
	require.Equal(t, []presence.State{state}, table.Others(), "Ben points at nothing")
	c.at = c.at.Add(presence.Expiry - 1)
	require.Len(t, table.Others(), 1)
	require.False(t, table.Expire())
	c.at = c.at.Add(1)
	require.True(t, table.Expire())
	require.Empty(t, table.Others())

	receive(t, table, "zoe", wire.Presence{Canvas: "c"}.Body(nil))
	table.Forget("zoe")
	require.Empty(t, table.Others())
	_, err := table.Receive("zoe", []byte("nonsense"))
	require.Error(t, err)
}

func TestWhatIsToldAgainIsNoNewsButKeepsItInSight(t *testing.T) {
	c := &clock{time.Unix(100, 0)}
	table := presence.NewTable(presence.Options{Now: c.now})
	body := wire.Presence{Canvas: "c", Watches: true}.Body(nil)
	news, err := table.Receive("zoe", body)
	require.NoError(t, err)
	require.True(t, news)
	require.True(t, table.Watching("zoe"))
	require.False(t, table.Watching("ben"))
	c.at = c.at.Add(presence.Expiry - 1)
	news, err = table.Receive("zoe", body)
	require.NoError(t, err)
	require.False(t, news)
	c.at = c.at.Add(presence.Expiry - 1)
	require.Len(t, table.Others(), 1)
}

func TestATableIsBounded(t *testing.T) {
	c := &clock{time.Unix(100, 0)}
	table := presence.NewTable(presence.Options{Now: c.now})
	for i := range 2 * wire.MaxMembers {
		receive(t, table, fmt.Sprint(i), wire.Presence{Canvas: "c"}.Body(nil))
	}
	require.Len(t, table.Others(), wire.MaxMembers)
}

func TestWhatIsOverALimitIsCutOrDropped(t *testing.T) {
	var last wire.Presence
	sent := 0
	c := &clock{time.Unix(100, 0)}
	sender := presence.NewSender(func(body []byte) (err error) {
		sent++
		last, err = wire.DecodePresence(body)
		return err
	}, presence.Options{Now: c.now})
	sender.Point(presence.State{Canvas: "c", X: math.NaN()})
	sender.Point(presence.State{Canvas: strings.Repeat("c", wire.MaxID+1)})
	require.Zero(t, sent)
	sender.Point(presence.State{Canvas: "c", Name: strings.Repeat("ë", 100), Selection: make([]string, 1000)})
	require.Equal(t, strings.Repeat("ë", 20), last.Name)
	require.Len(t, last.Selection, wire.MaxSelection)
}

func TestRunSendsWhatWaits(t *testing.T) {
	got := make(chan float64, 10)
	sender := presence.NewSender(func(body []byte) error {
		m, err := wire.DecodePresence(body)
		got <- m.X
		return err
	}, presence.Options{})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error)
	go func() { done <- sender.Run(ctx) }()
	sender.Point(presence.State{Canvas: "c", X: 1})
	sender.Point(presence.State{Canvas: "c", X: 2})
	require.Equal(t, 1.0, <-got)
	require.Equal(t, 2.0, <-got)
	cancel()
	require.NoError(t, <-done)
}
