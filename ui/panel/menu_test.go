package panel_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/panel"
)

func menuKeys(c fyne.Canvas, keys ...fyne.KeyName) {
	for _, k := range keys {
		c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestAMenuIsGoneThroughByKeys(t *testing.T) {
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(800, 600))
	c := w.Canvas()
	did := ""
	do := func(s string) func() { return func() { did += s } }
	items := []panel.MenuItem{
		{Text: "Undo", Key: "Ctrl+Z", Off: true, Why: "Nothing to undo", Do: do("undo ")},
		{},
		{Text: "Delete", Do: do("delete ")},
		{Text: "Colour", Sub: []panel.MenuItem{{Text: "Yellow", Do: do("yellow ")}, {Text: "Blue", Do: do("blue ")}}},
	}
	closed := 0
	show := func() *panel.Menu {
		m := panel.ShowMenu(c, fyne.NewPos(10, 10), items)
		m.OnClose = func() { closed++ }
		return m
	}
	show()
	menuKeys(c, fyne.KeyDown, fyne.KeyReturn)
	require.Empty(t, did, "what is off is not done")
	menuKeys(c, fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, "delete ", did)
	require.Equal(t, 1, closed)
	require.Nil(t, c.Overlays().Top())

	show()
	menuKeys(c, fyne.KeyUp, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	require.Equal(t, "delete blue ", did)

	show()
	c.Focused().TypedRune('c')
	menuKeys(c, fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp, fyne.KeyReturn)
	require.Equal(t, "delete blue delete ", did)

	m := show()
	menuKeys(c, fyne.KeyEscape)
	require.Nil(t, c.Overlays().Top())
	require.Equal(t, 4, closed)
	require.False(t, m.Choose("Undo"))
	require.True(t, m.Choose("Colour", "Yellow"))
}

func TestAMenuStaysInTheWindowAndScrolls(t *testing.T) {
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(400, 300))
	var items []panel.MenuItem
	did := -1
	for i := range 40 {
		items = append(items, panel.MenuItem{Text: fmt.Sprint("Item ", i), Do: func() { did = i }})
	}
	panel.ShowMenu(w.Canvas(), fyne.NewPos(390, 290), items)
	top := w.Canvas().Overlays().Top()
	for _, o := range test.WidgetRenderer(top.(fyne.Widget)).Objects() {
		require.True(t, o.Position().X >= 0 && o.Position().X+o.Size().Width <= 400, "%T at %v", o, o.Position())
		require.True(t, o.Position().Y >= 0 && o.Position().Y+o.Size().Height <= 300, "%T at %v", o, o.Position())
	}
	menuKeys(w.Canvas(), fyne.KeyEnd, fyne.KeyReturn)
	require.Equal(t, 39, did)

	panel.ShowMenu(w.Canvas(), fyne.NewPos(10, 10), items)
	m := w.Canvas().Overlays().Top().(*panel.Menu)
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(40, 50)}})
	m.Tapped(&fyne.PointEvent{Position: fyne.NewPos(40, 50)})
	require.Equal(t, 1, did)
}
