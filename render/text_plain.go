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

// wrapPlain wraps one paragraph greedily.
func (sh *Shaper) wrapPlain(text string, size, width float64, bold bool) []line {
	t := sh.advances(bold)
	runes := []rune(text)
	var lines []line
	for start := 0; ; {
		end, next := breakPlain(t, runes, start, width/size)
		lines = append(lines, sh.layPlain(t, runes[start:end], size, bold))
		if next >= len(runes) {
			return lines
		}
		start = next
	}
}

// breakPlain finds the end of the line that begins at start, and where the next begins.
// Width is in ems.
func breakPlain(t *advances, runes []rune, start int, width float64) (end, next int) {
	x := 0.0
	space := -1 // the last place between words
	for i := start; i < len(runes); i++ {
		r := runes[i]
		if r == ' ' && i > start {
			space = i
		}
		x += float64(t.of(r).em)
		if x <= width || r == ' ' || i == start {
			if i > start && (runes[i-1] == '-' || runes[i-1] == '/') && space < i {
				space = i - 1 // a line may end behind a hyphen
			}
			continue
		}
		switch {
		case space < 0:
			return i, i
		case runes[space] == ' ':
			return space, space + 1
		}
		return space + 1, space + 1
	}
	return len(runes), len(runes)
}

func (sh *Shaper) layPlain(t *advances, runes []rune, size float64, bold bool) line {
	face := faceOf(bold)
	l := line{glyphs: make([]glyph, 0, len(runes))}
	x := 0.0
	for _, r := range runes {
		a := t.of(r)
		next := x + float64(a.em)*size
		if r != ' ' {
			l.glyphs = append(l.glyphs, glyph{face: face, id: a.glyph, x: float32(x)})
			l.width = next // spaces at the end do not count
		}
		x = next
	}
	return l
}
