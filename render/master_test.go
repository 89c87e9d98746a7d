package render_test

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A pixel of a master may be this far from what is drawn now, in each colour, and this part
// of all pixels further: floats are rounded differently from processor to processor.
const (
	masterShade = 20
	masterStray = 0.002
)

// Pictures of what is easily broken without a number changing: colours, shadows, letters,
// what lies above what. Run with -update if another look is meant, and look at them.
func TestMasters(t *testing.T) {
	empty := workshoptest.Spec{Stages: 2, Lanes: 2}.Snapshot()
	paper := empty.CanvasList()[0].ID
	cell := workshop.Region{Stage: empty.StageList(paper)[0].ID, Lane: empty.LaneList(paper)[0].ID}
	note := func(id workshop.NoteID, text string, c workshop.Color, x, y float64) workshop.Note {
		return workshop.Note{
			ID: id, Text: text, Color: c, Author: workshop.PersonID(workshoptest.ID("p", 0)), Order: string("a" + id),
			Place: workshop.Place{Canvas: paper, Region: cell, At: workshop.Point{X: x, Y: y}},
		}
	}
	with := func(notes ...workshop.Note) *workshop.Snapshot {
		d, err := workshop.AddNotes{Notes: notes}.Plan(empty)
		require.NoError(t, err)
		return empty.With(d)
	}
	one := with(note("one", "Waits a week for the router, then calls", workshop.Blue, 0, 0))
	pile := with(
		note("low", "Asks peers", workshop.Yellow, 0, 0),
		note("middle", "Compares prices", workshop.Green, 60, 22),
		note("top", "Signs", workshop.Violet, 90, 46),
	)
	for _, m := range []struct {
		name  string
		s     *workshop.Snapshot
		style render.Style
		scale float64
		part  workshop.Rect // of the canvas; empty for all of it
	}{
		{"ground-light", empty, render.Light(), 0.5, workshop.Rect{}},
		{"ground-dark", empty, render.Dark(), 0.5, workshop.Rect{}},
		{"note", one, render.Light(), 2, roundNote(t, one, "one")},
		{"note-far", one, render.Light(), 0.4, roundNote(t, one, "one")},
		{"pile", pile, render.Light(), 1, roundNote(t, pile, "low", "top")},
		{"pile-dark", pile, render.Dark(), 1, roundNote(t, pile, "low", "top")},
	} {
		t.Run(m.name, func(t *testing.T) {
			sc := build(m.s, render.Options{Style: m.style, Authors: true})
			part := m.part
			if part.Empty() {
				part = sc.Bounds()
			}
			img := image.NewRGBA(image.Rect(0, 0, int(part.W()*m.scale), int(part.H()*m.scale)))
			sc.Paint(img, part.Min, m.scale)
			requireMaster(t, m.name, img)
		})
	}
}

// roundNote is what some notes cover, with their shadows.
func roundNote(t *testing.T, s *workshop.Snapshot, ids ...workshop.NoteID) (r workshop.Rect) {
	t.Helper()
	sc := build(s, lit)
	for _, id := range ids {
		box, ok := sc.NoteRect(id)
		require.True(t, ok)
		r = r.Union(box)
	}
	return r.Inset(-render.NoteMargin)
}

func requireMaster(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	var now bytes.Buffer
	require.NoError(t, png.Encode(&now, got))
	if *update {
		require.NoError(t, os.WriteFile(file, now.Bytes(), 0o644))
		return
	}
	raw, err := os.ReadFile(file)
	require.NoError(t, err, "run with -update to make it")
	want, err := png.Decode(bytes.NewReader(raw))
	require.NoError(t, err)
	require.Equal(t, want.Bounds(), got.Bounds(), "another size")
	stray := 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			r, g, b, _ := want.At(x, y).RGBA()
			c := got.RGBAAt(x, y)
			if strays(r, c.R) || strays(g, c.G) || strays(b, c.B) {
				stray++
			}
		}
	}
	if most := int(masterStray * float64(got.Rect.Dx()*got.Rect.Dy())); stray > most {
		shown := filepath.Join(t.ArtifactDir(), name+".png")
		require.NoError(t, os.WriteFile(shown, now.Bytes(), 0o644))
		require.Fail(t, "another picture", "%d pixels differ from %s; run with -update if it is meant, with -artifacts to keep what is drawn now", stray, file)
	}
}

func strays(want uint32, got uint8) bool {
	d := int(want>>8) - int(got)
	return d < -masterShade || d > masterShade
}
