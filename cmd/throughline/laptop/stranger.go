package laptop

import (
	"errors"

	"throughline.app/crdt"
)

// A SenderError says whose workshop was refused.
type SenderError struct {
	Name string // of the member, or of who saved the file as the file has it
	File bool   // it came in a file
	Err  error
}

// Error implements error.
func (e *SenderError) Error() string { return e.Err.Error() + " (from " + e.Name + ")" }

// Unwrap returns why it was refused.
func (e *SenderError) Unwrap() error { return e.Err }

// refusedWhole hears what became of a whole workshop that a member sent.
func (n *network) refusedWhole(from string, err error) {
	if !errors.Is(err, crdt.ErrRefused) && !errors.Is(err, crdt.ErrUnexamined) {
		return
	}
	name := from
	for _, m := range n.members() {
		if m.ID == from && m.Name != "" {
			name = m.Name
		}
	}
	n.room.log.Warn("a whole workshop was refused; nothing of it was taken in", "member", name, "id", from, "err", err)
	if errors.Is(err, crdt.ErrRefused) {
		err = &SenderError{Name: name, Err: err}
	}
	n.room.set(func() { n.room.refused = err })
	select {
	case n.refusals <- struct{}{}:
	default:
	}
}

// alone reports whether at most one other laptop is here, so that nobody else can send
// what that one could not.
func (n *network) alone() bool {
	here := 0
	for _, m := range n.members() {
		if m.Here {
			here++
		}
	}
	return here <= 1
}
