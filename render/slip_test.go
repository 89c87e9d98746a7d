package render_test

import (
	"image"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/render"
	"throughline.app/workshop"
)

// amber counts the pixels of a part of a scene that have the colour of a dotted line.
func amber(sc *render.Scene, r workshop.Rect) int {
	img := image.NewRGBA(image.Rect(0, 0, int(r.W()*2), int(r.H()*2)))
	sc.Paint(img, r.Min, 2)
	n := 0
	for i := 0; i < len(img.Pix); i += 4 {
		if r, g, b := int(img.Pix[i]), int(img.Pix[i+1]), int(img.Pix[i+2]); r > 140 && r-g > 45 && g-b > 40 {
			n++
		}
	}
	return n
}

// Words that only the company uses have a dotted line, and nothing else about the note is
// another: neither its size nor what can be opened.
func TestSlipsHaveADottedLine(t *testing.T) {
	s := small(t)
	var id workshop.NoteID
	for _, n := range s.NoteList(s.CanvasList()[0].ID) {
		if n.Shape == workshop.Sticky && n.Color == workshop.Blue {
			id = n.ID
		}
	}
	do := func(op workshop.Op) {
		t.Helper()
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	do(workshop.EditText{Note: id, Base: s.Notes.Get(id).Text, Text: "A ticketing desk opens a ticket"})
	stage := s.StageList(s.CanvasList()[0].ID)[0]
	do(workshop.Rename{Ref: stage.ID.Ref(), Name: "Lead hunt"})
	o := render.Options{Style: render.Light(), NoCategories: true, NoLinks: true}
	plain := build(s, o)
	o.Slips = func(s *workshop.Snapshot, ref workshop.Ref) []string {
		switch ref {
		case id.Ref():
			return []string{"opens a ticket"}
		case stage.ID.Ref():
			return []string{"Lead"}
		}
		return nil
	}
	marked := build(s, o)
	r, _ := plain.NoteRect(id)
	is, _ := marked.NoteRect(id)
	require.Equal(t, r, is)
	head := layoutOf(s, s.CanvasList()[0].ID).Stages[0].Head
	require.Zero(t, amber(plain, r))
	require.Positive(t, amber(marked, r))
	require.Zero(t, amber(plain, head))
	require.Positive(t, amber(marked, head))
	for y := r.Min.Y; y < r.Max.Y; y += 3 {
		_, opens := marked.WebLinkAt(workshop.Point{X: r.Min.X + 30, Y: y})
		require.False(t, opens)
	}
}
