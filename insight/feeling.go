package insight

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A Feeling is what one person says of how a stage feels.
type Feeling struct {
	Person workshop.PersonID
	Value  float64 // -[workshop.FeelingReach] to that
}

// Feelings are what people say of one stage, by value and then by person.
type Feelings []Feeling

// FeelingsOf gathers what people answered to a question, by stage: that of a stage that was
// merged counts for the one that it is shown in, unless the person said something of that
// one too. Stages that are gone, and answers that are no number, are left out; what is beyond
// the ends counts as the end. It goes through all answers once.
func FeelingsOf(s *workshop.Snapshot, poll string) map[workshop.StageID]Feelings {
	type saying struct {
		stage  workshop.StageID
		person workshop.PersonID
	}
	type said struct {
		about workshop.StageID
		value float64
	}
	all := make(map[saying]said)
	for _, a := range s.AnswerTable.All() {
		if a.Poll != poll || a.Value == "" {
			continue
		}
		id, isStage := strings.CutPrefix(a.About, string(workshop.KindStage)+"/")
		value, ok := workshop.ParseFeeling(a.Value)
		at, shown := s.StageOf(workshop.StageID(id))
		if !isStage || !ok || !shown {
			continue
		}
		key, about := saying{at, a.Person}, workshop.StageID(id)
		was, twice := all[key]
		if !twice || about == at || was.about != at && about < was.about {
			all[key] = said{about, value}
		}
	}
	out := make(map[workshop.StageID]Feelings)
	for k, v := range all {
		out[k.stage] = append(out[k.stage], Feeling{k.person, v.value})
	}
	for _, f := range out {
		slices.SortFunc(f, func(a, b Feeling) int { return cmp.Or(cmp.Compare(a.Value, b.Value), cmp.Compare(a.Person, b.Person)) })
	}
	return out
}

// Mean is the mean of the feelings, 0 where there is none.
func (f Feelings) Mean() float64 {
	sum := 0.0
	for _, one := range f {
		sum += one.Value
	}
	return sum / max(1, float64(len(f)))
}

// Spread is how far the feelings lie from their mean: the root of the mean square. With one
// person it is 0.
func (f Feelings) Spread() float64 {
	sum, mean := 0.0, f.Mean()
	for _, one := range f {
		sum += (one.Value - mean) * (one.Value - mean)
	}
	return math.Sqrt(sum / max(1, float64(len(f))))
}
