package storage

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
)

var (
	// ErrInUse: another process (or another Store in this one) owns the data folder.
	ErrInUse = errors.New("data folder is in use")
	// ErrNotFound: no workshop with that id is in the catalogue.
	ErrNotFound = errors.New("not found")
	// ErrFull: the disk has no room. What was appended waits and is written later.
	ErrFull = errors.New("disk is full")
	// ErrDisk: the disk refuses to read or write for another reason than being full
	// (an I/O error, a folder that became read-only). Appended changes wait.
	ErrDisk = errors.New("disk does not work")
	// ErrClosed: the store was closed before this was written.
	ErrClosed = errors.New("store is closed")
	// ErrNewer: the data folder was written by a newer version; it is left untouched.
	ErrNewer = errors.New("data folder was written by a newer version")
	// ErrDamaged: stored bytes do not match their SHA-256, or SQLite finds its file damaged.
	ErrDamaged = errors.New("stored data is damaged")
	// ErrNoAnswer: [Raise] found nobody who listens.
	ErrNoAnswer = errors.New("the running copy does not answer")
)

// SQLite's primary result codes that are told apart here.
const (
	codePerm       = 3
	codeBusy       = 5
	codeLocked     = 6
	codeNoMemory   = 7
	codeReadOnly   = 8
	codeIO         = 10
	codeCorrupt    = 11
	codeFull       = 13
	codeCantOpen   = 14
	codeProtocol   = 15
	codeConstraint = 19
	codeMismatch   = 20
	codeNoLargeF   = 22
	codeNotADB     = 26
)

var (
	// errAway: the database is not open, since it could not be taken up again.
	errAway = fmt.Errorf("%w: the database cannot be reached now", ErrDisk)
	// errMoved: what is open is not the file that is in the data folder.
	errMoved = fmt.Errorf("%w: the data folder is not where it was", ErrDisk)
)

// primary is SQLite's primary result code in err's chain, or 0.
func primary(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xff
	}
	return 0
}

// classify puts the package's own error in front of SQLite's, so that errors.Is works.
func classify(err error) error {
	switch primary(err) {
	case codeFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case codeIO, codeReadOnly, codeCantOpen, codeBusy, codePerm, codeLocked, codeNoMemory, codeProtocol, codeNoLargeF:
		return fmt.Errorf("%w: %w", ErrDisk, err)
	case codeCorrupt, codeNotADB:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// passing tells whether err may go away by itself, or by taking the database up again, so that waiting is
// right.
func passing(err error) bool {
	return errors.Is(err, ErrFull) || errors.Is(err, ErrDisk) || errors.Is(err, ErrDamaged)
}
