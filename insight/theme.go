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
	// or more, unless one person wrote all notes of the canvas for the room; and no one place, which is a stage
	// and a function, has more than [Half] of them. They lie over several stages and several
	// functions, which are three, or two with two notes each, and none of these has [Dominant]. Or they lie
	// so wide over stages, three of which none has more than half, that a few notes of a second
	// function do, as long as the first has not [Nearly] all. Where the workshop
	// knows only of one function, or has only one stage, three of the other do of which none has more than [Alone].
	Systemic
)

// The thresholds of the rules.
const (
	SystemicNotes  = 4
	RecurringNotes = 3
	Dominant       = 0.75
	Half           = 0.5
	Alone          = 0.6
	Nearly         = 0.86
)

// String is the word for the rule.
func (r Rule) String() string { return [...]string{"local", "recurring", "systemic"}[r] }

// The weights of a score.
const (
	StageWeight    = 0.4
	FunctionWeight = 0.4
	MuchWeight     = 0.2 // of its votes; of its notes, until somebody has voted
)

// A Theme is a category and how far it reaches on a canvas.
type Theme struct {
	Category  *workshop.Category
	Issue     *workshop.Issue // what people decided about it; nil if nothing
	Notes     int
	Stages    int // in how many it has notes
	Functions int
	People    int     // known authors
	Votes     int     // dots on its notes
	EvenS     float64 // effective number of stages, see [Theme.Score]
	EvenF     float64 // of functions
	Rule      Rule
	Score     int    // 0 to 100, the sum of Parts
	Parts     [3]int // of the score: up to 40 for even stages, 40 for even functions, 20 for many votes or notes
	Wider     int    // percent of random groups of its size that reach less far; -1 before [Findings.Chance]
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
	MostVotes int               // of one of them; 0 until somebody has voted

	s      *workshop.Snapshot
	canvas workshop.CanvasID
	tally  Tally
	dots   map[workshop.NoteID]int
	wrote  int // how many people wrote what is on the canvas: 1, 2 for more, 0 before it is asked
}

// Look finds the themes of a canvas. It looks at every note.
func Look(s *workshop.Snapshot, canvas workshop.CanvasID) *Findings {
	return FromTally(s, canvas, TallyOf(s, canvas), s.DotCounts(""))
}

// FromTally is [Look] with the notes and the dots on them counted already.
func FromTally(s *workshop.Snapshot, canvas workshop.CanvasID, tally Tally, dots map[workshop.NoteID]int) *Findings {
	f := &Findings{Stages: s.StageList(canvas), Functions: s.Functions(), s: s, canvas: canvas, tally: tally, dots: dots}
	votes := make(map[workshop.CategoryID]int)
	for id, n := range dots {
		if sh := ShareOf(s, canvas, id); sh.category != "" {
			votes[sh.category] += n
			f.MostVotes = max(f.MostVotes, votes[sh.category])
		}
	}
	for _, r := range tally {
		f.Most = max(f.Most, r.Notes)
	}
	for _, c := range s.CategoryList() {
		if r := tally[c.ID]; r != nil && r.Notes > 0 {
			f.Themes = append(f.Themes, f.theme(c, r, votes[c.ID]))
		}
	}
	slices.SortStableFunc(f.Themes, func(a, b Theme) int { // by name before
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Notes, a.Notes))
	})
	return f
}

func (f *Findings) theme(c *workshop.Category, r *Reach, votes int) Theme {
	stages, functions := counts(r.Stages), counts(r.Functions)
	t := Theme{
		Category: c, Issue: f.s.IssueFor(c.ID), Notes: r.Notes, Stages: len(stages), Functions: len(functions), People: len(r.Authors), Votes: votes,
		EvenS: evenness(stages), EvenF: evenness(functions), Wider: -1,
	}
	t.Rule = f.rule(r, stages, functions)
	f.score(&t)
	return t
}

// oneWrites reports whether all notes of the canvas whose author is known are of one person.
func (f *Findings) oneWrites() bool {
	if f.wrote == 0 {
		f.wrote = 1
		one := workshop.PersonID("")
		for _, n := range f.s.Notes.All() {
			if n.Author == "" || n.Author == one || n.Deleted() {
				continue
			}
			if _, counts := f.s.CountsOn(f.canvas, n); !counts {
				continue
			}
			if one != "" {
				f.wrote = 2
				break
			}
			one = n.Author
		}
	}
	return f.wrote == 1
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

func (f *Findings) rule(r *Reach, stages, functions []int) Rule {
	several := false
	switch byStage, byFunction := len(f.Stages) > 1, len(f.Functions) > 1; {
	case byStage && byFunction:
		several = within(Half, r.place(), r.Notes) && (severally(stages, r.Notes) && severally(functions, r.Notes) ||
			len(stages) > 2 && within(Half, stages[0], r.Notes) && len(functions) > 1 && within(Nearly, functions[0], r.Notes))
	case byStage:
		several = len(stages) > 2 && within(Alone, stages[0], r.Notes)
	case byFunction:
		several = len(functions) > 2 && within(Alone, functions[0], r.Notes)
	}
	switch {
	case several && r.Notes >= SystemicNotes && (len(r.Authors) != 1 || f.oneWrites()):
		return Systemic
	case r.Notes >= RecurringNotes && (len(stages) > 1 || len(functions) > 1):
		return Recurring
	}
	return Local
}

// within reports whether n notes are no more than a part of all.
func within(part float64, n, all int) bool { return float64(n) <= part*float64(all)+1e-9 }

// severally reports whether notes are spread over several kinds, and not by one stray note.
func severally(counts []int, notes int) bool {
	twice := len(counts) > 1 && counts[1] > 1
	return (len(counts) > 2 || twice) && float64(counts[0]) < Dominant*float64(notes)
}

// score is 40 % even spread over the stages, 40 % over the functions, 20 % number of votes:
//
//	100 · (0.4·(E_s−1)/(S−1) + 0.4·(E_f−1)/(F−1) + 0.2·ln(1+v)/ln(1+v_most))
//
// where E = exp(−Σ p·ln p) is the effective number of stages or functions, S and F are how
// many there are, v is the votes on its notes and v_most those of the category with most. Until
// somebody has voted on one of them the last part is 0.2·ln c/ln c_most, of the numbers of notes. Where there is
// only one function its weight goes to the stages, and the other way round.
func (f *Findings) score(t *Theme) {
	wS, wF := f.weights()
	if wS+wF == 0 {
		return
	}
	part := func(e float64, of int) float64 {
		if of < 2 || e < 1 {
			return 0
		}
		return min(1, (e-1)/float64(of-1))
	}
	much := 0.0
	switch {
	case f.MostVotes > 0:
		much = min(1, ln(1+t.Votes)/ln(1+f.MostVotes))
	case t.Notes > 1:
		much = min(1, ln(t.Notes)/ln(f.Most))
	}
	sum, before := 0.0, 0
	for i, p := range [3]float64{float64(wS * part(t.EvenS, len(f.Stages))), float64(wF * part(t.EvenF, len(f.Functions))), float64(MuchWeight * much)} {
		sum += p
		t.Score = int(math.Floor(float64(100*sum) + 0.5 + 1e-9))
		t.Parts[i], before = t.Score-before, t.Score
	}
}

// weights are those of the stages and of the functions, 0 where there is nothing to tell
// apart.
func (f *Findings) weights() (stages, functions float64) {
	switch {
	case len(f.Stages) < 2 && len(f.Functions) < 2:
		return 0, 0
	case len(f.Stages) < 2:
		return 0, StageWeight + FunctionWeight
	case len(f.Functions) < 2:
		return StageWeight + FunctionWeight, 0
	}
	return StageWeight, FunctionWeight
}

// Weights are the most that the parts of a score can be: for stages, functions, and votes or
// notes.
func (f *Findings) Weights() [3]int {
	wS, wF := f.weights()
	if wS+wF == 0 {
		return [3]int{}
	}
	round := func(w float64) int { return int(100*w + 0.5) }
	return [3]int{round(wS), round(wF), round(MuchWeight)}
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
