//go:build unix

package main

import (
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// edited is a line of output about changes.
type edited struct {
	Bench       string  `json:"bench"`
	N           int     `json:"n"`
	View        string  `json:"view"`
	TypeCPU     float64 `json:"type_cpu_ms"` // per character
	TypeTiles   float64 `json:"type_tiles"`
	DragCPU     float64 `json:"drag_cpu_ms"` // per move
	DragTiles   float64 `json:"drag_tiles"`
	RemoteCPU   float64 `json:"remote_cpu_ms"` // per colleague's edit in sight
	RemoteTiles float64 `json:"remote_tiles"`
	GrowCPU     float64 `json:"grow_cpu_ms"` // per edit that makes a lane grow
	GrowTiles   float64 `json:"grow_tiles"`
	Hit         float64 `json:"hit_us"`
	Marquee     float64 `json:"marquee_us"` // over everything
}

const (
	letters = 40
	moves   = 60
	edits   = 40
	grows   = 8
)

// inSight is the notes that are wholly in sight. It belongs to the main goroutine.
func (r *runner) inSight() []workshop.NoteID {
	return r.view.Scene().NotesIn(r.view.Editor().View().Visible(), true)
}

func (r *runner) edit(n int) (*edited, error) {
	if _, err := r.open(true); err != nil {
		return nil, err
	}
	f := &edited{Bench: "canvas", N: n, View: "edit"}
	var notes []workshop.NoteID
	fyne.DoAndWait(func() { notes = r.inSight() })
	if len(notes) == 0 {
		return nil, errors.New("no note is in sight")
	}
	for len(notes) < edits { // some are edited twice
		notes = append(notes, notes...)
	}
	for _, part := range []func(*edited, []workshop.NoteID) error{r.write, r.drag, r.remote, r.grow, r.hit} {
		if err := part(f, notes); err != nil {
			return nil, err
		}
		time.Sleep(300 * time.Millisecond)
		if err := r.until(r.view.Painted); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// write types into a note. What is written is kept, and painted, at the end.
func (r *runner) write(f *edited, notes []workshop.NoteID) error {
	fyne.DoAndWait(func() {
		r.view.Editor().Select(notes[0])
		r.view.Run("note.edit")
	})
	to := r.focused()
	if to == nil {
		return errors.New("nothing takes what is typed")
	}
	c := r.frame(func(i int) { to.TypedRune(rune('a' + i%20)) }, letters)
	f.TypeCPU, f.TypeTiles = c.cpu, c.tiles
	fyne.DoAndWait(func() { r.view.Finish() })
	return nil
}

func (r *runner) focused() fyne.Focusable {
	var to fyne.Focusable
	fyne.DoAndWait(func() { to = fyne.CurrentApp().Driver().CanvasForObject(r.view).Focused() })
	return to
}

// drag carries a note, one move a frame, and drops it.
func (r *runner) drag(f *edited, notes []workshop.NoteID) error {
	var at fyne.Position
	mouse := func() *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at}, Button: desktop.MouseButtonPrimary}
	}
	fyne.DoAndWait(func() {
		ed := r.view.Editor()
		box, _ := r.view.Scene().NoteRect(notes[len(notes)/2])
		p := ed.View().ToScreen(box.Center())
		at = fyne.NewPos(float32(p.X), float32(p.Y))
		r.view.MouseDown(mouse())
	})
	c := r.frame(func(i int) {
		at = at.AddXY(3, 2)
		r.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}, moves)
	f.DragCPU, f.DragTiles = c.cpu, c.tiles
	fyne.DoAndWait(func() { r.view.MouseUp(mouse()) })
	return nil
}

// remote takes in colleagues' edits of notes in sight, one a frame.
func (r *runner) remote(f *edited, notes []workshop.NoteID) error {
	c, err := r.apply(edits, func(i int) workshop.Op {
		all := workshop.Colors()
		was := slices.Index(all, r.board.Snapshot().Notes.Get(notes[i]).Color)
		return workshop.Recolor{Notes: notes[i : i+1], Color: all[(was+1)%len(all)]}
	})
	f.RemoteCPU, f.RemoteTiles = c.cpu, c.tiles
	return err
}

// grow moves a note ever further down its region.
func (r *runner) grow(f *edited, notes []workshop.NoteID) error {
	id := notes[0]
	c, err := r.apply(grows, func(i int) workshop.Op {
		to := r.board.Snapshot().Notes.Get(id).Place
		to.At.Y = r.deepest(to) + 40
		return workshop.MoveNotes{Moves: []workshop.Move{{Note: id, To: to}}}
	})
	f.GrowCPU, f.GrowTiles = c.cpu, c.tiles
	return err
}

// deepest is how far down a note of the same lane reaches.
func (r *runner) deepest(p workshop.Place) float64 {
	y := 0.0
	for _, n := range r.board.Snapshot().Notes.All() {
		if n.Place.Region.Lane == p.Region.Lane {
			y = max(y, n.Place.At.Y)
		}
	}
	return y
}

// apply is colleagues' ops, one a frame. Their own cost is small beside the frame's.
func (r *runner) apply(steps int, op func(i int) workshop.Op) (course, error) {
	var failed error
	c := r.frame(func(i int) {
		d, err := r.board.Apply(op(i))
		if err != nil {
			failed = err
			return
		}
		r.view.Set(workshop.Update{Snapshot: r.board.Snapshot(), Diff: d, Origin: workshop.Remote})
	}, steps)
	return c, failed
}

// hit asks for what is under the pointer, and in a marquee over everything.
func (r *runner) hit(f *edited, _ []workshop.NoteID) error {
	fyne.DoAndWait(func() {
		ed := r.view.Editor()
		hits, middle := r.view.Scene(), ed.View().ToCanvas(editor.ScreenPoint{X: 640, Y: 400})
		f.Hit = micros(1000, func() { hits.NoteAt(middle) })
		f.Marquee = micros(50, func() { hits.NotesIn(ed.Layout().Bounds, true) })
	})
	return nil
}

func micros(times int, f func()) float64 {
	begin := time.Now()
	for range times {
		f()
	}
	return round(float64(time.Since(begin)) / float64(times) / float64(time.Microsecond))
}
