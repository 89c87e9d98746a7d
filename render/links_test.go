package render_test

import (
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/render"
	"throughline.app/workshop"
)

func noteID(i int) workshop.NoteID { return workshop.NoteID(workshoptest.ID("n", i)) }

func withLinks(t testing.TB, s *workshop.Snapshot, links ...workshop.Link) *workshop.Snapshot {
	t.Helper()
	for i, l := range links {
		l.ID = workshop.LinkID(fmt.Sprintf("k%03d", i))
		d, err := workshop.AddLink{Link: l}.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	return s
}

// linked is a workshop of n notes with that many links between notes at random, most of
// them no more than two stages apart, as people draw them.
func linked(t testing.TB, notes, links int) *workshop.Snapshot {
	s := workshoptest.Broad(notes)
	rnd := rand.New(rand.NewPCG(1, 2))
	stage := make(map[workshop.StageID]int)
	for i, st := range s.StageList(s.CanvasList()[0].ID) {
		stage[st.ID] = i
	}
	column := func(id workshop.NoteID) int { return stage[s.Notes.Get(id).Place.Region.Stage] }
	for i := 0; i < links; {
		l := workshop.Link{
			ID: workshop.LinkID(workshoptest.ID("k", i)), From: noteID(rnd.IntN(notes)), To: noteID(rnd.IntN(notes)),
			Type: workshop.LinkTypes()[i%4],
		}
		if far := column(l.From) - column(l.To); i%10 > 0 && (far < -2 || far > 2) {
			continue
		}
		if i%3 == 0 {
			l.Label = "only on Mondays"
		}
		if d, err := (workshop.AddLink{Link: l}).Plan(s); err == nil {
			s, i = s.With(d), i+1
		}
	}
	return s
}

func TestWaysGoRoundNotes(t *testing.T) {
	s := workshoptest.Spec{Notes: 60, Stages: 5, Lanes: 4}.Snapshot()
	ends := [][2]int{{0, 1}, {0, 3}, {0, 20}, {0, 22}, {5, 14}, {2, 41}, {17, 8}, {40, 0}, {59, 30}}
	var links []workshop.Link
	for i, e := range ends {
		links = append(links, workshop.Link{From: noteID(e[0]), To: noteID(e[1]), Type: workshop.LinkTypes()[i%4], Label: "by Monday"})
	}
	s = withLinks(t, s, links...)
	sc := build(s, lit)
	var all []workshop.Rect
	for _, n := range s.NoteList(s.CanvasList()[0].ID) {
		r, _ := sc.NoteRect(n.ID)
		all = append(all, r)
	}
	for i := range ends {
		line, ok := sc.LinkLine(workshop.LinkID(fmt.Sprintf("k%03d", i)))
		require.True(t, ok)
		from, _ := sc.NoteRect(line.Link.From)
		to, _ := sc.NoteRect(line.Link.To)
		require.True(t, touches(from, line.Line[0]), "begins at its note")
		require.True(t, touches(to, line.Line[len(line.Line)-1]), "ends at its note")
		for k := 1; k < len(line.Line); k++ {
			for step := range 11 {
				a, b := line.Line[k-1], line.Line[k]
				p := workshop.Point{X: a.X + (b.X-a.X)*float64(step)/10, Y: a.Y + (b.Y-a.Y)*float64(step)/10}
				for _, r := range all {
					require.False(t, r.Inset(0.5).Contains(p), "link %d of %v goes through a note", i, ends[i])
				}
			}
		}
		id, hit := sc.LinkAt(line.Mid.Center(), 3)
		require.True(t, hit)
		require.Equal(t, line.Link.ID, id)
	}
	look(t, sc, "links")
}

func touches(r workshop.Rect, p workshop.Point) bool {
	return r.Inset(-0.1).Contains(p) && !r.Inset(0.1).Contains(p)
}

// look writes a picture where somebody asks for it.
func look(t *testing.T, sc *render.Scene, name string) {
	dir := os.Getenv("LOOK")
	if dir == "" {
		return
	}
	f, err := os.Create(dir + "/" + name + ".png")
	require.NoError(t, err)
	defer f.Close()
	require.NoError(t, png.Encode(f, paint(sc, 1.5)))
}

func TestLinksThatCannotGoRoundAreCurves(t *testing.T) {
	s := workshoptest.Broad(2_000)
	s = withLinks(t, s, workshop.Link{From: noteID(0), To: noteID(1_999), Type: workshop.Causes})
	sc := build(s, lit)
	line, ok := sc.LinkLine("k000")
	require.True(t, ok)
	require.Greater(t, len(line.Line), 10)
	look(t, sc, "far")
}

func TestAMovedNoteTakesItsLinksAlong(t *testing.T) {
	s := linked(t, 200, 40)
	canvas := s.CanvasList()[0].ID
	sc := build(s, lit)
	before := paint(sc, 1)
	move := workshop.MoveNotes{Moves: []workshop.Move{{Note: s.LinkList(canvas)[3].From, To: s.Notes.Get(noteID(77)).Place}}}
	for name, op := range map[string]workshop.Op{
		"move": move, "delete": workshop.DeleteNotes{Notes: []workshop.NoteID{s.LinkList(canvas)[5].To}},
		"turn":   workshop.EditLink{Link: s.LinkList(canvas)[7].ID, Type: workshop.Solves, Turn: true, Label: "x"},
		"remove": workshop.DeleteLinks{Links: []workshop.LinkID{s.LinkList(canvas)[9].ID}},
		"add":    workshop.AddLink{Link: workshop.Link{ID: "new", From: noteID(1), To: noteID(90), Type: workshop.Causes}},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		now := s.With(d)
		next, dirty := sc.With(now, layoutOf(now, canvas), d)
		want := paint(build(now, lit), 1)
		require.Equal(t, want.Pix, paint(next, 1).Pix, name)
		if want.Rect == before.Rect {
			covered(t, sc.Bounds(), before, want, dirty, name)
		}
	}
}

// covered checks that two pictures differ only in the boxes.
func covered(t *testing.T, bounds workshop.Rect, a, b *image.RGBA, dirty []workshop.Rect, name string) {
	for y := range a.Rect.Dy() {
	next:
		for x := range a.Rect.Dx() {
			if a.RGBAAt(x, y) == b.RGBAAt(x, y) {
				continue
			}
			p := workshop.Point{X: bounds.Min.X + float64(x) + 0.5, Y: bounds.Min.Y + float64(y) + 0.5}
			for _, r := range dirty {
				if r.Inset(-1).Contains(p) {
					continue next
				}
			}
			require.Failf(t, "changed outside what was said", "%s: %d, %d", name, x, y)
		}
	}
}

func TestLinksAreTheSameOnEveryTile(t *testing.T) {
	sc := build(linked(t, 120, 40), lit)
	whole := paint(sc, 1.3)
	tile := image.NewRGBA(image.Rect(0, 0, 97, 89))
	at := image.Pt(211, 305)
	o := sc.Bounds().Min
	sc.Paint(tile, workshop.Point{X: o.X + float64(at.X)/1.3, Y: o.Y + float64(at.Y)/1.3}, 1.3)
	worst := 0
	for y := range 89 {
		for x := range 97 {
			a, b := tile.RGBAAt(x, y), whole.RGBAAt(at.X+x, at.Y+y)
			worst = max(worst, int(a.R)-int(b.R), int(b.R)-int(a.R))
		}
	}
	require.LessOrEqual(t, worst, 2)
	require.NotEqual(t, paint(build(linked(t, 120, 40), render.Options{Style: render.Light(), Authors: true, NoLinks: true}), 1).Pix, paint(sc, 1).Pix)
}

// 500 links on 2,000 notes: at most 100 ms together, one at most 1 ms.
func BenchmarkRoute500(b *testing.B) {
	sc := build(linked(b, 2_000, 500), lit)
	for b.Loop() {
		sc.RouteAll()
	}
}

func BenchmarkRouteSlowest(b *testing.B) {
	slowest := build(linked(b, 2_000, 500), lit).SlowestRoute()
	for b.Loop() {
		slowest()
	}
}

// A note with links moved among 500 links on 2,000 notes: its own are led anew, and those
// that pass where it was and is.
func BenchmarkWithLinkedMove(b *testing.B) {
	s := linked(b, 2_000, 500)
	canvas := s.CanvasList()[0].ID
	sc := build(s, lit)
	l := layoutOf(s, canvas)
	n := s.Notes.Get(s.LinkList(canvas)[0].From)
	to := n.Place
	to.At.X, to.At.Y = to.At.X+3, to.At.Y+2
	d, err := workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: to}}}.Plan(s)
	require.NoError(b, err)
	now := s.With(d)
	for b.Loop() {
		sc.With(now, l, d)
	}
}
