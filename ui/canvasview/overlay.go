package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// An overlay is what lies above the tiles: what is held, pointed at, selected and written.
// Its objects are kept and used again.
type overlay struct {
	v        *View
	ground   *canvas.Rectangle // paper, where tiles leave the view bare
	mark     *canvas.Rectangle // draws nothing: to refresh it marks the window dirty
	tint     *canvas.Rectangle // the region that would receive
	marquee  *canvas.Rectangle
	hint     *canvas.Text
	chip     *canvas.Rectangle // paper beneath the hint, so that no line goes through it
	frame    *canvas.Rectangle // around what is written
	colors   palette
	rings    []*canvas.Rectangle // around selected notes
	ringed   int                 // how many of them are shown
	lifted   lifted
	cursors  cursors
	ghosts   ghosts
	strokes  strokes
	stages   scaffold
	pluses   pluses
	hovered  *canvas.Rectangle // around the note under the pointer
	blank    *canvas.Rectangle // where a note would come
	others   []Cursor
	pointing []Cursor // those whose cursors are shown
	trails   trails
	leader   leader
	entry    *noteEntry
	box      fyne.CanvasObject // the entry in its own theme
	theme    *entryTheme
	writing  bool
	target   editor.Editing // what is written
	shown    []fyne.CanvasObject
	links    links
	lit      []*canvas.Rectangle // around places that stand out
	name     *nameField
	into     *receiving
	tags     tags
	grid     *gridOverlay
	feelings feelings
}

// maxRings bounds the outlines drawn one by one; a larger selection is outlined as one.
const maxRings = 150

func newOverlay(v *View) *overlay {
	o := &overlay{
		v:       v,
		ground:  canvas.NewRectangle(color.Transparent),
		mark:    canvas.NewRectangle(color.Transparent),
		tint:    canvas.NewRectangle(color.Transparent),
		marquee: canvas.NewRectangle(color.Transparent),
		frame:   canvas.NewRectangle(color.Transparent),
		hint:    canvas.NewText("Double-click anywhere to write the first note", color.Black),
	}
	o.hovered, o.blank = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	o.hovered.StrokeWidth, o.blank.StrokeWidth = 1.5, 1.5
	o.tint.StrokeWidth, o.marquee.StrokeWidth, o.frame.StrokeWidth = 2, 1, 2
	o.chip = canvas.NewRectangle(color.Transparent)
	o.chip.StrokeWidth = 1
	o.hint.Alignment = fyne.TextAlignCenter
	o.colors = paletteOf(v.opts.Style)
	o.newEntry()
	o.links.panel = newLinkPanel(v)
	o.name, o.into = newNameField(v), newReceiving()
	o.grid = newGridOverlay(v)
	o.restyle()
	return o
}

// restyle takes the colours of the view's style.
func (o *overlay) restyle() {
	o.colors = paletteOf(o.v.opts.Style)
	c := o.colors
	o.ground.FillColor = c.paper
	o.tint.FillColor, o.tint.StrokeColor = faint(c.accent, 0x14), faint(c.accent, 0x99)
	o.marquee.FillColor, o.marquee.StrokeColor = faint(c.accent, 0x18), c.accent
	o.frame.StrokeColor = c.accent
	o.hovered.StrokeColor = faint(c.accent, 0x70)
	o.blank.StrokeColor, o.blank.FillColor = c.accent, faint(c.accent, 0x1C)
	o.hint.Color = c.quiet
	o.chip.FillColor, o.chip.StrokeColor = c.sheet, c.line
	for _, r := range o.rings {
		r.StrokeColor = c.accent
	}
	o.lifted.clear()
	o.leader.restyle()
	o.theme.colors = c
	o.dressEntry()
}

// arrange lays the overlay out for the view. The lowest comes first.
func (o *overlay) arrange(view editor.Viewport) {
	o.shown = o.shown[:0]
	p := o.v.ed.Preview()
	if cell, ok := o.v.regionBox(p); ok {
		o.put(o.tint, view, cell.Inset(2))
		o.tint.CornerRadius = float32(6 * view.Zoom)
	}
	o.arrangeHint(view)
	o.arrangeLit(view)
	o.into.arrange(o, view, p)
	o.stages.arrange(o, view, p)
	o.grid.arrange(o, view)
	o.ghosts.arrange(o, view)
	o.arrangeHover(view)
	o.arrangeRings(view, p)
	o.links.arrange(o, view, p)
	o.feelings.arrange(o, view)
	o.tags.arrange(o, view)
	o.lifted.arrange(o, view, p)
	o.into.arrangeChip(o, p)
	o.arrangeGuides(view, p)
	o.arrangeMarquee(view, p)
	o.arrangeBlank(view, p)
	o.pluses.arrange(o, view)
	o.arrangeEntry(view)
	o.name.arrange(o, view)
	o.grid.chooser.arrange(o, view)
	o.trails.arrange(o, view)
	o.cursors.arrange(o, view)
	o.leader.arrange(o, view)
	o.links.panel.arrange(o, view)
}

// regionBox is the part of the canvas to light up: the whole cell of the region that
// would receive, edge to edge.
func (v *View) regionBox(p editor.Preview) (workshop.Rect, bool) {
	if !p.Over {
		return workshop.Rect{}, false
	}
	var col, row workshop.Rect
	for _, s := range v.layout.Stages {
		if s.ID == p.Region.Stage {
			col = s.Column
		}
	}
	for _, l := range v.layout.Lanes {
		if l.ID == p.Region.Lane {
			row = l.Row
		}
	}
	if col.Empty() || row.Empty() {
		return v.layout.Unplaced, !v.layout.Unplaced.Empty()
	}
	return workshop.Rect{
		Min: workshop.Point{X: col.Min.X, Y: row.Min.Y},
		Max: workshop.Point{X: col.Max.X, Y: row.Max.Y},
	}, true
}

// put shows o over a part of the canvas.
func (o *overlay) put(obj fyne.CanvasObject, view editor.Viewport, r workshop.Rect) {
	pos, size := onScreen(view, r)
	obj.Resize(size)
	obj.Move(pos)
	o.shown = append(o.shown, obj)
}

func onScreen(view editor.Viewport, r workshop.Rect) (fyne.Position, fyne.Size) {
	p, z := view.ToScreen(r.Min), float64(view.Zoom)
	return fyne.NewPos(float32(p.X), float32(p.Y)), fyne.NewSize(float32(r.W()*z), float32(r.H()*z))
}

// arrangeHint teaches on an empty canvas.
func (o *overlay) arrangeHint(view editor.Viewport) {
	l := o.v.layout
	teach := l.Sheet
	switch {
	case o.writing || o.v.opts.Looks || l.GridBox != nil:
		return
	case len(l.Stages) == 0:
		o.hint.Text = "Double-click to add the first stage"
	case len(l.Lanes) == 0:
		o.hint.Text = "Double-click to add the first lane"
	case o.v.blank:
		o.hint.Text = "Double-click anywhere to write the first note"
		teach = l.Lanes[len(l.Lanes)/2].Row
	default:
		return
	}
	o.hint.TextSize = float32(min(24, max(9, 15*float64(view.Zoom))))
	at, size := view.ToScreen(teach.Center()), o.hint.MinSize()
	o.hint.Resize(size)
	o.hint.Move(fyne.NewPos(float32(at.X)-size.Width/2, float32(at.Y)-size.Height/2))
	padX, padY := size.Height*0.9, size.Height*0.35
	o.chip.CornerRadius = size.Height/2 + padY
	o.chip.Resize(size.AddWidthHeight(2*padX, 2*padY))
	o.chip.Move(o.hint.Position().SubtractXY(padX, padY))
	o.shown = append(o.shown, o.chip, o.hint)
}

// arrangeRings outlines what is selected, in sight and not in the hand.
func (o *overlay) arrangeRings(view editor.Viewport, p editor.Preview) {
	o.ringed = 0
	sel := o.v.ed.Selection()
	if sel.Len() == 0 || len(p.Lifted) > 0 || o.writing {
		return
	}
	see := view.Visible()
	var all workshop.Rect
	var rects []workshop.Rect
	for _, id := range sel.IDs() {
		if r, ok := o.v.scene.NoteRect(id); ok && r.Overlaps(see) {
			rects = append(rects, r)
			all = all.Union(r)
		}
	}
	if len(rects) > maxRings {
		rects = append(rects[:0], all)
	}
	for _, r := range rects {
		o.ring(view, r)
	}
}

func (o *overlay) ring(view editor.Viewport, r workshop.Rect) {
	if o.ringed == len(o.rings) {
		ring := canvas.NewRectangle(color.Transparent)
		ring.StrokeWidth, ring.StrokeColor = 2, o.colors.accent
		o.rings = append(o.rings, ring)
	}
	ring := o.rings[o.ringed]
	o.ringed++
	ring.CornerRadius = float32(4*view.Zoom) + 1
	o.put(ring, view, r.Inset(-1.5/float64(view.Zoom)))
}

func (o *overlay) appendTo(objects []fyne.CanvasObject) []fyne.CanvasObject {
	return append(objects, o.shown...)
}
