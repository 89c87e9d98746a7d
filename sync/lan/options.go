package lan

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"

	"throughline.app/sync/wire"
)

// Options of a [Node]. Identity is needed; the zero value of each other field stands for
// its default.
type Options struct {
	Identity Identity
	Name     string // of the person, cut to 40 bytes
	Color    string
	Function string // functional area, cut to 40 bytes
	Role     string // the role to ask for when joining, "" for the usual one
	App      string // version, for the other side's log

	// Bind is where everything listens: "" for the private addresses of this laptop, an IP
	// address, or IP:port. Without a port it is [DefaultPort], or any if that is taken;
	// port 0 is any. What is dialled is dialled from there too.
	Bind string

	Intervals Intervals
	Stretch   Stretch

	// Addresses lists where to listen if Bind is empty; [Node.Run] ends when it changes. At
	// least one address, or an error. Default: this laptop's private and link-local IPv4
	// addresses.
	Addresses func() ([]netip.Addr, error)
	// Dial opens outgoing connections. Default: TCP from Bind.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// OnWait is told, while [Join] waits to be let in, who may do that: the names of those
	// who are here, none if nobody is. Called on Join's goroutine; may be nil.
	OnWait func(who []string)
	// Now is the clock of the door. Default: time.Now.
	Now func() time.Time
	// Random gives keys, words and jitter; safe for concurrent use. Default: crypto/rand.
	Random io.Reader
	// Log hears who came, went and was refused. Never a secret. Default: silence.
	Log *slog.Logger
}

// DefaultPort is where a session is looked for if an address has no port.
const DefaultPort = 4717

// Intervals of a [Node]; zero stands for the default in parentheses.
type Intervals struct {
	Prove      time.Duration // from connecting to a right proof (5 s)
	WrongWords time.Duration // before a wrong proof is answered (1 s)
	Dial       time.Duration // for a TCP connection (3 s)
	Ask        time.Duration // until somebody who asks to be let in is told that nobody answered (5 min)
	Rejoin     time.Duration // between looks for members that are not here (2 s, ± a quarter)
	Ping       time.Duration // between signs of life (2 s)
	Silence    time.Duration // without one, after which a member is gone (6 s)
	Write      time.Duration // for one frame (15 s)
	Addresses  time.Duration // between looks whether this laptop's addresses changed (1 s)
}

func (o Options) withDefaults() Options {
	set := func(d *time.Duration, to time.Duration) {
		if *d <= 0 {
			*d = to
		}
	}
	set(&o.Intervals.Prove, 5*time.Second)
	set(&o.Intervals.WrongWords, time.Second)
	set(&o.Intervals.Dial, 3*time.Second)
	set(&o.Intervals.Ask, 5*time.Minute)
	set(&o.Intervals.Rejoin, 2*time.Second)
	set(&o.Intervals.Ping, 2*time.Second)
	set(&o.Intervals.Silence, 6*time.Second)
	set(&o.Intervals.Write, 15*time.Second)
	set(&o.Intervals.Addresses, time.Second)
	if o.Addresses == nil {
		o.Addresses = privateAddrs
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Name = clip(o.Name, wire.MaxName)
	o.Color = clip(o.Color, wire.MaxColor)
	o.Function = clip(o.Function, wire.MaxFunction)
	o.Role = clip(o.Role, wire.MaxRole)
	o.App = clip(o.App, wire.MaxApp)
	return o
}

// clip cuts s to at most max bytes of valid UTF-8.
func clip(s string, max int) string {
	s = strings.ToValidUTF8(s, "")
	for len(s) > max {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s
}

// A Workshop is what a session is about.
type Workshop struct {
	ID    string // at most 64 bytes
	Title string // cut to 200 bytes
}

// A Member is another laptop.
type Member struct {
	Fingerprint wire.Fingerprint
	Name        string
	Color       string
	Addr        string // host:port where it was last reached, or says it can be
}

// An EventKind says what happened.
type EventKind int

// The kinds of events.
const (
	Here        EventKind = iota // a member is connected; also if its name or address changed
	Gone                         // its connection ended
	Shut                         // a door shut after too many wrong words: a member's, or this laptop's own
	DoorMoved                    // [Node.Doorway], the words or the link are others
	Asking                       // [Node.Asking] is another
	RosterMoved                  // somebody's role or rights changed, or who belongs to the session
	Removed                      // this laptop was removed: Run ends with [ErrRemoved]
)

// An Event is something to tell the person at this laptop. Member is zero if it is about
// this laptop.
type Event struct {
	Kind   EventKind
	Member Member
}
