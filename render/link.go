package render

import (
	"image/color"
	"math"

	"throughline.app/workshop"
)

// Links are told apart by their line and their end, not by colour: causes is a line with a
// filled head, supports is dotted with an open one, hands over is a double line with a
// filled head, solves ends at a bar.
const (
	linkDot    = 5.2 // from dot to dot
	linkDouble = 1.9 // of each line of a double one from the middle
)

// linkInk is the colour of links: quiet, so that they stand back behind notes.
func (s Style) linkInk() color.NRGBA { return mixed(s.Quiet, s.Sheet, 0.82) }

// paintLinks draws the links that show on the picture, below the notes.
func (sc *Scene) paintLinks(p *raster) {
	if p.scale < flatBelow/2 {
		return // finer than a pixel
	}
	for _, d := range sc.web.links {
		if sc.shown(d) && p.sees(d.reach) {
			p.link(d.line, d.Type, sc.opt.Style.linkInk())
		}
	}
}

// paintLabels draws what stands on links, above the notes: there is little of it, and it is
// put where no note is where that is possible.
func (sc *Scene) paintLabels(p *raster) {
	if p.scale < flatBelow {
		return
	}
	for _, d := range sc.web.links {
		if d.text == nil || !sc.shown(d) || !p.sees(d.chip) {
			continue
		}
		style := sc.opt.Style
		p.fill(d.chip, linkChipH/2, style.Paper)
		p.stroke(d.chip, linkChipH/2, 1, style.Line)
		p.text(d.text, d.chip.Min.X+linkChipPad, d.chip.Center().Y-d.text.step/2, style.Ink)
	}
}

// link draws one link.
func (p *raster) link(line []workshop.Point, t workshop.LinkType, c color.NRGBA) {
	length := lengthOf(line)
	head := min(linkHead, length*0.6)
	tip := line[len(line)-1]
	_, dir := pointAt(line, length-head/2)
	back := workshop.Point{X: tip.X - dir.DX*head, Y: tip.Y - dir.DY*head}
	side := func(from workshop.Point, by float64) workshop.Point {
		return workshop.Point{X: from.X - dir.DY*by, Y: from.Y + dir.DX*by}
	}
	switch t {
	case workshop.Supports:
		for at := 1.0; at < length-1; at += linkDot {
			q, _ := pointAt(line, at)
			p.disc(q, linkWidth*0.85, c)
		}
		p.stroked([]workshop.Point{side(back, head*0.6), tip, side(back, -head*0.6)}, linkWidth, c)
	case workshop.HandsOver:
		short := shortened(line, head*0.8)
		p.stroked(beside(short, linkDouble), linkWidth*0.85, c)
		p.stroked(beside(short, -linkDouble), linkWidth*0.85, c)
		p.head(side(back, head*0.6), tip, side(back, -head*0.6), c)
	case workshop.Solves:
		gap := head * 0.35
		stop := workshop.Point{X: tip.X - dir.DX*gap, Y: tip.Y - dir.DY*gap}
		p.stroked(shortened(line, gap), linkWidth, c)
		p.stroked([]workshop.Point{side(stop, head*0.75), side(stop, -head*0.75)}, linkWidth*1.3, c)
		for _, s := range [2]float64{0.5, -0.5} {
			p.stroked([]workshop.Point{side(workshop.Point{X: stop.X - dir.DX*head, Y: stop.Y - dir.DY*head}, s*head), stop}, linkWidth, c)
		}
	default:
		p.stroked(shortened(line, head*0.8), linkWidth, c)
		p.head(side(back, head*0.5), tip, side(back, -head*0.5), c)
	}
}

// stroked draws a line of that width, at least most of a pixel.
func (p *raster) stroked(line []workshop.Point, width float64, c color.NRGBA) {
	w := width * p.scale
	if w < 0.8 {
		c = faded(c, w/0.8)
		w = 0.8
	}
	for i := 1; i < len(line); i++ {
		x0, y0 := p.px(line[i-1].X, line[i-1].Y)
		x1, y1 := p.px(line[i].X, line[i].Y)
		const join = 0.25 // pixels by which pieces overlap, so that no seam shows
		from, to := 0.0, 0.0
		if i > 1 {
			from = join
		}
		if i < len(line)-1 {
			to = join
		}
		switch {
		case y0 == y1:
			a, b := x0-from, x1+to
			if x1 < x0 {
				a, b = x1-to, x0+from
			}
			p.flatPixels(a, y0-w/2, b, y0+w/2, c)
		case x0 == x1:
			a, b := y0-from, y1+to
			if y1 < y0 {
				a, b = y1-to, y0+from
			}
			p.flatPixels(x0-w/2, a, x0+w/2, b, c)
		default:
			p.slant(x0, y0, x1, y1, w, from, to, c)
		}
	}
}

// slant draws a straight piece in any direction, in pixels, with its ends cut square.
func (p *raster) slant(x0, y0, x1, y1, w, from, to float64, c color.NRGBA) {
	n := math.Hypot(x1-x0, y1-y0)
	if n == 0 {
		return
	}
	dx, dy := (x1-x0)/n, (y1-y0)/n
	r := w/2 + 1
	top, bottom := max(p.clip.Min.Y, int(math.Floor(min(y0, y1)-r))), min(p.clip.Max.Y, int(math.Ceil(max(y0, y1)+r)))
	for y := top; y < bottom; y++ {
		// where the row meets the line, and as far around as its width shows
		lo, hi := min(x0, x1)-r, max(x0, x1)+r
		if math.Abs(dy) > 0.05 {
			mid := x0 + (float64(y)+0.5-y0)*dx/dy
			reach := (r + 0.5) / math.Abs(dy)
			lo, hi = max(lo, mid-reach), min(hi, mid+reach)
		}
		for x := max(p.clip.Min.X, int(math.Floor(lo))); x < min(p.clip.Max.X, int(math.Ceil(hi))); x++ {
			px, py := float64(x)+0.5-x0, float64(y)+0.5-y0
			t, off := px*dx+py*dy, math.Abs(py*dx-px*dy)
			a := max(0, min(1, w/2-off+0.5)) * max(0, min(1, t+from+0.5)) * max(0, min(1, n+to-t+0.5))
			if a > 0 {
				p.span(y, x, x+1, faded(c, a))
			}
		}
	}
}

// disc draws a dot; its radius is in canvas units.
func (p *raster) disc(at workshop.Point, radius float64, c color.NRGBA) {
	x0, y0 := p.px(at.X, at.Y)
	r := max(0.45, radius*p.scale)
	for y := max(p.clip.Min.Y, int(math.Floor(y0-r-1))); y < min(p.clip.Max.Y, int(math.Ceil(y0+r+1))); y++ {
		for x := max(p.clip.Min.X, int(math.Floor(x0-r-1))); x < min(p.clip.Max.X, int(math.Ceil(x0+r+1))); x++ {
			a := max(0, min(1, r-math.Hypot(float64(x)+0.5-x0, float64(y)+0.5-y0)+0.5))
			if a > 0 {
				p.span(y, x, x+1, faded(c, a))
			}
		}
	}
}

// head fills a triangle.
func (p *raster) head(a, tip, b workshop.Point, c color.NRGBA) {
	corners := [3][2]float64{}
	lo, hi := [2]float64{math.Inf(1), math.Inf(1)}, [2]float64{math.Inf(-1), math.Inf(-1)}
	for i, q := range [3]workshop.Point{a, tip, b} {
		x, y := p.px(q.X, q.Y)
		corners[i] = [2]float64{x, y}
		for k, v := range corners[i] {
			lo[k], hi[k] = min(lo[k], v), max(hi[k], v)
		}
	}
	turn := (corners[1][0]-corners[0][0])*(corners[2][1]-corners[0][1]) - (corners[1][1]-corners[0][1])*(corners[2][0]-corners[0][0])
	if turn == 0 {
		return
	}
	for y := max(p.clip.Min.Y, int(math.Floor(lo[1]))); y < min(p.clip.Max.Y, int(math.Ceil(hi[1]))); y++ {
		for x := max(p.clip.Min.X, int(math.Floor(lo[0]))); x < min(p.clip.Max.X, int(math.Ceil(hi[0]))); x++ {
			in := math.Inf(1) // how deep the pixel's middle lies inside
			for i := range corners {
				q, r := corners[i], corners[(i+1)%3]
				n := math.Hypot(r[0]-q[0], r[1]-q[1])
				d := ((r[0]-q[0])*(float64(y)+0.5-q[1]) - (r[1]-q[1])*(float64(x)+0.5-q[0])) / n
				in = min(in, math.Copysign(1, turn)*d)
			}
			if a := max(0, min(1, in+0.5)); a > 0 {
				p.span(y, x, x+1, faded(c, a))
			}
		}
	}
}
