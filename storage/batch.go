package storage

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// A row of the journal is entries one after the other: a mark, what it is, the length of its body,
// that, and a SHA-256 that binds it to the workshop. A flipped bit costs one entry: the next is
// found by its mark. The body names a change, holds its bytes, and who vouches for it of those that
// were to be written at the same time.
const (
	entryMark    = "\xd5\x8e\xb1"
	entryChange  = 'c'
	entryVoucher = 'v' // the change itself is elsewhere
)

// rowTarget is how long a row grows, in bytes, unless one change is longer: so that what a room
// writes in a fifth of a second is one row on two pages of the database, and a page that rots
// takes few changes along.
const rowTarget = 7_600

// A row is what becomes one row of the journal.
type row struct {
	workshop string
	entries  []byte
}

// rowsOf puts what waits into rows, in order. Errors: a change without a hash, or with a number
// out of range.
func rowsOf(batch []pending) ([]row, error) {
	var w rowWriter
	vouchers := map[named][]Voucher{} // nil once they are written
	for _, p := range batch {
		for _, v := range p.vouchers {
			at := nameOf(p.workshop, v.Hash, v.Actor, v.Seq)
			vouchers[at] = append(vouchers[at], v)
		}
	}
	for _, p := range batch {
		for _, c := range p.changes {
			if len(c.Hash) == 0 || c.Seq == 0 || c.Seq > 1<<62 {
				return nil, errors.New("change without a hash or with a number out of range")
			}
			at := nameOf(p.workshop, c.Hash, c.Actor, c.Seq)
			w.put(p.workshop, entryChange, c, vouchers[at])
			delete(vouchers, at)
		}
	}
	for _, p := range batch {
		for _, v := range p.vouchers {
			at := nameOf(p.workshop, v.Hash, v.Actor, v.Seq)
			if all := vouchers[at]; len(all) > 0 {
				w.put(p.workshop, entryVoucher, Change{Hash: v.Hash, Actor: v.Actor, Seq: v.Seq}, all)
				delete(vouchers, at)
			}
		}
	}
	return w.rows, nil
}

// A named is one change of a workshop, as what vouches for it names it.
type named struct {
	workshop, hash, actor string
	seq                   uint64
}

func nameOf(workshop string, hash []byte, actor string, seq uint64) named {
	return named{workshop, string(hash), actor, seq}
}

// A rowWriter makes rows.
type rowWriter struct {
	rows []row
	last map[string]int // by workshop, its row that may have room
	body []byte
}

func (w *rowWriter) put(workshop string, kind byte, c Change, vouchers []Voucher) {
	w.body = appendBody(w.body[:0], c, vouchers)
	at, open := w.last[workshop]
	if !open || len(w.rows[at].entries)+len(w.body)+entryFrame > rowTarget {
		if w.last == nil {
			w.last = map[string]int{}
		}
		at = len(w.rows)
		w.rows, w.last[workshop] = append(w.rows, row{workshop: workshop}), at
	}
	w.rows[at].entries = appendEntry(w.rows[at].entries, workshop, kind, w.body)
}

func appendEntry(dst []byte, workshop string, kind byte, body []byte) []byte {
	dst = append(append(dst, entryMark...), kind)
	return append(appendField(dst, body), sumEntry(workshop, kind, body)...)
}

// appendBody writes a change, or the name of one, with who vouches for it.
func appendBody(dst []byte, c Change, vouchers []Voucher) []byte {
	dst = appendField(dst, c.Hash)
	dst = appendField(dst, c.Actor)
	dst = binary.AppendUvarint(dst, c.Seq)
	dst = appendField(dst, c.Bytes)
	for _, v := range vouchers {
		dst = appendField(dst, v.Signer)
		dst = appendField(dst, v.Bytes)
	}
	return dst
}

// entryFrame is by how much an entry is longer than its body, at most, in bytes.
const entryFrame = len(entryMark) + 1 + binary.MaxVarintLen32 + sha256.Size

func appendField[T string | []byte](dst []byte, f T) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(f))), f...)
}

// A content is what a row was found to hold. Its byte slices are the row's.
type content struct {
	changes  []Change
	vouchers []Voucher
	sound    []byte   // the row without what is damaged; the row itself if nothing is
	damaged  [][]byte // as it was found
	named    []string // what each of them seems to have been
}

// readRow reads the entries of a row.
func readRow(workshop string, entries []byte) (c content) {
	c.sound = entries
	good := [][2]int{} // where sound entries lie; only looked at if something is not
	for at := 0; at < len(entries); {
		n, ok := c.take(workshop, entries[at:])
		if ok {
			good = append(good, [2]int{at, at + n})
			at += n
			continue
		}
		next := at + 1
		for ; next < len(entries); next++ {
			skip := bytes.Index(entries[next:], []byte(entryMark))
			if skip < 0 {
				next = len(entries)
				break
			}
			next += skip
			if _, _, ok := readEntry(workshop, entries[next:]); ok {
				break
			}
		}
		c.damaged, c.named = append(c.damaged, entries[at:next]), append(c.named, nameEntry(workshop, entries[at:next]))
		at = next
	}
	if len(c.damaged) > 0 {
		c.sound = nil
		for _, g := range good {
			c.sound = append(c.sound, entries[g[0]:g[1]]...)
		}
	}
	return c
}

// take takes the first entry of b in, and returns its length.
func (c *content) take(workshop string, b []byte) (n int, ok bool) {
	e, n, ok := readEntry(workshop, b)
	if ok {
		c.vouchers = append(c.vouchers, e.vouchers...)
		if e.kind == entryChange {
			c.changes = append(c.changes, e.change)
		}
	}
	return n, ok
}

// An entry is what was read of one.
type entry struct {
	kind     byte
	change   Change // without bytes if the kind is entryVoucher
	vouchers []Voucher
}

// readEntry reads the first entry of b and returns its length; ok is false if it does not match
// its hash, and what was read then says what it seems to be.
func readEntry(workshop string, b []byte) (e entry, n int, ok bool) {
	head := len(entryMark) + 1
	if len(b) < head || string(b[:len(entryMark)]) != entryMark {
		return e, 0, false
	}
	e.kind = b[head-1]
	outer := fields{rest: b[head:]}
	body := outer.field()
	in := fields{rest: body, bad: outer.bad}
	e.change = Change{Hash: in.field(), Actor: string(in.field()), Seq: in.number(), Bytes: in.field()}
	for len(in.rest) > 0 && !in.bad {
		e.vouchers = append(e.vouchers, Voucher{
			Actor: e.change.Actor, Seq: e.change.Seq, Hash: e.change.Hash, Signer: in.field(), Bytes: in.field(),
		})
	}
	if in.bad || len(outer.rest) < sha256.Size || e.kind != entryChange && e.kind != entryVoucher ||
		!bytes.Equal(outer.rest[:sha256.Size], sumEntry(workshop, e.kind, body)) {
		return e, 0, false
	}
	return e, len(b) - len(outer.rest) + sha256.Size, true
}

// nameEntry says what a damaged entry seems to have been.
func nameEntry(workshop string, b []byte) string {
	e, _, _ := readEntry(workshop, b)
	switch {
	case e.change.Seq == 0:
		return fmt.Sprintf("what lies in %d bytes", len(b))
	case e.kind == entryVoucher:
		return fmt.Sprintf("who vouches for number %d of %q", e.change.Seq, e.change.Actor)
	}
	return fmt.Sprintf("a change (number %d of %q)", e.change.Seq, e.change.Actor)
}

// fields reads what appendField and binary.AppendUvarint wrote; once something is bad, all is empty.
type fields struct {
	rest []byte
	bad  bool
}

func (f *fields) number() uint64 {
	v, n := binary.Uvarint(f.rest)
	if n <= 0 {
		f.bad = true
		return 0
	}
	f.rest = f.rest[n:]
	return v
}

func (f *fields) field() []byte {
	n := f.number()
	if f.bad || n > uint64(len(f.rest)) {
		f.bad = true
		return nil
	}
	if n == 0 {
		return nil // as the driver gives it back
	}
	b := f.rest[:n:n]
	f.rest = f.rest[n:]
	return b
}
