package format

import (
	"bytes"
	"compress/flate"
	"io"
)

// Limits bound what [ReadDocument] is ready to spend on a document. Each is the greatest value
// allowed.
type Limits struct {
	Bytes    int // of the document as given
	Inflated int // of its columns together, once inflated
	// Ratio is how many times larger than its deflated form a document may be, where that is over
	// 4 MiB: below, a deflate bomb is no harm, and boards with repeated text compress well.
	Ratio   int
	Ops     int // operations in its whole history; each costs about 8 bytes in the index
	Changes int
	Actors  int
}

const ratioFloor = 4 << 20

// FileLimits are for a document that this program saved itself.
func FileLimits() Limits {
	return Limits{Bytes: 256 << 20, Inflated: 1 << 30, Ratio: 1000, Ops: 32 << 20, Changes: 4 << 20, Actors: 1 << 16}
}

// PeerLimits are for a document that a member or a stranger sent.
func PeerLimits() Limits {
	return Limits{Bytes: 32 << 20, Inflated: 64 << 20, Ratio: 50, Ops: 4 << 20, Changes: 250_000, Actors: 40_000}
}

// inflate replaces the deflated columns of cols by their contents. left is what the document may
// still grow by, in bytes; all columns count.
func inflate(cols *[maxColumns][]byte, t *table, left *int) error {
	for i := range cols {
		if t.deflated[i] {
			var out bytes.Buffer
			r := flate.NewReader(bytes.NewReader(cols[i]))
			n, err := io.Copy(&out, io.LimitReader(r, int64(*left)+1))
			if err != nil {
				return malformed("a deflated column: %v", err)
			}
			if n == 0 {
				return malformed("an empty column")
			}
			cols[i] = out.Bytes()
		}
		if *left -= len(cols[i]); *left < 0 {
			return overLimit("the document inflates to too much")
		}
	}
	return nil
}
