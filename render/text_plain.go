package render

// Most of what people write needs no shaping: letters that stand side by side in the
// embedded fonts. Setting it glyph by glyph is some twenty times as fast.

// plainEnd bounds the characters that are set without shaping: Latin, Greek, Cyrillic.
const plainEnd = 0x0530

// An advance is a character's glyph and its width in ems; ok is false if the font lacks it.
type advance struct {
	glyph uint32
	em    float32
	ok    bool
}

// An advances is a font's table of plain characters.
type advances struct {
	low  [plainEnd]advance
	high map[rune]advance // punctuation above them
	box  advance          // for all others
}

// plain reports whether text can be set without shaping.
func (sh *Shaper) plain(text string, bold bool) bool {
	t := sh.advances(bold)
	for _, r := range text {
		if !t.of(r).ok {
			return false
		}
	}
	return true
}

func (sh *Shaper) advances(bold bool) *advances {
	if bold {
		return sh.plainBold
	}
	return sh.plainRegular
}

func (t *advances) of(r rune) advance {
	if r < plainEnd {
		if a := t.low[r]; a.em > 0 {
			return a
		}
		return t.box
	}
	if a := t.high[r]; a.ok {
		return a
	}
	return t.box
}

// wrapPlain wraps a paragraph greedily.
func (sh *Shaper) wrapPlain(p *paragraph, size, width float64) []line {
	t := sh.advances(p.bold)
	var lines []line
	for start := 0; ; {
		end, next, _ := breakPlain(t, p.runes, start, width/size)
		lines = append(lines, sh.layPlain(t, p, start, end, size))
		if next >= len(p.runes) {
			return lines
		}
		start = next
	}
}

// countPlain is [Shaper.count] for plain text.
func (sh *Shaper) countPlain(p *paragraph, size, width float64, most int) (lines int, whole bool) {
	t := sh.advances(p.bold)
	for start := 0; ; {
		_, next, between := breakPlain(t, p.runes, start, width/size)
		lines++
		switch {
		case !between:
			return lines, false
		case next >= len(p.runes), lines > most:
			return lines, true
		}
		start = next
	}
}

// breakPlain finds the end of the line that begins at start, and where the next begins;
// between is false where a word is broken or wider than the line. Width is in ems.
func breakPlain(t *advances, runes []rune, start int, width float64) (end, next int, between bool) {
	x := 0.0
	space := -1 // the last place between words
	between = true
	for i := start; i < len(runes); i++ {
		r := runes[i]
		if r == ' ' && i > start {
			space = i
		}
		x += float64(t.of(r).em)
		if x <= width || r == ' ' || i == start {
			between = between && (x <= width || r == ' ')
			if i > start && (runes[i-1] == '-' || runes[i-1] == '/') && space < i {
				space = i - 1 // a line may end behind a hyphen
			}
			continue
		}
		switch {
		case space < 0:
			return i, i, false
		case runes[space] == ' ':
			return space, space + 1, between
		}
		return space + 1, space + 1, between
	}
	return len(runes), len(runes), between
}

func (sh *Shaper) layPlain(t *advances, p *paragraph, start, end int, size float64) line {
	face := faceOf(p.bold)
	l := line{glyphs: make([]glyph, 0, end-start)}
	x := 0.0
	for i := start; i < end; i++ {
		a := t.of(p.runes[i])
		next := x + float64(a.em)*size
		if p.runes[i] != ' ' {
			l.glyphs = append(l.glyphs, glyph{face: face, id: a.glyph, x: float32(x)})
			l.width = next // spaces at the end do not count
			l.mark(p, i, x, next)
		}
		x = next
	}
	return l
}

// mark underlines the last glyph of l, which stands for the rune at i, if that is part of
// an address.
func (l *line) mark(p *paragraph, i int, from, to float64) {
	for _, k := range p.links {
		if i < k.from || i >= k.to {
			continue
		}
		l.glyphs[len(l.glyphs)-1].link = !k.slip
		if n := len(l.under); n > 0 && l.under[n-1].target == k.target && l.under[n-1].slip == k.slip && l.under[n-1].to >= float32(from)-0.01 {
			l.under[n-1].to = float32(to)
			return
		}
		l.under = append(l.under, underline{float32(from), float32(to), k.target, k.slip})
	}
}
