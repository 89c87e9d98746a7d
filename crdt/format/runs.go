package format

import "unicode/utf8"

// The columns of a chunk are run-length encoded. There are many encodings of one sequence, and the
// library, when it saves, writes the one it would have chosen itself: a change that came in any
// other form then has another hash, and the saved file does not load any more. So the readers here
// accept that one form only.
//
// A reader is asked for exactly as many rows as the chunk has, and then [numbers.end] tells whether
// the column held exactly those. What is wrong is kept until then, so that the loops stay short:
// after an error a reader returns nulls.

const (
	atStart = iota
	inRun
	inLiteral
	inNulls
)

// numbers reads a run-length encoded column of LEB128 numbers, unsigned or signed.
type numbers struct {
	b      []byte
	p      int
	left   int // rows left in this run
	room   int // rows that may still begin
	last   uint64
	mode   uint8
	signed bool
	bad    bool
	fresh  bool // the last value may not be followed by itself
	values bool // has any value that is not null
}

func unsignedColumn(b []byte, rows int) numbers { return numbers{b: b, room: rows} }

func signedColumn(b []byte, rows int) numbers { return numbers{b: b, room: rows, signed: true} }

// next returns the next row; ok is false for a null.
func (r *numbers) next() (v uint64, ok bool) {
	if r.left == 0 && !r.load() {
		return 0, false
	}
	r.left--
	switch r.mode {
	case inRun:
		return r.last, true
	case inLiteral:
		v := r.number()
		if r.bad {
			return 0, false
		}
		if r.fresh && v == r.last {
			return 0, r.fail()
		}
		r.last, r.fresh = v, true
		return v, true
	}
	return 0, false
}

func (r *numbers) fail() bool {
	r.bad, r.left, r.room, r.p, r.mode = true, 0, 0, len(r.b), inNulls
	return false
}

func (r *numbers) number() uint64 {
	if r.p < len(r.b) && r.b[r.p] < 0x40 {
		r.p++
		return uint64(r.b[r.p-1])
	}
	var v uint64
	var p int
	if r.signed {
		var s int64
		s, p = sleb(r.b, r.p)
		v = uint64(s)
	} else {
		v, p = uleb(r.b, r.p)
	}
	if p < 0 {
		r.fail()
		return 0
	}
	r.p = p
	return v
}

// load begins the next run.
func (r *numbers) load() bool {
	if len(r.b) == 0 {
		return false // an absent column: all null, for ever
	}
	n, p := sleb(r.b, r.p)
	if p < 0 {
		return r.fail()
	}
	r.p = p
	switch {
	case n > 1:
		if n > int64(r.room) {
			return r.fail()
		}
		r.left = int(n)
		v := r.number()
		if r.bad || r.fresh && v == r.last {
			return r.fail()
		}
		r.last, r.fresh, r.mode, r.values = v, true, inRun, true
	case n < 0:
		if r.mode == inLiteral || n < -int64(r.room) {
			return r.fail()
		}
		r.left, r.mode, r.values = int(-n), inLiteral, true
	case n == 0:
		count, p := uleb(r.b, r.p)
		if p < 0 || count == 0 || count > uint64(r.room) || r.mode == inNulls {
			return r.fail()
		}
		r.left, r.p, r.fresh, r.mode = int(count), p, false, inNulls
	default:
		return r.fail()
	}
	r.room -= r.left
	return true
}

// end reports whether the column was well formed and ended with the last row that was read.
func (r *numbers) end() bool {
	return !r.bad && r.left == 0 && r.p == len(r.b) && (len(r.b) == 0 || r.room == 0 && r.values)
}

// deltas reads a column of numbers, each stored as its difference from the one before. Numbers
// outside least..most are refused.
type deltas struct {
	numbers
	at, least, most int64
}

// deltaColumn reads operation counters, or indices.
func deltaColumn(b []byte, rows int) deltas {
	return deltas{numbers: signedColumn(b, rows), most: maxCounter}
}

func (d *deltas) next() (int64, bool) {
	v, ok := d.numbers.next()
	if !ok {
		return 0, false
	}
	if n := int64(v); n > d.most-d.least || n < d.least-d.most {
		return 0, d.fail()
	}
	d.at += int64(v)
	if d.at < d.least || d.at > d.most {
		return 0, d.fail()
	}
	return d.at, true
}

// texts reads a run-length encoded column of strings.
type texts struct {
	numbers // for its state; s mirrors b
	s       string
	lastStr string
}

// stringColumn takes the column as a string, so that the values can share its memory.
func stringColumn(b []byte, s string, rows int) texts {
	return texts{numbers: numbers{b: b, room: rows}, s: s}
}

func (r *texts) next() (v string, ok bool) {
	if r.left == 0 && !r.load() {
		return "", false
	}
	r.left--
	switch r.mode {
	case inRun:
		return r.lastStr, true
	case inLiteral:
		v := r.str()
		if r.bad {
			return "", false
		}
		if r.fresh && v == r.lastStr {
			return "", r.fail()
		}
		r.lastStr, r.fresh = v, true
		return v, true
	}
	return "", false
}

func (r *texts) str() string {
	n, p := uleb(r.b, r.p)
	if p < 0 || n > uint64(len(r.b)-p) {
		r.fail()
		return ""
	}
	v := r.s[p : p+int(n)]
	if !utf8.ValidString(v) {
		r.fail()
		return ""
	}
	r.p = p + int(n)
	return v
}

func (r *texts) load() bool {
	if len(r.b) == 0 {
		return false
	}
	n, p := sleb(r.b, r.p)
	if p < 0 {
		return r.fail()
	}
	if n <= 1 {
		return r.numbers.load()
	}
	if n > int64(r.room) {
		return r.fail()
	}
	r.p, r.left = p, int(n)
	v := r.str()
	if r.bad || r.fresh && v == r.lastStr {
		return r.fail()
	}
	r.lastStr, r.fresh, r.mode, r.values = v, true, inRun, true
	r.room -= r.left
	return true
}

// flags reads a column of booleans: counts of false and true in turn, beginning with false.
type flags struct {
	b    []byte
	p    int
	left int
	room int
	now  bool
	bad  bool
}

func flagColumn(b []byte, rows int) flags { return flags{b: b, room: rows, now: true} }

func (r *flags) next() bool {
	for r.left == 0 {
		n, p := uleb(r.b, r.p)
		if p < 0 || n > uint64(r.room) || n == 0 && (r.p > 0 || r.room == 0) {
			r.bad, r.p, r.room = true, len(r.b), 0
			return false
		}
		r.left, r.p, r.now = int(n), p, !r.now
		r.room -= int(n)
	}
	r.left--
	return r.now
}

func (r *flags) end() bool { return !r.bad && r.left == 0 && r.room == 0 && r.p == len(r.b) }
