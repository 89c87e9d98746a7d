package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// A Kind says what message a frame's body is.
type Kind byte

// The kinds. Zero is none of them. A kind that is not listed is refused.
const (
	KindHello    Kind = 1 + iota // who speaks, and which session it is about
	KindProof                    // that the sender knows a secret
	KindAdmit                    // what a member may know
	KindHave                     // which changes the sender holds
	KindWant                     // which changes, or which snapshot, to send
	KindBatch                    // changes
	KindSnapshot                 // a part of a saved document
	KindPresence                 // where the sender's pointer is
	KindPing                     // still here
	KindBye                      // closing, and why
	KindWantBlob                 // which part of which picture to send
	KindBlob                     // a part of a picture
	KindNoBlob                   // that a picture is not held
	KindMoment                   // what the room does now
	KindRoster                   // who may be here, as signed statements
	KindDoor                     // how the door stands: signed settings
	KindWait                     // that somebody has to let the reader in
	KindAsk                      // who waits at the sender's door
	KindAnswer                   // that one of them is not let in now
	KindVouch                    // who vouches for changes that are held
	kindEnd
)

var kindNames = [...]string{"", "HELLO", "PROOF", "ADMIT", "HAVE", "WANT", "BATCH", "SNAPSHOT", "PRESENCE", "PING", "BYE", "WANT_BLOB", "BLOB", "NO_BLOB",
	"MOMENT", "ROSTER", "DOOR", "WAIT", "ASK", "ANSWER", "VOUCH"}

// String returns the name that docs/protocol.md uses.
func (k Kind) String() string {
	if k.known() {
		return kindNames[k]
	}
	return fmt.Sprintf("kind %d", byte(k))
}

func (k Kind) known() bool { return k >= KindHello && k < kindEnd }

var (
	// ErrTooLarge says that a frame, a count or a length is over its limit.
	ErrTooLarge = errors.New("over the limit")
	// ErrMalformed says that bytes are no message of this protocol.
	ErrMalformed = errors.New("not a message of this protocol")
)

// headerLen is the length field and the kind.
const headerLen = 5

// A Frame is one message as it travels. The body is shared, not copied: nobody writes to
// it once the frame is made.
type Frame struct {
	Kind Kind
	Body []byte
}

// A Message is what can be sent. Body appends its encoding to dst and returns the result;
// it does not check limits, [Encode] does.
type Message interface {
	Kind() Kind
	Body(dst []byte) []byte
}

// Encode makes a frame of m.
//
// Errors: [ErrTooLarge] if m is over a limit, [ErrMalformed] if it could not be read back.
func Encode(m Message) (Frame, error) {
	f := Frame{Kind: m.Kind(), Body: m.Body(nil)}
	if len(f.Body)+1 > MaxFrame {
		return Frame{}, fmt.Errorf("wire: %s of %d bytes: %w", f.Kind, len(f.Body)+1, ErrTooLarge)
	}
	if err := Check(f); err != nil {
		return Frame{}, err
	}
	return f, nil
}

// Check decodes f and throws the result away.
//
// Errors: [ErrMalformed], [ErrTooLarge].
func Check(f Frame) error {
	_, err := Decode(f)
	return err
}

// Decode reads the message in f. Its slices lie inside f.Body.
//
// Errors: [ErrMalformed], [ErrTooLarge].
func Decode(f Frame) (Message, error) {
	switch f.Kind {
	case KindHello:
		return DecodeHello(f.Body)
	case KindProof:
		return DecodeProof(f.Body)
	case KindAdmit:
		return DecodeAdmit(f.Body)
	case KindHave:
		return DecodeHave(f.Body)
	case KindWant:
		return DecodeWant(f.Body)
	case KindBatch:
		return DecodeBatch(f.Body)
	case KindSnapshot:
		return DecodeSnapshot(f.Body)
	case KindPresence:
		return DecodePresence(f.Body)
	case KindPing:
		return DecodePing(f.Body)
	case KindBye:
		return DecodeBye(f.Body)
	case KindWantBlob:
		return DecodeWantBlob(f.Body)
	case KindBlob:
		return DecodeBlob(f.Body)
	case KindNoBlob:
		return DecodeNoBlob(f.Body)
	case KindMoment:
		return DecodeMoment(f.Body)
	case KindVouch:
		return DecodeVouch(f.Body)
	case KindRoster:
		return DecodeRoster(f.Body)
	case KindDoor:
		return DecodeDoorway(f.Body)
	case KindWait:
		return DecodeWait(f.Body)
	case KindAsk:
		return DecodeAsk(f.Body)
	case KindAnswer:
		return DecodeAnswer(f.Body)
	}
	return nil, fmt.Errorf("wire: %s: %w", f.Kind, ErrMalformed)
}

// Write encodes m and writes its frame in one call of w.Write.
func Write(w io.Writer, m Message) error {
	f, err := Encode(m)
	if err != nil {
		return err
	}
	return WriteFrame(w, f)
}

// WriteFrame writes f in one call of w.Write.
//
// Errors: [ErrTooLarge], with nothing written, or w's.
func WriteFrame(w io.Writer, f Frame) error {
	if len(f.Body)+1 > MaxFrame {
		return fmt.Errorf("wire: %s of %d bytes: %w", f.Kind, len(f.Body)+1, ErrTooLarge)
	}
	out := make([]byte, headerLen, headerLen+len(f.Body))
	binary.BigEndian.PutUint32(out, uint32(len(f.Body)+1))
	out[4] = byte(f.Kind)
	if _, err := w.Write(append(out, f.Body...)); err != nil {
		return fmt.Errorf("wire: writing %s: %w", f.Kind, err)
	}
	return nil
}

// ReadFrame reads one frame of at most [MaxFrame]. See [ReadFrameLimit].
func ReadFrame(r io.Reader) (Frame, error) { return ReadFrameLimit(r, MaxFrame) }

// ReadFrameLimit reads one frame whose kind and body take at most limit bytes. It looks at
// length and kind before it reserves room for the body, and never reads past the frame.
//
// Errors: [ErrTooLarge]; [ErrMalformed] for an unknown kind; io.EOF, unwrapped, if r ended
// before the first byte; otherwise r's.
func ReadFrameLimit(r io.Reader, limit int) (Frame, error) {
	var head [headerLen]byte
	if _, err := io.ReadFull(r, head[:1]); err != nil {
		return Frame{}, err
	}
	if _, err := io.ReadFull(r, head[1:]); err != nil {
		return Frame{}, fmt.Errorf("wire: reading a frame's head: %w", err)
	}
	length, kind := binary.BigEndian.Uint32(head[:]), Kind(head[4])
	if int64(length) > int64(limit) {
		return Frame{}, fmt.Errorf("wire: a frame of %d bytes: %w", length, ErrTooLarge)
	}
	if length == 0 || !kind.known() {
		return Frame{}, fmt.Errorf("wire: a frame of %s: %w", kind, ErrMalformed)
	}
	body := make([]byte, length-1)
	if _, err := io.ReadFull(r, body); err != nil {
		return Frame{}, fmt.Errorf("wire: reading %s of %d bytes: %w", kind, length, err)
	}
	return Frame{Kind: kind, Body: body}, nil
}
