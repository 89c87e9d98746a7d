package render

import (
	"slices"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// wrapShaped wraps one paragraph with shaping: any script, both directions.
func (sh *Shaper) wrapShaped(text string, size, width float64, bold bool) []line {
	sh.awaitFonts(text, bold)
	sh.mu.Lock()
	defer sh.mu.Unlock()
	lines, ok := sh.tryShaped([]rune(text), directionOf(text), size, width, sh.faces[faceOf(bold)])
	if !ok {
		return sh.wrapPlain(text, size, width, bold)
	}
	return lines
}

// tryShaped reports false for a text over which the shaping stumbles. Texts come from other
// people: none of them may end the program. The caller holds sh.mu.
func (sh *Shaper) tryShaped(runes []rune, direction di.Direction, size, width float64, face *font.Face) (lines []line, ok bool) {
	defer func() {
		if recover() != nil {
			sh.shape, sh.split, sh.wraps = shaping.HarfbuzzShaper{}, shaping.Segmenter{}, shaping.LineWrapper{}
			lines, ok = nil, false
		}
	}()
	// Shaping happens at a size of its own, so that rounding to 1/64 does not show.
	const em = 64
	blank, _ := face.NominalGlyph(' ')
	runs := sh.split.Split(shaping.Input{
		Text: runes, RunEnd: len(runes), Direction: direction, Face: face,
		Size: fixed.I(em), Language: language.DefaultLanguage(),
	}, fallback{sh, face})
	outs := make([]shaping.Output, len(runs))
	for i, r := range runs {
		outs[i] = sh.shape.Shape(r)
		if len(outs[i].Glyphs) == 0 { // nothing but joiners; the wrapper wants something to break
			outs[i].Glyphs = []shaping.Glyph{{ClusterIndex: r.RunStart, RuneCount: r.RunEnd - r.RunStart, GlyphCount: 1, GlyphID: blank}}
		}
	}
	wrapped, _ := sh.wraps.WrapParagraph(shaping.WrapConfig{
		Direction: direction, BreakPolicy: shaping.WhenNecessary,
	}, int(width*em/size), runes, shaping.NewSliceIterator(outs))
	for _, w := range wrapped {
		lines = append(lines, sh.layShaped(w, size/em, direction, width))
	}
	if len(lines) == 0 {
		lines = append(lines, line{})
	}
	return lines, true
}

// layShaped puts the runs of a line in the order in which they are seen.
func (sh *Shaper) layShaped(runs shaping.Line, scale float64, direction di.Direction, width float64) line {
	runs = slices.Clone(runs)
	slices.SortFunc(runs, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	var l line
	for _, run := range runs {
		face := sh.add(run.Face)
		for _, g := range run.Glyphs {
			at := glyph{
				face: face, id: uint32(g.GlyphID),
				x: float32(l.width + float64(g.XOffset)/64*scale), y: float32(-float64(g.YOffset) / 64 * scale),
			}
			l.glyphs = append(l.glyphs, at)
			l.reach = max(l.reach, at.y, -at.y)
			l.width += float64(g.Advance) / 64 * scale
		}
	}
	if direction == di.DirectionRTL && width < 1e5 { // right to left begins at the right
		shift := float32(width - l.width)
		for i := range l.glyphs {
			l.glyphs[i].x += shift
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
