package check

import (
	"fmt"
	"strconv"
	"strings"

	"throughline.app/insight"
	"throughline.app/workshop"
)

// functionsRule finds functions that are here and silent, or expected and not here.
func functionsRule(r *run) {
	want := insight.Silent
	if r.check.Standing == "absent" {
		want = insight.Absent
	}
	expected := make(map[string]bool)
	for _, f := range r.s.Expected() {
		expected[workshop.FunctionKey(f)] = true
	}
	for _, p := range r.heard() {
		key := workshop.FunctionKey(p.Function)
		if p.Standing != want || want == insight.Absent && !expected[key] {
			continue
		}
		r.tell(about{key: workshop.FunctionLine(p.Function), places: map[string]string{"name": p.Function, "people": strings.Join(p.People, ", ")}})
	}
}

// lowRule finds stages in which the answers to a question are low on average, and no card
// says what could be done.
func lowRule(r *run) {
	proposed := make(map[workshop.StageID]bool)
	for _, n := range r.of(r.check.With) {
		proposed[r.stage(n)] = true
	}
	for _, c := range r.lookedAt() {
		for _, st := range r.s.StageList(c.ID) {
			mean, people := r.mean(r.check.Poll, st.ID.Ref())
			if people == 0 || mean >= r.check.Below || proposed[st.ID] || r.insideHas(st.ID) {
				continue
			}
			r.tell(about{
				key: st.ID.Ref().Key(), canvas: c.ID, refs: []workshop.Ref{st.ID.Ref()},
				places: map[string]string{"name": st.Name, "mean": strings.Replace(fmt.Sprintf("%.1f", mean), "-", "−", 1), "people": number(people)},
			})
		}
	}
}

// insideHas reports whether one of the cards that make good stands on a canvas that opens
// up the stage.
func (r *run) insideHas(stage workshop.StageID) bool {
	for _, n := range r.of(r.check.With) {
		if c := r.s.Canvases.Get(n.Place.Canvas); c != nil && c.Of != "" {
			if of, ok := r.s.StageOf(c.Of); ok && of == stage {
				return true
			}
		}
	}
	return false
}

// mean is the mean of what people answered about something, and how many did. Whole numbers
// are summed as such, so that their order does not matter.
func (b *board) mean(poll string, ref workshop.Ref) (mean float64, people int) {
	sum := int64(0)
	for _, a := range b.question(poll, ref.Key()) {
		v, err := strconv.ParseFloat(a.Value, 64)
		if err != nil || v < -1e6 || v > 1e6 {
			continue
		}
		sum += int64(v * 1000)
		people++
	}
	if people == 0 {
		return 0, 0
	}
	return float64(sum) / 1000 / float64(people), people
}
