package canvasview

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/workshop"
)

// A sheet is one picture of a part of the canvas that is shown at any scale. It is drawn
// by a shader, whose texture stays where it is when the object's size changes: a raster's
// is uploaded anew for every step of a zoom.
type sheet struct {
	name   string
	img    *image.RGBA // nil before there is one; another pointer whenever its pixels are others
	at     workshop.Rect
	scale  float64 // pixels of img per canvas unit
	stale  bool
	pieces []*canvas.Shader // the first shown of them are on the screen
	shown  int
	tile   *tile // versions, of a sheet that the painter paints
}

func newSheet(name string) *sheet {
	return &sheet{name: "throughline-" + name, tile: &tile{version: 1}}
}

func (s *sheet) clear() { s.shown = 0 }

// set makes pix the sheet's picture.
func (s *sheet) set(img *image.RGBA, at workshop.Rect, scale float64) {
	s.img, s.at, s.scale, s.stale = img, at, scale, false
	for _, p := range s.pieces {
		p.Textures = map[string]image.Image{"sheet": img}
	}
}

// cover shows the sheet on a part of the view. Beyond its edge the sheet repeats its
// outermost pixels.
func (s *sheet) cover(f frame, r workshop.Rect) {
	x0, y0 := f.pixel(r.Min)
	x1, y1 := f.pixel(r.Max)
	if s.img == nil || x1 <= x0 || y1 <= y0 {
		return
	}
	if s.shown == len(s.pieces) {
		p := canvas.NewShader(s.name, []byte(sheetShader), []byte(sheetShaderES))
		p.Textures = map[string]image.Image{"sheet": s.img}
		p.Uniforms = make(map[string]float32, 4)
		s.pieces = append(s.pieces, p)
	}
	p := s.pieces[s.shown]
	s.shown++
	stepX, stepY := 1/(f.px*s.at.W()), 1/(f.px*s.at.H())
	p.Uniforms["stepX"], p.Uniforms["stepY"] = float32(stepX), float32(stepY)
	p.Uniforms["fromX"] = float32((x0 + f.left - s.at.Min.X*f.px) * stepX)
	p.Uniforms["fromY"] = float32((y0 + f.top - s.at.Min.Y*f.px) * stepY)
	p.Resize(fyne.NewSize(float32((x1-x0)/f.ratio), float32((y1-y0)/f.ratio)))
	p.Move(fyne.NewPos(float32(x0/f.ratio), float32(y0/f.ratio)))
}

// The sheet's pixel below each of the window's. Bounds and frame are the object's place and
// the window's size in pixels, as Fyne gives them to every shader; gl_FragCoord counts from
// the bottom.
const sheetShader = `#version 110
uniform vec2 frame;
uniform vec4 bounds;
uniform float fromX;
uniform float fromY;
uniform float stepX;
uniform float stepY;
uniform sampler2D sheet;

void main() {
    vec2 at = vec2(gl_FragCoord.x - bounds.x, frame.y - bounds.y - gl_FragCoord.y);
    gl_FragColor = texture2D(sheet, vec2(fromX, fromY) + at * vec2(stepX, stepY));
}
`

const sheetShaderES = `#version 100
#ifdef GL_FRAGMENT_PRECISION_HIGH
precision highp float;
#else
precision mediump float;
#endif
uniform vec2 frame;
uniform vec4 bounds;
uniform float fromX;
uniform float fromY;
uniform float stepX;
uniform float stepY;
uniform sampler2D sheet;

void main() {
    vec2 at = vec2(gl_FragCoord.x - bounds.x, frame.y - bounds.y - gl_FragCoord.y);
    gl_FragColor = texture2D(sheet, vec2(fromX, fromY) + at * vec2(stepX, stepY));
}
`

// gather makes the near sheet of what the tiles of a scale show of a part of the canvas.
// It leaves the sheet as it is if one of them is not painted as it should be.
func (s *tiles) gather(scale float64, see workshop.Rect) {
	if scale == 0 {
		return
	}
	tiles := spanOf(scale, see)
	ready := true
	tiles.each(scale, func(k tileKey) {
		t := s.kept[k]
		ready = ready && t != nil && t.fresh()
	})
	if !ready {
		return
	}
	r := image.Rect(
		int(math.Floor(see.Min.X*scale)), int(math.Floor(see.Min.Y*scale)),
		int(math.Ceil(see.Max.X*scale)), int(math.Ceil(see.Max.Y*scale)),
	)
	img := &image.RGBA{Stride: 4 * r.Dx(), Rect: image.Rect(0, 0, r.Dx(), r.Dy())}
	if size := 4 * r.Dx() * r.Dy(); s.near.img != nil && cap(s.near.img.Pix) >= size {
		img.Pix = s.near.img.Pix[:size]
	} else {
		img.Pix = make([]uint8, size)
	}
	tiles.each(scale, func(k tileKey) {
		from := s.kept[k].img
		at := image.Pt(k.x*tileSize, k.y*tileSize)
		part := image.Rectangle{Min: at, Max: at.Add(image.Pt(tileSize, tileSize))}.Intersect(r)
		for y := part.Min.Y; y < part.Max.Y; y++ {
			copy(img.Pix[img.PixOffset(part.Min.X-r.Min.X, y-r.Min.Y):][:4*part.Dx()], from.Pix[from.PixOffset(part.Min.X-at.X, y-at.Y):])
		}
	})
	s.near.set(img, workshop.Rect{
		Min: workshop.Point{X: float64(r.Min.X) / scale, Y: float64(r.Min.Y) / scale},
		Max: workshop.Point{X: float64(r.Max.X) / scale, Y: float64(r.Max.Y) / scale},
	}, scale)
}
