package method

import (
	"fmt"
	"slices"

	"throughline.app/workshop"
)

// The part of a canvas in a method file that says whose stages it has.
type fileTied struct {
	StagesOf string `toml:"stages-of"`
	Notes    bool   `toml:"notes"`
}

// tied checks whose stages the canvases have, once all kinds are known.
func (c *checker) tied(m *Method, f *fileMethod, base string) {
	for i := range f.Kinds {
		one, table := &f.Kinds[i], fmt.Sprintf("canvas[%d]", i)
		if one.Notes && one.StagesOf == "" {
			c.fault(table, "notes", "the canvas has no stages of another one to take notes from", `write "stages-of", or leave "notes" out`)
		}
		if one.StagesOf == "" || i >= len(m.Kinds) {
			continue
		}
		of := slices.IndexFunc(m.Kinds, func(k *CanvasKind) bool { return k.ID == base+"/"+one.StagesOf })
		switch {
		case of < 0:
			c.fault(table, "stages-of", fmt.Sprintf("there is no canvas %q", one.StagesOf), "name the id of a [[canvas]] of this file")
			continue
		case m.Kinds[of].Form != Columns || m.Kinds[of].Grid != nil || m.Kinds[of].Of != "" || of == i:
			c.fault(table, "stages-of", fmt.Sprintf("the canvas %q has no stages to take over", one.StagesOf), "name one whose stages are columns")
			continue
		case one.Of != "" || m.Kinds[i].Form != Columns:
			c.fault(table, "stages-of", "only a canvas of its own, with stages as columns, takes over those of another", `leave "stages-of" out`)
			continue
		}
		m.Kinds[i].StagesOf, m.Kinds[i].Notes, m.Kinds[of].Taken = base+"/"+one.StagesOf, one.Notes, true
	}
}

// Base is the canvas of a workshop whose stages a new canvas of this kind takes over: the
// first of the kind that the method names; nil if there is none.
func (k *CanvasKind) Base(s *workshop.Snapshot) *workshop.Canvas {
	for _, c := range s.CanvasList() {
		if k.StagesOf != "" && c.Kind == k.StagesOf && c.From == "" && c.Of == "" {
			return c
		}
	}
	return nil
}

// Begun returns the op that begins a canvas of this kind in a workshop, as
// [CanvasKind.Scaffold] does, with the stages that another canvas has by now where the
// method says so: each is tied to the one that it stands for, and the notes there are shown
// here too if the method wants them.
func (k *CanvasKind) Begun(s *workshop.Snapshot, ids func() string, title string, m Measure) (workshop.Together, workshop.CanvasID) {
	base := k.Base(s)
	if base == nil || len(s.StageList(base.ID)) == 0 {
		add := k.Scaffold(ids, title, "")
		return workshop.Together{add}, add.Canvas.ID
	}
	var stages []workshop.StageID
	for _, st := range s.StageList(base.ID) {
		stages = append(stages, st.ID)
	}
	return k.begun(s, base, stages, ids, title, m)
}

func (k *CanvasKind) begun(s *workshop.Snapshot, base *workshop.Canvas, stages []workshop.StageID, ids func() string, title string, m Measure) (workshop.Together, workshop.CanvasID) {
	var names []string
	for _, id := range stages {
		names = append(names, s.Stages.Get(id).Name)
	}
	add := k.scaffold(ids, title, "", names)
	for i, id := range stages {
		add.Stages[i].From = id
	}
	if k.Notes {
		add.Canvas.Header = base.Header
	}
	all := workshop.Together{add}
	return append(all, k.follow(s, all, base.ID, stages, add.Canvas.ID, m)...), add.Canvas.ID
}

// Take returns the op that takes a stage of another canvas into a canvas of this kind: as a
// stage tied to it, at its place among those that were taken before. Of one that is there
// already the notes are shown that have come since. With no canvas to take it into it begins
// one, with that stage alone.
func (k *CanvasKind) Take(s *workshop.Snapshot, stage workshop.StageID, into workshop.CanvasID, ids func() string, m Measure) (workshop.Together, workshop.CanvasID) {
	st := s.Stages.Get(stage)
	if st == nil || s.Canvases.Get(st.Canvas) == nil {
		return nil, ""
	}
	if s.Canvases.Get(into) == nil {
		return k.begun(s, s.Canvases.Get(st.Canvas), []workshop.StageID{stage}, ids, "", m)
	}
	place := make(map[workshop.StageID]int)
	for i, other := range s.StageList(st.Canvas) {
		place[other.ID] = i
	}
	var all workshop.Together
	after, there := workshop.StageID(""), false
	for _, mine := range s.StageList(into) {
		from, ok := s.StageOf(mine.From)
		there = there || ok && from == stage
		if ok && place[from] < place[stage] || after != "" && !ok {
			after = mine.ID
		}
	}
	if !there {
		all = append(all, workshop.AddStage{After: after,
			Stage: workshop.Stage{ID: workshop.StageID(ids()), Canvas: into, Name: st.Name, Width: k.Width, From: stage}})
	}
	return append(all, k.follow(s, all, st.Canvas, []workshop.StageID{stage}, into, m)...), into
}

// follow shows the notes of some stages on the canvas that takes these over, once before is
// done: those for which there is a lane.
func (k *CanvasKind) follow(s *workshop.Snapshot, before workshop.Together, from workshop.CanvasID, stages []workshop.StageID, to workshop.CanvasID, m Measure) workshop.Together {
	if !k.Notes {
		return nil
	}
	with := s
	if d, err := before.Plan(s); err == nil {
		with = s.With(d)
	}
	var notes []workshop.NoteID
	for _, n := range with.NoteList(from) {
		at, ok := with.ShownOn(n, from)
		if ok && n.Shown.Len() < workshop.MaxShown && slices.Contains(stages, at.Stage) && Counterpart(with, at, to) != (workshop.Region{}) {
			notes = append(notes, n.ID)
		}
	}
	if moves := k.Guests(with, notes, from, to, m); len(moves) > 0 {
		return workshop.Together{workshop.ShowNotes{At: moves}}
	}
	return nil
}

// Takers lists the kinds of a method that take over the stages of canvases of a kind.
func Takers(methods []*Method, kind string) []*CanvasKind {
	var all []*CanvasKind
	for _, m := range methods {
		for _, k := range m.Kinds {
			if k.StagesOf != "" && k.StagesOf == kind {
				all = append(all, k)
			}
		}
	}
	return all
}
