package lan

import (
	"errors"
	"fmt"
	"io"
	"net"

	"throughline.app/sync/wire"
)

var (
	// ErrWrongWords says that the room code is another workshop's, or mistyped.
	ErrWrongWords = errors.New("the words do not open this workshop")
	// ErrDoorShut says that nobody is let in by words now: too many wrong ones came, from
	// this address or from all together.
	ErrDoorShut = errors.New("the door of this workshop is shut")
	// ErrUnreachable says that nobody answers at an address.
	ErrUnreachable = errors.New("nobody answers at this address")
	// ErrNotThroughline says that what answers does not speak this protocol, or another
	// version of it.
	ErrNotThroughline = errors.New("what answers is not Throughline")
	// ErrImpostor says that the other side took the words and could not prove that it
	// knows them.
	ErrImpostor = errors.New("what answers does not know the words itself")
	// ErrNotMember says that the other side does not know this laptop's session.
	ErrNotMember = errors.New("not a member of this session")
	// ErrClosed says that the facilitator lets nobody new in.
	ErrClosed = errors.New("nobody new is let in now")
	// ErrNotNow says that who may let people in said: not now.
	ErrNotNow = errors.New("not let in now")
	// ErrNobodyAnswered says that nobody who may let people in answered.
	ErrNobodyAnswered = errors.New("nobody answered the door")
	// ErrRemoved says that this laptop was removed from the workshop.
	ErrRemoved = errors.New("this laptop was removed from the workshop")
	// ErrMayNot says that the person at this laptop has no right to do this.
	ErrMayNot = errors.New("only who leads the workshop may do this")
	// ErrFull says that the session has as many members as there may be.
	ErrFull = errors.New("this workshop is full")
	// ErrSelf says that an address is this laptop's own.
	ErrSelf = errors.New("this address is this laptop's own")
	// ErrNoNetwork says that this laptop has no address on a local network.
	ErrNoNetwork = errors.New("this laptop is on no local network")
	// ErrMoved says that this laptop's addresses changed: another network, or none.
	ErrMoved = errors.New("this laptop's addresses changed")

	// errDuplicate: another connection to the same member stays.
	errDuplicate = errors.New("connected already")
	// errOther: at a member's address somebody else answers now.
	errOther = errors.New("somebody else answers at this address")
)

// unanswered makes an error of the connection, such as its end, an [ErrUnreachable]. Errors
// that say more stay as they are.
func unanswered(err error) error {
	var cut net.Error
	if errors.As(err, &cut) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) {
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	}
	return err
}

// farewell is the error that a BYE stands for during the handshake.
func farewell(m wire.Bye) error {
	switch m.Code {
	case wire.ByeWrongWords:
		return ErrWrongWords
	case wire.ByeDoorShut:
		return ErrDoorShut
	case wire.ByeTooMany:
		return fmt.Errorf("too many tries from this laptop: %w", ErrDoorShut)
	case wire.ByeDuplicate:
		return errDuplicate
	case wire.ByeVersion:
		return fmt.Errorf("another version: %w", ErrNotThroughline)
	case wire.ByeSession:
		return ErrNotMember
	case wire.ByeFull:
		return ErrFull
	case wire.ByeClosed:
		return ErrClosed
	case wire.ByeNotNow:
		return ErrNotNow
	case wire.ByeNobody:
		return ErrNobodyAnswered
	case wire.ByeRemoved:
		return ErrRemoved
	}
	return fmt.Errorf("%w: it closed the connection", ErrUnreachable)
}
