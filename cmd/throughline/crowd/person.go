package crowd

import (
	"context"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/workshop"
)

// A person works at a laptop of their own. What is not atomic belongs to the goroutine of
// work while that runs.
type person struct {
	play   *play
	number int
	name   string
	laptop *laptop.Laptop
	room   *laptop.Room // nil while away
	wrote  []workshop.NoteID
	groups []workshop.CategoryID

	since atomic.Int64 // connected to everybody since then, Unix nanoseconds; 0: not now
}

func newPerson(p *play, i int, l *laptop.Laptop) *person {
	return &person{play: p, number: i, name: fmt.Sprintf("Rehearsal %d", i+1), laptop: l}
}

// enter begins to listen in the room.
func (w *person) enter() {
	room := w.room
	room.OnUpdate(func(u workshop.Update) {
		if since := w.since.Load(); u.Origin == workshop.Remote && since != 0 {
			w.play.tally.arrived(u, since)
		}
	})
	room.OnStatus(func() { w.look(room) })
	w.play.tally.present.Add(1)
	w.look(room)
}

// look notes when this laptop is connected to all who are present: only from then on is
// the time that changes take a matter of the network and not of absence.
func (w *person) look(room *laptop.Room) {
	if w.since.Load() != 0 {
		return
	}
	here := 0
	for _, m := range room.Status().Members {
		if m.Here && m.Behind == 0 {
			here++
		}
	}
	if int64(here) >= w.play.tally.present.Load()-1 {
		w.since.Store(time.Now().UnixNano())
	}
}

// work goes on at the pace of a person until ctx ends.
func (w *person) work(ctx context.Context) {
	pace := w.play.plan.Pace
	corridor := make(<-chan time.Time) // when to leave for a moment; for most never
	if w.number%3 == 1 {
		corridor = time.After(w.play.plan.For/10 + rand.N(w.play.plan.For/2))
	}
	for {
		do := w.act
		select {
		case <-ctx.Done():
			return
		case <-corridor:
			do = func() error { return w.comeBack(ctx) }
		case <-time.After(pace/2 + rand.N(pace)):
		}
		w.look(w.room)
		if err := do(); err != nil {
			w.play.plan.Log.Warn("a simulated person could not do this", "who", w.name, "err", err)
			w.play.tally.failed()
			if w.room == nil {
				return
			}
		}
	}
}

// act does one thing, mostly what people do mostly.
func (w *person) act() error {
	switch n := rand.IntN(100); {
	case len(w.wrote) == 0 || n < 35:
		return w.write()
	case n < 70:
		return w.move()
	case n < 80:
		return w.do("recolour", workshop.Recolor{
			Notes: []workshop.NoteID{w.mine()}, Color: workshop.Colors()[rand.IntN(len(workshop.Colors()))],
		})
	case n < 90:
		return w.categorise()
	default:
		return w.undo()
	}
}

func (w *person) mine() workshop.NoteID { return w.wrote[rand.IntN(len(w.wrote))] }

// do commits op and keeps it for taking back.
func (w *person) do(label string, op workshop.Op) error {
	d, err := w.room.Apply(op)
	if err == nil {
		w.room.History().Record(label, d)
		w.play.tally.acted()
	}
	return err
}

func (w *person) write() error {
	to, err := w.somewhere()
	if err != nil {
		return err
	}
	n := workshop.Note{
		ID: workshop.NoteID(laptop.NewID()), Place: to, Text: sentence(w.name, len(w.wrote)), Author: w.room.Me(),
		Color: workshop.Colors()[w.number%len(workshop.Colors())], Order: workshop.OrderAfter("", 1)[0],
	}
	w.play.tally.sent(n.ID, to)
	if err := w.do("write a note", workshop.AddNotes{Notes: []workshop.Note{n}}); err != nil {
		return err
	}
	w.wrote = append(w.wrote, n.ID)
	w.play.tally.wrote(n.ID)
	return nil
}

func (w *person) move() error {
	to, err := w.somewhere()
	if err != nil {
		return err
	}
	id := w.mine()
	w.play.tally.sent(id, to)
	return w.do("move a note", workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: to}}})
}

// somewhere is a spot in some region of the first canvas.
func (w *person) somewhere() (workshop.Place, error) {
	s := w.room.Snapshot()
	all := s.CanvasList()
	if len(all) == 0 {
		return workshop.Place{}, errNoCanvas
	}
	canvas := all[0].ID
	stages, lanes := s.StageList(canvas), s.LaneList(canvas)
	if len(stages) == 0 || len(lanes) == 0 {
		return workshop.Place{}, errNoCanvas
	}
	return workshop.Place{
		Canvas: canvas,
		Region: workshop.Region{Stage: stages[rand.IntN(len(stages))].ID, Lane: lanes[rand.IntN(len(lanes))].ID},
		At:     workshop.Point{X: float64(rand.IntN(400)), Y: float64(rand.IntN(1_200))},
	}, nil
}

func (w *person) categorise() error {
	if len(w.groups) > 0 {
		return w.do("add to a category", workshop.JoinCategory{
			Category: w.groups[rand.IntN(len(w.groups))], Notes: []workshop.NoteID{w.mine()},
		})
	}
	id := workshop.CategoryID(laptop.NewID())
	w.groups = append(w.groups, id)
	return w.do("make a category", workshop.MakeCategory{
		Category: workshop.Category{ID: id, Name: w.name}, Notes: []workshop.NoteID{w.mine()},
	})
}

func (w *person) undo() error {
	did, err := w.room.History().Undo(func(op workshop.Op) (workshop.Diff, error) {
		if d, err := op.Plan(w.room.Snapshot()); err == nil {
			w.play.tally.forget(d) // a note on its way back to where it was sent long ago
		}
		return w.room.ApplyUndo(op)
	})
	if did {
		w.play.tally.acted()
	}
	return err
}

// comeBack shuts the lid and opens it again.
func (w *person) comeBack(ctx context.Context) error {
	id := w.room.ID()
	w.since.Store(0)
	w.play.tally.present.Add(-1)
	err := w.room.Close()
	w.room = nil
	if err != nil {
		return err
	}
	w.play.tally.left()
	select { // a moment in the corridor, cut short at the end
	case <-time.After(w.play.plan.Pace):
	case <-ctx.Done():
	}
	room, err := w.laptop.Open(context.WithoutCancel(ctx), id, laptop.Networked)
	if err != nil {
		return err
	}
	w.room = room
	w.enter()
	return nil
}

// takeOut deletes what this person wrote.
func (w *person) takeOut() {
	if w.room == nil {
		return
	}
	var op workshop.Together
	for _, id := range w.groups {
		op = append(op, workshop.DissolveCategory{Category: id})
	}
	if _, err := w.room.Apply(append(op, workshop.DeleteNotes{Notes: w.wrote})); err != nil {
		w.play.plan.Log.Warn("what was written in the rehearsal stays", "who", w.name, "err", err)
	}
}
