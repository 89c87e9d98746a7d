package wire

import (
	"encoding/binary"
	"fmt"
	"math"
	"unicode/utf8"
)

func putBytes[T ~[]byte | ~string](dst []byte, v T) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(v)))
	return append(dst, v...)
}

func putFloat(dst []byte, v float64) []byte {
	return binary.BigEndian.AppendUint64(dst, math.Float64bits(v))
}

func putBool(dst []byte, v bool) []byte {
	if v {
		return append(dst, 1)
	}
	return append(dst, 0)
}

// fields reads a body from its start. The first failure stays in err and makes every
// later read return zero, so that a decoder asks once, at its end.
type fields struct {
	kind Kind
	rest []byte
	err  error
}

func (f *fields) fail(what string, err error) {
	if f.err == nil {
		f.err = fmt.Errorf("wire: %s: %s: %w", f.kind, what, err)
	}
	f.rest = nil
}

// take returns the next n bytes, in place.
func (f *fields) take(n int, what string) []byte {
	if f.err != nil {
		return nil
	}
	if n < 0 || n > len(f.rest) {
		f.fail(what+" is cut off", ErrMalformed)
		return nil
	}
	out := f.rest[:n:n]
	f.rest = f.rest[n:]
	return out
}

// number reads a varint of at most max in its shortest form.
func (f *fields) number(max uint64, what string) uint64 {
	if f.err != nil {
		return 0
	}
	v, n := binary.Uvarint(f.rest)
	if n <= 0 || n > 1 && f.rest[n-1] == 0 {
		f.fail(what+" is no number", ErrMalformed)
		return 0
	}
	if v > max {
		f.fail(fmt.Sprintf("%s is %d", what, v), ErrTooLarge)
		return 0
	}
	f.rest = f.rest[n:]
	return v
}

// count reads how many items follow, each of which takes at least least bytes.
func (f *fields) count(max, least int, what string) int {
	n := int(f.number(uint64(max), what))
	if f.err == nil && n > len(f.rest)/least {
		f.fail(what+" are cut off", ErrMalformed)
		return 0
	}
	return n
}

func (f *fields) bytes(max int, what string) []byte {
	return f.take(int(f.number(uint64(max), what)), what)
}

// text reads valid UTF-8 of at most max bytes.
func (f *fields) text(max int, what string) string {
	b := f.bytes(max, what)
	if !utf8.Valid(b) {
		f.fail(what+" is no UTF-8", ErrMalformed)
		return ""
	}
	return string(b)
}

func (f *fields) bool(what string) bool {
	b := f.take(1, what)
	if f.err == nil && b[0] > 1 {
		f.fail(what+" is neither 0 nor 1", ErrMalformed)
	}
	return f.err == nil && b[0] == 1
}

// float reads a finite number.
func (f *fields) float(what string) float64 {
	b := f.take(8, what)
	if f.err != nil {
		return 0
	}
	v := math.Float64frombits(binary.BigEndian.Uint64(b))
	if math.IsNaN(v) || math.IsInf(v, 0) {
		f.fail(what+" is not finite", ErrMalformed)
		return 0
	}
	return v
}

// done returns the first failure, or that bytes are left over.
func (f *fields) done() error {
	if f.err == nil && len(f.rest) > 0 {
		f.fail(fmt.Sprintf("%d bytes too many", len(f.rest)), ErrMalformed)
	}
	return f.err
}
