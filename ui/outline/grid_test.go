package outline_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

// A grid as a tree: what stands in each row and cell is read out in words, and the letters
// set marks there too.
func TestAGridIsReadAndFilledInTheOutline(t *testing.T) {
	d := openAt(t, editortest.NewGrid(t), nil)
	d.press("Down", "Down")
	require.Equal(t, "Porting of numbers: A Network · A Operations · R Partner", walk(d, "Porting of numbers"))
	d.press("Return")
	require.Equal(t, workshop.NoteID("touch004").Ref(), d.Went.Ref)
	d.press("Right", "Down", "Down", "Down", "Down")
	require.Equal(t, "Network: A answers for it", d.view.Says())
	d.press("A")
	require.Equal(t, "Network: ", d.view.Says())
	d.press("I", "R")
	require.Equal(t, "Network: R does it, I is told", d.view.Says())
	d.press("Delete")
	require.Equal(t, "Network: ", d.view.Says())
	d.press("Ctrl+Z", "Down", "Down", "Down")
	require.Equal(t, "Partner (outside): R does it", d.view.Says())
	d.press("Left", "Left")
	require.Equal(t, "Porting of numbers: R I Network · A Operations · R Partner", d.view.Says())
	d.write("welc")
	d.press("Return")
	require.Equal(t, "9 rows", d.view.Count("Touchpoints and who controls them"))
	require.Equal(t, "Welcome e-mail: R A Marketing · I Service", d.view.Says())
}

// walk goes down until the row of that name.
func walk(d *desk, name string) string {
	d.t.Helper()
	for range 100 {
		if d.view.Here() == name {
			return d.view.Says()
		}
		d.press("Down")
	}
	require.Fail(d.t, "no row "+name)
	return ""
}
