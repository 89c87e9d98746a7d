package insight

import (
	"cmp"
	"math"
	"slices"

	"throughline.app/workshop"
)

// A Rule is what the reach of a category makes of it.
type Rule int

// The rules, from the least.
const (
	// Local: what one stage or one function can look after.
	Local Rule = iota
	// Recurring: at least [RecurringNotes] notes in two stages or of two functions.
	Recurring
	// Systemic: no function can fix it alone. At least [SystemicNotes] notes, by two people
	// or more; over several stages and several functions, which are three, or two with two
	// notes each; and no stage and no function has [Dominant] of them. Where the workshop
	// knows only of one function, or has only one stage, three of the other do.
	Systemic
)

// The thresholds of the rules.
const (
	SystemicNotes  = 4
	RecurringNotes = 3
	Dominant       = 0.75
)

// String is the word for the rule.
func (r Rule) String() string { return [...]string{"local", "recurring", "systemic"}[r] }

// The weights of a score.
const (
	StageWeight    = 0.4
	FunctionWeight = 0.4
	NoteWeight     = 0.2
)

// A Theme is a category and how far it reaches on a canvas.
type Theme struct {
	Category  *workshop.Category
	Issue     *workshop.Issue // what people decided about it; nil if nothing
	Notes     int
	Stages    int // in how many it has notes
	Functions int
	People    int     // known authors
	EvenS     float64 // effective number of stages, see [Theme.Score]
	EvenF     float64 // of functions
	Rule      Rule
	Score     int // 0 to 100: 40 for even stages, 40 for even functions, 20 for many notes
	Wider     int // percent of random groups of its size that reach less far; -1 before [Findings.Chance]
}

// Name is what it is called: as people named the issue, or its category.
func (t *Theme) Name() string {
	if t.Issue != nil && t.Issue.Name != "" {
		return t.Issue.Name
	}
	return t.Category.Name
}

// Confirmed reports whether people made it an issue.
func (t *Theme) Confirmed() bool { return t.Issue != nil && t.Issue.State == workshop.Confirmed }

// Dismissed reports whether people said that it is none.
func (t *Theme) Dismissed() bool { return t.Issue != nil && t.Issue.State == workshop.Dismissed }

// Proposed reports whether it reaches far enough to be an issue, and nobody has decided.
func (t *Theme) Proposed() bool { return t.Rule == Systemic && !t.Confirmed() && !t.Dismissed() }

// Findings are the themes of a canvas.
type Findings struct {
	Stages    []*workshop.Stage // of the canvas, from left to right
	Functions []string          // of the workshop, by name
	Themes    []Theme           // those with notes, the highest score first
	Most      int               // notes in the largest

	s      *workshop.Snapshot
	canvas workshop.CanvasID
}

// Look finds the themes of a canvas. It looks at every note.
func Look(s *workshop.Snapshot, canvas workshop.CanvasID) *Findings {
	return FromTally(s, canvas, TallyOf(s, canvas))
}

// FromTally is [Look] with the notes counted already.
func FromTally(s *workshop.Snapshot, canvas workshop.CanvasID, tally Tally) *Findings {
	f := &Findings{Stages: s.StageList(canvas), Functions: s.Functions(), s: s, canvas: canvas}
	for _, r := range tally {
		f.Most = max(f.Most, r.Notes)
	}
	for _, c := range s.CategoryList() {
		if r := tally[c.ID]; r != nil && r.Notes > 0 {
			f.Themes = append(f.Themes, f.theme(c, r))
		}
	}
	slices.SortStableFunc(f.Themes, func(a, b Theme) int { // by name before
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Notes, a.Notes))
	})
	return f
}

func (f *Findings) theme(c *workshop.Category, r *Reach) Theme {
	stages, functions := counts(r.Stages), counts(r.Functions)
	t := Theme{
		Category: c, Issue: f.s.IssueFor(c.ID), Notes: r.Notes, Stages: len(stages), Functions: len(functions), People: len(r.Authors),
		EvenS: evenness(stages), EvenF: evenness(functions), Wider: -1,
	}
	t.Rule = f.rule(r.Notes, t.People, stages, functions)
	t.Score = f.score(&t)
	return t
}

// counts are the values of a map, the largest first.
func counts[K comparable](m map[K]int) []int {
	all := make([]int, 0, len(m))
	for _, n := range m {
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b int) int { return b - a })
	return all
}

func (f *Findings) rule(notes, people int, stages, functions []int) Rule {
	byStage, byFunction := len(f.Stages) > 1, len(f.Functions) > 1
	several, least := true, 2
	if byStage != byFunction {
		least = 3 // the only thing to go by
	}
	if byStage {
		several = several && severally(stages, notes, least)
	}
	if byFunction {
		several = several && severally(functions, notes, least)
	}
	switch {
	case several && (byStage || byFunction) && notes >= SystemicNotes && people != 1:
		return Systemic
	case notes >= RecurringNotes && (len(stages) > 1 || len(functions) > 1):
		return Recurring
	}
	return Local
}

// severally reports whether notes are spread over several kinds, and not by one stray note.
func severally(counts []int, notes, least int) bool {
	twice := len(counts) > 1 && counts[1] > 1
	return len(counts) >= least && (len(counts) > 2 || twice) && float64(counts[0]) < Dominant*float64(notes)
}

// score is 40 % even spread over the stages, 40 % over the functions, 20 % number of notes:
//
//	100 · (0.4·(E_s−1)/(S−1) + 0.4·(E_f−1)/(F−1) + 0.2·min(1, ln c / ln c_most))
//
// where E = exp(−Σ p·ln p) is the effective number of stages or functions, S and F are how
// many there are, c is its notes and c_most those of the largest category. Where there is
// only one function its weight goes to the stages, and the other way round.
func (f *Findings) score(t *Theme) int {
	wS, wF := StageWeight, FunctionWeight
	switch {
	case len(f.Stages) < 2 && len(f.Functions) < 2:
		return 0
	case len(f.Stages) < 2:
		wS, wF = 0, StageWeight+FunctionWeight
	case len(f.Functions) < 2:
		wS, wF = StageWeight+FunctionWeight, 0
	}
	part := func(e float64, of int) float64 {
		if of < 2 || e < 1 {
			return 0
		}
		return min(1, (e-1)/float64(of-1))
	}
	many := 0.0
	if t.Notes > 1 {
		many = min(1, ln(t.Notes)/ln(f.Most))
	}
	sum := float64(wS*part(t.EvenS, len(f.Stages))) + float64(wF*part(t.EvenF, len(f.Functions))) + float64(NoteWeight*many)
	return int(math.Floor(float64(100*sum) + 0.5 + 1e-9))
}

// Theme is that of a category, nil if it has no notes on the canvas.
func (f *Findings) Theme(c workshop.CategoryID) *Theme {
	for i := range f.Themes {
		if f.Themes[i].Category.ID == c {
			return &f.Themes[i]
		}
	}
	return nil
}
