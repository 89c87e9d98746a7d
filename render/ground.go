package render

import (
	"image/color"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A ground is what lies under the notes: the sheet with its header, stages, lanes and
// foot, as a list of shapes in the order in which they are drawn.
type ground struct {
	style  Style
	shapes []shape
}

// A shape is one thing drawn, in canvas units.
type shape interface {
	bounds() workshop.Rect
	paint(p *raster)
}

type (
	boxShape struct {
		r      workshop.Rect
		radius float64
		fill   color.NRGBA
		edge   color.NRGBA // none if it is see-through
	}
	shadowShape struct {
		r            workshop.Rect
		radius, blur float64
		drop         float64
		c            color.NRGBA
	}
	lineShape struct {
		from, to    workshop.Point
		width, dash float64
		c           color.NRGBA
	}
	polygonShape struct {
		points []workshop.Point
		r      workshop.Rect
		c      color.NRGBA
	}
	textShape struct {
		b    *block
		at   workshop.Point // top left
		w    float64
		c    color.NRGBA
		text string
	}
)

func (s boxShape) bounds() workshop.Rect     { return s.r }
func (s shadowShape) bounds() workshop.Rect  { return s.r.Inset(-s.blur - s.drop) }
func (s lineShape) bounds() workshop.Rect    { return lineRect(s.from, s.to, max(1, s.width)).Inset(-1) }
func (s polygonShape) bounds() workshop.Rect { return s.r }
func (s textShape) bounds() workshop.Rect {
	return workshop.RectAt(s.at, workshop.Size{W: s.w, H: s.b.height()}).Inset(-2)
}

func (s boxShape) paint(p *raster) {
	p.fill(s.r, s.radius, s.fill)
	if s.edge.A > 0 {
		p.stroke(s.r, s.radius, 1, s.edge)
	}
}
func (s shadowShape) paint(p *raster)  { p.shadow(s.r, s.radius, s.blur, s.drop, s.c) }
func (s lineShape) paint(p *raster)    { p.line(s.from, s.to, s.width, s.dash, s.c) }
func (s polygonShape) paint(p *raster) { p.polygon(s.points, s.c) }
func (s textShape) paint(p *raster)    { p.text(s.b, s.at.X, s.at.Y, s.c) }

func (g *ground) paint(p *raster) {
	p.clear(g.style.Paper)
	for _, s := range g.shapes {
		if p.sees(s.bounds()) {
			s.paint(p)
		}
	}
}

// groundMoved reports whether d alters what the ground shows.
func groundMoved(before *Scene, s *workshop.Snapshot, d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindCanvas, workshop.KindStage, workshop.KindLane, workshop.KindCategory:
			return true
		case workshop.KindNote:
			id := workshop.NoteID(c.Ref.ID)
			if c.Field == workshop.FieldCategory || categorized(before.snap.Notes.Get(id)) || categorized(s.Notes.Get(id)) {
				return true
			}
		}
	}
	return false
}

func categorized(n *workshop.Note) bool { return n != nil && n.Category != "" }

func newGround(s *workshop.Snapshot, l *method.Layout, sh *Shaper, style Style) *ground {
	b := &groundBuilder{ground: &ground{style: style}, l: l, sh: sh, style: style}
	b.sheet()
	b.header(s.Canvases.Get(l.Canvas))
	b.lanes()
	b.stages()
	b.foot(s)
	b.shelf()
	return b.ground
}
