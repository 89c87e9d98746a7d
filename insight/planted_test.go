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

// plant makes a board of three issues in three stages or more and by two functions or
// more, among twenty that are one stage's and one function's, but for strays: every eighth
// note lies elsewhere, or is somebody else's.
func plant(t testing.TB, seed uint64) board {
	r := rand.New(rand.NewPCG(seed, 5))
	const stages, functions = 6, 5
	b := board{planted: make(map[workshop.CategoryID]bool)}
	var notes []memo
	author := func() string { return fmt.Sprint("P", r.IntN(15)) }
	some := func(n, of int) []int { return r.Perm(of)[:n] }
	for i := range 23 {
		id := fmt.Sprintf("cat%02d", i)
		if i < 3 {
			b.planted[workshop.CategoryID(id)] = true
			at, by := some(3+r.IntN(3), stages), some(2+r.IntN(3), functions)
			for j := range 6 + r.IntN(8) {
				notes = append(notes, memo{fmt.Sprint("S", at[j%len(at)]), fmt.Sprint("F", by[r.IntN(len(by))]), author(), id})
			}
			continue
		}
		at, by := r.IntN(stages), r.IntN(functions)
		for range 3 + r.IntN(10) {
			m := memo{fmt.Sprint("S", at), fmt.Sprint("F", by), author(), id}
			if r.IntN(8) == 0 {
				m.stage = fmt.Sprint("S", r.IntN(stages))
			}
			if r.IntN(8) == 0 {
				m.function = fmt.Sprint("F", r.IntN(functions))
			}
			notes = append(notes, m)
		}
	}
	r.Shuffle(len(notes), func(i, j int) { notes[i], notes[j] = notes[j], notes[i] })
	b.s, b.canvas = build(t, stages, notes)
	return b
}

func TestPlantedIssuesAreFound(t *testing.T) {
	const boards = 60
	found, planted, falsely, worst := 0, 0, 0, 0
	for seed := range uint64(boards) {
		b := plant(t, seed)
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
	}
	recall := float64(found) / float64(planted)
	t.Logf("%d boards: recall %.3f, %.2f false per board, at most %d on one", boards, recall, float64(falsely)/boards, worst)
	require.GreaterOrEqual(t, recall, 0.9)
	require.LessOrEqual(t, worst, 1)
}
