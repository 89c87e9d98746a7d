package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A tour is what a facilitator does with a workshop that is open, step by step.
type tour struct {
	t       *testing.T
	r       *laptop.Room
	methods []*method.Method
}

// tourOf opens a workshop for a tour.
func tourOf(t *testing.T, dir, id string, do func(w *tour)) {
	t.Helper()
	at(t, dir, id, func(l *laptop.Laptop, r *laptop.Room) { do(&tour{t, r, l.Methods()}) })
}

func (w *tour) do(op workshop.Op) {
	w.t.Helper()
	_, err := w.r.Apply(op)
	require.NoError(w.t, err)
}

func (w *tour) kind(id string) *method.CanvasKind { return method.Find(w.methods, "lifecycle/"+id) }

// canvas is the first of a kind: it is added if there is none.
func (w *tour) canvas(kind string) workshop.CanvasID {
	w.t.Helper()
	for _, c := range w.r.Snapshot().CanvasList() {
		if c.Kind == "lifecycle/"+kind {
			return c.ID
		}
	}
	op, id := w.kind(kind).Begun(w.r.Snapshot(), laptop.NewID, "", method.Estimate)
	w.do(op)
	return id
}

func (w *tour) stage(canvas workshop.CanvasID, name string) *workshop.Stage {
	w.t.Helper()
	for _, st := range w.r.Snapshot().StageList(canvas) {
		if st.Name == name {
			return st
		}
	}
	require.Fail(w.t, "no stage", name)
	return nil
}

func (w *tour) lane(canvas workshop.CanvasID, key string) *workshop.Lane {
	w.t.Helper()
	for _, l := range w.r.Snapshot().LaneList(canvas) {
		if l.Key == key {
			return l
		}
	}
	require.Fail(w.t, "no lane", key)
	return nil
}

// note is the one whose text begins so.
func (w *tour) note(text string) *workshop.Note {
	w.t.Helper()
	for _, n := range w.r.Snapshot().Notes.All() {
		if strings.HasPrefix(n.Text, text) && !n.Deleted() {
			return n
		}
	}
	require.Fail(w.t, "no note", text)
	return nil
}

// write adds a note where the lane's prompt asks for it, and says of it what fields tell:
// key, value, key, value …
func (w *tour) write(canvas workshop.CanvasID, stage, lane, text string, fields ...string) workshop.NoteID {
	w.t.Helper()
	s := w.r.Snapshot()
	kind := method.Find(w.methods, s.Canvases.Get(canvas).Kind)
	r := workshop.Region{Stage: w.stage(canvas, stage).ID, Lane: w.lane(canvas, lane).ID}
	l := kind.Layout(s, canvas, method.Estimate)
	as := kind.Lane(w.lane(canvas, lane))
	n := workshop.Note{ID: workshop.NoteID(laptop.NewID()), Kind: as.Card, Color: as.Color, Text: text, Author: w.r.Me(),
		Order: workshop.OrderAfter("zz"+strconv.Itoa(1000+s.Notes.Len()), 1)[0],
		Place: workshop.Place{Canvas: canvas, Region: r, At: l.FreeSpot(s, r, method.Estimate, 1)[0]}}
	w.do(workshop.AddNotes{Notes: []workshop.Note{n}})
	w.say(n.ID, fields...)
	return n.ID
}

// say fills in fields of a note: key, value, key, value …
func (w *tour) say(id workshop.NoteID, fields ...string) {
	w.t.Helper()
	for i := 0; i+1 < len(fields); i += 2 {
		w.do(workshop.SetTyped{Notes: []workshop.NoteID{id}, Key: fields[i], Value: fields[i+1]})
	}
}

// mark puts marks into the row of a note in the grid of who controls what.
func (w *tour) mark(grid workshop.CanvasID, text, function string, marks ...string) {
	w.t.Helper()
	w.do(workshop.MarkCell{Grid: grid, Row: w.note(text).ID.Ref().Key(), Column: workshop.FunctionLine(function), Label: function, Add: marks})
}

// asks are the findings of a check that are open, as sentences.
func asks(s exchange.Shown, check string) (all []string) {
	for _, f := range s.Findings {
		if f.Check == "lifecycle/"+check && f.State == "open" {
			all = append(all, f.Says)
		}
	}
	return all
}

// pictured exports the picture of a canvas, and keeps it in the folder KEEP_PICTURES, if
// that is set, for whoever wants to look at it.
func pictured(t *testing.T, dir, id, canvas string) (width, height int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "canvas.png")
	if keep := os.Getenv("KEEP_PICTURES"); keep != "" {
		file = filepath.Join(keep, strings.ReplaceAll(t.Name()+" "+canvas, "/", " ")+".png")
	}
	code, _, errs := cli(t, dir, "export", id, "--canvas", canvas, "--scale", "1", "--out", file)
	require.Zero(t, code, errs)
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	size, err := png.DecodeConfig(f)
	require.NoError(t, err)
	require.Positive(t, size.Width)
	return size.Width, size.Height
}
