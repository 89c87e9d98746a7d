package method

import (
	"math"
	"strings"

	"throughline.app/workshop"
)

// What can become of a stage where a canvas gets others, beside becoming one of them.
const (
	StageStays = -1 // behind the new ones
	StageGoes  = -2 // off the canvas
)

// A Fate is what becomes of one stage of a canvas that gets other stages.
type Fate struct {
	Stage  *workshop.Stage
	Notes  int  // that are shown in it
	Opened bool // canvases open it up
	To     int  // a place among the new names, [StageStays] or [StageGoes]
}

// Kept reports whether something is in the stage that must not be lost.
func (f Fate) Kept() bool { return f.Notes > 0 || f.Opened }

// Fates proposes what becomes of the stages of a canvas that gets others, from left to
// right: a stage of the same name becomes that one. One that holds notes, or that a canvas
// opens up, becomes the one at about its place between those; empty ones go.
func Fates(s *workshop.Snapshot, canvas workshop.CanvasID, names []string) []Fate {
	stages := s.StageList(canvas)
	notes := make(map[workshop.StageID]int)
	for _, n := range s.NoteList(canvas) {
		p, _ := n.PlaceOn(canvas)
		if id, ok := s.StageOf(p.Region.Stage); ok {
			notes[id]++
		}
	}
	fates := make([]Fate, len(stages))
	taken := make(map[int]bool)
	for i, st := range stages {
		fates[i] = Fate{Stage: st, Notes: notes[st.ID], Opened: len(s.CanvasesOf(st.ID)) > 0, To: StageGoes}
		for j, name := range names {
			if strings.EqualFold(name, st.Name) && !taken[j] {
				fates[i].To, taken[j] = j, true
			}
		}
	}
	for i := range fates {
		if fates[i].To >= 0 || !fates[i].Kept() {
			continue
		}
		low, high := 0, len(names)-1
		for _, f := range fates[:i] {
			low = max(low, f.To)
		}
		for j := len(fates) - 1; j > i; j-- {
			if fates[j].To >= 0 {
				high = min(high, fates[j].To)
			}
		}
		at := (float64(i)+0.5)/float64(len(fates))*float64(len(names)) - 0.5
		fates[i].To = max(low, min(int(math.Floor(at+0.5)), max(low, high)))
	}
	return fates
}

// UseStages is the op that gives a canvas of this kind other stages, with the fates that
// people chose. Ids makes fresh record ids; m measures notes as in [CanvasKind.Layout].
func (k *CanvasKind) UseStages(s *workshop.Snapshot, canvas workshop.CanvasID, names []string, fates []Fate, ids func() string, m Measure) workshop.UseStages {
	op := workshop.UseStages{Canvas: canvas, Names: names, Into: make(map[workshop.StageID]int), Keep: make(map[workshop.StageID]bool), Below: make(map[workshop.StageID]map[string]float64)}
	for range names {
		op.Fresh = append(op.Fresh, workshop.StageID(ids()))
	}
	l := k.Layout(s, canvas, m)
	depth := make(map[int]map[string]float64) // of what is in each new stage so far, by lane
	for _, f := range fates {
		switch {
		case f.To == StageStays:
			op.Keep[f.Stage.ID] = true
		case f.To >= 0:
			op.Into[f.Stage.ID] = f.To
			if depth[f.To] == nil {
				depth[f.To] = make(map[string]float64)
			} else {
				below := make(map[string]float64, len(l.Lanes))
				for _, ln := range l.Lanes {
					below[string(ln.ID)] = depth[f.To][string(ln.ID)]
				}
				op.Below[f.Stage.ID] = below
			}
			for _, ln := range l.Lanes {
				depth[f.To][string(ln.ID)] += l.Depth(s, workshop.Region{Stage: f.Stage.ID, Lane: ln.ID}, m)
			}
		}
	}
	return op
}

// PresetOf is the preset of that title, without regard to capitals; nil if there is none.
func (k *CanvasKind) PresetOf(title string) *Preset {
	for i := range k.Preset {
		if strings.EqualFold(k.Preset[i].Title, title) {
			return &k.Preset[i]
		}
	}
	return nil
}

// With returns the kind with the stages of a preset to begin with; a nil one changes nothing.
func (k *CanvasKind) With(p *Preset) *CanvasKind {
	if p == nil {
		return k
	}
	next := *k
	next.Stages = p.Stages
	return &next
}
