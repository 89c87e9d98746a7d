package presence

import (
	"log/slog"
	"strings"
	"time"
	"unicode/utf8"

	"throughline.app/sync/wire"
)

const (
	// Every is the shortest time between two frames of one sender: 20 a second.
	Every = 50 * time.Millisecond
	// Expiry is how long a state is shown without news.
	Expiry = 5 * time.Second
	// Refresh is how often a state that did not change is told again, to stay in sight.
	Refresh = 2 * time.Second
)

// A State is where one person is.
type State struct {
	Member    string  // of whom, in a Table; a Sender ignores it
	Canvas    string  // empty: the pointer is over no canvas
	X, Y      float64 // canvas units, finite
	Editing   string  // the note whose text is open; empty: none
	Selection []string
	Name      string
	Color     string
	Lifted    []string // notes in the hand, the lowest first
	DX, DY    float64  // how far they are from where they lie, canvas units, finite
	View      wire.Box // what the person sees, canvas units
	Call      uint32   // not 0: the person asks the others to look here
	Follows   string   // the member that the person follows; empty: none
	Last      uint64   // number of the newest point of Trail
	Trail     []wire.Point
	Watches   bool // only looks on: a wall, an observer
}

// Options of a Sender or a Table; the zero value of each field stands for its default.
type Options struct {
	Now func() time.Time // default time.Now
	Log *slog.Logger     // default silence
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// message is s as it travels, cut to the protocol's limits.
func (s State) message() wire.Presence {
	return wire.Presence{
		Canvas: s.Canvas, X: s.X, Y: s.Y, Editing: s.Editing,
		Name: clip(s.Name, wire.MaxName), Color: clip(s.Color, wire.MaxColor),
		Selection: few(s.Selection), Lifted: few(s.Lifted), DX: s.DX, DY: s.DY, View: s.View,
		Call: s.Call, Follows: s.Follows, Last: s.Last, Trail: s.Trail[max(0, len(s.Trail)-wire.MaxTrail):],
		Watches: s.Watches, Moments: true,
	}
}

// few is as many of ids as travel.
func few(ids []string) (out []string) {
	for _, id := range ids[:min(len(ids), wire.MaxSelection)] {
		if len(id) <= wire.MaxID {
			out = append(out, id)
		}
	}
	return out
}

func clip(s string, max int) string {
	s = strings.ToValidUTF8(s, "")
	for len(s) > max {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}
