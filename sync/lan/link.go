package lan

import (
	"encoding/hex"
	"errors"
	"net/netip"
	"net/url"
	"strings"

	"throughline.app/assets/words"
	"throughline.app/sync/wire"
)

// A Link is an invitation as text: words, address and who will answer there. Whoever has it
// can enter.
type Link struct {
	Words   string
	Addr    string // host:port, an IP address
	Session wire.SessionID
	Print   wire.Fingerprint // who answers at Addr
}

// LinkPrefix is what every link begins with.
const LinkPrefix = "throughline://join?"

// ErrLink says that a pasted link is not whole.
var ErrLink = errors.New("this is not a whole link to a workshop")

// maxLink bounds a link, in bytes.
const maxLink = 1024

// String writes the link.
func (l Link) String() string {
	q := url.Values{}
	q.Set("a", l.Addr)
	q.Set("s", hex.EncodeToString(l.Session[:]))
	q.Set("f", hex.EncodeToString(l.Print[:]))
	q.Set("w", l.Words)
	return LinkPrefix + q.Encode()
}

// ParseLink finds a link in pasted text. Errors: [ErrLink].
func ParseLink(pasted string) (Link, error) {
	at := strings.Index(pasted, LinkPrefix)
	if at < 0 {
		return Link{}, ErrLink
	}
	text := pasted[at+len(LinkPrefix):]
	if end := strings.IndexAny(text, " \t\r\n<>\""); end >= 0 {
		text = text[:end]
	}
	if len(text) > maxLink {
		return Link{}, ErrLink
	}
	q, err := url.ParseQuery(text)
	if err != nil {
		return Link{}, ErrLink
	}
	var l Link
	addr, err := netip.ParseAddrPort(q.Get("a"))
	if err != nil || addr.Port() == 0 || !fromHex(l.Session[:], q.Get("s")) || !fromHex(l.Print[:], q.Get("f")) {
		return Link{}, ErrLink
	}
	l.Addr = addr.String()
	if l.Words, err = words.Parse(q.Get("w")); err != nil || len(strings.Fields(l.Words)) != words.RoomCode {
		return Link{}, ErrLink
	}
	return l, nil
}

func fromHex(to []byte, from string) bool {
	b, err := hex.DecodeString(from)
	return err == nil && copy(to, b) == len(to) && len(b) == len(to)
}

// Link returns the invitation to this laptop.
func (n *Node) Link() Link {
	return Link{Words: n.Words(), Addr: n.Addr(), Session: n.session, Print: n.me}
}
