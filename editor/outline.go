package editor

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// WriteIn begins a new note in the next free place of a region, in a category if one is
// given: for those who do not point. See [Editor.WriteNote].
func (ed *Editor) WriteIn(r workshop.Region, category workshop.CategoryID) {
	spot := ed.Layout().FreeSpot(ed.doc.Snapshot(), r, ed.Measure, 1)[0]
	ed.writeIn(workshop.Place{Canvas: ed.canvas, Region: r, At: spot}, "", workshop.Small)
	if ed.editing != nil {
		ed.editing.Note.Category = category
	}
}

// Retitle gives what has a name another one, as one step.
func (ed *Editor) Retitle(ref workshop.Ref, name string) {
	kind := map[workshop.Kind]string{
		workshop.KindWorkshop: "the workshop", workshop.KindCanvas: "a canvas", workshop.KindStage: "a stage",
		workshop.KindLane: "a lane", workshop.KindCategory: "a category",
	}[ref.Kind]
	if workshop.CleanName(name) != "" {
		ed.Do("rename "+kind, workshop.Rename{Ref: ref, Name: name})
	}
}

// Swap moves a note to the place of the one before or after it in its region, in reading
// order, and that one to its place. At the end of the region nothing happens.
func (ed *Editor) Swap(id workshop.NoteID, later bool) {
	snap, l := ed.doc.Snapshot(), ed.Layout()
	n := snap.Notes.Get(id)
	if n == nil || !ed.on(snap, id) {
		return
	}
	home, _ := snap.ShownOn(n, ed.canvas)
	var mates []*workshop.Note
	for _, o := range snap.NoteList(ed.canvas) {
		if r, _ := snap.ShownOn(o, ed.canvas); r == home {
			mates = append(mates, o)
		}
	}
	slices.SortFunc(mates, func(a, b *workshop.Note) int {
		p, q := l.At(a), l.At(b)
		return cmp.Or(cmp.Compare(p.Y, q.Y), cmp.Compare(p.X, q.X), cmp.Compare(a.ID, b.ID))
	})
	i := slices.Index(mates, n)
	j := i - 1
	if later {
		j = i + 1
	}
	if j < 0 || j >= len(mates) {
		return
	}
	other := mates[j]
	if n.Locked() || other.Locked() {
		ed.Tell("One of the two notes is locked.")
		return
	}
	ed.Do("move a note", workshop.MoveNotes{Moves: []workshop.Move{
		{Note: n.ID, To: l.PlaceOf(other)}, {Note: other.ID, To: l.PlaceOf(n)},
	}})
	ed.Select(id)
}

// Aim makes something the target of the commands that follow, where it was not pointed at
// on the canvas; see [Editor.AimAt].
func (ed *Editor) Aim(t Target) { ed.target = t }
