package render_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/render"
)

func TestFeelingsAreSaidInWords(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.04: "0", 1.5: "+1.5", -1.6333: "−1.6", 2: "+2"} {
		require.Equal(t, want, render.Feeling(v))
	}
	require.NotEqual(t, render.Light().CurveInk(method.AsIs), render.Light().CurveInk(method.ToBe))
	require.NotEqual(t, render.Dark().CurveInk(method.AsIs), render.Dark().Sheet)
}
