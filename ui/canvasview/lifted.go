package canvasview

import (
	"image"
	"image/draw"
	"math"
	"slices"

	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// maxSprites is how many notes are carried one by one; more are carried as one picture.
const maxSprites = 30

// Bounds of the sides of that picture, and of one note's, in device pixels: what a graphics
// card takes, and a long text magnified must not cost the memory of a laptop.
const (
	maxComposite = 2048
	maxSprite    = 8192
)

// lifted is the notes in the hand: pictures above the tiles, which do not show them
// meanwhile.
type lifted struct {
	by      workshop.Vec
	sprites []sprite
}

type sprite struct {
	id     workshop.NoteID // "" for the picture of many
	raster *canvas.Raster
	at     workshop.Rect // of the picture, shadow included, before the drag
}

func (l *lifted) clear() { l.sprites = nil }

// keep drops the sprites of notes that are not in the hand any more.
func (l *lifted) keep(held map[workshop.NoteID]bool) {
	l.sprites = slices.DeleteFunc(l.sprites, func(s sprite) bool { return s.id != "" && !held[s.id] })
}

// lift paints the notes; the scene must still show them.
func (l *lifted) lift(scene *render.Scene, ids []workshop.NoteID, px float64) {
	l.clear()
	var all workshop.Rect
	for _, id := range ids {
		if r, ok := scene.NoteRect(id); ok {
			all = all.Union(r.Inset(-render.NoteMargin))
		}
	}
	if len(ids) > maxSprites {
		px = min(px, maxComposite/max(all.W(), all.H()))
		whole := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(all.W()*px)), int(math.Ceil(all.H()*px))))
		for _, id := range ids {
			if r, ok := scene.NoteRect(id); ok {
				img, at := scene.PaintNote(id, px), r.Min.Sub(all.Min)
				to := image.Pt(int((at.DX-render.NoteMargin)*px), int((at.DY-render.NoteMargin)*px))
				draw.Draw(whole, img.Bounds().Add(to), img, image.Point{}, draw.Over)
			}
		}
		l.add("", whole, workshop.RectAt(all.Min, workshop.Size{W: float64(whole.Rect.Dx()) / px, H: float64(whole.Rect.Dy()) / px}))
		return
	}
	for _, id := range ids {
		if r, ok := scene.NoteRect(id); ok {
			r = r.Inset(-render.NoteMargin)
			px := min(px, maxSprite/max(r.W(), r.H()))
			img := scene.PaintNote(id, px)
			l.add(id, img, workshop.RectAt(r.Min, workshop.Size{W: float64(img.Rect.Dx()) / px, H: float64(img.Rect.Dy()) / px}))
		}
	}
}

func (l *lifted) add(id workshop.NoteID, img *image.RGBA, at workshop.Rect) {
	s := sprite{id, canvas.NewRaster(func(int, int) image.Image { return img }), at}
	s.raster.ScaleMode = canvas.ImageScaleFastest
	l.sprites = append(l.sprites, s)
}

// arrange carries the sprites with the pointer. After the drop they stay where they are
// until the tiles show the notes.
func (l *lifted) arrange(o *overlay, view editor.Viewport, p editor.Preview) {
	switch {
	case len(p.Lifted) > 0:
		l.by = p.By
	case o.v.tiles.pending == 0:
		l.clear()
	}
	for _, s := range l.sprites {
		o.put(s.raster, view, s.at.Add(l.by))
	}
}
