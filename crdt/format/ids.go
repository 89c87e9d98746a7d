package format

import (
	"encoding/hex"
	"errors"
	"fmt"
)

// The ways in which bytes are refused. Every error of this package wraps one of them and says
// precisely what was wrong; none of them quotes a value that a person typed.
var (
	// ErrMalformed means bytes that the library would never have written. From a peer they are
	// hostile, or damaged in a way that its transport should have caught.
	ErrMalformed = errors.New("malformed")
	// ErrSchema means bytes that are well formed but say something that this product never writes.
	ErrSchema = errors.New("outside the schema")
	// ErrLimit means that a size limit was exceeded.
	ErrLimit = errors.New("over a limit")
	// ErrMissingDeps means that a change may be fine, but cannot be judged before others are taken in.
	ErrMissingDeps = errors.New("missing dependencies")
	// ErrDuplicate means that the change was taken in before.
	ErrDuplicate = errors.New("already taken in")
	// ErrForked means that another change of its author has its number: the author made both, or
	// somebody made one up. It comes with ErrMalformed.
	ErrForked = errors.New("another change has its number")
)

func malformed(text string, args ...any) error { return refusal(ErrMalformed, text, args) }

func outside(text string, args ...any) error { return refusal(ErrSchema, text, args) }

func overLimit(text string, args ...any) error { return refusal(ErrLimit, text, args) }

func missing(text string, args ...any) error { return refusal(ErrMissingDeps, text, args) }

func refusal(kind error, text string, args []any) error {
	return fmt.Errorf("format: %w: %s", kind, fmt.Sprintf(text, args...))
}

// A Hash names a change: SHA-256 over its chunk from the type byte on.
type Hash [32]byte

// String returns the hash in lower-case hex, as the library prints it.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// An ActorID names one run of one program, in lower-case hex without separators.
type ActorID string

// A Key names what a change touched. Record is a key of the root map such as "note/7k3m9q2x4w8z".
// Field is empty when the record itself was made, or made again by somebody else at the same
// time: then any of its fields may look different.
type Key struct{ Record, Field string }

// A ref is an operation id inside one chunk: its actor is an index into the chunk's actors. The
// zero counter stands for the root object, or for the head of a text.
type ref struct{ actor, counter uint32 }

// Op counters and sequence numbers above this are refused: the library keeps them in 32 bits and
// ends the process when they do not fit.
const maxCounter = 1<<31 - 1
