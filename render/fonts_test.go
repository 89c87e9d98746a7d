package render_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/render"
)

func TestThoseWhoDrewWithoutTheFontsAreTold(t *testing.T) {
	sh, err := render.NewShaper()
	require.NoError(t, err)
	first, second := 0, 0
	stop := sh.OnFonts(func() { first++ })
	sh.OnFonts(func() { second++ })
	sh.FontsFound()
	stop()
	sh.FontsFound()
	require.Equal(t, 1, first)
	require.Equal(t, 2, second)
}
