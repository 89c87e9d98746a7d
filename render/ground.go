package render

import (
	"image/color"
	"slices"

	"throughline.app/insight"
	"throughline.app/workshop"
)

// A ground is what lies under the notes: the sheet with its header, stages, lanes and
// foot, as a list of shapes in the order in which they are drawn.
type ground struct {
	style      Style
	shapes     []shape
	chips      []footChip
	beforeFoot int  // how many of them come before those of the foot
	counts     bool // something on it counts notes: a bar
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

func (s boxShape) bounds() workshop.Rect    { return s.r }
func (s shadowShape) bounds() workshop.Rect { return s.r.Inset(-s.blur - s.drop) }
func (s lineShape) bounds() workshop.Rect {
	return workshop.Rect{Min: s.from, Max: s.to}.Inset(-1 - s.width)
}
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
func (s shadowShape) paint(p *raster)  { p.shadow(p.snap(s.r), s.radius, s.blur, s.drop, s.c) }
func (s lineShape) paint(p *raster)    { p.line(s.from, s.to, s.width, s.dash, s.c) }
func (s polygonShape) paint(p *raster) { p.polygon(s.points, s.r, s.c) }
func (s textShape) paint(p *raster)    { p.text(s.b, s.at.X, s.at.Y, s.c) }

func (g *ground) paint(p *raster) {
	p.clear(g.style.Paper)
	for _, s := range g.shapes {
		if p.sees(s.bounds()) {
			s.paint(p)
		}
	}
}

func newGround(sc *Scene) *ground {
	b := &groundBuilder{ground: &ground{style: sc.opt.Style}, l: sc.layout, sh: sc.sh, style: sc.opt.Style}
	b.sheet()
	if sc.layout.GridBox != nil {
		b.grid(sc.snap.Canvases.Get(sc.layout.Canvas))
		b.gridLit(sc.opt.Lit)
		b.shelf()
		b.ground.beforeFoot = len(b.ground.shapes)
		return b.ground
	}
	b.header(sc.snap.Canvases.Get(sc.layout.Canvas))
	b.lanes()
	b.brackets()
	b.form()
	judged := insight.ValidationOf(sc.snap, sc.layout.Canvas)
	// A judged note that lies on another canvas, or nowhere, may come here.
	b.ground.counts = judged != nil || len(insight.JudgedOf(sc.snap)) > 0
	b.stages(sc, judged)
	b.bands(sc.snap)
	b.confirmed(judged)
	b.shelf()
	b.legend(&sc.snap.Meta)
	b.ground.beforeFoot = len(b.ground.shapes)
	b.foot(sc)
	return b.ground
}

// withFoot returns the ground with the foot of another scene, otherwise alike.
func (g *ground) withFoot(sc *Scene) *ground {
	next := &ground{style: g.style, counts: g.counts, shapes: slices.Clone(g.shapes[:g.beforeFoot]), beforeFoot: g.beforeFoot}
	b := &groundBuilder{ground: next, l: sc.layout, sh: sc.sh, style: g.style}
	b.foot(sc)
	return next
}
