package canvasview_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/render"
	"throughline.app/ui/canvasview"
)

func TestWorkersPaintWhatIsWantedAndEnd(t *testing.T) {
	s, canvas, kind := editortest.Scaffold(t)
	shaper, err := render.NewShaper()
	require.NoError(t, err)
	scene := render.Build(s, kind.Layout(s, canvas, shaper.Measure), shaper, render.Options{Style: render.Light()})
	const n = 40
	painted := canvasview.PaintTiles(scene, n)
	require.Len(t, painted, n)
	for i, img := range painted {
		require.NotNil(t, img, "tile %d", i)
		require.Equal(t, uint8(0xFF), img.Pix[3], "tile %d is opaque", i)
	}
}
