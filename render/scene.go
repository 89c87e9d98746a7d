package render

import (
	"cmp"
	"image"
	"slices"

	"github.com/tidwall/rtree"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Options say what a scene shows.
type Options struct {
	Style   Style
	Authors bool                     // names at the foot of notes
	Hide    map[workshop.NoteID]bool // left out of the drawing, not of hit tests; not written to
}

// A Scene is the drawing of one canvas at one moment. It is immutable.
type Scene struct {
	snap   *workshop.Snapshot
	layout *method.Layout
	sh     *Shaper
	opt    Options
	ground *ground
	tree   rtree.RTreeG[workshop.NoteID] // bounds of the notes, without shadows
}

// Build makes the scene of a whole canvas. L must be the layout of s, measured with sh.
func Build(s *workshop.Snapshot, l *method.Layout, sh *Shaper, o Options) *Scene {
	sc := &Scene{snap: s, layout: l, sh: sh, opt: o, ground: newGround(s, l, sh, o.Style)}
	for id, n := range s.Notes.All() {
		if n.Place.Canvas == l.Canvas && !n.Deleted() {
			r := sc.rectOf(n)
			sc.tree.Insert(corner(r.Min), corner(r.Max), id)
		}
	}
	return sc
}

// With returns the scene after d, which led to s, and what has to be painted again, in
// canvas units. It costs what d touched; where the layout has changed, everything.
func (sc *Scene) With(s *workshop.Snapshot, l *method.Layout, d workshop.Diff) (*Scene, []workshop.Rect) {
	if d == nil || !sameBoxes(sc.layout, l) || d.Touches(workshop.KindPerson) {
		next := Build(s, l, sc.sh, sc.opt)
		return next, []workshop.Rect{sc.Bounds().Union(next.Bounds())}
	}
	next := *sc
	next.snap, next.layout = s, l
	next.tree = *sc.tree.Copy()
	var dirty []workshop.Rect
	for _, id := range d.Notes() {
		if r, ok := sc.NoteRect(id); ok {
			next.tree.Delete(corner(r.Min), corner(r.Max), id)
			dirty = append(dirty, r.Inset(-NoteMargin))
		}
		if r, ok := next.NoteRect(id); ok {
			next.tree.Insert(corner(r.Min), corner(r.Max), id)
			dirty = append(dirty, r.Inset(-NoteMargin))
		}
	}
	if groundMoved(sc, s, d) {
		next.ground = newGround(s, l, sc.sh, sc.opt.Style)
		dirty = append(dirty, l.Header, l.Foot)
	}
	return &next, dirty
}

// Hiding returns the scene with other notes left out of the drawing.
func (sc *Scene) Hiding(hide map[workshop.NoteID]bool) *Scene {
	next := *sc
	next.tree = *sc.tree.Copy()
	next.opt.Hide = hide
	return &next
}

// Bounds is all that there is to see, in canvas units.
func (sc *Scene) Bounds() workshop.Rect { return sc.layout.Bounds }

// NoteRect returns the bounds of a note, without its shadow.
func (sc *Scene) NoteRect(id workshop.NoteID) (workshop.Rect, bool) {
	n := sc.snap.Notes.Get(id)
	if n == nil || n.Place.Canvas != sc.layout.Canvas || n.Deleted() {
		return workshop.Rect{}, false
	}
	return sc.rectOf(n), true
}

func (sc *Scene) rectOf(n *workshop.Note) workshop.Rect {
	return workshop.RectAt(sc.layout.Position(n.Place), sc.sh.Measure(n))
}

// NoteAt returns the topmost note under a point.
func (sc *Scene) NoteAt(p workshop.Point) (workshop.NoteID, bool) {
	found := sc.within(workshop.Rect{Min: p, Max: p})
	if len(found) == 0 {
		return "", false
	}
	return found[len(found)-1].ID, true
}

// NotesIn returns the notes that r encloses, or else touches, the lowest first.
func (sc *Scene) NotesIn(r workshop.Rect, enclosed bool) []workshop.NoteID {
	var ids []workshop.NoteID
	for _, n := range sc.within(r) {
		if !enclosed || r.Encloses(sc.rectOf(n)) {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

// within returns the notes that meet r, the lowest first.
func (sc *Scene) within(r workshop.Rect) []*workshop.Note {
	var notes []*workshop.Note
	sc.tree.Search(corner(r.Min), corner(r.Max), func(_, _ [2]float64, id workshop.NoteID) bool {
		notes = append(notes, sc.snap.Notes.Get(id))
		return true
	})
	slices.SortFunc(notes, func(a, b *workshop.Note) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID))
	})
	return notes
}

// Paint draws the part of the scene that lies on dst: origin is the canvas point at its top
// left, scale is pixels per canvas unit. Every pixel is written. Several goroutines may
// paint one scene at once, each on a picture of its own.
func (sc *Scene) Paint(dst *image.RGBA, origin workshop.Point, scale float64) {
	p := &raster{img: dst, origin: origin, scale: scale, sh: sc.sh}
	sc.ground.paint(p)
	see := workshop.RectAt(origin, workshop.Size{
		W: float64(dst.Rect.Dx()) / scale, H: float64(dst.Rect.Dy()) / scale,
	}).Inset(-NoteMargin)
	for _, n := range sc.within(see) {
		if !sc.opt.Hide[n.ID] {
			sc.paintNote(p, n)
		}
	}
}

// PaintNote draws one note with its shadow on nothing, [NoteMargin] around it, even if it
// is hidden. It returns nil for a note that is not there.
func (sc *Scene) PaintNote(id workshop.NoteID, scale float64) *image.RGBA {
	r, ok := sc.NoteRect(id)
	if !ok {
		return nil
	}
	r = r.Inset(-NoteMargin)
	img := image.NewRGBA(image.Rect(0, 0, int(r.W()*scale+0.999), int(r.H()*scale+0.999)))
	sc.paintNote(&raster{img: img, origin: r.Min, scale: scale, sh: sc.sh}, sc.snap.Notes.Get(id))
	return img
}

func corner(p workshop.Point) [2]float64 { return [2]float64{p.X, p.Y} }

// sameBoxes reports whether two layouts put everything but notes in the same places.
func sameBoxes(a, b *method.Layout) bool {
	return a == b || a.Canvas == b.Canvas && a.Kind == b.Kind && a.Bounds == b.Bounds && a.Unplaced == b.Unplaced &&
		slices.Equal(a.Stages, b.Stages) && slices.Equal(a.Lanes, b.Lanes)
}
