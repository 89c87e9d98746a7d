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
	pillH       = 15
	pillSize    = 9.5 // of its words
	pillPad     = 7   // left and right of them
	pillGap     = 4   // between name and count
	pillIndent  = 4   // from the container's left edge
	pillLap     = 8.5 // how far it reaches into its container
	pillAside   = 6   // between it and words that it makes way for
	pillTouch   = 1.5 // how far it may reach over a note of others
	dotH        = 13  // of a pill that only counts
	dotSize     = 8.5 // of its number
	dotPad      = 6   // left and right of it together
	dotIn       = 1   // from the container's corner to its middle
	anyWidth    = 1e4
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
	return min(maxPill, math.Exp2(math.Floor(-4*math.Log2(zoom))/4))
}

// A pill is where a container's pill lies at some zoom, and what it says.
type pill struct {
	r           workshop.Rect // empty if it has none
	k           float64
	name, count *block // without a name it only counts: there is no room for more
}

// pill sets the pill with the name whole, and with the number of notes elsewhere if that
// leaves it clear of other notes. Where the name would cover one, a dot only counts.
func (c *container) pill(sh *Shaper, zoom float64) pill {
	if c.top.Empty() {
		return pill{}
	}
	if p := c.named(sh, zoom, true); c.clear(p.r) {
		return p
	}
	if c.label.all != c.label.here {
		if p := c.named(sh, zoom, false); c.clear(p.r) {
			return p
		}
	}
	return c.dot(sh, zoom)
}

// named sets the pill with its name; its count tells how many there are elsewhere too, if
// asked to. It stands at the left of its box, or ends with its region.
func (c *container) named(sh *Shaper, zoom float64, elsewhere bool) pill {
	p := pill{k: pillScale(zoom)}
	count := fmt.Sprintf("· %d", c.label.here)
	if elsewhere && c.label.all != c.label.here {
		count = fmt.Sprintf("· %d of %d", c.label.here, c.label.all)
	}
	p.name = sh.label(c.label.name, pillSize*p.k, anyWidth, true)
	p.count = sh.label(count, pillSize*p.k, anyWidth, false)
	w := p.count.lines[0].width + 2*pillPad*p.k
	if len(p.name.lines) > 0 {
		w += p.name.lines[0].width + pillGap*p.k
	} else {
		p.name = nil
	}
	x := max(c.left, min(c.top.Min.X+pillIndent, c.right-w))
	p.r = workshop.RectAt(workshop.Point{X: x, Y: c.top.Min.Y + pillLap - pillH*p.k}, workshop.Size{W: w, H: pillH * p.k})
	p.r = c.aside(p.r)
	return p
}

// aside moves a pill that would cover words of the canvas behind them or before them, where
// it is clear there and still on its box.
func (c *container) aside(r workshop.Rect) workshop.Rect {
	for _, w := range c.taken {
		if !w.Overlaps(r) {
			continue
		}
		for _, x := range []float64{w.Max.X + pillAside, w.Min.X - pillAside - r.W()} {
			next := workshop.RectAt(workshop.Point{X: x, Y: r.Min.Y}, workshop.Size{W: r.W(), H: r.H()})
			if x >= c.left && next.Min.X < c.top.Max.X && next.Max.X > c.top.Min.X && c.clear(next) {
				return next
			}
		}
	}
	return r
}

// clear reports whether a pill covers no note of others. It may touch one.
func (c *container) clear(r workshop.Rect) bool {
	return r.Max.X <= c.right+1 && !slices.ContainsFunc(c.near, r.Inset(pillTouch).Overlaps)
}

// dot sets a pill that only counts, on the corner of its box: there it covers nobody's words.
func (c *container) dot(sh *Shaper, zoom float64) pill {
	p := pill{k: pillScale(zoom)}
	p.count = sh.label(strconv.Itoa(c.label.here), dotSize*p.k, anyWidth, true)
	w := max(dotH*p.k, p.count.lines[0].width+dotPad*p.k)
	at := workshop.Point{X: c.top.Min.X + dotIn - w/2, Y: c.top.Min.Y + dotIn - dotH*p.k/2}
	p.r = workshop.RectAt(at, workshop.Size{W: w, H: dotH * p.k})
	return p
}

// reach is all that a container may cover at any zoom.
func (c *container) reach() workshop.Rect {
	r := c.Bounds.Inset(-2)
	if c.top.Empty() {
		return r
	}
	return r.Union(workshop.Rect{
		Min: workshop.Point{X: min(c.left, c.top.Min.X-pillReach) - 1, Y: c.top.Min.Y + pillLap - pillReach - 1},
		Max: workshop.Point{X: max(c.right, c.top.Min.X+pillReach) + 1, Y: c.top.Min.Y + pillReach},
	})
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
	if sc.opt.Lit != nil { // it stands back with the notes
		edge, ground = mixed(edge, sc.opt.Style.Sheet, faintInk), sc.opt.Style.Sheet
	}
	if len(c.drawn) > 1 {
		for _, b := range c.drawn {
			p.dashedBox(p.snap(b), boxRadius, 1, boxDash, edge)
		}
	}
	for _, b := range c.drawn {
		px := p.snap(b)
		if len(c.drawn) > 1 {
			px = px.Inset(max(1, whole(p.scale)))
		}
		p.box(px, boxLook{kind: boxFill, radius: to64th(boxRadius * p.scale)}, ground)
	}
	if len(c.drawn) == 1 {
		p.dashedBox(p.snap(c.drawn[0]), boxRadius, 1, boxDash, edge)
	}
}

// paintPill draws a container's pill, above the notes.
func (sc *Scene) paintPill(p *raster, c *container, zoom float64) {
	t := c.pill(p.sh, zoom)
	if t.r.Empty() || !p.sees(t.r) {
		return
	}
	hue := sc.opt.Style.hue(c.label.color).edge
	if sc.opt.Lit != nil {
		hue = mixed(hue, sc.opt.Style.Sheet, faintInk)
	}
	p.fill(t.r, t.r.H()/2, hue)
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
	if sc.opt.NoCategories {
		return nil, false
	}
	found := sc.containers(workshop.Rect{Min: p, Max: p.Add(workshop.Vec{DX: 1e-6, DY: 1e-6})})
	for _, c := range slices.Backward(found) {
		if c.pill(sc.sh, zoom).r.Contains(p) {
			return &c.Container, true
		}
	}
	return nil, false
}

// PillRect is where the pill of a category in a region is drawn at that zoom. There is none
// where no two of its notes lie together.
func (sc *Scene) PillRect(category workshop.CategoryID, r workshop.Region, zoom float64) (workshop.Rect, bool) {
	if c := sc.groupOf(category, r); c != nil {
		at := c.pill(sc.sh, zoom).r
		return at, !at.Empty()
	}
	return workshop.Rect{}, false
}

// A Pill is a pill as it is drawn.
type Pill struct {
	Category workshop.CategoryID
	At       workshop.Rect
	Words    string
}

// PillsIn lists the pills that are drawn over r at that zoom.
func (sc *Scene) PillsIn(r workshop.Rect, zoom float64) []Pill {
	if sc.opt.NoCategories {
		return nil
	}
	var all []Pill
	for _, c := range sc.containers(r) {
		p := c.pill(sc.sh, zoom)
		if p.r.Empty() || !p.r.Overlaps(r) {
			continue
		}
		words := c.words()
		if p.name == nil {
			words = strconv.Itoa(c.label.here)
		}
		all = append(all, Pill{c.Category, p.r, words})
	}
	return all
}

// WholePill is what the pill of a category in a region would say in full and where it would
// lie, if it is drawn as a dot that only counts.
func (sc *Scene) WholePill(category workshop.CategoryID, r workshop.Region, zoom float64) (words string, at workshop.Rect, ok bool) {
	c := sc.groupOf(category, r)
	if c == nil || c.top.Empty() || c.pill(sc.sh, zoom).name != nil {
		return "", workshop.Rect{}, false
	}
	at = c.named(sc.sh, zoom, true).r
	return c.words(), at, true
}

func (c *container) words() string {
	if c.label.all != c.label.here {
		return fmt.Sprintf("%s · %d of %d", c.label.name, c.label.here, c.label.all)
	}
	return fmt.Sprintf("%s · %d", c.label.name, c.label.here)
}

func (sc *Scene) groupOf(category workshop.CategoryID, r workshop.Region) *container {
	if sc.opt.NoCategories {
		return nil
	}
	for _, c := range sc.groups[r] {
		if c.Category == category {
			return c
		}
	}
	return nil
}

// Containers returns the containers of a region; they must not be written to.
func (sc *Scene) Containers(r workshop.Region) []*method.Container {
	out := make([]*method.Container, len(sc.groups[r]))
	for i, c := range sc.groups[r] {
		out[i] = &c.Container
	}
	return out
}
