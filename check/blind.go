package check

import (
	"strings"

	"throughline.app/workshop"
)

// blindRule finds the stages that the customer goes through before it starts for us, or
// after it has ended.
func blindRule(r *run) {
	for _, c := range r.lookedAt() {
		start, end := r.s.BlindZones(c.ID)
		zone, at := start, workshop.StageID("")
		stages := r.s.StageList(c.ID)
		if from, to, ok := r.s.Bracket(c.ID, workshop.BracketOurs); ok {
			at = stages[from].ID
			if r.check.Side == "end" {
				zone, at = end, stages[to].ID
			}
		}
		if len(zone) == 0 {
			continue
		}
		a := about{key: c.ID.Ref().Key() + "\n" + r.check.Side, canvas: c.ID}
		var names []string
		for _, st := range zone {
			names = append(names, st.Name)
			a.refs = append(a.refs, st.ID.Ref())
		}
		count := "one stage"
		if len(zone) > 1 {
			count = number(len(zone)) + " stages"
		}
		a.places = map[string]string{"name": strings.Join(names, ", "), "stage": r.stageName(at), "count": count}
		r.tell(a)
	}
}
