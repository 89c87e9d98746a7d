package wire

import (
	"encoding/binary"
	"math"
)

// A Presence is where a person is: shown for some seconds, never kept.
type Presence struct {
	Canvas    string  // empty: the pointer is over none
	X, Y      float64 // canvas units
	Editing   string  // the note whose text is open; empty: none
	Selection []string
	Name      string
	Color     string

	Lifted []string // notes in the hand, the lowest first
	DX, DY float64  // how far they are from where they lie, canvas units
	View   Box      // what the person sees of the canvas

	Call    uint32  // not 0: the person asks the others to look; another number is another call
	Follows string  // the member whose view this person's goes along with; empty: none
	Last    uint64  // of the points of Trail, the newest one's number, at most [MaxTrailLast]
	Trail   []Point // where the laser pointer went, the oldest first; numbered without gaps

	Watches bool // the sender only looks on: a wall, an observer
	Moments bool // the sender reads MOMENT
}

// A Point is a place on the canvas.
type Point struct{ X, Y float64 }

// A Box is an upright rectangle in canvas units; the zero Box is none.
type Box struct{ X, Y, W, H float64 }

// moreVersion heads the fields that were added to PRESENCE: a reader that knows less than
// the version passes over what it does not know, a body that ends before them has none.
// A body names the least version that holds what it says.
const (
	moreVersion  = 1 // lifted, by, view
	laserVersion = 2 // call, follows, trail
	marksVersion = 3 // watches, moments
)

// Marks of a PRESENCE, as bits.
const (
	markWatches = 1 << iota
	markMoments
)

// Kind implements [Message].
func (Presence) Kind() Kind { return KindPresence }

// Body implements [Message].
func (m Presence) Body(dst []byte) []byte {
	dst = putBytes(dst, m.Canvas)
	dst = putFloat(dst, m.X)
	dst = putFloat(dst, m.Y)
	dst = putBytes(dst, m.Editing)
	dst = binary.AppendUvarint(dst, uint64(len(m.Selection)))
	for _, id := range m.Selection {
		dst = putBytes(dst, id)
	}
	dst = putBytes(dst, m.Name)
	dst = putBytes(dst, m.Color)
	version := uint64(moreVersion)
	if m.Watches || m.Moments {
		version = marksVersion
	} else if m.Call != 0 || m.Follows != "" || m.Last != 0 || len(m.Trail) > 0 {
		version = laserVersion
	} else if len(m.Lifted) == 0 && m.View == (Box{}) {
		return dst
	}
	dst = binary.AppendUvarint(dst, version)
	dst = binary.AppendUvarint(dst, uint64(len(m.Lifted)))
	for _, id := range m.Lifted {
		dst = putBytes(dst, id)
	}
	for _, v := range [...]float64{m.DX, m.DY, m.View.X, m.View.Y, m.View.W, m.View.H} {
		dst = putFloat(dst, v)
	}
	if version < laserVersion {
		return dst
	}
	dst = binary.AppendUvarint(dst, uint64(m.Call))
	dst = putBytes(dst, m.Follows)
	dst = binary.AppendUvarint(dst, m.Last)
	dst = binary.AppendUvarint(dst, uint64(len(m.Trail)))
	for _, p := range m.Trail {
		dst = putFloat(putFloat(dst, p.X), p.Y)
	}
	if version < marksVersion {
		return dst
	}
	marks := uint64(0)
	if m.Watches {
		marks |= markWatches
	}
	if m.Moments {
		marks |= markMoments
	}
	return binary.AppendUvarint(dst, marks)
}

// DecodePresence reads a PRESENCE. Its coordinates are finite.
func DecodePresence(body []byte) (Presence, error) {
	f := fields{kind: KindPresence, rest: body}
	var m Presence
	m.Canvas = f.text(MaxID, "canvas")
	m.X, m.Y = f.float("x"), f.float("y")
	m.Editing = f.text(MaxID, "note")
	for range f.count(MaxSelection, 1, "selection") {
		m.Selection = append(m.Selection, f.text(MaxID, "note"))
	}
	m.Name = f.text(MaxName, "name")
	m.Color = f.text(MaxColor, "colour")
	if len(f.rest) == 0 {
		return m, f.done()
	}
	version := f.number(math.MaxUint32, "version")
	if f.err == nil && version < moreVersion {
		f.fail("a version before the first", ErrMalformed)
	}
	for range f.count(MaxSelection, 1, "lifted") {
		m.Lifted = append(m.Lifted, f.text(MaxID, "note"))
	}
	m.DX, m.DY = f.float("by"), f.float("by")
	m.View = Box{f.float("view"), f.float("view"), f.float("view"), f.float("view")}
	if f.err == nil && (m.View.W < 0 || m.View.H < 0) {
		f.fail("a view of less than nothing", ErrMalformed)
	}
	if version >= laserVersion {
		f.laser(&m)
	}
	if version >= marksVersion {
		marks := f.number(math.MaxUint32, "marks")
		m.Watches, m.Moments = marks&markWatches != 0, marks&markMoments != 0
		if f.err == nil && version == marksVersion && (marks == 0 || marks > markWatches|markMoments) {
			f.fail("marks that say nothing", ErrMalformed)
		}
	}
	if version > marksVersion {
		f.rest = nil // of a later version
	}
	return m, f.done()
}

// laser reads what came with [laserVersion].
func (f *fields) laser(m *Presence) {
	m.Call = uint32(f.number(math.MaxUint32, "call"))
	m.Follows = f.text(MaxID, "followed")
	m.Last = f.number(MaxTrailLast, "last point")
	for range f.count(MaxTrail, 16, "trail") {
		m.Trail = append(m.Trail, Point{f.float("x"), f.float("y")})
	}
	if f.err == nil && m.Last < uint64(len(m.Trail)) {
		f.fail("more points than there were", ErrMalformed)
	}
}

// A Ping says that the sender is still there. There is no answer: both sides send them.
type Ping struct{}

// Kind implements [Message].
func (Ping) Kind() Kind { return KindPing }

// Body implements [Message].
func (Ping) Body(dst []byte) []byte { return dst }

// DecodePing reads a PING.
func DecodePing(body []byte) (Ping, error) {
	f := fields{kind: KindPing, rest: body}
	return Ping{}, f.done()
}

// A ByeCode says why a connection ends.
type ByeCode byte

// The codes. One that is not listed reads as ByeLeaving.
const (
	ByeLeaving    ByeCode = iota // the sender is going
	ByeWrongWords                // the proof was wrong
	ByeDoorShut                  // nobody is let in by words now
	ByeTooMany                   // too many tries from this address
	ByeDuplicate                 // the two have another connection, which stays
	ByeVersion                   // another version of the protocol
	ByeSession                   // another session
	ByeFull                      // as many members as there may be
	ByeRefused                   // damaged or hostile bytes
	ByeClosed                    // the facilitator has shut the door
	ByeNotNow                    // who asked is not let in now
	ByeNobody                    // nobody answered who might have let the other in
	ByeRemoved                   // the other was removed
	byeEnd
)

// A Bye is the last message of a connection.
type Bye struct {
	Code   ByeCode
	Reason string // for the log
}

// Kind implements [Message].
func (Bye) Kind() Kind { return KindBye }

// Body implements [Message].
func (m Bye) Body(dst []byte) []byte { return putBytes(append(dst, byte(m.Code)), m.Reason) }

// DecodeBye reads a BYE.
func DecodeBye(body []byte) (Bye, error) {
	f := fields{kind: KindBye, rest: body}
	var m Bye
	if b := f.take(1, "code"); f.err == nil {
		if m.Code = ByeCode(b[0]); m.Code >= byeEnd {
			m.Code = ByeLeaving
		}
	}
	m.Reason = f.text(MaxReason, "reason")
	return m, f.done()
}
