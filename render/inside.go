package render

import (
	"cmp"
	"maps"
	"strconv"

	"throughline.app/method"
	"throughline.app/workshop"
)

// An inside says, by stage of a canvas, what is on the canvases that open the stage up. A
// stage without such a canvas is not in it.
type inside map[workshop.StageID]within

// A within is what is inside of one stage.
type within struct {
	notes int
	top   string // name of the category with the most of them, "" if none has any
}

func insideOf(s *workshop.Snapshot, canvas workshop.CanvasID) inside {
	var on map[workshop.CanvasID][]workshop.StageID // stages of this canvas, by what opens them up
	var in inside
	for _, c := range s.Canvases.All() {
		if c.Gone || c.Of == "" || c.ID == canvas {
			continue
		}
		for _, at := range s.StagesOf(c) {
			if st := s.Stages.Get(at); st == nil || st.Canvas != canvas {
				continue
			}
			if on == nil {
				on, in = make(map[workshop.CanvasID][]workshop.StageID), inside{}
			}
			on[c.ID] = append(on[c.ID], at)
			in[at] = within{}
		}
	}
	if on == nil {
		return nil
	}
	most := make(map[workshop.StageID]map[*workshop.Category]int)
	for _, n := range s.Notes.All() {
		if n.Deleted() {
			continue
		}
		for c, stages := range on {
			if !n.On(c) {
				continue
			}
			of := s.CategoryOf(n)
			for _, at := range stages {
				w := in[at]
				w.notes++
				in[at] = w
				if of == nil {
					continue
				}
				if most[at] == nil {
					most[at] = make(map[*workshop.Category]int)
				}
				most[at][of]++
			}
		}
	}
	for at, counts := range most {
		w := in[at]
		w.top = topOf(counts)
		in[at] = w
	}
	return in
}

// topOf names the category with the most notes; of several the first by name.
func topOf(counts map[*workshop.Category]int) string {
	var best *workshop.Category
	for c, n := range counts {
		if best == nil || cmp.Or(cmp.Compare(counts[best], n), cmp.Compare(c.Name, best.Name), cmp.Compare(c.ID, best.ID)) < 0 {
			best = c
		}
	}
	return best.Name
}

// insideAfter is the inside of a scene once d has led to s. It costs a look at the notes
// only where d touched a note on another canvas, or a category.
func (sc *Scene) insideAfter(s *workshop.Snapshot, d workshop.Diff) inside {
	if d.Touches(workshop.KindCanvas) || d.Touches(workshop.KindStage) {
		return insideOf(s, sc.layout.Canvas)
	}
	if len(sc.inside) == 0 {
		return sc.inside
	}
	if d.Touches(workshop.KindCategory) {
		return insideOf(s, sc.layout.Canvas)
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

// door draws how many notes are on the canvases of a stage, at the end of its head.
func (b *groundBuilder) door(st method.StageBox, notes int) {
	r := st.Door()
	b.add(boxShape{r: r, radius: r.H() / 2, fill: faded(rgb(0xFFFFFF), 0.16)})
	text := strconv.Itoa(notes) + " ›"
	set := b.sh.label(text, smallSize, r.W()-8, true)
	b.say(text, r.Center().X-set.lines[0].width/2, r.Center().Y, smallSize, r.W()-8, true, rgb(0xFFFFFF))
}
