package canvasview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// ghosts are what the others have in the hand, as outlines in their colours where they
// hold it, the names of those who write on a note, and what they selected: notes, or the cell of a grid.
type ghosts struct {
	boxes []*canvas.Rectangle
	tags  []*ghostTag
}

// How opaque an outline and what it encloses are: of what is held or written, and of what
// is selected.
const (
	heldLine, heldFill         = 0xB0, 0x12
	selectedLine, selectedFill = 0x80, 0
)

type ghostTag struct {
	back *canvas.Rectangle
	name *canvas.Text
}

// maxGhosts bounds the outlines, and the tags. In a crowd there are fewer.
const (
	maxGhosts    = 50
	crowdGhosts  = 8
	crowdWriters = 4
)

func (g *ghosts) arrange(o *overlay, view editor.Viewport) {
	boxes, tags := 0, 0
	see := view.Visible()
	most, writers := maxGhosts, maxGhosts
	if len(o.others) > Crowd {
		most, writers = crowdGhosts, crowdWriters
	}
	around := -1.5 / float64(view.Zoom)
	for _, other := range o.others {
		hue := parseHue(other.Hue)
		for _, id := range other.Lifted {
			r, ok := o.v.scene.NoteRect(id)
			if r = r.Add(other.By); !ok || !r.Overlaps(see) || boxes == most {
				continue
			}
			g.box(o, view, boxes, r, faint(hue, heldLine), faint(hue, heldFill))
			boxes++
		}
		if r, ok := o.v.scene.NoteRect(other.Editing); ok && r.Overlaps(see) && boxes < most && tags < writers {
			g.box(o, view, boxes, r.Inset(around), faint(hue, heldLine), faint(hue, heldFill))
			boxes++
			g.tag(o, view, tags, r, other.Name, hue)
			tags++
		}
	}
	for _, other := range o.pointing { // what is selected comes after all that is held
		if len(other.Lifted) > 0 {
			continue
		}
		hue := parseHue(other.Hue)
		if r, ok := o.v.ed.CellOf(other.Cell); ok && r.Overlaps(see) && boxes < most {
			g.box(o, view, boxes, r.Inset(1.5), faint(hue, selectedLine), faint(hue, selectedFill))
			boxes++
		}
		for _, id := range other.Selection {
			if r, ok := o.v.scene.NoteRect(id); ok && id != other.Editing && r.Overlaps(see) && boxes < most {
				g.box(o, view, boxes, r.Inset(around), faint(hue, selectedLine), faint(hue, selectedFill))
				boxes++
			}
		}
	}
}

func (g *ghosts) box(o *overlay, view editor.Viewport, i int, r workshop.Rect, line, fill color.Color) {
	if i == len(g.boxes) {
		b := canvas.NewRectangle(color.Transparent)
		b.StrokeWidth = 1.5
		g.boxes = append(g.boxes, b)
	}
	b := g.boxes[i]
	if b.StrokeColor != line || b.FillColor != fill {
		b.StrokeColor, b.FillColor = line, fill
		b.Refresh()
	}
	b.CornerRadius = float32(4*view.Zoom) + 1
	o.put(b, view, r)
}

// tag puts a name over the top edge of a note.
func (g *ghosts) tag(o *overlay, view editor.Viewport, i int, r workshop.Rect, name string, hue color.Color) {
	if i == len(g.tags) {
		t := &ghostTag{canvas.NewRectangle(color.Black), canvas.NewText("", color.White)}
		t.back.CornerRadius = 8
		t.name.TextSize, t.name.TextStyle.Bold = 10, true
		g.tags = append(g.tags, t)
	}
	t := g.tags[i]
	if name = shorten(name); t.name.Text != name || t.back.FillColor != hue {
		t.name.Text, t.back.FillColor = name, hue
		t.name.Refresh()
		t.back.Refresh()
	}
	if name == "" {
		return
	}
	p, size := view.ToScreen(r.Min), t.name.MinSize()
	at := fyne.NewPos(float32(p.X)-2, float32(p.Y)-17)
	t.back.Resize(fyne.NewSize(size.Width+12, 16))
	t.back.Move(at)
	t.name.Resize(size)
	t.name.Move(at.AddXY(6, (16-size.Height)/2))
	o.shown = append(o.shown, t.back, t.name)
}
