package editor

import (
	"cmp"
	"fmt"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A change of membership that goes with a drop.
type joining struct {
	into workshop.CategoryID // "": leaves
	from workshop.CategoryID // "": was in none
	ids  []workshop.NoteID
}

// joinings tells which notes change category where moves put them. A note whose middle
// lands in a container joins it. A member that lands clear of its own container leaves it,
// unless all of its category in that region go together, or it lay alone and had no box to
// be taken out of.
func (ed *Editor) joinings(moves []workshop.Move) []joining {
	if ed.plain {
		return nil
	}
	snap := ed.Shown()
	held := make(map[workshop.NoteID]bool, len(moves))
	for _, m := range moves {
		held[m.Note] = true
	}
	var all []joining
	for _, m := range moves {
		n := snap.Notes.Get(m.Note)
		var from, into workshop.CategoryID
		c := snap.CategoryOf(n)
		if c != nil {
			from, into = c.ID, c.ID
		}
		landed := workshop.RectAt(ed.Layout().Position(m.To), ed.measure(n))
		if to := ed.receiver(landed, from, held); to != nil {
			into = to.Category
		} else if c != nil && !ed.stays(n, landed, from, held) {
			into = ""
		}
		if into == from {
			continue
		}
		i := slices.IndexFunc(all, func(j joining) bool { return j.into == into && j.from == from })
		if i < 0 {
			i = len(all)
			all = append(all, joining{into: into, from: from})
		}
		all[i].ids = append(all[i].ids, m.Note)
	}
	return all
}

// receiver is the container that a note joins which lands there: its own before others,
// then the smallest. One of which all notes are in the hand goes along and receives none.
func (ed *Editor) receiver(landed workshop.Rect, own workshop.CategoryID, held map[workshop.NoteID]bool) *method.Container {
	r, ok := ed.Layout().RegionAt(landed.Center())
	if !ok {
		r, _ = ed.Layout().RegionAt(landed.Min.Add(workshop.Vec{DX: 0.5, DY: 0.5}))
	}
	found := slices.DeleteFunc(ed.Hits().Containers(r), func(c *method.Container) bool {
		return !c.Holds(landed.Center()) || allHeld(c, held)
	})
	if len(found) == 0 {
		return nil
	}
	return slices.MinFunc(found, func(a, b *method.Container) int {
		if (a.Category == own) != (b.Category == own) {
			if a.Category == own {
				return -1
			}
			return 1
		}
		return cmp.Compare(a.Bounds.W()*a.Bounds.H(), b.Bounds.W()*b.Bounds.H())
	})
}

// stays reports whether a member stays in its category where it lands outside of any
// container.
func (ed *Editor) stays(n *workshop.Note, landed workshop.Rect, own workshop.CategoryID, held map[workshop.NoteID]bool) bool {
	home := ed.regionOf(n)
	for _, c := range ed.Hits().Containers(home) {
		if c.Category == own && (allHeld(c, held) || ed.alone(c, n.ID)) {
			return true
		}
	}
	r, _ := ed.Layout().RegionAt(landed.Center())
	for _, c := range ed.Hits().Containers(r) {
		if c.Category == own && c.Meets(landed) {
			return true
		}
	}
	return false
}

func allHeld(c *method.Container, held map[workshop.NoteID]bool) bool {
	return !slices.ContainsFunc(c.Notes, func(id workshop.NoteID) bool { return !held[id] })
}

// maxReceived is how many notes are looked at in every move of a drag; of more nothing
// lights up, though the drop counts them all.
const maxReceived = 100

// Receiving lists the containers that would take in what is dropped there.
func (ed *Editor) Receiving(ids []workshop.NoteID, by workshop.Vec, pointer workshop.Point) []*method.Container {
	snap := ed.Shown()
	var lit []*method.Container
	if len(ids) > maxReceived || ed.plain {
		return nil
	}
	held := make(map[workshop.NoteID]bool, len(ids))
	for _, id := range ids {
		held[id] = true
	}
	for _, m := range ed.moves(ids, by, pointer) {
		n := snap.Notes.Get(m.Note)
		var own workshop.CategoryID
		if c := snap.CategoryOf(n); c != nil {
			own = c.ID
		}
		landed := workshop.RectAt(ed.Layout().Position(m.To), ed.measure(n))
		if c := ed.receiver(landed, own, held); c != nil && c.Category != own && !slices.Contains(lit, c) {
			lit = append(lit, c)
		}
	}
	return lit
}

// dropLabel names the step of a drop for the menu.
func (ed *Editor) dropLabel(n int, all []joining) string {
	label := "move " + notes(n)
	if len(all) != 1 {
		return label
	}
	j, snap := all[0], ed.Shown()
	if c := snap.Category(j.into); c != nil {
		return label + " into " + quoted(c.Name)
	}
	if c := snap.Category(j.from); c != nil {
		return label + " out of " + quoted(c.Name)
	}
	return label
}

// tellLeft says which notes a drop took out of their categories; it reports whether there
// are any.
func (ed *Editor) tellLeft(all []joining) bool {
	n, from := 0, make(map[workshop.CategoryID]int)
	for _, j := range all {
		if j.into == "" {
			n, from[j.from] = n+len(j.ids), 1
		}
	}
	if n > 0 {
		ed.OfferUndo(fmt.Sprintf("%s left %s", counted(n), ed.called(from)))
	}
	return n > 0
}

// DropOn makes a category of the notes in the hand and the one that they are dropped on, or
// puts them into the category of that one. They come to lie beside it.
func (ed *Editor) DropOn(ids []workshop.NoteID, onto workshop.NoteID) {
	snap := ed.doc.Snapshot()
	ids = slices.DeleteFunc(slices.Clone(ids), func(id workshop.NoteID) bool { return !ed.on(snap, id) || id == onto })
	if len(ids) == 0 || !ed.on(snap, onto) {
		return
	}
	carry := append(ed.landing(ed.beside(ids, onto)), workshop.Raise{Notes: ids})
	if c := ed.Shown().CategoryOf(ed.Shown().Notes.Get(onto)); c != nil && ed.tried(c.ID) {
		ed.Do("move "+notes(len(ids)), carry)
		ed.JoinCategory(c.ID, ids...)
		return
	}
	if c := snap.CategoryOf(snap.Notes.Get(onto)); c != nil {
		label := fmt.Sprintf("move %s into %s", notes(len(ids)), quoted(c.Name))
		ed.Do(label, append(carry, workshop.JoinCategory{Category: c.ID, Notes: ids, By: ed.doc.Me()}))
		return
	}
	ed.makeCategory(labelMakeCategory, append([]workshop.NoteID{onto}, ids...), carry...)
}

// beside finds places for notes next to one: below and beside it where that is free, else
// in the next free places of its region.
func (ed *Editor) beside(ids []workshop.NoteID, onto workshop.NoteID) []workshop.Move {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	at, _ := ed.Hits().NoteRect(onto)
	region := l.HomeOf(snap.Notes.Get(onto))
	cell, bounded := l.Cell(l.PlaceAt(at.Min, at.Center()).Region)
	taken := []workshop.Rect{at}
	free := func(r workshop.Rect) bool {
		if bounded && (r.Min.X < cell.Min.X || r.Max.X > cell.Max.X || r.Min.Y < cell.Min.Y) || slices.ContainsFunc(taken, r.Overlaps) {
			return false
		}
		return !slices.ContainsFunc(ed.Hits().NotesIn(r, false), func(id workshop.NoteID) bool { return !slices.Contains(ids, id) })
	}
	moves := make([]workshop.Move, len(ids))
	for i, id := range ids {
		size := ed.measure(snap.Notes.Get(id))
		step := workshop.Vec{DX: size.W + method.Gap, DY: size.H + method.Gap}
		spot, found := workshop.Rect{}, false
		for _, way := range [][2]float64{{0, 1}, {1, 0}, {-1, 0}, {0, -1}, {1, 1}, {-1, 1}, {0, 2}, {1, 2}, {-1, 2}} {
			spot = workshop.RectAt(at.Min.Add(workshop.Vec{DX: way[0] * step.DX, DY: way[1] * step.DY}), size)
			if way[1] == 1 {
				spot = spot.Add(workshop.Vec{DY: at.H() - size.H})
			}
			if found = free(spot); found {
				break
			}
		}
		if !found {
			place := workshop.Place{Canvas: ed.canvas, Region: region, At: l.FreeSpot(snap, region, ed.Measure, i+1)[i]}
			moves[i] = workshop.Move{Note: id, To: place}
			continue
		}
		taken = append(taken, spot)
		moves[i] = workshop.Move{Note: id, To: l.PlaceNote(spot, spot.Center())}
	}
	return moves
}
