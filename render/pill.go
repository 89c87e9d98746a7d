package render

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"math"
	"slices"
	"strconv"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Sizes of a pill at full size, in canvas units.
const (
	pillH       = 16
	pillSize    = 9.5 // of its words
	pillPad     = 7   // left and right of them
	pillGap     = 4   // between name and count
	pillIndent  = 4   // from the container's left edge
	pillLap     = 8.5 // how far it reaches into its container
	leastName   = 34  // a name that is cut shorter is left out
	leastPill   = 40  // how wide one is that only counts
	maxPill     = 3.4 // times full size
	pillReach   = maxPill * pillH
	boxRadius   = 10
	boxDash     = 4
	boxTint     = 0.07
	boxTintDark = 0.16
)

// pillScale is how much larger than full size a pill is drawn where a canvas unit is so
// many units of the window: below 1 pills stay as large as they are at 1, until they would
// cover too much. It grows in steps, so that few sizes of text are ever set.
func pillScale(zoom float64) float64 {
	if zoom >= 1 || zoom <= 0 {
		return 1
	}
	return min(maxPill, math.Exp2(math.Round(-4*math.Log2(zoom))/4))
}

// roomFor is how wide a pill at the top of a box may be before it covers the notes beside
// it; it ends with its region.
func roomFor(box, region workshop.Rect, others []workshop.Rect) float64 {
	x := box.Min.X + pillIndent
	right := max(box.Max.X-pillIndent, region.Max.X-pillIndent)
	band := workshop.Rect{Min: workshop.Point{X: x, Y: box.Min.Y - pillH + pillLap}, Max: workshop.Point{X: right, Y: box.Min.Y + pillLap}}
	for _, o := range others {
		if o.Overlaps(band) && o.Min.X >= box.Max.X-method.ContainerPad {
			right = min(right, o.Min.X-2)
		}
	}
	return max(right-x, box.W()-2*pillIndent)
}

// A pill is where a container's pill lies at some zoom, and what it says.
type pill struct {
	r           workshop.Rect
	k           float64
	name, count *block // without a name it only counts: there is no room for more
}

// pill sets a pill as wide as its room: the name comes before the number of notes elsewhere,
// and the number of notes here before a name that would be cut to nothing.
func (c *container) pill(sh *Shaper, zoom float64) pill {
	k := pillScale(zoom)
	here := fmt.Sprintf("· %d", c.label.here)
	most := []string{here}
	if c.label.all != c.label.here {
		most = []string{fmt.Sprintf("· %d of %d", c.label.here, c.label.all), here}
	}
	p := pill{k: k}
	size, room := pillSize*k, c.room-2*pillPad*k
	for _, words := range most {
		p.count = sh.label(words, size, 1000, false)
		left := room - pillGap*k - p.count.lines[0].width
		if p.name = sh.label(c.label.name, size, max(1, left), true); len(p.name.lines) == 0 {
			p.name = nil
			break
		}
		if whole := sh.label(c.label.name, size, 1000*k, true); whole.lines[0].width <= left {
			break
		}
		if left < leastName*k {
			p.name = nil
		}
	}
	w := p.count.lines[0].width + pillGap*k
	if p.name != nil {
		w += p.name.lines[0].width
	} else {
		p.count = sh.label(strconv.Itoa(c.label.here), size, 1000, true)
		w = max(p.count.lines[0].width, size)
	}
	top := c.Boxes[0].Min
	p.r = workshop.RectAt(workshop.Point{X: top.X + pillIndent, Y: top.Y + pillLap - pillH*k}, workshop.Size{W: w + 2*pillPad*k, H: pillH * k})
	return p
}

// reach is all that a container may cover at any zoom.
func (c *container) reach() workshop.Rect {
	top := c.Boxes[0].Min
	w := max(c.room, leastPill*maxPill) + 2
	return c.Bounds.Inset(-2).Union(workshop.RectAt(
		workshop.Point{X: top.X + pillIndent - 1, Y: top.Y + pillLap - pillReach - 1}, workshop.Size{W: w, H: pillReach + 2}))
}

// paintContainer draws a container below the notes. Its boxes are one shape: where they
// overlap only the outline around all of them shows.
func (sc *Scene) paintContainer(p *raster, c *container) {
	if !p.sees(c.Bounds.Inset(-1)) {
		return
	}
	look := sc.opt.Style.hue(c.label.color)
	part := boxTint
	edge := look.edge
	if sc.opt.Style.Dark {
		part, edge = boxTintDark, look.text
	}
	ground := mixed(look.edge, sc.opt.Style.Sheet, part)
	if len(c.Boxes) > 1 {
		for _, b := range c.Boxes {
			p.dashedBox(p.snap(b), boxRadius, 1, boxDash, edge)
		}
	}
	for _, b := range c.Boxes {
		px := p.snap(b)
		if len(c.Boxes) > 1 {
			px = px.Inset(max(1, whole(p.scale)))
		}
		p.box(px, boxLook{kind: boxFill, radius: to64th(boxRadius * p.scale)}, ground)
	}
	if len(c.Boxes) == 1 {
		p.dashedBox(p.snap(c.Boxes[0]), boxRadius, 1, boxDash, edge)
	}
}

// paintPill draws a container's pill, above the notes.
func (sc *Scene) paintPill(p *raster, c *container, zoom float64) {
	t := c.pill(p.sh, zoom)
	if !p.sees(t.r) {
		return
	}
	p.fill(t.r, pillH*t.k/2, sc.opt.Style.hue(c.label.color).edge)
	x, y := t.r.Min.X+pillPad*t.k, t.r.Center().Y-t.count.step/2
	white := rgb(0xFFFFFF)
	if t.name == nil {
		p.text(t.count, t.r.Center().X-t.count.lines[0].width/2, y, white)
		return
	}
	p.text(t.name, x, y, white)
	p.text(t.count, x+t.name.lines[0].width+pillGap*t.k, y, faded(white, 0.85))
}

// dashedBox draws a dashed outline along the inside of whole pixels; the corners are round
// and unbroken.
func (p *raster) dashedBox(b image.Rectangle, radius, width, dash float64, c color.NRGBA) {
	w := max(1, whole(width*p.scale))
	r := min(max(1, whole(radius*p.scale)), b.Dx()/2, b.Dy()/2)
	look := boxLook{kind: boxEdge, radius: to64th(radius * p.scale), width: float64(w)}
	for _, at := range []image.Point{b.Min, {b.Max.X - r, b.Min.Y}, {b.Min.X, b.Max.Y - r}, {b.Max.X - r, b.Max.Y - r}} {
		restore := p.clipTo(image.Rectangle{Min: at, Max: at.Add(image.Pt(r, r))})
		p.box(b, look, c)
		restore()
	}
	long := max(3, whole(dash*p.scale))
	gap := max(2, whole(dash*dashGap*p.scale))
	for x := b.Min.X + r + gap; x < b.Max.X-r-gap; x += long + gap {
		end := min(x+long, b.Max.X-r-gap)
		p.bar(image.Rect(x, b.Min.Y, end, b.Min.Y+w), c)
		p.bar(image.Rect(x, b.Max.Y-w, end, b.Max.Y), c)
	}
	for y := b.Min.Y + r + gap; y < b.Max.Y-r-gap; y += long + gap {
		end := min(y+long, b.Max.Y-r-gap)
		p.bar(image.Rect(b.Min.X, y, b.Min.X+w, end), c)
		p.bar(image.Rect(b.Max.X-w, y, b.Max.X, end), c)
	}
}

// bar fills whole pixels.
func (p *raster) bar(r image.Rectangle, c color.NRGBA) {
	r = r.Intersect(p.clip)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		p.span(y, r.Min.X, r.Max.X, c)
	}
}

// containers returns those that may show in r, in the order in which they are drawn.
func (sc *Scene) containers(r workshop.Rect) []*container {
	var found []*container
	for _, list := range sc.groups {
		for _, c := range list {
			if c.reach().Overlaps(r) {
				found = append(found, c)
			}
		}
	}
	slices.SortFunc(found, func(a, b *container) int {
		p, q := a.Bounds.Min, b.Bounds.Min
		return cmp.Or(cmp.Compare(p.Y, q.Y), cmp.Compare(p.X, q.X), cmp.Compare(a.Category, b.Category))
	})
	return found
}

// zoom is units of the window per canvas unit where a drawing has scale pixels per unit.
func (sc *Scene) zoom(scale float64) float64 {
	if sc.opt.Ratio > 0 {
		return scale / sc.opt.Ratio
	}
	return scale
}

// PillAt returns the container whose pill is under a point, as it is drawn at that zoom; it
// must not be written to.
func (sc *Scene) PillAt(p workshop.Point, zoom float64) (*method.Container, bool) {
	found := sc.containers(workshop.Rect{Min: p, Max: p.Add(workshop.Vec{DX: 1e-6, DY: 1e-6})})
	for _, c := range slices.Backward(found) {
		if c.pill(sc.sh, zoom).r.Contains(p) {
			return &c.Container, true
		}
	}
	return nil, false
}

// PillRect is where the pill of a category in a region is drawn at that zoom.
func (sc *Scene) PillRect(category workshop.CategoryID, r workshop.Region, zoom float64) (workshop.Rect, bool) {
	for _, c := range sc.groups[r] {
		if c.Category == category {
			return c.pill(sc.sh, zoom).r, true
		}
	}
	return workshop.Rect{}, false
}

// Containers returns the containers of a region; they must not be written to.
func (sc *Scene) Containers(r workshop.Region) []*method.Container {
	out := make([]*method.Container, len(sc.groups[r]))
	for i, c := range sc.groups[r] {
		out[i] = &c.Container
	}
	return out
}
