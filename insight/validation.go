package insight

import (
	"strings"

	"throughline.app/workshop"
)

// A Verdicts counts what people say of a note, or of how many notes they say it most.
type Verdicts struct {
	Confirm, Amend, Missing, Wrong int
}

// Total is how many there are.
func (v Verdicts) Total() int { return v.Confirm + v.Amend + v.Missing + v.Wrong }

func (v *Verdicts) add(verdict string) {
	switch verdict {
	case workshop.Confirm:
		v.Confirm++
	case workshop.Amend:
		v.Amend++
	case workshop.Missing:
		v.Missing++
	case workshop.Wrong:
		v.Wrong++
	}
}

// Most is what most people say; where two are as many the one that asks for more stands, and
// "" where nobody said anything.
func (v Verdicts) Most() string {
	most, verdict := 0, ""
	for _, one := range []struct {
		n    int
		says string
	}{{v.Wrong, workshop.Wrong}, {v.Missing, workshop.Missing}, {v.Amend, workshop.Amend}, {v.Confirm, workshop.Confirm}} {
		if one.n > most {
			most, verdict = one.n, one.says
		}
	}
	return verdict
}

// A Validated is how the notes of one stage stood up to those who know.
type Validated struct {
	Notes  int      // in the stage
	Judged Verdicts // of those of which somebody said something, by what most said
}

// Share is the part of the stage's notes that is confirmed, 0 to 1.
func (v Validated) Share() float64 { return float64(v.Judged.Confirm) / max(1, float64(v.Notes)) }

// JudgedOf gathers the verdicts on each note. It goes through all answers once.
func JudgedOf(s *workshop.Snapshot) map[workshop.NoteID]Verdicts {
	var all map[workshop.NoteID]Verdicts
	for _, a := range s.AnswerTable.All() {
		id, isNote := strings.CutPrefix(a.About, string(workshop.KindNote)+"/")
		if a.Poll != workshop.Validation || a.Value == "" || !isNote {
			continue
		}
		if n := s.Notes.Get(workshop.NoteID(id)); n == nil || n.Deleted() {
			continue
		}
		if all == nil {
			all = make(map[workshop.NoteID]Verdicts)
		}
		v := all[workshop.NoteID(id)]
		v.add(a.Value)
		all[workshop.NoteID(id)] = v
	}
	return all
}

// ValidationOf tells how the notes of each stage of a canvas stood up, nil where nobody has
// said anything of any of them.
func ValidationOf(s *workshop.Snapshot, canvas workshop.CanvasID) map[workshop.StageID]Validated {
	judged := JudgedOf(s)
	if len(judged) == 0 {
		return nil
	}
	all, some := make(map[workshop.StageID]Validated), false
	for id, n := range s.Notes.All() {
		place, here := n.PlaceOn(canvas)
		if !here || n.Deleted() {
			continue
		}
		r, shown := s.ShownIn(place.Region)
		if !shown {
			continue
		}
		v := all[r.Stage]
		v.Notes++
		if most := judged[id].Most(); most != "" {
			v.Judged.add(most)
			some = true
		}
		all[r.Stage] = v
	}
	if !some {
		return nil
	}
	return all
}
