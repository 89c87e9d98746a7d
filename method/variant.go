package method

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// Variant returns the op that makes a variant of a canvas: another one with the same stages
// and lanes, each stage linked to the one that it stands for. With notes, the notes of the
// canvas are shown on it too, at the same places. Ids makes fresh record ids.
func Variant(s *workshop.Snapshot, of workshop.CanvasID, title string, notes bool, ids func() string) (workshop.Together, workshop.CanvasID) {
	base := s.Canvases.Get(of)
	if base == nil {
		return nil, ""
	}
	add := workshop.AddCanvas{Canvas: workshop.Canvas{
		ID: workshop.CanvasID(ids()), Title: title, Kind: base.Kind, Header: base.Header, From: of,
	}}
	stages, lanes := make(map[workshop.StageID]workshop.StageID), make(map[workshop.LaneID]workshop.LaneID)
	orders := workshop.OrderAfter("", max(len(s.StageList(of)), len(s.LaneList(of))))
	for i, st := range s.StageList(of) {
		id := workshop.StageID(ids())
		stages[st.ID] = id
		add.Stages = append(add.Stages, workshop.Stage{ID: id, Name: st.Name, Order: orders[i], Width: st.Width, From: st.ID})
	}
	for i, ln := range s.LaneList(of) {
		id := workshop.LaneID(ids())
		lanes[ln.ID] = id
		add.Lanes = append(add.Lanes, workshop.Lane{ID: id, Key: ln.Key, Name: ln.Name, Order: orders[i], Color: ln.Color})
	}
	all := workshop.Together{add}
	if !notes {
		return all, add.Canvas.ID
	}
	var show workshop.ShowNotes
	for _, n := range s.NoteList(of) {
		p, _ := n.PlaceOn(of)
		to := workshop.Place{Canvas: add.Canvas.ID, At: p.At}
		if r, ok := s.ShownIn(p.Region); ok {
			to.Region = workshop.Region{Stage: stages[r.Stage], Lane: lanes[r.Lane]}
		}
		if n.Shown.Len() < workshop.MaxShown {
			show.At = append(show.At, workshop.Move{Note: n.ID, To: to})
		}
	}
	return append(all, show), add.Canvas.ID
}

// A Comparison is what differs between a canvas and a variant of it.
type Comparison struct {
	Base, Variant *workshop.Canvas
	Rows          []Compared // in the order of the base, what the variant adds where it stands there
}

// A Compared is a stage of the base and the one of the variant that stands for it; one of the
// two is nil where there is none.
type Compared struct {
	Base, Variant *workshop.Stage
	Both          int              // notes that are shown in both
	Gone          []*workshop.Note // only on the base, in reading order
	New           []*workshop.Note // only on the variant
}

// The words for what became of a stage.
const (
	StageSame    = "same"
	StageRenamed = "renamed"
	StageAdded   = "added"
	StageRemoved = "removed"
)

// Change says what became of the stage: [StageSame], [StageRenamed], [StageAdded] or
// [StageRemoved].
func (c Compared) Change() string {
	switch {
	case c.Base == nil:
		return StageAdded
	case c.Variant == nil:
		return StageRemoved
	case c.Base.Name != c.Variant.Name:
		return StageRenamed
	}
	return StageSame
}

// Compare tells stage by stage what differs between a canvas and a variant of it. It is nil
// where there is no such pair.
func Compare(s *workshop.Snapshot, variant workshop.CanvasID) *Comparison {
	v := s.Canvases.Get(variant)
	if v == nil || v.From == "" || s.Canvases.Get(v.From) == nil {
		return nil
	}
	c := &Comparison{Base: s.Canvases.Get(v.From), Variant: v}
	at := make(map[workshop.StageID]int) // of the base's stages, in Rows
	for _, st := range s.StageList(c.Base.ID) {
		at[st.ID] = len(c.Rows)
		c.Rows = append(c.Rows, Compared{Base: st})
	}
	before := -1 // the row after which what the variant adds stands
	var added []struct {
		after int
		stage *workshop.Stage
	}
	for _, st := range s.StageList(variant) {
		from, ok := s.StageOf(st.From)
		i, linked := at[from]
		if ok && linked && c.Rows[i].Variant == nil {
			c.Rows[i].Variant, before = st, i
			continue
		}
		added = append(added, struct {
			after int
			stage *workshop.Stage
		}{before, st})
	}
	for k := len(added) - 1; k >= 0; k-- {
		c.Rows = slices.Insert(c.Rows, added[k].after+1, Compared{Variant: added[k].stage})
	}
	c.notes(s)
	return c
}

func (c *Comparison) notes(s *workshop.Snapshot) {
	on := func(n *workshop.Note, canvas workshop.CanvasID) (stage workshop.StageID, here bool) {
		if !n.On(canvas) {
			return "", false
		}
		r, _ := s.ShownOn(n, canvas)
		return r.Stage, true
	}
	for _, n := range s.Notes.All() {
		if n.Deleted() {
			continue
		}
		base, inBase := on(n, c.Base.ID)
		mine, inVariant := on(n, c.Variant.ID)
		for i := range c.Rows {
			row := &c.Rows[i]
			left := inBase && row.Base != nil && row.Base.ID == base
			right := inVariant && row.Variant != nil && row.Variant.ID == mine
			switch {
			case left && right:
				row.Both++
			case left:
				row.Gone = append(row.Gone, n)
			case right:
				row.New = append(row.New, n)
			}
		}
	}
	for i := range c.Rows {
		c.read(s, c.Rows[i].Gone, c.Base.ID)
		c.read(s, c.Rows[i].New, c.Variant.ID)
	}
}

// read puts notes into the order of their lanes, then down and across.
func (c *Comparison) read(s *workshop.Snapshot, notes []*workshop.Note, canvas workshop.CanvasID) {
	lane := make(map[workshop.LaneID]int)
	for i, l := range s.LaneList(canvas) {
		lane[l.ID] = i
	}
	slices.SortFunc(notes, func(a, b *workshop.Note) int {
		p, _ := a.PlaceOn(canvas)
		q, _ := b.PlaceOn(canvas)
		r, _ := s.ShownIn(p.Region)
		t, _ := s.ShownIn(q.Region)
		return cmp.Or(cmp.Compare(lane[r.Lane], lane[t.Lane]), cmp.Compare(p.At.Y, q.At.Y), cmp.Compare(p.At.X, q.At.X), cmp.Compare(a.ID, b.ID))
	})
}

// VariantsOf returns the variants of a canvas, in order.
func VariantsOf(s *workshop.Snapshot, of workshop.CanvasID) []*workshop.Canvas {
	return slices.DeleteFunc(s.CanvasList(), func(c *workshop.Canvas) bool { return c.From != of })
}
