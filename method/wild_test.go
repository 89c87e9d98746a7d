package method_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// TestAnyWorkshopHasALayout lays out workshops in which anything stands, and does to them what
// is done with a canvas as a whole.
func TestAnyWorkshopHasALayout(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	for seed := range uint64(60) {
		s := workshoptest.Wild(seed)
		fresh := 0
		ids := func() string { fresh++; return fmt.Sprintf("new%d", fresh) }
		for _, c := range s.CanvasList() {
			kind := method.Find(methods, c.Kind)
			l := kind.Layout(s, c.ID, method.Estimate)
			wantFinite(t, seed, l.Bounds)
			require.True(t, l.Same(kind.Layout(s, c.ID, method.Estimate)), "seed %d", seed)
			for _, n := range s.NoteList(c.ID) {
				at := l.At(n)
				require.False(t, math.IsNaN(at.X) || math.IsNaN(at.Y) || math.IsInf(at.X, 0) || math.IsInf(at.Y, 0), "seed %d", seed)
				require.True(t, l.Bounds.Encloses(workshop.RectAt(at, method.Estimate(n))), "seed %d: note %s at %v is out of sight of %v", seed, n.ID, at, l.Bounds)
				method.CardOf(methods, s, n)
			}
			method.LostOn(methods, s, c.ID)
			method.Opportunities(methods, s, c.ID)
			method.Fates(s, c.ID, []string{"One", "", "Two"})
			method.VariantsOf(s, c.ID)
			method.Compare(s, c.ID)
			if op, _ := method.Variant(s, c.ID, "Variant", true, ids); op != nil {
				_, err := op.Plan(s)
				wantRefused(t, seed, err)
			}
			if kind.Grid == nil && len(s.StageList(c.ID)) > 0 && len(s.LaneList(c.ID)) > 0 {
				text := method.Template(methods, s, c.ID, "own", "Own")
				_, err := method.Parse("own.toml", text)
				require.NoError(t, err, "seed %d", seed)
			}
			for _, to := range s.CanvasList() {
				for _, st := range s.StageList(c.ID) {
					for _, ln := range s.LaneList(c.ID) {
						method.Counterpart(s, workshop.Region{Stage: st.ID, Lane: ln.ID}, to.ID)
					}
				}
			}
		}
		for _, m := range methods {
			for _, r := range m.Recipes {
				_, err := method.Follow(methods, r, s, ids).Plan(s)
				wantRefused(t, seed, err)
			}
		}
		method.PersonaNames(s)
	}
}

func wantFinite(t *testing.T, seed uint64, r workshop.Rect) {
	for _, v := range []float64{r.Min.X, r.Min.Y, r.Max.X, r.Max.Y} {
		require.False(t, math.IsNaN(v) || math.IsInf(v, 0), "seed %d", seed)
	}
	require.False(t, r.Empty(), "seed %d", seed)
}

// wantRefused allows that an op is refused, and nothing else to go wrong with it.
func wantRefused(t *testing.T, seed uint64, err error) {
	if err != nil {
		require.ErrorIs(t, err, workshop.ErrInvalid, "seed %d", seed)
	}
}
