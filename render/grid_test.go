package render_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

var embedded = sync.OnceValues(method.Embedded)

// gridOf lays out and draws the grid of a workshop.
func gridOf(t testing.TB, s *workshop.Snapshot, sh *render.Shaper, o render.Options) (*method.Layout, *render.Scene) {
	methods, err := embedded()
	require.NoError(t, err)
	l := method.Find(methods, "lifecycle/control").Layout(s, workshoptest.ControlGrid, sh.Measure)
	require.NotNil(t, l.GridBox)
	return l, render.Build(s, l, sh, o)
}

// A change in a cell paints its row, and gives the picture that building anew gives.
func TestAChangeOfACellPaintsItsRow(t *testing.T) {
	sh, err := render.NewShaper()
	require.NoError(t, err)
	s := workshoptest.Control()
	o := render.Options{Style: render.Light()}
	l, scene := gridOf(t, s, sh, o)
	row := l.GridBox.Rows[4].Key
	d, err := workshop.MarkCell{Grid: workshoptest.ControlGrid, Row: row, Column: workshop.FunctionLine("Network"), Remove: []string{"A"}}.Plan(s)
	require.NoError(t, err)
	next := s.With(d)
	l2, anew := gridOf(t, next, sh, o)
	require.True(t, l.Same(l2))
	scene, dirty := scene.With(next, l2, d)
	require.NotEmpty(t, dirty)
	for _, r := range dirty {
		require.True(t, r.H() < 2*method.GridRowH, "more than a row and the foot is painted: %v", r)
	}
	require.Equal(t, paint(anew, 1).Pix, paint(scene, 1).Pix)

	// Something on another canvas paints nothing, unless it is a row.
	other := next.NoteList(next.CanvasList()[0].ID)[0]
	d, err = workshop.Recolor{Notes: []workshop.NoteID{other.ID}, Color: workshop.Coral}.Plan(next)
	require.NoError(t, err)
	l3, _ := gridOf(t, next.With(d), sh, o)
	_, dirty = scene.With(next.With(d), l3, d)
	require.Empty(t, dirty)
	d, err = workshop.DeleteNotes{Notes: []workshop.NoteID{"touch004"}}.Plan(next)
	require.NoError(t, err)
	l3, anew = gridOf(t, next.With(d), sh, o)
	require.Len(t, l3.GridBox.Rows, 8)
	scene, _ = scene.With(next.With(d), l3, d)
	require.Equal(t, paint(anew, 1).Pix, paint(scene, 1).Pix)
}

func TestGridMasters(t *testing.T) {
	sh, err := render.NewShaper()
	require.NoError(t, err)
	for name, o := range map[string]render.Options{"grid-light": {Style: render.Light()}, "grid-dark": {Style: render.Dark()}} {
		_, scene := gridOf(t, workshoptest.Control(), sh, o)
		requireMaster(t, name, paint(scene, 1))
	}
	_, scene := gridOf(t, workshoptest.BigControl(0, 0), sh, render.Options{Style: render.Light()})
	requireMaster(t, "grid-empty", paint(scene, 0.5))
}

// A finding, a lens or a search lights the rows of its notes.
func TestRowsOfLitNotesStandOut(t *testing.T) {
	sh, err := render.NewShaper()
	require.NoError(t, err)
	_, scene := gridOf(t, workshoptest.Control(), sh, render.Options{Style: render.Light()})
	plain := paint(scene, 1)
	some, dirty := scene.Lit(map[workshop.NoteID]bool{"touch004": true})
	require.NotEmpty(t, dirty)
	requireMaster(t, "grid-lit", paint(some, 1))
	back, _ := some.Lit(nil)
	require.Equal(t, plain.Pix, paint(back, 1).Pix)
}
