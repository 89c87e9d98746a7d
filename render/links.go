package render

import (
	"hash/maphash"
	"maps"
	"math"
	"slices"
	"sync"

	"throughline.app/workshop"
)

// Sizes of links, in canvas units.
const (
	linkWidth   = 1.3
	linkHead    = 7   // length of an arrow's head
	linkReach   = 8   // how far beside its line a link may draw
	linkApart   = 12  // between the ends of links of the same two notes
	linkTextW   = 110 // of a label, at most
	linkChipH   = 16
	linkChipPad = 6
	linkText    = 9.5
)

// A drawnLink is a link with its way. It is not written to once its web is out.
type drawnLink struct {
	*workshop.Link
	shift float64
	line  []workshop.Point
	box   workshop.Rect  // notes that come or go in it may turn the way aside
	sum   uint64         // what the way was made from, see digest
	at    workshop.Point // where the line's frame of reference was
	text  *block         // of the label, nil if there is none
	chip  workshop.Rect  // under the label
	reach workshop.Rect  // all that is drawn
}

// A web is the links of a scene. It is immutable.
type web struct {
	links []*drawnLink // by id
	of    map[workshop.NoteID][]int
}

// ways finds routes with memory that is used again; several scenes may ask at once.
var ways = sync.Pool{New: func() any { return new(router) }}

var digestSeed = maphash.MakeSeed()

// newWeb lays all links of the scene; was, which may be nil, lends the ways that still hold.
func (sc *Scene) newWeb(was *web) *web {
	list := sc.snap.LinkList(sc.layout.Canvas)
	if len(list) == 0 {
		return &web{}
	}
	type pair [2]workshop.NoteID
	between := make(map[pair]int)
	key := func(l *workshop.Link) pair { return pair{min(l.From, l.To), max(l.From, l.To)} }
	for _, l := range list {
		between[key(l)]++
	}
	before := make(map[workshop.LinkID]*drawnLink)
	if was != nil {
		for _, d := range was.links {
			before[d.ID] = d
		}
	}
	w := &web{of: make(map[workshop.NoteID][]int)}
	nth := make(map[pair]int)
	for i, l := range list {
		k := key(l)
		shift := linkApart * (float64(nth[k]) - float64(between[k]-1)/2)
		nth[k]++
		shift = max(-2*linkApart, min(2*linkApart, shift))
		w.links = append(w.links, sc.layLink(l, shift, before[l.ID]))
		w.of[l.From] = append(w.of[l.From], i)
		w.of[l.To] = append(w.of[l.To], i)
	}
	return w
}

// layLink finds the way of a link, or takes it from the link as it was drawn before.
func (sc *Scene) layLink(l *workshop.Link, shift float64, was *drawnLink) *drawnLink {
	from, to := sc.placed(l.From).r, sc.placed(l.To).r
	return sc.layBetween(l, from, to, shift, was, nil)
}

// layBetween is layLink for notes that may be elsewhere than in the scene; without lists
// notes that are in nobody's way.
func (sc *Scene) layBetween(l *workshop.Link, from, to workshop.Rect, shift float64, was *drawnLink, without map[workshop.NoteID]bool) *drawnLink {
	d := &drawnLink{Link: l, shift: shift, at: from.Min, box: routeBox(from, to)}
	rel := func(r workshop.Rect) workshop.Rect { return hundredths(r.Add(workshop.Point{}.Sub(d.at))) }
	var others []workshop.Rect
	if !d.box.Empty() {
		for _, t := range sc.notes.within(d.box) {
			if t.note.ID != l.From && t.note.ID != l.To && !without[t.note.ID] {
				others = append(others, rel(t.r))
			}
		}
	}
	a, b := rel(from), rel(to)
	d.sum = digest(a, b, shift, others)
	if l.Label != "" {
		d.text = sc.sh.label(l.Label, linkText, linkTextW, false)
	}
	switch {
	case was != nil && was.sum == d.sum && was.shift == shift && was.at == d.at && was.Label == l.Label:
		d.line, d.chip = was.line, was.chip
	case was != nil && was.sum == d.sum && was.shift == shift:
		d.line = moved(was.line, d.at.Sub(was.at))
		d.layChip(a, b, others)
	default:
		r := ways.Get().(*router)
		d.line = moved(r.find(a, b, shift, others), d.at.Sub(workshop.Point{}))
		ways.Put(r)
		d.layChip(a, b, others)
	}
	d.reach = d.chip
	for _, p := range d.line {
		d.reach = d.reach.Union(workshop.Rect{Min: p, Max: p}.Inset(-linkReach))
	}
	return d
}

// layChip puts the label on the line, near its middle, where no note is if there is such a
// place. Its arguments are relative to the link's frame of reference.
func (d *drawnLink) layChip(from, to workshop.Rect, others []workshop.Rect) {
	if d.text == nil {
		return
	}
	size := workshop.Size{W: d.text.lines[0].width + 2*linkChipPad, H: linkChipH}
	length := lengthOf(d.line)
	by := workshop.Point{}.Sub(d.at)
	place := func(at float64) workshop.Rect {
		p, _ := pointAt(d.line, at)
		return workshop.RectAt(workshop.Point{X: p.X - size.W/2, Y: p.Y - size.H/2}, size)
	}
	d.chip = place(length / 2)
	const stride = 10
	for off := 0.0; off < length/2; off += stride {
		for _, at := range [2]float64{length/2 + off, length/2 - off} {
			r := place(at)
			in := r.Add(by)
			if !in.Overlaps(from) && !in.Overlaps(to) && !slices.ContainsFunc(others, in.Overlaps) {
				d.chip = r
				return
			}
		}
	}
}

func moved(line []workshop.Point, by workshop.Vec) []workshop.Point {
	out := make([]workshop.Point, len(line))
	for i, p := range line {
		out[i] = p.Add(by)
	}
	return out
}

func hundredths(r workshop.Rect) workshop.Rect {
	f := func(v float64) float64 { return math.Round(v*100) / 100 }
	return workshop.Rect{Min: workshop.Point{X: f(r.Min.X), Y: f(r.Min.Y)}, Max: workshop.Point{X: f(r.Max.X), Y: f(r.Max.Y)}}
}

// pieces covers what a link draws with small boxes: what has to be painted again when it
// comes or goes.
func (d *drawnLink) pieces() []workshop.Rect {
	var out []workshop.Rect
	if d.text != nil {
		out = append(out, d.chip.Inset(-1))
	}
	var run workshop.Rect
	for i := 1; i < len(d.line); i++ {
		r := spanning(d.line[i-1], d.line[i]).Inset(-linkReach)
		if all := run.Union(r); !run.Empty() && all.W()*all.H() <= 1.3*(run.W()*run.H()+r.W()*r.H()) {
			run = all
			continue
		}
		if !run.Empty() {
			out = append(out, run)
		}
		run = r
	}
	return append(out, run)
}

// rewebbed gives next the links after d, and returns what has to be painted again for
// them. Touched is where the notes of d were and are. Ways go where they would go if the
// scene were built anew: all that pass a note that moved are looked at.
func (sc *Scene) rewebbed(next *Scene, d workshop.Diff, touched []workshop.Rect) (dirty []workshop.Rect) {
	notes := d.Notes()
	if len(sc.web.links) == 0 && next.snap.Links.Len() == 0 {
		return nil
	}
	whole := d.Touches(workshop.KindLink)
	for _, id := range notes {
		whole = whole || sc.shows(sc.snap.Notes.Get(id)) != next.shows(next.snap.Notes.Get(id))
	}
	var was, now []*drawnLink
	if whole {
		next.web = next.newWeb(sc.web)
		was, now = sc.web.links, next.web.links
	} else {
		again := make(map[int]bool)
		for i, l := range sc.web.links {
			again[i] = !l.box.Empty() && slices.ContainsFunc(touched, l.box.Overlaps)
		}
		for _, id := range notes {
			for _, i := range sc.web.of[id] {
				again[i] = true
			}
		}
		fresh := &web{links: slices.Clone(sc.web.links), of: sc.web.of}
		for i := range sc.web.links {
			if again[i] {
				old := sc.web.links[i]
				fresh.links[i] = next.layLink(old.Link, old.shift, old)
				was, now = append(was, old), append(now, fresh.links[i])
			}
		}
		next.web = fresh
	}
	own := make(map[workshop.NoteID]bool, len(notes))
	for _, id := range notes {
		own[id] = true
	}
	before := make(map[workshop.LinkID]*drawnLink, len(was))
	for _, l := range was {
		before[l.ID] = l
	}
	for _, l := range now {
		old := before[l.ID]
		delete(before, l.ID)
		if old != nil && *old.Link == *l.Link && slices.Equal(old.line, l.line) && old.chip == l.chip && !own[l.From] && !own[l.To] {
			continue
		}
		dirty = append(dirty, l.pieces()...)
		if old != nil {
			dirty = append(dirty, old.pieces()...)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(before)) {
		dirty = append(dirty, before[id].pieces()...)
	}
	return dirty
}

// shown reports whether a link is drawn: its notes are, and links are.
func (sc *Scene) shown(d *drawnLink) bool {
	return !sc.opt.NoLinks && !sc.opt.Hide[d.From] && !sc.opt.Hide[d.To]
}

// LinkAt returns the link whose line or label is within that many units of a point, the
// nearest if there are several.
func (sc *Scene) LinkAt(p workshop.Point, within float64) (found workshop.LinkID, ok bool) {
	for _, d := range sc.web.links {
		if !sc.shown(d) || !d.reach.Inset(-within).Contains(p) {
			continue
		}
		if d.text != nil && d.chip.Contains(p) {
			return d.ID, true
		}
		if far := distanceTo(d.line, p); far <= within {
			found, ok, within = d.ID, true, far
		}
	}
	return found, ok
}

// A LinkLine is where a link lies, for what is drawn above the scene.
type LinkLine struct {
	Link *workshop.Link
	Line []workshop.Point // from the edge of one note to the edge of the other
	Mid  workshop.Rect    // the label's chip; a small box in the middle where there is none
}

func (d *drawnLink) lineOf() LinkLine {
	l := LinkLine{d.Link, d.line, d.chip}
	if d.text == nil {
		p, _ := pointAt(d.line, lengthOf(d.line)/2)
		l.Mid = workshop.Rect{Min: p, Max: p}.Inset(-linkChipH / 2)
	}
	return l
}

// LinkLine returns where a link lies. It reports false for one that is not there.
func (sc *Scene) LinkLine(id workshop.LinkID) (LinkLine, bool) {
	for _, d := range sc.web.links {
		if d.ID == id {
			return d.lineOf(), true
		}
	}
	return LinkLine{}, false
}

// LinksMoved returns where the links of some notes would lie if these were elsewhere by
// that distance, as while they are carried; at most limit of them.
func (sc *Scene) LinksMoved(ids []workshop.NoteID, by workshop.Vec, limit int) []LinkLine {
	held := make(map[workshop.NoteID]bool, len(ids))
	for _, id := range ids {
		held[id] = true
	}
	seen := make(map[int]bool)
	var out []LinkLine
	for _, id := range ids {
		for _, i := range sc.web.of[id] {
			d := sc.web.links[i]
			if seen[i] || len(out) == limit || sc.opt.NoLinks {
				continue
			}
			seen[i] = true
			from, to := sc.placed(d.From), sc.placed(d.To)
			if from == nil || to == nil {
				continue
			}
			a, b := from.r, to.r
			if held[d.From] {
				a = a.Add(by)
			}
			if held[d.To] {
				b = b.Add(by)
			}
			out = append(out, sc.layBetween(d.Link, a, b, d.shift, d, held).lineOf())
		}
	}
	return out
}

// LinkBetween is where a link from a note to a point would lie, as while it is drawn.
func (sc *Scene) LinkBetween(from, to workshop.Rect) []workshop.Point {
	return curve(from, to, 0)
}
