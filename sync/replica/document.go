package replica

import (
	"context"
	"errors"
)

var (
	// ErrRefused is what a Document returns for bytes that are damaged or hostile. The
	// session that brought them is closed and its member named in the log.
	ErrRefused = errors.New("refused")
	// ErrMissing is what a Document returns for changes that rest on others which it does
	// not hold. They are asked for, and these again with them.
	ErrMissing = errors.New("changes are missing in between")
)

// A Document is what a Hub keeps equal. All methods are safe for concurrent use. Actors and
// heads are lower-case hex of at most 32 bytes.
type Document interface {
	// Heads returns the hashes of the newest changes, sorted. It is called about twice a
	// second, and should be quick.
	Heads() []string

	// Have returns for each actor the greatest sequence number held. All smaller ones are
	// held too. It is empty for an empty document. The map is the caller's.
	Have() map[string]uint64

	// Since returns the changes that a document which holds have lacks, in an order in which
	// they can be applied, each as the bytes of one change. It stops before they exceed max
	// bytes in all, but returns at least one if there is any.
	Since(have map[string]uint64, max int) ([][]byte, error)

	// Receive takes changes of member from. Changes that are held already are no error, and
	// those that are sound may be kept although others are not. Errors: [ErrRefused],
	// [ErrMissing].
	Receive(ctx context.Context, from string, chunks [][]byte) error

	// Snapshot returns the whole saved document.
	Snapshot(ctx context.Context) ([]byte, error)

	// LoadSnapshot takes a saved document of member from. It is called only while Have is
	// empty. Errors: [ErrRefused], and [ErrMissing] if nothing of it can be taken yet.
	LoadSnapshot(ctx context.Context, from string, saved []byte) error
}

// A Chunk is one change: the Seq-th of Actor (hex). Bytes are shared and nobody writes to
// them.
type Chunk struct {
	Actor string
	Seq   uint64
	Bytes []byte
}

// A Peer is the member at the other end of a session.
type Peer struct {
	ID   string // its fingerprint; what a Document hears as from
	Name string // for the log
}
