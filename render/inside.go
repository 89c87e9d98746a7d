package render

import (
	"maps"
	"strconv"

	"throughline.app/method"
	"throughline.app/workshop"
)

// An inside counts, by stage of a canvas, the notes on canvases that open the stage up. A
// stage without such a canvas is not in it.
type inside map[workshop.StageID]int

func insideOf(s *workshop.Snapshot, canvas workshop.CanvasID) inside {
	var in inside
	for _, c := range s.Canvases.All() {
		if c.Gone || c.Of == "" {
			continue
		}
		if parent := s.ParentOf(c); parent == nil || parent.ID != canvas {
			continue
		}
		if in == nil {
			in = inside{}
		}
		at, _ := s.StageOf(c.Of)
		in[at] += s.NotesOn(c.ID)
	}
	return in
}

// insideAfter is the inside of a scene once d has led to s. It costs a count of the notes
// only where d touched a note on another canvas.
func (sc *Scene) insideAfter(s *workshop.Snapshot, d workshop.Diff) inside {
	if d.Touches(workshop.KindCanvas) || d.Touches(workshop.KindStage) {
		return insideOf(s, sc.layout.Canvas)
	}
	if len(sc.inside) == 0 {
		return sc.inside
	}
	for _, id := range d.Notes() {
		for _, n := range []*workshop.Note{sc.snap.Notes.Get(id), s.Notes.Get(id)} {
			if n != nil && (n.Place.Canvas != sc.layout.Canvas || n.Shown.Len() > 0) {
				return insideOf(s, sc.layout.Canvas)
			}
		}
	}
	return sc.inside
}

func (in inside) same(o inside) bool { return maps.Equal(in, o) }

// door draws how many notes are on the canvas of a stage, at the end of its head.
func (b *groundBuilder) door(st method.StageBox, notes int) {
	r := st.Door()
	b.add(boxShape{r: r, radius: r.H() / 2, fill: faded(rgb(0xFFFFFF), 0.16)})
	text := strconv.Itoa(notes) + " ›"
	set := b.sh.label(text, smallSize, r.W()-8, true)
	b.say(text, r.Center().X-set.lines[0].width/2, r.Center().Y, smallSize, r.W()-8, true, rgb(0xFFFFFF))
}
