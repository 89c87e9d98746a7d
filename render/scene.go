package render

import (
	"image"
	"slices"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Options say what a scene shows.
type Options struct {
	Style        Style
	Authors      bool                       // names at the foot of notes
	Pictures     *Gallery                   // of notes; nil shows frames in their place
	NoLinks      bool                       // links between notes are left out
	NoCategories bool                       // what shows them among the notes is left out
	Hide         map[workshop.NoteID]bool   // left out of the drawing, not of hit tests; not written to
	Ratio        float64                    // pixels of the drawing per unit of the window, for what keeps its size at any zoom; 0 is 1
	Rings        bool                       // each note has the hue of its category around it, as while categories are tried
	Marks        map[workshop.NoteID]string // a word at a note's corner; not written to
	// Slips lists the words of a note's text or of a stage's name, as they stand there, that
	// get a dotted line below them: such as only the company uses. Nil marks none. It is
	// pure, and safe for concurrent use.
	Slips func(*workshop.Snapshot, workshop.Ref) []string
	Lit   map[workshop.NoteID]bool // these stand out and the others stand back; nil: all alike; not written to
}

// A Scene is the drawing of one canvas at one moment. It is immutable.
type Scene struct {
	snap   *workshop.Snapshot
	layout *method.Layout
	sh     *Shaper
	fonts  uint64 // the shaper's fonts that texts were set in, see [Shaper.LoadFonts]
	opt    Options
	ground *ground
	spread insight.Tally
	strip  []insight.Item // what the foot names
	inside inside
	notes  *pile
	web    *web            // links
	words  []workshop.Rect // that pills leave free, see inscribed
	groups grouping
	talk   map[workshop.NoteID]int // how many comments notes have
	dots   map[workshop.NoteID]int // how many dots lie on notes
}

// Build makes the scene of a whole canvas. L must be the layout of s, measured with sh.
func Build(s *workshop.Snapshot, l *method.Layout, sh *Shaper, o Options) *Scene {
	return build(s, l, sh, o, nil)
}

// build is Build with the links of a scene before, whose ways may still hold.
func build(s *workshop.Snapshot, l *method.Layout, sh *Shaper, o Options, was *web) *Scene {
	sc := &Scene{snap: s, layout: l, sh: sh, fonts: sh.fonts.Load(), opt: o, spread: insight.TallyOf(s, l.Canvas), inside: insideOf(s, l.Canvas), notes: new(pile), dots: s.DotCounts("")}
	for _, n := range s.Notes.All() {
		if sc.shows(n) {
			sc.notes.add(sc.lay(n))
		}
	}
	sc.strip = sc.stripOf()
	sc.web = sc.newWeb(was)
	sc.words = sc.inscribed()
	sc.groups = sc.group()
	sc.talk = s.CommentCounts()
	sc.ground = newGround(sc)
	return sc
}

// With returns the scene after d, which led to s, and what has to be painted again, in
// canvas units. It costs what d touched; where boxes of the layout moved, the
// scene is built again, and what lies right of them and below is painted.
func (sc *Scene) With(s *workshop.Snapshot, l *method.Layout, d workshop.Diff) (*Scene, []workshop.Rect) {
	if d == nil || !sc.layout.Same(l) || d.Touches(workshop.KindPerson) || sc.fonts != sc.sh.fonts.Load() {
		return sc.anew(s, l, d)
	}
	if comesOrGoes(d) || sc.opt.Slips != nil && d.Touches(workshop.KindFinding) {
		return sc.anew(s, l, nil)
	}
	next := *sc
	next.snap, next.layout, next.notes = s, l, sc.notes.fork()
	var dirty, moved, changed []workshop.Rect
	shelf := false
	touched := d.Notes()
	if d.Touches(workshop.KindAnswer) {
		next.dots = s.DotCounts("")
		touched = appendNew(touched, next.redotted(sc))
	}
	for _, id := range touched {
		var was workshop.Rect
		if t := sc.placed(id); t != nil {
			was = t.r
			next.notes.remove(t)
			changed = append(changed, t.r)
			dirty = append(dirty, t.r.Inset(-NoteMargin))
			shelf = shelf || t.r.Overlaps(l.Unplaced)
		}
		if n := s.Notes.Get(id); next.shows(n) {
			t := next.lay(n)
			next.notes.add(t)
			changed = append(changed, t.r)
			dirty = append(dirty, t.r.Inset(-NoteMargin))
			shelf = shelf || t.r.Overlaps(l.Unplaced)
			if t.r != was {
				moved = append(moved, was, t.r)
			}
		} else if !was.Empty() {
			moved = append(moved, was)
		}
		next.spread = next.spread.Moved(insight.ShareOf(sc.snap, l.Canvas, id), insight.ShareOf(s, l.Canvas, id))
	}
	if shelf && sc.shelfMoved(l) {
		return sc.anew(s, l, d)
	}
	dirty = append(dirty, sc.rewebbed(&next, d, moved)...)
	dirty = append(dirty, sc.regrid(&next)...)
	if d.Touches(workshop.KindCategory) || d.Touches(workshop.KindWorkshop) || d.Touches(workshop.KindCanvas) {
		next.spread = insight.TallyOf(s, l.Canvas)
	}
	if restrips(s, d) || !next.spread.Same(sc.spread) {
		next.strip = next.stripOf()
	}
	var regrouped []workshop.Rect
	next.groups, regrouped = next.regroup(sc.groups, changed, d.Touches(workshop.KindCategory))
	dirty = append(dirty, regrouped...)
	if d.Touches(workshop.KindComment) {
		next.talk = s.CommentCounts()
		dirty = append(dirty, next.talkChanged(sc)...)
	}
	next.inside = sc.insideAfter(s, d)
	if !next.inside.same(sc.inside) {
		for _, st := range l.Stages {
			dirty = append(dirty, st.Head)
		}
	}
	if d.Touches(workshop.KindWorkshop) {
		next.ground = newGround(&next)
		dirty = append(dirty, l.Legend, l.Foot)
	}
	if speaks(s, d) || sc.ground.counts && recounts(d) {
		next.ground = newGround(&next)
		dirty = append(dirty, answered(l)...)
	}
	switch {
	case d.Touches(workshop.KindCanvas), d.Touches(workshop.KindStage), d.Touches(workshop.KindLane), !next.inside.same(sc.inside):
		next.ground = newGround(&next)
		dirty = append(dirty, l.Header, l.Foot)
		if l.GridBox != nil {
			dirty = append(dirty, l.GridBox.Title)
		}
	case !slices.Equal(next.strip, sc.strip):
		next.ground = next.ground.withFoot(&next)
		dirty = append(dirty, l.Foot)
	}
	return &next, dirty
}

// shelfMoved reports whether the shelf puts notes elsewhere than it did: the blocks on it
// make room for each other.
func (sc *Scene) shelfMoved(l *method.Layout) bool {
	return slices.ContainsFunc(sc.notes.within(sc.layout.Unplaced), func(t ranked) bool {
		return l.At(t.note) != t.r.Min
	})
}

// Hiding returns the scene with other notes left out of the drawing.
func (sc *Scene) Hiding(hide map[workshop.NoteID]bool) *Scene {
	next := *sc
	next.opt.Hide = hide
	return &next
}

// Bounds is all that there is to see, in canvas units.
func (sc *Scene) Bounds() workshop.Rect { return sc.layout.Bounds }

// NoteRect returns the bounds of a note, without its shadow.
func (sc *Scene) NoteRect(id workshop.NoteID) (workshop.Rect, bool) {
	if t := sc.placed(id); t != nil {
		return t.r, true
	}
	return workshop.Rect{}, false
}

// NoteAt returns the topmost note under a point.
func (sc *Scene) NoteAt(p workshop.Point) (workshop.NoteID, bool) {
	found := sc.notes.within(workshop.Rect{Min: p, Max: p})
	if len(found) == 0 {
		return "", false
	}
	return slices.MaxFunc(found, ranked.compare).note.ID, true
}

// NotesIn returns the notes that r encloses, or else touches, the lowest first.
func (sc *Scene) NotesIn(r workshop.Rect, enclosed bool) []workshop.NoteID {
	var ids []workshop.NoteID
	for _, t := range sc.notes.sorted(r) {
		if !enclosed || r.Encloses(t.r) {
			ids = append(ids, t.note.ID)
		}
	}
	return ids
}

// Paint draws the part of the scene that lies on dst: origin is the canvas point at its top
// left, scale is pixels per canvas unit. Every pixel is written. Several goroutines may
// paint one scene at once, each on a picture of its own.
func (sc *Scene) Paint(dst *image.RGBA, origin workshop.Point, scale float64) {
	p := newRaster(dst, origin, scale, sc.sh)
	sc.ground.paint(p)
	var groups []*container
	if !sc.opt.NoCategories {
		groups = sc.containers(workshop.RectAt(origin, workshop.Size{W: float64(dst.Rect.Dx()) / scale, H: float64(dst.Rect.Dy()) / scale}))
	}
	for _, c := range groups {
		sc.paintContainer(p, c)
	}
	see := workshop.RectAt(origin, workshop.Size{
		W: float64(dst.Rect.Dx()) / scale, H: float64(dst.Rect.Dy()) / scale,
	}).Inset(-NoteMargin - 1/scale)
	sc.paintLinks(p)
	for _, t := range sc.notes.sorted(see) {
		if !sc.opt.Hide[t.note.ID] {
			sc.paintNote(p, t.placed)
		}
	}
	sc.paintLabels(p)
	for _, c := range groups {
		sc.paintPill(p, c, sc.zoom(scale))
	}
}

// PaintNote draws one note with its shadow on nothing, [NoteMargin] around it, even if it
// is hidden. It returns nil for a note that is not there.
func (sc *Scene) PaintNote(id workshop.NoteID, scale float64) *image.RGBA {
	t := sc.placed(id)
	if t == nil {
		return nil
	}
	r := t.r.Inset(-NoteMargin)
	img := image.NewRGBA(image.Rect(0, 0, int(r.W()*scale+0.999), int(r.H()*scale+0.999)))
	sc.paintNote(newRaster(img, r.Min, scale, sc.sh), t)
	return img
}
