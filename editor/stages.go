package editor

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"throughline.app/method"
	"throughline.app/workshop"
)

// kindName is how a stage and a lane are spoken of.
func kindName(ref workshop.Ref) string {
	if ref.Kind == workshop.KindLane {
		return "lane"
	}
	return "stage"
}

// line lists the stages of the canvas, or its lanes, as they are shown.
func (ed *Editor) line(kind workshop.Kind) []workshop.Ref {
	var refs []workshop.Ref
	l := ed.Layout()
	if kind == workshop.KindLane {
		for _, ln := range l.Lanes {
			refs = append(refs, ln.ID.Ref())
		}
		return refs
	}
	for _, st := range l.Stages {
		refs = append(refs, st.ID.Ref())
	}
	return refs
}

// shown reports whether a stage or a lane is on the canvas.
func (ed *Editor) shown(ref workshop.Ref) bool { return slices.Contains(ed.line(ref.Kind), ref) }

func (ed *Editor) nameOf(ref workshop.Ref) string {
	return ed.doc.Snapshot().Field(ref, workshop.FieldName)
}

// freshName is a name that no stage, or no lane, of the canvas has: base, or base and a
// number.
func (ed *Editor) freshName(kind workshop.Kind, base string) string {
	taken := make(map[string]bool)
	for _, ref := range ed.line(kind) {
		taken[ed.nameOf(ref)] = true
	}
	name := base
	for n := 2; taken[name]; n++ {
		number := fmt.Sprintf(" %d", n)
		room := workshop.MaxName - len(number)
		if utf8.RuneCountInString(base) > room {
			base = strings.TrimSpace(string([]rune(base)[:room]))
		}
		name = base + number
	}
	return name
}

// AddBeside adds a stage right of another, or a lane below another, and begins to write
// its name. An After without an id comes first.
func (ed *Editor) AddBeside(after workshop.Ref) {
	ed.Finish()
	id, what := ed.doc.NewID(), kindName(after)
	var op workshop.Op
	var ref workshop.Ref
	name := ed.freshName(after.Kind, "New "+what)
	if after.Kind == workshop.KindLane {
		ref = workshop.LaneID(id).Ref()
		op = workshop.AddLane{Lane: workshop.Lane{ID: workshop.LaneID(id), Canvas: ed.canvas, Name: name}, After: workshop.LaneID(after.ID)}
	} else {
		ref = workshop.StageID(id).Ref()
		op = workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(id), Canvas: ed.canvas, Name: name}, After: workshop.StageID(after.ID)}
	}
	label := "add a " + what
	if _, ok := ed.Do(label, op); ok {
		ed.nameScaffold(ref, label, true)
	}
}

// Before is the one at the left of ref, or above it; its id is "" where ref is the first.
func (ed *Editor) Before(ref workshop.Ref) workshop.Ref {
	line := ed.line(ref.Kind)
	if i := slices.Index(line, ref); i > 0 {
		return line[i-1]
	}
	return workshop.Ref{Kind: ref.Kind}
}

// after is the one at the right of ref, or below it; its id is "" where ref is the last.
func (ed *Editor) after(ref workshop.Ref) workshop.Ref {
	line := ed.line(ref.Kind)
	if i := slices.Index(line, ref); i >= 0 && i < len(line)-1 {
		return line[i+1]
	}
	return workshop.Ref{Kind: ref.Kind}
}

// Reorder puts a stage right of another, or a lane below another; an after without an id
// puts it first.
func (ed *Editor) Reorder(ref, after workshop.Ref) {
	ed.Do("move a "+kindName(ref), workshop.Reorder{Ref: ref, After: after.ID})
}

// Merge shows the notes of one stage, or lane, in another, below what is there.
func (ed *Editor) Merge(from, into workshop.Ref) {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	names := [2]string{ed.nameOf(from), ed.nameOf(into)}
	below := make(map[string]float64)
	across := workshop.KindLane
	if from.Kind == workshop.KindLane {
		across = workshop.KindStage
	}
	for _, other := range ed.line(across) {
		r := workshop.Region{Stage: workshop.StageID(into.ID), Lane: workshop.LaneID(other.ID)}
		if into.Kind == workshop.KindLane {
			r = workshop.Region{Stage: workshop.StageID(other.ID), Lane: workshop.LaneID(into.ID)}
		}
		below[other.ID] = l.Depth(snap, r, ed.Measure)
	}
	if _, ok := ed.Do("merge two "+kindName(from)+"s", workshop.MergeInto{From: from, Into: into, Below: below}); ok {
		ed.OfferUndo(fmt.Sprintf("%s is now in %s", shortName(names[0]), shortName(names[1])))
	}
}

// notesIn lists the notes that are shown in a stage or a lane, without locked ones.
func (ed *Editor) notesIn(ref workshop.Ref) []*workshop.Note {
	l := ed.Layout()
	var in []*workshop.Note
	for _, n := range ed.doc.Snapshot().NoteList(ed.canvas) {
		r := l.HomeOf(n)
		if r.Stage.Ref() == ref || r.Lane.Ref() == ref {
			in = append(in, n)
		}
	}
	return in
}

// RemoveScaffold takes a stage or a lane off the canvas; its notes go to the Unplaced
// shelf.
func (ed *Editor) RemoveScaffold(ref workshop.Ref) {
	name, n := shortName(ed.nameOf(ref)), len(ed.notesIn(ref))
	if ref.Kind == workshop.KindStage && ed.askInside(workshop.StageID(ref.ID), name) {
		return
	}
	if _, ok := ed.Do("remove a "+kindName(ref), workshop.Remove{Ref: ref}); !ok {
		return
	}
	ed.tellRemoved(name, n)
}

// tellRemoved says what was removed and where its notes are.
func (ed *Editor) tellRemoved(name string, n int) {
	switch n {
	case 0:
		ed.OfferUndo(name + " is removed")
	case 1:
		ed.OfferUndo(name + " is removed; its note is under Unplaced")
	default:
		ed.OfferUndo(fmt.Sprintf("%s is removed; its %d notes are under Unplaced", name, n))
	}
}

// Split adds a stage at the right of another, or a lane below another, for a part of its
// notes: those that are selected, or where none is, those in the right half of the column,
// or the lower half of the row.
func (ed *Editor) Split(ref workshop.Ref) {
	ed.Finish()
	snap, l := ed.doc.Snapshot(), ed.Layout()
	id := ed.doc.NewID()
	name := ed.freshName(ref.Kind, ed.nameOf(ref))
	op := workshop.Together{}
	if ref.Kind == workshop.KindLane {
		next := workshop.Lane{ID: workshop.LaneID(id), Canvas: ed.canvas, Name: name}
		if was := snap.Lanes.Get(workshop.LaneID(ref.ID)); was != nil {
			next.Key, next.Color = was.Key, was.Color
		}
		op = append(op, workshop.AddLane{Lane: next, After: workshop.LaneID(ref.ID)})
	} else {
		op = append(op, workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(id), Canvas: ed.canvas, Name: name}, After: workshop.StageID(ref.ID)})
	}
	moves := ed.parted(ref, id, l)
	op = append(op, workshop.MoveNotes{Moves: moves})
	if _, ok := ed.Do("split a "+kindName(ref), op); ok {
		ed.OfferUndo(fmt.Sprintf("%s moved to %s", counted(len(moves)), shortName(name)))
	}
}

// parted is where the notes go that Split takes along.
func (ed *Editor) parted(ref workshop.Ref, id string, l *method.Layout) []workshop.Move {
	notes := slices.DeleteFunc(ed.notesIn(ref), func(n *workshop.Note) bool { return n.Locked() })
	chosen := slices.ContainsFunc(notes, func(n *workshop.Note) bool { return ed.selection.Has(n.ID) })
	var moves []workshop.Move
	first := workshop.Point{X: workshop.MaxCoord, Y: workshop.MaxCoord}
	for _, n := range notes {
		home := l.HomeOf(n)
		cell, _ := l.Cell(home)
		r := workshop.RectAt(l.At(n), ed.measure(n))
		if chosen && !ed.selection.Has(n.ID) ||
			!chosen && ref.Kind == workshop.KindStage && r.Center().X < cell.Center().X ||
			!chosen && ref.Kind == workshop.KindLane && r.Center().Y < cell.Center().Y {
			continue
		}
		at := r.Min.Sub(cell.Min)
		if ref.Kind == workshop.KindStage {
			home.Stage = workshop.StageID(id)
		} else {
			home.Lane = workshop.LaneID(id)
		}
		to := workshop.Place{Canvas: ed.canvas, Region: home, At: workshop.Point{X: at.DX, Y: at.DY}}
		first.X, first.Y = min(first.X, at.DX), min(first.Y, at.DY)
		moves = append(moves, workshop.Move{Note: n.ID, To: to})
	}
	for i := range moves { // the part begins where the whole did
		if ref.Kind == workshop.KindStage {
			moves[i].To.At.X -= first.X
		} else {
			moves[i].To.At.Y -= first.Y
		}
	}
	return moves
}

// SetWidth makes a stage's column at least so wide, in canvas units; 0 leaves it to its
// notes.
func (ed *Editor) SetWidth(stage workshop.StageID, width float64) {
	ed.Do("change a stage's width", workshop.SetWidth{Stage: stage, Width: width})
}

// widen makes a column a note's room wider, or narrower.
func (ed *Editor) widen(ref workshop.Ref, by float64) {
	for _, st := range ed.Layout().Stages {
		if st.ID.Ref() == ref {
			ed.SetWidth(st.ID, max(method.ColumnPitch, st.Column.W()+by))
		}
	}
}
