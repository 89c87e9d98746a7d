package insight_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/insight"
	"throughline.app/workshop"
)

// A board is made of notes whose stage, function, author and category are known.
type board struct {
	s       *workshop.Snapshot
	canvas  workshop.CanvasID
	planted map[workshop.CategoryID]bool
}

type memo struct {
	stage, function, author, category string
}

// build makes a workshop with so many stages, and functions F0, F1 … of which nobody but
// the notes tell.
func build(t testing.TB, stages int, notes []memo) (*workshop.Snapshot, workshop.CanvasID) {
	t.Helper()
	s := new(workshop.Snapshot)
	do := func(op workshop.Op) {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	add := workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c", Title: "Lifecycle", Kind: "lifecycle/canvas"}}
	orders := workshop.OrderAfter("", max(stages, 1))
	for i := range stages {
		add.Stages = append(add.Stages, workshop.Stage{ID: workshop.StageID(fmt.Sprint("S", i)), Name: fmt.Sprint("Stage ", i), Order: orders[i]})
	}
	add.Lanes = []workshop.Lane{{ID: "l", Name: "Lane", Order: "1"}}
	do(add)
	seen := make(map[string]bool)
	var list []workshop.Note
	for i, m := range notes {
		if m.category != "" && !seen[m.category] {
			seen[m.category] = true
			do(workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(m.category), Name: m.category}})
		}
		if m.author != "" && !seen["by "+m.author] {
			seen["by "+m.author] = true
			do(workshop.Introduce{Person: workshop.Person{ID: workshop.PersonID(m.author), Name: m.author}})
		}
		list = append(list, workshop.Note{
			ID: workshop.NoteID(fmt.Sprintf("n%05d", i)), Text: fmt.Sprint("note ", i), Color: workshop.Yellow, Order: "1",
			Place:    workshop.Place{Canvas: "c", Region: workshop.Region{Stage: workshop.StageID(m.stage), Lane: "l"}},
			Function: m.function, Author: workshop.PersonID(m.author), Category: workshop.CategoryID(m.category),
		})
	}
	do(workshop.AddNotes{Notes: list})
	return s, "c"
}

// A mould is a kind of boards to plant.
type mould struct {
	name              string
	stages, functions int
	skew              bool // one stage and one function hold half of what lies anywhere
	people            int
	stray             int // every so manieth note of a local category lies elsewhere, or is somebody else's
	recall            float64
	over              int // percent of boards on which more than one local category may pass for an issue
}

var usual = mould{"6 stages, 5 functions", 6, 5, false, 15, 8, .9, 0}

// moulds are rooms as they come.
var moulds = []mould{
	usual,
	{"half of all in one stage and one function", 6, 5, true, 15, 8, .9, 0},
	{"two functions", 6, 2, false, 15, 8, .9, 4},
	{"two functions, half of all in one stage", 5, 2, true, 15, 8, .85, 0},
	{"three functions, half of all in one stage", 5, 3, true, 9, 8, .9, 0},
	{"no function known", 6, 0, false, 15, 8, .9, 4},
	{"one person writes for all", 6, 5, false, 1, 8, .9, 0},
	{"nobody is known", 5, 4, false, 0, 8, .9, 0},
	{"four stages", 4, 4, false, 12, 8, .9, 4},
	{"eight stages, eight functions", 8, 8, true, 20, 8, .9, 0},
	{"no strays", 6, 5, false, 15, 0, .9, 0},
	{"many strays", 6, 5, false, 15, 5, .9, 25},
}

// plant makes a board of three issues in three stages or more and by two functions or
// more, among twenty that are one stage's and one function's, but for strays.
func plant(t testing.TB, seed uint64, m mould) board {
	r := rand.New(rand.NewPCG(seed, 5))
	b := board{planted: make(map[workshop.CategoryID]bool)}
	var notes []memo
	author := func() string {
		if m.people == 0 {
			return ""
		}
		return fmt.Sprint("P", r.IntN(m.people))
	}
	some := func(n, of int) []int { return r.Perm(of)[:min(n, of)] }
	any := func(of int) int {
		if m.skew && r.IntN(2) == 0 {
			return 0
		}
		return r.IntN(of)
	}
	function := func(pick func(of int) int) string {
		if m.functions == 0 {
			return ""
		}
		return fmt.Sprint("F", pick(m.functions))
	}
	for i := range 23 {
		id := fmt.Sprintf("cat%02d", i)
		if i < 3 {
			b.planted[workshop.CategoryID(id)] = true
			at, by := some(3+r.IntN(3), m.stages), some(2+r.IntN(3), m.functions)
			for j := range 6 + r.IntN(8) {
				k := j % len(at)
				if m.skew && j >= len(at) {
					k = any(len(at)) // half of the rest in one of its stages
				}
				notes = append(notes, memo{fmt.Sprint("S", at[k]), function(func(int) int { return by[r.IntN(len(by))] }), author(), id})
			}
			continue
		}
		at, by := any(m.stages), any(max(1, m.functions))
		for range 3 + r.IntN(10) {
			n := memo{fmt.Sprint("S", at), function(func(int) int { return by }), author(), id}
			if m.stray > 0 && r.IntN(m.stray) == 0 {
				n.stage = fmt.Sprint("S", any(m.stages))
			}
			if m.stray > 0 && r.IntN(m.stray) == 0 {
				n.function = function(any)
			}
			notes = append(notes, n)
		}
	}
	r.Shuffle(len(notes), func(i, j int) { notes[i], notes[j] = notes[j], notes[i] })
	b.s, b.canvas = build(t, m.stages, notes)
	return b
}

func TestPlantedIssuesAreFound(t *testing.T) {
	const boards = 60
	for _, m := range moulds {
		t.Run(m.name, func(t *testing.T) {
			found, planted, falsely, worst, over := 0, 0, 0, 0, 0
			for seed := range uint64(boards) {
				b := plant(t, seed, m)
				wrong := 0
				for _, th := range insight.Look(b.s, b.canvas).Themes {
					switch {
					case b.planted[th.Category.ID] && th.Rule == insight.Systemic:
						found++
					case th.Rule == insight.Systemic:
						wrong++
					}
				}
				planted += len(b.planted)
				falsely += wrong
				worst = max(worst, wrong)
				if wrong > 1 {
					over++
				}
			}
			recall := float64(found) / float64(planted)
			t.Logf("%d boards: recall %.3f, %.2f false per board, at most %d on one, %d boards with more than one", boards, recall, float64(falsely)/boards, worst, over)
			require.GreaterOrEqual(t, recall, m.recall)
			require.LessOrEqual(t, over, boards*m.over/100, "boards with more than one")
		})
	}
}
