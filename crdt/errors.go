package crdt

import (
	"errors"
	"fmt"
)

var (
	// ErrRefused is wrapped when received bytes are not a change that this product
	// writes. Nothing of that change was taken in.
	ErrRefused = errors.New("refused")
	// ErrMissing is wrapped when a received change builds on changes that are not here.
	// It is kept for when they arrive, as far as the limits allow.
	ErrMissing = errors.New("earlier changes are missing")
	// ErrClosed is returned once [Document.Run] has ended.
	ErrClosed = errors.New("crdt: the document is closed")
	// ErrNotEmpty is wrapped when a whole workshop is loaded over another one.
	ErrNotEmpty = errors.New("the workshop is not empty")
	// ErrUnrelated is wrapped when a document is merged that began apart from this one.
	ErrUnrelated = errors.New("another workshop")
)

// A DamagedError tells that a saved document cannot be read.
type DamagedError struct {
	Err error // why
	// Rescued holds the saved changes that are whole and can be read on their own, as
	// raw chunks in their order. Opening a workshop with them alone, and fetching the
	// rest from the others, loses nothing that anybody still has.
	Rescued [][]byte
}

// Error names the damage and what is left.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the saved workshop is damaged (%d later changes of it can be read): %v", len(e.Rescued), e.Err)
}

// Unwrap returns the reason.
func (e *DamagedError) Unwrap() error { return e.Err }
