package render

import (
	"fmt"
	"image/color"
	"strings"
	"time"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Dump tells what a scene draws, in the order in which it draws it.
func (sc *Scene) Dump() string {
	var b strings.Builder
	for _, s := range sc.ground.shapes {
		switch s := s.(type) {
		case boxShape:
			fmt.Fprintf(&b, "box %s radius %.2f fill %s edge %s\n", rect(s.r), s.radius, hex(s.fill), hex(s.edge))
		case shadowShape:
			fmt.Fprintf(&b, "shadow %s radius %.2f blur %.2f drop %.2f %s\n", rect(s.r), s.radius, s.blur, s.drop, hex(s.c))
		case lineShape:
			fmt.Fprintf(&b, "line %s width %.2f dash %.2f %s\n", rect(workshop.Rect{Min: s.from, Max: s.to}), s.width, s.dash, hex(s.c))
		case polygonShape:
			fmt.Fprintf(&b, "polygon %s of %d points %s\n", rect(s.r), len(s.points), hex(s.c))
		case markShape:
			fmt.Fprintf(&b, "mark %s %s\n", rect(s.r), s.color)
		case textShape:
			fmt.Fprintf(&b, "text %.2f %.2f size %.2f lines %d %s %q\n", s.at.X, s.at.Y, s.b.size, len(s.b.lines), hex(s.c), s.text)
		}
	}
	for _, t := range sc.notes.sorted(sc.Bounds()) {
		fmt.Fprintf(&b, "note %s %s size %.2f by %t %q\n", rect(t.r), hex(sc.opt.Style.Note(t.note.Color)), t.text.body.size, t.by != nil, t.note.Text)
		for _, c := range t.tags {
			fmt.Fprintf(&b, "  tag %.2f wide %.2f\n", c.x, c.w)
		}
		for _, l := range t.text.body.lines {
			fmt.Fprintf(&b, "  line %.2f of %d glyphs\n", l.width, len(l.glyphs))
		}
	}
	return b.String()
}

func rect(r workshop.Rect) string {
	return fmt.Sprintf("%.2f %.2f – %.2f %.2f", r.Min.X, r.Min.Y, r.Max.X, r.Max.Y)
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x%02x", c.R, c.G, c.B, c.A) }

// A Line is what a test may know of a line of a note.
type Line struct {
	Width       float64 // the line's own
	Left, Right float64 // where its glyphs begin and end at most
	Glyphs      int
}

// Lines tells how a note's text is set, and in what size.
func (sh *Shaper) Lines(text string) (lines []Line, size float64) {
	body := sh.set(textKey{text: text}).body
	for _, l := range body.lines {
		k := Line{Width: l.width, Glyphs: len(l.glyphs)}
		for _, g := range l.glyphs {
			k.Left, k.Right = min(k.Left, float64(g.x)), max(k.Right, float64(g.x))
		}
		lines = append(lines, k)
	}
	return lines, body.size
}

// NoteTextW is the room for a line of a note.
const NoteTextW = method.NoteW - 2*NotePadding

// ChipColors are ground and text of a category's chip.
func (s Style) ChipColors(c workshop.Color) (ground, ink color.NRGBA) {
	h := s.hue(c)
	return h.tint, h.text
}

// AuthorInk is what a note's author is written in.
func (s Style) AuthorInk() color.NRGBA { return faded(s.NoteInk, authorInk) }

// FontsFound pretends that more fonts of the computer have been found.
func (sh *Shaper) FontsFound() { sh.forget() }

// RouteAll lays all links of a scene that is built already.
func (sc *Scene) RouteAll() { sc.newWeb(nil) }

// SlowestRoute lays the link that takes the longest.
func (sc *Scene) SlowestRoute() func() {
	var slowest *drawnLink
	var most time.Duration
	for _, d := range sc.web.links {
		took := time.Hour
		for range 3 {
			began := time.Now()
			sc.layLink(d.Link, d.shift, nil)
			took = min(took, time.Since(began))
		}
		if took > most {
			most, slowest = took, d
		}
	}
	return func() { sc.layLink(slowest.Link, slowest.shift, nil) }
}

// TextSizes are the steps of a note's text.
var TextSizes = textSizes

// Fits reports whether a text fits a note of least size with its words whole.
func (sh *Shaper) Fits(text string, step float64, s workshop.NoteSize) bool {
	least := method.SizeOf(&workshop.Note{Size: s})
	return sh.fits(sh.paragraphs(text, false), step, least.W-2*NotePadding, least.H-NotePadding-noteFootH)
}

// A Glyph is what a test may know of a glyph of a note's text.
type Glyph struct {
	ID   uint32
	X    float64
	Line int
}

// Glyphs are the glyphs of a note's text, line by line, from left to right.
func (sh *Shaper) Glyphs(text string) (all []Glyph) {
	for i, l := range sh.set(textKey{text: text, size: workshop.Large}).body.lines {
		for _, g := range l.glyphs {
			all = append(all, Glyph{g.id, float64(g.x), i})
		}
	}
	return all
}

// FootWords is what stands at the left of a note's foot in a width.
func (sc *Scene) FootWords(id workshop.NoteID, width float64) string {
	return sc.footWords(sc.placed(id), width)
}

// FootFits reports whether words have room there, whole.
func (sc *Scene) FootFits(words string, width float64) bool { return sc.fits(words, width) }

// RoomAround is how far words stay from what is around them.
func RoomAround(r, row workshop.Rect, lines [][]workshop.Point, others []workshop.Rect) float64 {
	return roomAround(r, row, lines, others)
}

// Inscribed is where the words of a canvas stand that pills make way for.
func Inscribed(sc *Scene) []workshop.Rect { return sc.words }
