package format

import (
	"crypto/sha256"
	"math"
)

// The writers of columns write what the library would: see the readers in runs.go.

// null stands for a null in the rows given to a writer.
const null = math.MinInt64

// appendNumbers appends the column with the rows to b: nothing if all are null.
func appendNumbers(b []byte, rows []int64, signed bool) []byte {
	one := func(b []byte, v int64) []byte {
		if signed {
			return appendSleb(b, v)
		}
		return appendUleb(b, uint64(v))
	}
	return appendRuns(b, rows, func(v int64) bool { return v == null }, one)
}

// appendDeltas appends the column of differences between the rows, which it overwrites.
func appendDeltas(b []byte, rows []int64) []byte {
	last := int64(0)
	for i, v := range rows {
		if v != null {
			rows[i], last = v-last, v
		}
	}
	return appendNumbers(b, rows, true)
}

// appendStrings appends the column with the rows; an empty string stands for null.
func appendStrings(b []byte, rows []string) []byte {
	return appendRuns(b, rows, func(s string) bool { return s == "" }, func(b []byte, s string) []byte {
		return append(appendUleb(b, uint64(len(s))), s...)
	})
}

func appendRuns[T comparable](b []byte, rows []T, isNull func(T) bool, one func([]byte, T) []byte) []byte {
	for i := 0; i < len(rows); {
		j := i + 1
		for j < len(rows) && rows[j] == rows[i] {
			j++
		}
		switch {
		case isNull(rows[i]):
			if i == 0 && j == len(rows) {
				return b
			}
			b = appendUleb(append(b, 0), uint64(j-i))
		case j-i > 1:
			b = one(appendSleb(b, int64(j-i)), rows[i])
		default:
			for j < len(rows) && !isNull(rows[j]) && (j+1 == len(rows) || rows[j] != rows[j+1]) {
				j++
			}
			b = appendSleb(b, int64(i-j))
			for _, v := range rows[i:j] {
				b = one(b, v)
			}
		}
		i = j
	}
	return b
}

func appendFlags(b []byte, rows []bool) []byte {
	now, n := false, uint64(0)
	for _, v := range rows {
		if v != now {
			b, now, n = appendUleb(b, n), v, 0
		}
		n++
	}
	return appendUleb(b, n)
}

// An encoder writes change chunks. It keeps its memory between them.
type encoder struct {
	a, b []int64
	s    []string
	f    []bool
	cols [maxColumns][]byte
	head []byte
}

func numbersOf[T any](buf []int64, from []T, get func(*T) int64) []int64 {
	buf = buf[:0]
	for i := range from {
		buf = append(buf, get(&from[i]))
	}
	return buf
}

func actorOf(r ref) int64 {
	if r.counter == 0 {
		return null
	}
	return int64(r.actor)
}

// encode sets c.Raw and c.Hash from everything else in c.
func (e *encoder) encode(c *Change) {
	col := func(i int, b []byte) { e.cols[i] = b }
	for i := range e.cols {
		e.cols[i] = e.cols[i][:0]
	}
	num := func(get func(*op) int64) []int64 { e.a = numbersOf(e.a, c.ops, get); return e.a }
	col(colObjActor, appendNumbers(e.cols[colObjActor], num(func(o *op) int64 { return actorOf(o.obj) }), false))
	col(colObjCtr, appendNumbers(e.cols[colObjCtr], num(func(o *op) int64 {
		if o.obj.counter == 0 {
			return null
		}
		return int64(o.obj.counter)
	}), false))
	col(colKeyActor, appendNumbers(e.cols[colKeyActor], num(func(o *op) int64 { return actorOf(o.elem) }), false))
	col(colKeyCtr, appendDeltas(e.cols[colKeyCtr], num(func(o *op) int64 {
		if !o.onText {
			return null
		}
		return int64(o.elem.counter)
	})))
	col(colAction, appendNumbers(e.cols[colAction], num(func(o *op) int64 { return int64(o.action) }), false))
	col(colValMeta, appendNumbers(e.cols[colValMeta], num(func(o *op) int64 {
		if o.action != actSet {
			return valueNull
		}
		return int64(len(o.value))<<4 | valueString
	}), false))
	col(colPredNum, appendNumbers(e.cols[colPredNum], num(func(o *op) int64 { return int64(o.preds) }), false))
	e.s, e.f = e.s[:0], e.f[:0]
	for i := range c.ops {
		o := &c.ops[i]
		e.s, e.f = append(e.s, o.key), append(e.f, o.insert)
		e.cols[colValRaw] = append(e.cols[colValRaw], o.value...)
	}
	col(colKeyStr, appendStrings(e.cols[colKeyStr], e.s))
	col(colInsert, appendFlags(e.cols[colInsert], e.f))
	e.a = numbersOf(e.a, c.preds, func(r *ref) int64 { return int64(r.actor) })
	e.b = numbersOf(e.b, c.preds, func(r *ref) int64 { return int64(r.counter) })
	col(colPredActor, appendNumbers(e.cols[colPredActor], e.a, false))
	col(colPredCtr, appendDeltas(e.cols[colPredCtr], e.b))
	c.seal(e.header(c), &e.cols)
}

// header returns the body of the chunk up to its column list.
func (e *encoder) header(c *Change) []byte {
	b := appendUleb(e.head[:0], uint64(len(c.Deps)))
	for _, h := range c.Deps {
		b = append(b, h[:]...)
	}
	b = append(appendUleb(b, uint64(len(c.actors[0]))), c.actors[0]...)
	b = appendUleb(appendUleb(b, c.Seq), c.StartOp)
	b = appendSleb(b, c.Time)
	b = append(appendUleb(b, uint64(len(c.Message))), c.Message...)
	b = appendUleb(b, uint64(len(c.actors)-1))
	for _, raw := range c.actors[1:] {
		b = append(appendUleb(b, uint64(len(raw))), raw...)
	}
	e.head = b
	return b
}

// seal puts the chunk together from the body's head and the columns.
func (c *Change) seal(head []byte, cols *[maxColumns][]byte) {
	list, total, n := make([]byte, 0, 64), 0, uint64(0)
	for i, spec := range changeColumns {
		if size := len(cols[i]); size > 0 {
			list = appendUleb(appendUleb(list, uint64(spec)), uint64(size))
			total += size
			n++
		}
	}
	count := appendUleb(nil, n)
	size := uint64(len(head) + len(count) + len(list) + total)
	raw := make([]byte, 0, int(size)+20)
	raw = append(raw, magic...)
	raw = append(raw, 0, 0, 0, 0, changeChunk)
	raw = appendUleb(raw, size)
	raw = append(append(append(raw, head...), count...), list...)
	for i := range changeColumns {
		raw = append(raw, cols[i]...)
	}
	c.Hash = sha256.Sum256(raw[8:])
	copy(raw[4:8], c.Hash[:4])
	c.Raw = raw
}
