package render

import (
	"strings"
	"unicode"
)

// A line is one line of shaped text, in canvas units from its start on the baseline.
type line struct {
	glyphs []glyph
	width  float64
	reach  float32 // how far glyphs are moved up or down at most
	under  []underline
}

// An underline is where an address that can be opened, or a slip, stands on a line, in canvas units
// from its start.
type underline struct {
	from, to float32
	target   string
	slip     bool // no address: words that are marked
}

// A glyph is one outline in its place.
type glyph struct {
	face uint16 // index into the shaper's faces
	link bool   // part of an address
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

// lineFactor is the step from line to line of a text of one size, in ems; large text
// stands closer.
const lineFactor = 1.25

// wrap sets text in lines of at most width, breaking between words, and inside one that is
// too long by itself.
func (sh *Shaper) wrap(text string, size, width float64, bold bool) block {
	b := block{size: size, step: size * lineFactor}
	for _, p := range sh.paragraphs(text, bold) {
		b.lines = append(b.lines, sh.lay(&p, size, width)...)
	}
	return b
}

// A paragraph is text up to a line end, ready to be wrapped in any size.
type paragraph struct {
	runes  []rune
	bold   bool
	shaped *shapedText // nil for plain text
	links  []linkRange
}

// A linkRange is an address in a paragraph, in runes.
type linkRange struct {
	from, to int
	target   string
	slip     bool // see [underline]
}

func (sh *Shaper) paragraphs(text string, bold bool) []paragraph {
	lines := strings.Split(clean(text), "\n")
	all := make([]paragraph, len(lines))
	for i, line := range lines {
		all[i] = paragraph{runes: []rune(line), bold: bold}
		if !sh.plain(line, bold) {
			all[i].shaped = sh.shapeText(line, all[i].runes, bold)
		}
	}
	return all
}

// lay wraps a paragraph.
func (sh *Shaper) lay(p *paragraph, size, width float64) []line {
	if p.shaped != nil {
		if lines, ok := sh.layWrapped(p, size, width); ok {
			return lines
		}
	}
	return sh.wrapPlain(p, size, width)
}

// count is how many lines a paragraph takes, and whether every word stays whole. It stops
// where there are more than most.
func (sh *Shaper) count(p *paragraph, size, width float64, most int) (lines int, whole bool) {
	if p.shaped != nil {
		if lines, whole, ok := sh.countWrapped(p, size, width); ok {
			return lines, whole
		}
	}
	return sh.countPlain(p, size, width, most)
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
