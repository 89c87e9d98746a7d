package format

import "crypto/sha256"

const (
	documentChunk = 0
	changeChunk   = 1
	deflatedChunk = 2
)

const magic = "\x85\x6f\x4a\x83"

// A chunk is a frame of the format: magic, 4 bytes of checksum, type, length, body.
type chunk struct {
	raw  []byte // the whole chunk
	kind byte
	body []byte
}

// cutChunk takes the first chunk off b. It checks the frame, not the sum.
func cutChunk(b []byte) (chunk, []byte, error) {
	if len(b) < 10 || string(b[:4]) != magic {
		return chunk{}, nil, malformed("not the start of a chunk")
	}
	n, p := uleb(b, 9)
	if p < 0 || n > uint64(len(b)-p) {
		return chunk{}, nil, malformed("chunk length does not fit its bytes")
	}
	end := p + int(n)
	return chunk{raw: b[:end:end], kind: b[8], body: b[p:end:end]}, b[end:], nil
}

// sum returns the hash of the chunk, after comparing the checksum with it.
func (c chunk) sum() (Hash, error) {
	h := Hash(sha256.Sum256(c.raw[8:]))
	if string(h[:4]) != string(c.raw[4:8]) {
		return h, malformed("checksum does not match")
	}
	return h, nil
}

// SplitChunks cuts concatenated chunks apart. The parts share b's memory. Only the frames are
// looked at. Errors: [ErrMalformed].
func SplitChunks(b []byte) ([][]byte, error) {
	var parts [][]byte
	for len(b) > 0 {
		c, rest, err := cutChunk(b)
		if err != nil {
			return nil, err
		}
		parts, b = append(parts, c.raw), rest
	}
	return parts, nil
}

// A table is a chunk's list of columns: for each column that may occur, its length in bytes, or 0
// where it is absent.
type table struct {
	size     [maxColumns]int
	deflated [maxColumns]bool
}

const (
	maxColumns     = 16
	deflatedColumn = 1 << 3 // in a spec: the column's bytes are deflated
)

// readTable reads the list of columns at p. Columns that are not in known are refused, as are
// columns out of order and empty ones, which the library leaves out.
func readTable(b []byte, p int, known []uint32, deflated bool) (table, int, error) {
	var t table
	n, p := uleb(b, p)
	if p < 0 || n > uint64(len(known)) {
		return t, 0, malformed("column list: bad count")
	}
	at, total := 0, 0
	for range n {
		spec, q := uleb(b, p)
		if q < 0 {
			return t, 0, malformed("column list: bad spec")
		}
		size, q := uleb(b, q)
		if q < 0 || size == 0 || size > uint64(len(b)-total) {
			return t, 0, malformed("column list: bad length")
		}
		plain := spec &^ deflatedColumn
		for at < len(known) && uint64(known[at]) != plain {
			at++
		}
		if at == len(known) || plain != spec && !deflated {
			return t, 0, malformed("column list: column %#x unknown or out of order", spec)
		}
		t.size[at], t.deflated[at] = int(size), plain != spec
		total += int(size)
		at, p = at+1, q
	}
	return t, p, nil
}

// cut takes the table's columns from b at p and returns the position behind them.
func (t *table) cut(b []byte, p int) (cols [maxColumns][]byte, next int, err error) {
	for i, size := range t.size {
		if size > len(b)-p {
			return cols, 0, malformed("columns are cut off")
		}
		if size > 0 {
			cols[i] = b[p : p+size : p+size]
			p += size
		}
	}
	return cols, p, nil
}
