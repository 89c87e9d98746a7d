package render

import (
	"fmt"
	"image"
	"image/color"

	"golang.org/x/image/draw"

	"throughline.app/workshop"
)

// How a picture stands on a note, in canvas units: at the top, with the note as its frame,
// the text below it.
const (
	pictureEdge  = 4   // of the note, around the picture
	pictureLeast = 16  // a strip is drawn with at least that height
	pictureMost  = 2.5 // as a part of its width: what is taller is cut at the foot
)

// pictureBox is where the picture of a note lies, from the note's top left; it is empty
// for a note without one.
func pictureBox(n *workshop.Note, width float64) workshop.Rect {
	m, shows := n.Picture()
	if !shows || n.Shape != workshop.Sticky {
		return workshop.Rect{}
	}
	w := width - 2*pictureEdge
	h := max(pictureLeast, min(pictureMost*w, w*float64(m.H)/float64(m.W)))
	return workshop.RectAt(workshop.Point{X: pictureEdge, Y: pictureEdge}, workshop.Size{W: w, H: h})
}

// captionSize is the size of the text below a picture, in canvas units.
const captionSize = 11.5

// setCaption sets the text below a picture; size is of what lies below it.
func (sh *Shaper) setCaption(text string, all []paragraph, width float64) *noteText {
	t := &noteText{size: workshop.Size{W: width, H: noteFootH + 1}}
	if text != "" {
		t.body = sh.layAll(all, captionSize, width-2*NotePadding)
		t.size.H += NotePadding + t.body.height()
	} else {
		t.body = block{size: captionSize, step: captionSize * stepOf(captionSize)}
	}
	return t
}

// paintPicture draws the picture of a note whose pixels are b, if it shows one.
func (sc *Scene) paintPicture(p *raster, b image.Rectangle, t *placed, style Style, back bool) {
	m, shows := t.note.Picture()
	box := t.box
	if !shows || box.Empty() {
		return
	}
	at := b.Min.Add(image.Pt(whole(box.Min.X*p.scale), whole(box.Min.Y*p.scale)))
	size := image.Pt(max(1, whole(box.W()*p.scale)), max(1, whole(box.H()*p.scale)))
	area := image.Rectangle{Min: at, Max: at.Add(size)}
	seen := area.Intersect(p.clip)
	if seen.Empty() {
		return
	}
	full := image.Pt(size.X, max(1, whole(box.W()*p.scale*float64(m.H)/float64(m.W)))) // what is cut included
	var img *image.RGBA
	absent := true
	if sc.opt.Pictures != nil && full.Y <= 4*maxShot && full.X <= maxShot {
		img, absent = sc.opt.Pictures.at(m.Sum, full.X, full.Y)
	}
	if img == nil {
		p.paintFrame(area, m, style, absent)
		return
	}
	if img.Rect.Size() != full { // not of this size yet
		stretched := image.NewRGBA(image.Rectangle{Max: full})
		draw.ApproxBiLinear.Scale(stretched, stretched.Rect, img, img.Rect, draw.Src, nil)
		img = stretched
	}
	var mask image.Image
	if back {
		mask = image.NewUniform(color.Alpha{A: 0x58})
	}
	to := image.Rectangle{Min: seen.Min, Max: seen.Max}.Add(p.img.Rect.Min)
	draw.DrawMask(p.img, to, img, seen.Min.Sub(at), mask, image.Point{}, draw.Over)
}

// maxShot bounds the width of a picture as it is drawn, in pixels.
const maxShot = 4096

// paintFrame stands for a picture that is not here, with its size in words, or not decoded
// yet.
func (p *raster) paintFrame(area image.Rectangle, m workshop.Image, style Style, absent bool) {
	p.box(area, boxLook{kind: boxFill, radius: to64th(2 * p.scale)}, faded(style.NoteInk, 0.07))
	if !absent || p.scale < flatBelow {
		return
	}
	word := p.sh.label(fmt.Sprintf("%d × %d", m.W, m.H), authorSize, float64(area.Dx())/p.scale, false)
	if len(word.lines) == 0 {
		return
	}
	x := float64(area.Min.X) + (float64(area.Dx())-word.lines[0].width*p.scale)/2
	y := float64(area.Min.Y) + (float64(area.Dy())-word.height()*p.scale)/2
	p.textAt(word, fine(x), fine(y), faded(style.NoteInk, 0.5))
}
