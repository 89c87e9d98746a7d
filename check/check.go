package check

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Finding is one thing that a check found.
type Finding struct {
	ID      workshop.FindingID // the same on every laptop, and as long as it is about the same
	Check   string             // key of the check: "method/check"
	Title   string
	Says    string
	Remedy  string
	Weight  method.Weight
	Group   string            // words under which several checks are counted, "" for none
	Canvas  workshop.CanvasID // where it can be seen, "" where nothing of it can
	About   []workshop.Ref    // notes, stages, lanes, people …, most telling first
	Cells   []workshop.Region // empty cells that it is about
	Of      int               // how many things a check found that tells them together, else 0
	Instead *Instead          // words that would do, nil if there are none to offer
}

// run is one check at work: what it looks at, and what it has found.
type run struct {
	*board
	check *method.Check
	found []Finding
	told  map[string]bool // by key
}

// A rule finds what is to be found and tells it with [run.tell].
type rule func(*run)

// rules are those of [method.Rules].
var rules = map[string]rule{
	"wording":   wordingRule,
	"gaps":      gapsRule,
	"field":     fieldRule,
	"unowned":   unownedRule,
	"handover":  handoverRule,
	"blind":     blindRule,
	"most":      mostRule,
	"functions": functionsRule,
	"treatment": treatmentRule,
	"low":       lowRule,
	"steps":     stepsRule,
	"marks":     marksRule,
	"outside":   outsideRule,
}

// Run asks every check of the methods that the workshop uses. The heaviest findings come
// first, those of one weight in the order of the method file.
func Run(methods []*method.Method, s *workshop.Snapshot) []Finding {
	var all []Finding
	for _, m := range used(methods, s) {
		if len(m.Checks) == 0 {
			continue
		}
		b := newBoard(methods, m, s)
		for i := range m.Checks {
			r := run{board: b, check: &m.Checks[i], told: make(map[string]bool)}
			if find := rules[r.check.Rule]; find != nil {
				find(&r)
			}
			all = append(all, r.gathered()...)
		}
	}
	slices.SortStableFunc(all, func(a, b Finding) int {
		return cmp.Compare(slices.Index(method.Weights(), a.Weight), slices.Index(method.Weights(), b.Weight))
	})
	return all
}

// used are the methods that the workshop began with or has canvases of.
func used(methods []*method.Method, s *workshop.Snapshot) []*method.Method {
	names := map[string]bool{s.Meta.Method: true}
	for _, c := range s.CanvasList() {
		name, _, _ := strings.Cut(c.Kind, "/")
		names[name] = true
	}
	return slices.DeleteFunc(slices.Clone(methods), func(m *method.Method) bool { return !names[m.Name] })
}

// An about is what a rule tells of one thing that it found.
type about struct {
	key     string            // what makes it the same tomorrow: keys of records, a phrase
	canvas  workshop.CanvasID // where it is seen
	refs    []workshop.Ref
	cells   []workshop.Region
	places  map[string]string // of the sentence
	instead *Instead
}

// tell adds a finding, unless it is told already: what is seen on two canvases is one.
func (r *run) tell(a about) {
	if r.told[a.key] {
		return
	}
	r.told[a.key] = true
	f := Finding{
		ID: workshop.FindingOf(r.check.Key, a.key), Check: r.check.Key, Title: r.check.Title,
		Says: fill(r.check.Says, a.places), Remedy: fill(r.check.Remedy, a.places), Weight: r.check.Weight, Group: r.check.Group,
		Canvas: a.canvas, About: a.refs, Cells: a.cells, Instead: a.instead,
	}
	r.found = append(r.found, f)
}

// gathered is what the check found: one by one, or of a check that tells all together one
// finding a canvas.
func (r *run) gathered() []Finding {
	if !r.check.Together || len(r.found) == 0 {
		return r.found
	}
	var all []Finding
	for _, f := range r.found {
		i := slices.IndexFunc(all, func(o Finding) bool { return o.Canvas == f.Canvas })
		if i < 0 {
			f.ID = workshop.FindingOf(r.check.Key, "all "+string(f.Canvas))
			all = append(all, f)
			continue
		}
		all[i].About = append(all[i].About[:len(all[i].About):len(all[i].About)], f.About...)
		all[i].Cells = append(all[i].Cells[:len(all[i].Cells):len(all[i].Cells)], f.Cells...)
	}
	for i := range all {
		n := 0
		for _, f := range r.found {
			if f.Canvas == all[i].Canvas {
				n++
			}
		}
		places := map[string]string{"count": number(n)}
		all[i].Of, all[i].Says, all[i].Remedy = n, fill(r.check.Says, places), fill(r.check.Remedy, places)
	}
	return all
}

// fill puts what was found into the places of a sentence.
func fill(sentence string, places map[string]string) string {
	if !strings.Contains(sentence, "{") {
		return sentence
	}
	var pairs []string
	for name, words := range places {
		pairs = append(pairs, "{"+name+"}", words)
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}

// RuleNames lists the rules that there are, by name.
func RuleNames() []string { return slices.Sorted(maps.Keys(rules)) }
