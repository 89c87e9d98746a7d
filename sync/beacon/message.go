package beacon

import (
	"encoding/binary"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline.app/sync/wire"
)

// Sizes, in bytes.
const (
	MaxSize  = 200 // of a datagram
	MaxHost  = 40
	MaxTitle = 80

	head     = 13 // magic, kind, instance
	hereFull = head + 16 + 2 + 8 + 1
)

// A Kind says what a datagram is for.
type Kind byte

// The kinds of datagrams.
const (
	Here Kind = 1 // a workshop is shared at the sender's address
	Ask  Kind = 2 // who shares here? Answered by a HERE to the sender alone
	Gone Kind = 3 // the workshop is not shared there any more
)

const magic = "TLB\x01"

// A Message is one datagram. Instance tells one run of a program from another.
type Message struct {
	Kind     Kind
	Instance uint64
	Announcement
}

// An Announcement is what a laptop says of a workshop that it shares. Host and Title are
// read by everybody on the network: they are empty unless a person allowed them.
type Announcement struct {
	Session wire.SessionID
	Port    uint16  // of TLS
	Print   [8]byte // of the sender's fingerprint, its beginning
	Laptops uint8   // in the workshop, the sender's included; 255 is that many or more
	Host    string  // at most MaxHost bytes
	Title   string  // at most MaxTitle bytes
}

// errMessage is the one answer to a datagram that is not exactly one of ours.
var errMessage = errors.New("beacon: not a beacon")

// Append adds the datagram to b. Texts are cut and cleaned as [Decode] demands. An ASK is
// filled to MaxSize, so that nobody gets more sent to a third than was sent here.
func (m Message) Append(b []byte) []byte {
	start := len(b)
	b = append(b, magic...)
	b = append(b, byte(m.Kind))
	b = binary.BigEndian.AppendUint64(b, m.Instance)
	switch m.Kind {
	case Ask:
		return append(b, make([]byte, MaxSize-(len(b)-start))...)
	case Gone:
		return append(b, m.Session[:]...)
	}
	b = append(b, m.Session[:]...)
	b = binary.BigEndian.AppendUint16(b, m.Port)
	b = append(b, m.Print[:]...)
	b = append(b, m.Laptops)
	for _, t := range []string{clean(m.Host, MaxHost), clean(m.Title, MaxTitle)} {
		b = append(append(b, byte(len(t))), t...)
	}
	return b
}

// Decode reads a datagram. Anything but exactly what [Message.Append] writes is an error.
func Decode(b []byte) (Message, error) {
	var m Message
	if len(b) < head || len(b) > MaxSize || string(b[:4]) != magic {
		return m, errMessage
	}
	m.Kind, m.Instance = Kind(b[4]), binary.BigEndian.Uint64(b[5:])
	rest := b[head:]
	switch m.Kind {
	case Ask:
		if len(b) != MaxSize || strings.Trim(string(rest), "\x00") != "" {
			return m, errMessage
		}
		return m, nil
	case Gone:
		if len(rest) != len(m.Session) {
			return m, errMessage
		}
		copy(m.Session[:], rest)
		return m, nil
	case Here:
	default:
		return m, errMessage
	}
	if len(b) < hereFull {
		return m, errMessage
	}
	copy(m.Session[:], rest)
	m.Port = binary.BigEndian.Uint16(rest[16:])
	copy(m.Print[:], rest[18:])
	m.Laptops = rest[26]
	rest = rest[27:]
	var ok1, ok2 bool
	m.Host, rest, ok1 = text(rest, MaxHost)
	m.Title, rest, ok2 = text(rest, MaxTitle)
	if !ok1 || !ok2 || len(rest) > 0 || m.Port == 0 || m.Laptops == 0 {
		return m, errMessage
	}
	return m, nil
}

// text takes one text from b. One that would be cleaned is refused.
func text(b []byte, most int) (t string, rest []byte, ok bool) {
	if len(b) == 0 || int(b[0]) > most || len(b) < 1+int(b[0]) {
		return "", nil, false
	}
	t, rest = string(b[1:1+b[0]]), b[1+b[0]:]
	return t, rest, clean(t, most) == t
}

// clean cuts s to most bytes and takes out what could mislead an eye: control characters
// and those that turn the direction of writing.
func clean(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.TrimSpace(s)
	for len(s) > most {
		_, n := utf8.DecodeLastRuneInString(s)
		s = strings.TrimSpace(s[:len(s)-n])
	}
	return s
}
