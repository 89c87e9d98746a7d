package render

import "throughline.app/workshop"

// paintLock marks a locked note: a small padlock over its top right corner.
func (p *raster) paintLock(r workshop.Rect, style Style) {
	ink := faded(style.NoteInk, 0.62)
	body := workshop.RectAt(workshop.Point{X: r.Max.X - 13, Y: r.Min.Y + 7.5}, workshop.Size{W: 8, H: 6})
	bow := workshop.RectAt(workshop.Point{X: r.Max.X - 11.5, Y: r.Min.Y + 4}, workshop.Size{W: 5, H: 7})
	p.stroke(bow, 2.5, 1.1, ink)
	p.fill(body, 1.5, style.Note(workshop.Grey))
	p.fill(body, 1.5, ink)
}
