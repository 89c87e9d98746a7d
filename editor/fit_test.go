package editor_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
)

func TestSeeAllKeepsTheSheetClearOfACoveredCorner(t *testing.T) {
	h := editortest.New(t)
	corner := editor.ScreenVec{DX: 220, DY: 60}
	for _, size := range []editor.ScreenVec{{DX: 1280, DY: 748}, {DX: 900, DY: 1400}, {DX: 2400, DY: 700}} {
		h.Ed.Resize(editor.ScreenSize{W: size.DX, H: size.DY})
		h.Ed.CoverCorner(editor.ScreenVec{})
		h.Ed.Fit()
		bare := h.Ed.View().Zoom
		h.Ed.CoverCorner(corner)
		h.Ed.Fit()
		end := h.Ed.View().ToScreen(h.Ed.Layout().Sheet.Max)
		require.True(t, end.X <= size.DX-corner.DX || end.Y <= size.DY-corner.DY, "%v", size)
		require.Greater(t, float64(h.Ed.View().Zoom), 0.8*float64(bare))
	}
}
