package render

import (
	"strings"
	"sync"
	"unicode"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A line is one line of shaped text, in canvas units from its start on the baseline.
type line struct {
	glyphs []glyph
	width  float64
	reach  float32 // how far glyphs are moved up or down at most
}

// A glyph is one outline in its place.
type glyph struct {
	face uint16 // index into the shaper's faces
	id   uint32
	x, y float32 // canvas units from the start of the line; y grows down
}

// A block is wrapped text of one size.
type block struct {
	lines []line
	size  float64 // em, in canvas units
	step  float64 // from baseline to baseline
}

// ascent is the part of a line's step that lies above its baseline.
const ascent = 0.78

func (b *block) height() float64 { return b.step * float64(len(b.lines)) }

// A noteText is a note's text as it is set.
type noteText struct {
	body   block
	height float64 // of the whole note
}

// How a note's text is set: as large as it fits on a note of normal height, else a little
// smaller on a note that grows.
const (
	noteTextW   = method.NoteW - 2*NotePadding
	noteFootH   = 14.4 // author and glyph, at the bottom
	noteSmall   = 10
	lineFactor  = 1.25
	authorSize  = 8.5
	textTop     = NotePadding - 1
	maxSetTexts = 30_000 // kept; then the memory of set texts begins anew
)

// setTexts remembers how texts were set. It is safe for concurrent use.
type setTexts struct {
	mu sync.RWMutex
	m  map[string]*noteText
}

// set returns how a note's text is set.
func (sh *Shaper) set(text string) *noteText {
	sh.texts.mu.RLock()
	t := sh.texts.m[text]
	sh.texts.mu.RUnlock()
	if t != nil {
		return t
	}
	fonts := sh.fonts.Load()
	t = &noteText{height: method.NoteH}
	for _, size := range []float64{NoteTextSize, noteSmall} {
		t.body = sh.wrap(text, size, noteTextW, false)
		if need := NotePadding + t.body.height() + noteFootH; need <= method.NoteH || size == noteSmall {
			t.height = max(method.NoteH, need)
			break
		}
	}
	sh.texts.mu.Lock()
	if sh.texts.m == nil || len(sh.texts.m) >= maxSetTexts {
		sh.texts.m = make(map[string]*noteText)
	}
	if fonts == sh.fonts.Load() { // else more fonts were found meanwhile
		sh.texts.m[text] = t
	}
	sh.texts.mu.Unlock()
	return t
}

// Measure returns the size of a note in canvas units. It is a [method.Measure], safe for
// concurrent use, and quick for texts that it has seen.
func (sh *Shaper) Measure(n *workshop.Note) workshop.Size {
	return workshop.Size{W: method.NoteW, H: sh.set(n.Text).height}
}

// wrap sets text in lines of at most width, breaking between words, and inside one that is
// too long by itself.
func (sh *Shaper) wrap(text string, size, width float64, bold bool) block {
	b := block{size: size, step: size * lineFactor}
	for _, paragraph := range strings.Split(clean(text), "\n") {
		if sh.plain(paragraph, bold) {
			b.lines = append(b.lines, sh.wrapPlain(paragraph, size, width, bold)...)
		} else {
			b.lines = append(b.lines, sh.wrapShaped(paragraph, size, width, bold)...)
		}
	}
	return b
}

// oneLine sets text in a single line of at most width; what does not fit ends in "…".
func (sh *Shaper) oneLine(text string, size, width float64, bold bool) block {
	text = strings.ReplaceAll(clean(text), "\n", " ")
	if r := []rune(text); len(r) > 512 {
		text = string(r[:512]) // more than fits any line that is drawn
	}
	whole := sh.wrap(text, size, 1e6, bold)
	if len(whole.lines) == 0 || whole.lines[0].width <= width {
		return whole
	}
	runes := []rune(text)
	lo, hi := 0, len(runes)
	for lo < hi { // the longest beginning that fits together with its dots
		mid := (lo + hi + 1) / 2
		if sh.wrap(strings.TrimSpace(string(runes[:mid]))+"…", size, 1e6, bold).lines[0].width <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return sh.wrap(strings.TrimSpace(string(runes[:lo]))+"…", size, 1e6, bold)
}

// clean takes out what would draw nothing, or draw other text than was written: control
// characters, zero-width characters but the joiners that scripts and emoji need, and
// overrides of direction.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == 0x200c || r == 0x200d || r == 0xfe0f:
			return r
		case r == 0x2028, r == 0x2029, r == 0x85, r == '\v', r == '\f': // other ways to end a line
			return '\n'
		case r == '\t' || r == 0x00a0:
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
}
