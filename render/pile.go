package render

import (
	"cmp"
	"encoding/binary"
	"slices"
	"sync"

	"github.com/tidwall/rtree"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A placed is a note where it lies in a scene, with its text set.
type placed struct {
	note *workshop.Note
	r    workshop.Rect
	text *noteText
	by   *block // what its card marks and who wrote it; nil if neither is shown
	tags []chip // at the note's foot
	dots int    // that people put on it
	// dotsW is how much of the foot these take, dotCount their number if it is written; nil if not.
	dotsW    float64
	dotCount *block
	box      workshop.Rect // of its picture, from its top left; empty if it shows none
	also     bool          // it is on other canvases too
	card     *method.Card  // what the method says of its kind; nil if nothing
	rank     uint64        // the first letters of the note's order, which decide most comparisons
}

// compare orders notes from the lowest to the topmost.
func (t ranked) compare(o ranked) int {
	if t.rank != o.rank {
		return cmp.Compare(t.rank, o.rank)
	}
	if c := cmp.Compare(t.note.Order, o.note.Order); c != 0 {
		return c
	}
	return cmp.Compare(t.note.ID, o.note.ID)
}

// shows reports whether a note is on the scene's canvas.
func (sc *Scene) shows(n *workshop.Note) bool {
	return n != nil && n.On(sc.layout.Canvas) && !n.Deleted()
}

// lay puts a note in its place.
func (sc *Scene) lay(n *workshop.Note) *placed {
	key := keyOf(n)
	key.slips = sc.slips(n.ID.Ref())
	t := &placed{note: n, text: sc.sh.set(key)}
	t.r = workshop.RectAt(sc.layout.At(n), t.text.sizeOf(n))
	t.box = pictureBox(n, t.r.W())
	t.also = sc.elsewhere(n)
	t.card = sc.layout.Kind.Card(n.Kind)
	sc.foot(t)
	var first [8]byte
	copy(first[:], n.Order)
	t.rank = binary.BigEndian.Uint64(first[:])
	return t
}

// placed returns a note of the scene, or nil.
func (sc *Scene) placed(id workshop.NoteID) *placed {
	n := sc.snap.Notes.Get(id)
	if !sc.shows(n) {
		return nil
	}
	at := sc.layout.At(n)
	var found *placed
	sc.notes.tree.Search(corner(at), corner(at), func(_, _ [2]float64, t *placed) bool {
		if t.note.ID == id {
			found = t
		}
		return found == nil
	})
	return found
}

// A pile is the notes of a scene by where they lie. Once its scene is out it only ever
// forks.
type pile struct {
	mu   sync.Mutex // for fork, which marks both trees as sharing their nodes
	tree rtree.RTreeG[*placed]
}

func (x *pile) fork() *pile {
	x.mu.Lock()
	defer x.mu.Unlock()
	return &pile{tree: *x.tree.Copy()}
}

func (x *pile) add(t *placed)    { x.tree.Insert(corner(t.r.Min), corner(t.r.Max), t) }
func (x *pile) remove(t *placed) { x.tree.Delete(corner(t.r.Min), corner(t.r.Max), t) }

// A ranked is a placed note with its rank at hand: sorting reads little else.
type ranked struct {
	rank uint64
	*placed
}

// within returns the notes that meet r, in no order.
func (x *pile) within(r workshop.Rect) []ranked {
	var found []ranked
	x.tree.Search(corner(r.Min), corner(r.Max), func(_, _ [2]float64, t *placed) bool {
		found = append(found, ranked{t.rank, t})
		return true
	})
	return found
}

// sorted returns the notes that meet r, the lowest first.
func (x *pile) sorted(r workshop.Rect) []ranked {
	found := x.within(r)
	slices.SortFunc(found, ranked.compare)
	return found
}

func corner(p workshop.Point) [2]float64 { return [2]float64{p.X, p.Y} }
