package render

import (
	"math"
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// A shapedText is a paragraph with its glyphs, at a size of its own: it is shaped once and
// wrapped as often as sizes are tried.
type shapedText struct {
	runs      []shaping.Output
	direction di.Direction
}

// shapeEm is that size: rounding to 1/64 does not show then.
const shapeEm = 64

// shapeText shapes one paragraph: any script, both directions. It returns nil for a text
// over which the shaping stumbles, which is set as if it were plain.
func (sh *Shaper) shapeText(text string, runes []rune, bold bool) (shaped *shapedText) {
	sh.awaitFonts(text, bold)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	defer sh.stumble(func() { shaped = nil })
	face, direction := sh.faces[faceOf(bold)], directionOf(text)
	blank, _ := face.NominalGlyph(' ')
	runs := sh.split.Split(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction, Face: face,
		Size: fixed.I(shapeEm), Language: language.DefaultLanguage(),
	}, fallback{sh, face})
	shaped = &shapedText{make([]shaping.Output, len(runs)), direction}
	for i, r := range runs {
		shaped.runs[i] = sh.shape.Shape(r)
		if len(shaped.runs[i].Glyphs) == 0 { // nothing but joiners; the wrapper wants something to break
			shaped.runs[i].Glyphs = []shaping.Glyph{{ClusterIndex: r.RunStart, RuneCount: r.RunEnd - r.RunStart, GlyphCount: 1, GlyphID: blank}}
		}
		hideJoiners(&shaped.runs[i], runes)
	}
	return shaped
}

// hideJoiners takes the room from joiners and selectors that stand alone because the font
// does not have what they would join: they draw nothing, not a box.
func hideJoiners(out *shaping.Output, runes []rune) {
	hidden := false
	for i := range out.Glyphs {
		if g := &out.Glyphs[i]; g.GlyphID == 0 && g.RunesCount() == 1 && joins(runes[g.TextIndex()]) {
			g.Advance, g.Width = 0, 0
			hidden = true
		}
	}
	if hidden {
		out.RecomputeAdvance()
	}
}

func joins(r rune) bool { return r == 0x200c || r == 0x200d || r == 0xfe0f }

// stumble ends a panic of the shaping, which then begins anew: texts come from other people,
// and none of them may end the program. The caller holds sh.mu and defers it.
func (sh *Shaper) stumble(then func()) {
	if recover() != nil {
		sh.shape, sh.split, sh.wraps = shaping.HarfbuzzShaper{}, shaping.Segmenter{}, shaping.LineWrapper{}
		then()
	}
}

// wrapRuns breaks a paragraph into lines. The caller holds sh.mu. The wrapper writes into
// the glyphs that it is given.
func (sh *Shaper) wrapRuns(p *paragraph, size, width float64, policy shaping.LineBreakPolicy) []shaping.Line {
	runs := slices.Clone(p.shaped.runs)
	for i := range runs {
		runs[i].Glyphs = slices.Clone(runs[i].Glyphs)
	}
	lines, _ := sh.wraps.WrapParagraphF(shaping.WrapConfig{Direction: p.shaped.direction, BreakPolicy: policy},
		fixed.Int26_6(min(math.MaxInt32/2, width*shapeEm/size*64)), p.runes, shaping.NewSliceIterator(runs))
	return lines
}

func (sh *Shaper) layWrapped(p *paragraph, size, width float64) (lines []line, ok bool) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	defer sh.stumble(func() { lines, ok = nil, false })
	for _, w := range sh.wrapRuns(p, size, width, shaping.WhenNecessary) {
		lines = append(lines, sh.layShaped(p, w, size/shapeEm, width))
	}
	if len(lines) == 0 {
		lines = append(lines, line{})
	}
	return lines, true
}

// countWrapped is [Shaper.count] for shaped text.
func (sh *Shaper) countWrapped(p *paragraph, size, width float64) (lines int, whole, ok bool) {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	defer sh.stumble(func() { lines, whole, ok = 0, false, false })
	whole = true
	for _, w := range sh.wrapRuns(p, size, width, shaping.Never) {
		var wide fixed.Int26_6
		for _, run := range w {
			wide += run.Advance
		}
		whole = whole && float64(wide)/64*size/shapeEm <= width+0.01
		lines++
	}
	return max(1, lines), whole, true
}

// layShaped puts the runs of a line in the order in which they are seen.
func (sh *Shaper) layShaped(p *paragraph, runs shaping.Line, scale, width float64) line {
	runs = slices.Clone(runs)
	slices.SortFunc(runs, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	var l line
	for _, run := range runs {
		face := sh.add(run.Face)
		for _, g := range run.Glyphs {
			if g.GlyphID == 0 && g.Advance == 0 {
				continue // see hideJoiners
			}
			at := glyph{
				face: face, id: uint32(g.GlyphID),
				x: float32(l.width + float64(g.XOffset)/64*scale), y: float32(-float64(g.YOffset) / 64 * scale),
			}
			l.glyphs = append(l.glyphs, at)
			l.reach = max(l.reach, at.y, -at.y)
			from := l.width
			l.width += float64(g.Advance) / 64 * scale
			l.mark(p, g.TextIndex(), from, l.width)
		}
	}
	if p.shaped.direction == di.DirectionRTL && width < 1e5 { // right to left begins at the right
		shift := float32(width - l.width)
		for i := range l.glyphs {
			l.glyphs[i].x += shift
		}
		for i := range l.under {
			l.under[i].from, l.under[i].to = l.under[i].from+shift, l.under[i].to+shift
		}
		l.width = width
	}
	return l
}

// directionOf is the direction of the first character that has one.
func directionOf(text string) di.Direction {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.L:
			return di.DirectionLTR
		case bidi.R, bidi.AL:
			return di.DirectionRTL
		}
	}
	return di.DirectionLTR
}
