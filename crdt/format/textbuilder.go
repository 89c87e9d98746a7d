package format

// A textBuilder joins parts of one string. While they lie one behind the other, as the runes of a
// text do that was written in one go, it need not copy.
type textBuilder struct {
	from, to int
	buf      []byte
}

// add appends all[from:to]; all is the same string for one text.
func (t *textBuilder) add(all string, from, to int) {
	switch {
	case len(t.buf) > 0:
		t.buf = append(t.buf, all[from:to]...)
	case t.from == t.to:
		t.from, t.to = from, to
	case t.to == from:
		t.to = to
	default:
		t.buf = append(append(t.buf, all[t.from:t.to]...), all[from:to]...)
	}
}

// take returns the text and begins the next.
func (t *textBuilder) take(all string) string {
	s := all[t.from:t.to]
	if len(t.buf) > 0 {
		s = string(t.buf)
	}
	t.from, t.to, t.buf = 0, 0, t.buf[:0]
	return s
}
