package render

import (
	"image/color"
	"strings"
	"unicode"

	"throughline.app/workshop"
)

// slipEnd stands between slips in a key; nobody types it.
const slipEnd = "\x1f"

// slips are the words of a record's text that get a dotted line, see [Options].
func (sc *Scene) slips(ref workshop.Ref) string {
	if sc.opt.Slips == nil {
		return ""
	}
	return strings.Join(sc.opt.Slips(sc.snap, ref), slipEnd)
}

// slipsOf finds them in a paragraph, where they stand as words of their own.
func slipsOf(runes []rune, slips string) []linkRange {
	if slips == "" {
		return nil
	}
	var all []linkRange
	for _, s := range strings.Split(slips, slipEnd) {
		words := []rune(s)
		for i := 0; i+len(words) <= len(runes) && len(words) > 0; i++ {
			end := i + len(words)
			if string(runes[i:end]) == s && (i == 0 || !letter(runes[i-1])) && (end == len(runes) || !letter(runes[end])) {
				all = append(all, linkRange{from: i, to: end, slip: true})
			}
		}
	}
	return all
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// paintSlip draws a dotted line below words, in pixels: from, to and the baseline of
// letters of a size.
func (p *raster) paintSlip(from, to, base, size float64, c color.NRGBA) {
	thick := max(1, size/11)
	dot := max(1.5, thick*1.3)
	y := base + fine(0.16*size)
	for x := from; x < to; x += 2 * dot {
		p.flatPixels(x, y, min(to, x+dot), y+thick, c)
	}
}

// slipsBelow draws the dotted lines below the name of a stage, whose letters begin at x and
// whose middle is at y; it is cut at width.
func (b *groundBuilder) slipsBelow(name, slips string, x, y, width float64) {
	runes := []rune(name)
	measure := func(part []rune) float64 {
		return b.sh.label(string(part), titleSize, 1e4, true).lines[0].width
	}
	for _, s := range slipsOf(runes, slips) {
		to := measure(runes[:s.to])
		from := to - measure(runes[s.from:s.to])
		if to = min(to, width); from < to {
			line := y + titleSize*0.62
			b.add(lineShape{from: workshop.Point{X: x + from, Y: line}, to: workshop.Point{X: x + to, Y: line}, width: 1.4, dash: 2.2, c: slipOnDark})
		}
	}
}

// The colours of a dotted line on paper and notes, and on what is dark.
var (
	slipInk    = rgb(0xB45309)
	slipOnDark = rgb(0xF0BE57)
)

// slip is the colour of a dotted line below words that stand on paper.
func (s Style) slip() color.NRGBA {
	if s.Dark {
		return slipOnDark
	}
	return slipInk
}

// slipPart is how much of a dotted line shows: as much as of the words.
func (s Style) slipPart() float64 {
	if s.faint {
		return faintInk
	}
	return 1
}
