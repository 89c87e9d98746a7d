package render_test

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/render"
	"throughline.app/workshop"
)

// requirePicture compares a picture with its master in testdata, pixel by pixel: a little
// rounding is let through, a shifted letter is not. With -update the master is written.
func requirePicture(t *testing.T, name string, got *image.RGBA) {
	t.Helper()
	file := filepath.Join("testdata", name+".png")
	if *update {
		out, err := os.Create(file)
		require.NoError(t, err)
		require.NoError(t, png.Encode(out, got))
		require.NoError(t, out.Close())
	}
	in, err := os.Open(file)
	require.NoError(t, err)
	defer in.Close()
	master, err := png.Decode(in)
	require.NoError(t, err)
	require.Equal(t, master.Bounds(), got.Bounds(), "%s: run with -update if it is meant", name)
	const rounding, few = 24, 40
	other := 0
	for y := range got.Rect.Dy() {
		for x := range got.Rect.Dx() {
			want := color.RGBAModel.Convert(master.At(x, y)).(color.RGBA)
			is := got.RGBAAt(x, y)
			if apart(want.R, is.R, rounding) || apart(want.G, is.G, rounding) || apart(want.B, is.B, rounding) {
				other++
			}
		}
	}
	require.LessOrEqual(t, other, few, "%s: pixels that are others; run with -update if it is meant", name)
}

func apart(a, b uint8, by int) bool { return int(a)-int(b) > by || int(b)-int(a) > by }

// sheetOf paints notes side by side, each on the ground of the style.
func sheetOf(t *testing.T, style render.Style, columns int, notes []workshop.Note) *image.RGBA {
	t.Helper()
	s := small(t)
	canvas := s.CanvasList()[0].ID
	region := workshop.Region{Stage: s.StageList(canvas)[0].ID, Lane: s.LaneList(canvas)[0].ID}
	people := workshop.Introduce{Person: workshop.Person{ID: "ana", Name: "Ana"}}
	for i := range notes {
		n := &notes[i]
		n.ID, n.Order = workshop.NoteID(rune('a'+i)), workshop.OrderAfter("", i+1)[i]
		n.Place = workshop.Place{Canvas: canvas, Region: region}
		if n.Color == "" {
			n.Color = workshop.Yellow
		}
	}
	d, err := workshop.Together{people, workshop.AddNotes{Notes: notes}}.Plan(s)
	require.NoError(t, err)
	sc := build(s.With(d), render.Options{Style: style, Authors: true})
	var rows [][]*image.RGBA
	for i := range notes {
		if i%columns == 0 {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], sc.PaintNote(notes[i].ID, 1))
	}
	w, h := 0, 0
	for _, row := range rows {
		across, down := 0, 0
		for _, img := range row {
			across, down = across+img.Rect.Dx(), max(down, img.Rect.Dy())
		}
		w, h = max(w, across), h+down
	}
	sheet := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(sheet, sheet.Rect, image.NewUniform(style.Sheet), image.Point{}, draw.Src)
	y := 0
	for _, row := range rows {
		x, down := 0, 0
		for _, img := range row {
			draw.Draw(sheet, img.Rect.Add(image.Pt(x, y)), img, image.Point{}, draw.Over)
			x, down = x+img.Rect.Dx(), max(down, img.Rect.Dy())
		}
		y += down
	}
	return sheet
}

// All colours in all sizes, light and dark; in Latin letters only, so that the fonts of the
// computer do not matter.
func TestNotePictures(t *testing.T) {
	for name, style := range map[string]render.Style{"light": render.Light(), "dark": render.Dark()} {
		var notes []workshop.Note
		for _, size := range workshop.NoteSizes() {
			for _, c := range workshop.Colors() {
				notes = append(notes, workshop.Note{Color: c, Size: size, Author: "ana", Text: "Waits for three deliveries"})
			}
		}
		requirePicture(t, "notes-"+name, sheetOf(t, style, len(workshop.Colors()), notes))
		many := workshop.TagSetOf("billing", "first week", "5G", "outage")
		requirePicture(t, "looks-"+name, sheetOf(t, style, 3, []workshop.Note{
			{Text: "One tag", Author: "ana", TagSet: workshop.TagSetOf("billing")},
			{Text: "More tags than there is room for", Author: "ana", TagSet: many},
			{Text: "A tag that is longer than its room", TagSet: workshop.TagSetOf("a tag of forty characters, nearly, it is")},
			{Text: "Tags with room", Size: workshop.Medium, Author: "ana", TagSet: many},
			{Text: "See https://example.org/prices and www.example.com", Color: workshop.Blue, Size: workshop.Medium},
			{Text: "Who calls whom?", Shape: workshop.Words},
			{Text: "A large heading", Shape: workshop.Words, Size: workshop.Large, TagSet: workshop.TagSetOf("5G")},
			{Text: "Yes", Color: workshop.Green},
			{Text: "Donaudampfschifffahrtsgesellschaftskapitän in a note that grows with its text, as there is too much of it", Color: workshop.Coral, Author: "ana"},
		}))
	}
}
