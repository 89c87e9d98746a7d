package check

import (
	"cmp"
	"slices"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// gapsRule finds empty cells: those whose stage and whose lane are in use elsewhere, or, of
// every lane, those whose stage is. What
// was written on the canvas that opens up the stage counts.
func gapsRule(r *run) {
	for _, c := range r.lookedAt() {
		stages, kind := r.s.StageList(c.ID), method.Find(r.methods, c.Kind)
		var lanes []*workshop.Lane
		for _, l := range r.s.LaneList(c.ID) {
			if len(r.check.Lanes) == 0 || slices.Contains(r.check.Lanes, l.Key) {
				lanes = append(lanes, l)
			}
		}
		filled := func(st *workshop.Stage, l *workshop.Lane) bool {
			return len(r.cells[workshop.Region{Stage: st.ID, Lane: l.ID}]) > 0 || r.inside[st.ID][l.Key]
		}
		laneUsed, stageUsed := make(map[workshop.LaneID]bool), make(map[workshop.StageID]bool)
		for _, l := range r.s.LaneList(c.ID) {
			for _, st := range stages {
				if filled(st, l) {
					laneUsed[l.ID], stageUsed[st.ID] = true, true
				}
			}
		}
		for _, st := range stages {
			for _, l := range lanes {
				if filled(st, l) || !laneUsed[l.ID] && !r.check.Every || !stageUsed[st.ID] {
					continue
				}
				lane := kind.Lane(l).Name
				r.tell(about{
					key: st.ID.Ref().Key() + "\n" + l.ID.Ref().Key(), canvas: c.ID, refs: []workshop.Ref{st.ID.Ref(), l.ID.Ref()},
					cells:  []workshop.Region{{Stage: st.ID, Lane: l.ID}},
					places: map[string]string{"name": st.Name + " · " + lane, "stage": st.Name, "lane": lane},
				})
			}
		}
	}
}

// note tells of one note.
func (r *run) note(n *workshop.Note, more ...string) {
	places := map[string]string{"name": name(n), "stage": r.stageName(r.stage(n))}
	for i := 0; i+1 < len(more); i += 2 {
		places[more[i]] = more[i+1]
	}
	r.tell(about{key: n.ID.Ref().Key(), canvas: n.Place.Canvas, refs: []workshop.Ref{n.ID.Ref()}, places: places})
}

// fieldRule finds cards in which a field is not filled in, or that have one of some values.
func fieldRule(r *run) {
	for _, n := range r.of(r.check.Cards) {
		now := n.TypedAll(r.check.Field)
		if r.check.When != "" && n.Typed(r.check.When) == "" {
			continue
		}
		if len(r.check.Values) == 0 && len(now) == 0 || slices.ContainsFunc(now, r.oneOf) {
			r.note(n, "value", n.Typed(cmp.Or(r.check.When, r.check.Field)))
		}
	}
}

// oneOf reports whether a value is one of those that the check names.
func (r *run) oneOf(value string) bool {
	return slices.ContainsFunc(r.check.Values, func(v string) bool { return strings.EqualFold(v, value) })
}

// unownedRule finds cards for which nobody answers: in their field, nor by a mark of a
// grid. Before anybody owns anything there is nothing to tell apart.
func unownedRule(r *run) {
	var without []*workshop.Note
	all := r.of(r.check.Cards)
	for _, n := range all {
		if r.check.Field != "" && n.Typed(r.check.Field) != "" || r.check.Mark != "" && r.marked(r.check.Mark, n) {
			continue
		}
		without = append(without, n)
	}
	if len(without) == len(all) {
		return
	}
	for _, n := range without {
		r.note(n)
	}
}

// handoverRule finds hand-overs from one note to another that nothing behind them carries:
// neither is of the cards that would, nor linked to one.
func handoverRule(r *run) {
	carries := make(map[workshop.NoteID]bool)
	for _, n := range r.of(r.check.With) {
		carries[n.ID] = true
	}
	carried := func(id workshop.NoteID) bool {
		return carries[id] || slices.ContainsFunc(r.linked(id), func(other workshop.NoteID) bool { return carries[other] })
	}
	for _, c := range r.canvases {
		for _, l := range r.s.LinkList(c.ID) {
			if l.Type != workshop.HandsOver || carried(l.From) || carried(l.To) {
				continue
			}
			from, to := r.s.Notes.Get(l.From), r.s.Notes.Get(l.To)
			r.tell(about{
				key: from.ID.Ref().Key() + "\n" + to.ID.Ref().Key(), canvas: c.ID, refs: []workshop.Ref{from.ID.Ref(), to.ID.Ref()},
				places: map[string]string{"name": name(from), "other": name(to)},
			})
		}
	}
}

// mostRule finds cards of which there are more than the method wants.
func mostRule(r *run) {
	all := r.of(r.check.Cards)
	if len(all) <= r.check.Most {
		return
	}
	a := about{key: "all", canvas: all[0].Place.Canvas, places: map[string]string{"count": number(len(all)), "most": number(r.check.Most)}}
	for _, n := range all {
		a.refs = append(a.refs, n.ID.Ref())
	}
	r.tell(a)
}

// treatmentRule finds cards, as of customers about to leave, for which nothing is planned:
// no card that treats them stands in their stage or is linked to them.
func treatmentRule(r *run) {
	treated, treats := make(map[workshop.StageID]bool), make(map[workshop.NoteID]bool)
	for _, n := range r.of(r.check.With) {
		treats[n.ID] = true
		if st := r.stage(n); st != "" {
			treated[st] = true
		}
	}
	for _, n := range r.of(r.check.Cards) {
		value := n.Typed(r.check.Field)
		if r.check.Field != "" && (value == "" || len(r.check.Values) > 0 && !slices.ContainsFunc(n.TypedAll(r.check.Field), r.oneOf)) {
			continue
		}
		if treated[r.stage(n)] || slices.ContainsFunc(r.linked(n.ID), func(id workshop.NoteID) bool { return treats[id] }) {
			continue
		}
		r.note(n, "value", value)
	}
}

// stepsRule finds canvases on which nothing is written.
func stepsRule(r *run) {
	for _, c := range r.lookedAt() {
		some := false
		for _, st := range r.s.StageList(c.ID) {
			for _, l := range r.s.LaneList(c.ID) {
				some = some || len(r.cells[workshop.Region{Stage: st.ID, Lane: l.ID}]) > 0
			}
		}
		if !some {
			r.tell(about{key: c.ID.Ref().Key(), canvas: c.ID, refs: []workshop.Ref{c.ID.Ref()}, places: map[string]string{"name": c.Title}})
		}
	}
}
