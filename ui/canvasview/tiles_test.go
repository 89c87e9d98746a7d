package canvasview_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func TestEveryPixelIsCoveredWhereverTheViewGoes(t *testing.T) {
	d := newDesk(t)
	d.write(0, 0, "Asks peers")
	rapid.Check(t, func(rt *rapid.T) {
		d.t = t
		delta := rapid.Float32Range(-100, 100)
		for range 5 {
			d.mods = rapid.SampledFrom([]editor.Mods{0, editor.Ctrl, editor.Shift}).Draw(rt, "mods")
			d.view.Scrolled(&fyne.ScrollEvent{
				PointEvent: fyne.PointEvent{Position: fyne.NewPos(700, 400)},
				Scrolled:   fyne.NewDelta(delta.Draw(rt, "dx"), delta.Draw(rt, "dy")),
			})
			if rapid.Bool().Draw(rt, "rest") {
				d.wait(time.Second)
			}
			d.requireCovered()
		}
		require.LessOrEqual(rt, canvasview.Kept(d.view), canvasview.MaxTiles(d.view))
	})
}

// requireCovered holds the tiles to their promise: the view is covered, without gaps.
func (d *desk) requireCovered() {
	d.t.Helper()
	size := d.view.Size()
	area := 0.0
	for _, r := range canvasview.TileRects(d.view) {
		x0, y0 := max(0, r.Min.X), max(0, r.Min.Y)
		x1, y1 := min(float64(size.Width), r.Max.X), min(float64(size.Height), r.Max.Y)
		if x1 > x0 && y1 > y0 {
			area += (x1 - x0) * (y1 - y0)
		}
	}
	require.InDelta(d.t, 1, area/float64(size.Width*size.Height), 0.002)
}

func TestWhatIsPatchedIsWhatWouldBePainted(t *testing.T) {
	d := newDesk(t)
	d.view.Run("view.actual")
	id := d.write(1, 1, "Welcome e-mail")
	d.write(1, 2, "Billing run on the 3rd")
	require.Zero(t, canvasview.StalePixels(d.view))
	d.drag(d.cell(1, 1), d.cell(2, 2))
	require.Zero(t, canvasview.StalePixels(d.view))
	d.click(d.cell(2, 2))
	d.view.Run("color.coral")
	require.Zero(t, canvasview.StalePixels(d.view))
	_, err := d.doc.Remote(workshop.EditText{Note: id, Base: "Welcome e-mail", Text: "Welcome e-mail, at last, on the day that it was promised"})
	require.NoError(t, err)
	require.Zero(t, canvasview.StalePixels(d.view))
	d.view.Run("edit.delete")
	require.Zero(t, canvasview.StalePixels(d.view))
}

func TestLevelsAreTheNearestFiner(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		px := rapid.Float64Range(0.02, 12).Draw(rt, "px")
		l := canvasview.Level(px)
		require.GreaterOrEqual(rt, l, px*(1-1e-8))
		require.Less(rt, l, px*math.Sqrt2*(1+1e-8))
		require.InDelta(rt, l, canvasview.Level(l), 1e-9)
	})
}

// Colleagues' changes are told late, and this person's are shown at once: whatever the
// order, in the end the screen shows the document.
func TestLateUpdatesEndInTheDocument(t *testing.T) {
	d := newDesk(t)
	d.view.Run("view.actual")
	for stage := range 3 {
		d.write(stage, 1, "Welcome e-mail")
	}
	rapid.Check(t, func(rt *rapid.T) {
		var late []workshop.Diff
		d.doc.Told = func(diff workshop.Diff) { late = append(late, diff) }
		tell := func(n int) {
			for _, diff := range late[:n] {
				d.view.Set(workshop.Update{Snapshot: d.doc.Snapshot(), Diff: diff, Origin: workshop.Remote})
			}
			late = late[n:]
		}
		notes := d.notes()
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			n := notes[rapid.IntRange(0, len(notes)-1).Draw(rt, "note")].ID
			to := d.doc.Snapshot().Notes.Get(n).Place
			to.At.X, to.At.Y = rapid.Float64Range(0, 100).Draw(rt, "x"), rapid.Float64Range(0, 60).Draw(rt, "y")
			d.view.Editor().Select(n)
			switch rapid.IntRange(0, 4).Draw(rt, "op") {
			case 0:
				_, err := d.doc.Remote(workshop.MoveNotes{Moves: []workshop.Move{{Note: n, To: to}}})
				require.NoError(rt, err)
			case 1:
				_, err := d.doc.Remote(workshop.Recolor{Notes: []workshop.NoteID{n}, Color: workshop.Violet})
				require.NoError(rt, err)
			case 2:
				d.view.Run(rapid.SampledFrom([]string{"nudge.far.right", "nudge.far.left", "nudge.far.down", "nudge.far.up"}).Draw(rt, "nudge"))
			case 3:
				d.view.Run("color.coral")
			case 4:
				tell(rapid.IntRange(0, len(late)).Draw(rt, "told"))
			}
		}
		tell(len(late))
		require.Zero(rt, canvasview.StalePixels(d.view))
	})
}

// What a person does, and what a colleague does, paints on the tiles that it touches and
// on no others, however many notes there are.
func TestAnEditPaintsOnlyTheTilesThatItTouches(t *testing.T) {
	d := newDesk(t)
	d.view.Run("view.actual")
	id := d.write(1, 1, "Welcome e-mail")
	d.write(1, 2, "Billing run on the 3rd")
	tiles := func(do func()) int {
		before := d.view.Work()
		do()
		require.Zero(t, canvasview.StalePixels(d.view))
		return d.view.Work() - before
	}
	const around = 4 // tiles meet where a note lies, at worst

	require.LessOrEqual(t, tiles(func() {
		_, err := d.doc.Remote(workshop.Recolor{Notes: []workshop.NoteID{id}, Color: workshop.Violet})
		require.NoError(t, err)
	}), around)
	require.LessOrEqual(t, tiles(func() {
		_, err := d.doc.Remote(workshop.EditText{Note: id, Base: "Welcome e-mail", Text: "Welcome letter"})
		require.NoError(t, err)
	}), around)

	// Lifting a note takes it out of the tiles and dropping it puts it back; between the
	// two it is carried above them.
	from, to := d.cell(1, 1), d.cell(2, 1)
	before := d.view.Work()
	d.view.MouseDown(mouse(from))
	d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: from.AddXY(12, 3)}})
	require.Greater(t, d.view.Work(), before)
	require.LessOrEqual(t, d.view.Work()-before, around)
	before = d.view.Work()
	for i := float32(0); i < 20; i++ {
		d.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: from.AddXY(12+(to.X-from.X-12)*i/20, 3)}})
	}
	require.Equal(t, before, d.view.Work(), "a drag paints nothing")
	require.LessOrEqual(t, tiles(func() { d.view.MouseUp(mouse(to)) }), 3*around, "where it was, where it is, and with it")

	// While somebody writes, the note is an entry above the tiles.
	d.click(to)
	d.view.Run("note.edit")
	before = d.view.Work()
	entry := d.win.Canvas().Focused()
	require.NotNil(t, entry)
	for _, r := range "again" {
		entry.TypedRune(r)
	}
	require.Equal(t, before, d.view.Work(), "typing paints nothing")
	require.LessOrEqual(t, tiles(func() { d.view.Finish() }), 2*around)
}

// A small edit that follows a large one before the next frame is painted at once; tiles that
// wait for the workers since the large one go on waiting.
func TestASmallEditLeavesWhatIsBehind(t *testing.T) {
	d := newDesk(t)
	d.view.Run("view.actual")
	tall, other := d.write(0, 0, "Waits"), d.write(3, 0, "Reports")
	d.doc.Told = nil
	large, err := d.doc.Remote(workshop.EditText{Note: tall, Base: "Waits", Text: strings.Repeat("Waits for the engineer ", 40)})
	require.NoError(t, err)
	small, err := d.doc.Remote(workshop.Recolor{Notes: []workshop.NoteID{other}, Color: workshop.Violet})
	require.NoError(t, err)
	canvasview.Show(d.view, large, small)
	require.Zero(t, canvasview.StalePixels(d.view))
}

// On a screen with more pixels to a unit the tiles have them all, and what is under the
// pointer stays under it.
func TestTilesHaveThePixelsOfTheScreen(t *testing.T) {
	for _, ratio := range []float32{1, 1.5, 2} {
		d := newDesk(t)
		d.win.Canvas().(software.WindowlessCanvas).SetScale(ratio)
		d.view.Refresh()
		d.view.Run("view.actual")
		id := d.write(1, 1, "Welcome e-mail")
		d.requireCovered()
		require.Zero(t, canvasview.StalePixels(d.view))
		for _, r := range canvasview.TileRects(d.view) {
			require.InDelta(t, 512/float64(ratio), r.W(), 0.01, "a pixel of a tile is one of the screen")
			left := r.Min.X * float64(ratio)
			require.InDelta(t, math.Round(left), left, 0.01, "and lies on it")
		}
		box, ok := d.view.Scene().NoteRect(id)
		require.True(t, ok)
		d.click(d.at(box.Min).AddXY(-30, -30))
		require.Zero(t, d.view.Editor().Selection().Len())
		d.click(d.at(box.Center()))
		require.Equal(t, []workshop.NoteID{id}, d.view.Editor().Selection().IDs())
	}
}
