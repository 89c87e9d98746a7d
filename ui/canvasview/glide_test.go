package canvasview_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// A glide begins where the view was, ends where the editor is, and shows nothing that lies
// outside both on its way.
func TestAGlideStaysBetweenItsEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := editor.ScreenSize{W: 1280, H: 748}
		any := func(name string) editor.Viewport {
			at := rapid.Float64Range(-5000, 5000)
			return editor.Viewport{
				Origin: workshop.Point{X: at.Draw(t, name+" x"), Y: at.Draw(t, name+" y")},
				Zoom:   editor.Zoom(rapid.Float64Range(0.05, 4).Draw(t, name+" zoom")), Size: size,
			}
		}
		from, to := any("from"), any("to")
		close := func(a, b workshop.Rect) {
			require.InDelta(t, a.Min.X, b.Min.X, 1e-6)
			require.InDelta(t, a.Max.Y, b.Max.Y, 1e-6)
		}
		close(from.Visible(), canvasview.Between(from, to, 0).Visible())
		close(to.Visible(), canvasview.Between(from, to, 1).Visible())
		both := from.Visible().Union(to.Visible()).Inset(-1e-6)
		require.True(t, both.Encloses(canvasview.Between(from, to, rapid.Float64Range(0, 1).Draw(t, "part")).Visible()))
	})
}
