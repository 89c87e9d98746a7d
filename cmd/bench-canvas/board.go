//go:build unix

package main

import (
	"fmt"
	"math"
	"sync"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A board is a workshop in memory.
type board struct {
	mu  sync.Mutex
	now *workshop.Snapshot
	ids int
}

func (b *board) Snapshot() *workshop.Snapshot {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now
}

func (b *board) Apply(op workshop.Op) (workshop.Diff, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	d, err := op.Plan(b.now)
	if err == nil {
		b.now = b.now.With(d)
	}
	return d, err
}

func (b *board) Me() workshop.PersonID { return "me" }

func (b *board) NewID() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.ids++
	return fmt.Sprintf("b%011d", b.ids)
}

// words are what notes say; a note takes three to nine of them.
var words = []string{"customer", "waits", "for", "the", "engineer", "again", "invoice", "has", "four", "lines",
	"router", "arrives", "late", "nobody", "calls", "back", "clear", "price", "before", "order"}

// pitch is from one note to the next. At [nearZoom] notes are 120 wide on a pitch of 140.
const (
	noteW = method.MediumW
	pitch = noteW * 140 / 120
)

// newBoard is a lifecycle canvas of n medium notes in rows and columns, two columns a
// stage, with as many stages as make it about as wide as a screen is.
func newBoard(methods []*method.Method, n int) (*board, workshop.CanvasID, error) {
	b := &board{now: &workshop.Snapshot{}}
	kind := *method.Find(methods, "lifecycle/canvas")
	stages := max(5, int(math.Sqrt(1.6*float64(n))/2))
	kind.Stages = nil
	for i := range stages {
		kind.Stages = append(kind.Stages, fmt.Sprintf("Stage %d", i+1))
	}
	op := kind.Scaffold(b.NewID, "Bench", "Fibre that a five-person firm can order on Monday")
	person := workshop.Introduce{Person: workshop.Person{ID: "me", Name: "Ana", Hue: "#C2410C"}}
	if _, err := b.Apply(workshop.Together{workshop.Begin{Title: "Bench"}, person, op}); err != nil {
		return nil, "", err
	}
	cells := stages * len(op.Lanes)
	orders := workshop.OrderAfter("", n)
	notes := make([]workshop.Note, n)
	for i := range notes {
		cell, slot := i%cells, i/cells
		text := ""
		for w := range 3 + i%7 {
			text += words[(i*7+w*3)%len(words)] + " "
		}
		notes[i] = workshop.Note{
			ID: workshop.NoteID(b.NewID()), Text: text, Author: "me", Order: orders[i],
			Color: workshop.Colors()[i%6], Size: workshop.Medium,
			Place: workshop.Place{Canvas: op.Canvas.ID,
				Region: workshop.Region{Stage: op.Stages[cell%stages].ID, Lane: op.Lanes[cell/stages].ID},
				At:     workshop.Point{X: float64(slot % 2 * pitch), Y: float64(slot / 2 * pitch)}},
		}
	}
	_, err := b.Apply(workshop.AddNotes{Notes: notes})
	return b, op.Canvas.ID, err
}
