package workshop_test

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

func TestPlaceRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coord := rapid.OneOf(rapid.Float64Range(-2e6, 2e6), rapid.Float64(), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), -0.001, 0.005, math.NaN(), math.Inf(1), math.Inf(-1)}))
		id := rapid.StringMatching(`[0-9a-z]{0,12}`)
		p := workshop.Place{
			Canvas: workshop.CanvasID(id.Draw(t, "canvas")),
			Region: workshop.Region{Stage: workshop.StageID(id.Draw(t, "stage")), Lane: workshop.LaneID(id.Draw(t, "lane"))},
			At:     workshop.Point{X: coord.Draw(t, "x"), Y: coord.Draw(t, "y")},
		}
		kept := p.String()
		got, ok := workshop.ParsePlace(kept)
		require.True(t, ok)
		require.Equal(t, p.Canvas, got.Canvas)
		require.Equal(t, p.Region, got.Region)
		require.Equal(t, kept, got.String(), "what is kept does not drift")
		require.NotContains(t, kept, "-0/")
		require.LessOrEqual(t, math.Abs(got.At.X), float64(workshop.MaxCoord))
		if math.Abs(p.At.X) < workshop.MaxCoord {
			require.InDelta(t, p.At.X, got.At.X, 0.0051)
		}
	})
}

func TestParsePlaceOfHostileInput(t *testing.T) {
	for _, s := range []string{"", "/", "a/b/c", "a/b/c/1", "a/b/c/x/1", "a/b/c/1/", "a/b/c/1/2/3", "a/b/c/1/2 ", strings.Repeat("/", 5_000)} {
		p, ok := workshop.ParsePlace(s)
		require.False(t, ok, s)
		require.Zero(t, p)
	}
	for s, want := range map[string]workshop.Point{
		"c/s/l/NaN/Inf":     {X: 0, Y: workshop.MaxCoord},
		"c/s/l/-Inf/1e30":   {X: -workshop.MaxCoord, Y: workshop.MaxCoord},
		"c/s/l/1e300/-1e30": {X: workshop.MaxCoord, Y: -workshop.MaxCoord},
		"c///1/2":           {X: 1, Y: 2},
	} {
		p, ok := workshop.ParsePlace(s)
		require.True(t, ok, s)
		require.Equal(t, want, p.At, s)
	}
	rapid.Check(t, func(t *rapid.T) {
		p, ok := workshop.ParsePlace(rapid.StringMatching(`[a-z0-9/.eE+\-xInfNaN_]{0,40}`).Draw(t, "place"))
		if ok {
			again, ok := workshop.ParsePlace(p.String())
			require.True(t, ok)
			require.Equal(t, p.String(), again.String())
		}
	})
}

func TestRects(t *testing.T) {
	r := workshop.RectAt(workshop.Point{X: 10, Y: 20}, workshop.Size{W: 30, H: 40})
	require.True(t, r.Contains(r.Min))
	require.False(t, r.Contains(r.Max))
	require.True(t, r.Encloses(r))
	beside := r.Add(workshop.Vec{DX: 30})
	require.False(t, r.Overlaps(beside), "a shared edge is no overlap")
	require.Equal(t, 60.0, r.Union(beside).W())
	require.Equal(t, r, r.Union(workshop.Rect{}))
	require.Equal(t, r, workshop.Rect{}.Union(r))
	require.True(t, r.Inset(20).Empty())
	require.Equal(t, workshop.Point{X: 25, Y: 40}, r.Center())
}
