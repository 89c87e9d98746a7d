package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A gridOverlay is what lies above a grid: what is pointed at and in focus, the names that
// stay at the edges, and the marks that are offered.
type gridOverlay struct {
	hovered *canvas.Rectangle
	focus   *canvas.Rectangle
	add     *canvas.Rectangle
	plus    [2]*canvas.Rectangle // a cross
	write   *panel.Button
	sticky  sticky
	chooser *gridChooser
	tip     *canvas.Text
	tipBox  *canvas.Rectangle
}

func newGridOverlay(v *View) *gridOverlay {
	box := func() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }
	g := &gridOverlay{hovered: box(), focus: box(), add: box(), plus: [2]*canvas.Rectangle{box(), box()}, tip: canvas.NewText("", color.Black), tipBox: box()}
	g.hovered.StrokeWidth, g.focus.StrokeWidth, g.add.StrokeWidth = 1.5, 2, 1
	g.tip.TextSize, g.tipBox.CornerRadius = tipSize, 8
	g.write = panel.NewButton(panel.Soft, say.GridWrite, func() { v.ed.WriteElsewhere() })
	g.chooser = newGridChooser(v)
	return g
}

// arrange lays out what lies above the grid but for the chooser.
func (g *gridOverlay) arrange(o *overlay, view editor.Viewport) {
	box := o.v.ed.Grid()
	if box == nil {
		return
	}
	c := o.colors
	g.hovered.StrokeColor, g.focus.StrokeColor, g.add.StrokeColor = faint(c.accent, 0x70), c.accent, c.line
	g.add.FillColor, g.tip.Color, g.tipBox.FillColor = c.sheet, c.paper, c.ink
	focus, hover := o.v.ed.GridFocus(), o.v.hover.grid
	below := func(s editor.GridSpot) bool { return s.Part == editor.CellPart }
	if below(hover) {
		g.outline(o, view, g.hovered, hover)
	}
	if below(focus) && !o.v.opts.Looks {
		g.outline(o, view, g.focus, focus)
	}
	g.sticky.arrange(o, view, box)
	if hover.Part != editor.NoGridPart && !below(hover) && hover.Part < editor.AddPart {
		g.outline(o, view, g.hovered, hover)
		g.explain(o, view, hover)
	}
	if focus.Part != editor.NoGridPart && !below(focus) && !o.v.opts.Looks {
		g.outline(o, view, g.focus, focus)
	}
	if o.v.opts.Looks {
		return
	}
	if !box.Add.Empty() && o.v.ed.Watching() == "" {
		g.arrangeAdd(o, view, box.Add, hover.Part == editor.AddPart)
	}
	if !box.Nothing.Empty() {
		want := g.write.MinSize()
		at := view.ToScreen(workshop.Point{X: box.Nothing.Center().X, Y: box.Nothing.Center().Y + 12})
		g.write.Resize(want)
		g.write.Move(fyne.NewPos(float32(at.X)-want.Width/2, float32(at.Y)))
		o.shown = append(o.shown, g.write)
	}
}

// outline puts a rectangle round a part of the grid, where it is seen.
func (g *gridOverlay) outline(o *overlay, view editor.Viewport, r *canvas.Rectangle, s editor.GridSpot) {
	at, ok := o.v.gridRect(s)
	if !ok {
		return
	}
	r.CornerRadius = float32(6*view.Zoom) + 1
	o.put(r, view, at.Inset(3))
}

// gridRect is where a part of the grid is seen: what stays at the edges is there.
func (v *View) gridRect(s editor.GridSpot) (workshop.Rect, bool) {
	r, ok := v.ed.GridRect(s)
	if !ok {
		return r, false
	}
	head, names := v.ed.GridSticks()
	view := v.ed.View()
	corner := view.ToCanvas(editor.ScreenPoint{X: v.opts.Insets.Left})
	if head && s.Part == editor.ColumnPart {
		r = r.Add(workshop.Vec{DY: corner.Y - r.Min.Y})
	}
	if names && s.Part == editor.RowPart {
		r = r.Add(workshop.Vec{DX: corner.X - v.ed.Grid().Names.Min.X})
	}
	return r, true
}

// arrangeAdd draws a quiet cross where a column is added.
func (g *gridOverlay) arrangeAdd(o *overlay, view editor.Viewport, r workshop.Rect, over bool) {
	if head, _ := o.v.ed.GridSticks(); head {
		return
	}
	side := min(22, r.H()-8)
	r = workshop.RectAt(workshop.Point{X: r.Center().X - side/2, Y: r.Center().Y - side/2}, workshop.Size{W: side, H: side})
	g.add.CornerRadius = float32(6 * view.Zoom)
	ink := o.colors.quiet
	if over {
		ink = o.colors.accent
	}
	g.add.StrokeColor = faint(ink, 0x60)
	o.put(g.add, view, r)
	const arm, thick = 5.0, 0.8
	for i, half := range []workshop.Vec{{DX: arm, DY: thick}, {DX: thick, DY: arm}} {
		g.plus[i].FillColor = ink
		c := r.Center()
		o.put(g.plus[i], view, workshop.Rect{Min: c.Add(workshop.Vec{DX: -half.DX, DY: -half.DY}), Max: c.Add(half)})
	}
}

// explain shows the whole of a name that has no room, and what a click on a column's head
// does not show.
func (g *gridOverlay) explain(o *overlay, view editor.Viewport, s editor.GridSpot) {
	box := o.v.ed.Grid()
	name := ""
	var room float64
	switch s.Part {
	case editor.RowPart:
		name, room = box.Rows[s.Row].Name, box.Names.W()-16
	case editor.ColumnPart:
		name, room = box.Columns[s.Column].Name, box.Down[s.Column].W()-22
	}
	if name == "" || float64(fyne.MeasureText(name, 12.5, fyne.TextStyle{Bold: true}).Width) <= room {
		return
	}
	at, ok := o.v.gridRect(s)
	if !ok {
		return
	}
	g.tip.Text = cut(name, float32(view.Size.W)-80, tipSize)
	size := g.tip.MinSize()
	p := view.ToScreen(workshop.Point{X: at.Min.X, Y: at.Max.Y})
	pos := fyne.NewPos(max(6, min(float32(p.X), float32(view.Size.W)-size.Width-26)), float32(p.Y)+2)
	g.tipBox.Move(pos)
	g.tipBox.Resize(size.AddWidthHeight(20, 10))
	g.tip.Move(pos.AddXY(10, 5))
	g.tip.Resize(size)
	g.tip.Refresh()
	o.shown = append(o.shown, g.tipBox, g.tip)
}

// pointGrid follows the pointer over a grid.
func (v *View) pointGrid(at editor.ScreenPoint) {
	now := editor.GridSpot{Row: -1, Column: -1}
	if v.input.button == editor.NoButton && v.ed.Tool() == editor.SelectTool && v.ed.Grid() != nil && at.X > -1e5 {
		now = v.ed.GridAt(at)
	}
	if now != v.hover.grid {
		v.hover.grid = now
		v.refresh()
	}
}
