package panel_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

func TestButtonByKeyboard(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	pressed, escaped := 0, 0
	b := panel.NewButton(panel.Primary, "Share", func() { pressed++ })
	w := test.NewTempWindow(t, b)
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			escaped++
		}
	})
	w.Canvas().Focus(b)
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	require.Equal(t, 2, pressed)
	require.Equal(t, 1, escaped, "what a button has no use for goes to the window")
	b.Enable(false)
	test.Tap(b)
	require.Equal(t, 2, pressed)
}

func TestLabelsEndInAnEllipsisAndTellTheWhole(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	tips := panel.NewTipLayer(nil)
	t.Cleanup(tips.Close)
	l := panel.Text("Distributor day with a title that is much too long", theme.TextLabel, theme.Ink).Elided()
	w := test.NewTempWindow(t, tips)
	w.Resize(fyne.NewSize(600, 200))
	l.Resize(fyne.NewSize(120, 20))
	require.True(t, l.Cut())
	l.MouseIn(&desktop.MouseEvent{})
	require.Equal(t, l.Text, tips.Tip())
	l.MouseOut()
	require.Empty(t, tips.Tip())
	l.Resize(fyne.NewSize(600, 20))
	require.False(t, l.Cut())
}

func TestWrappedLabelsHaveAMost(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	one := panel.Wrapped("short", theme.TextLabel, theme.Ink, 100, 2)
	long := panel.Wrapped(strings.Repeat("many words ", 30), theme.TextLabel, theme.Ink, 100, 2)
	word := panel.Wrapped(strings.Repeat("x", 200), theme.TextLabel, theme.Ink, 100, 0)
	require.InDelta(t, 2*one.MinSize().Height, long.MinSize().Height, 0.1)
	require.True(t, long.Cut())
	require.Greater(t, word.MinSize().Height, 5*one.MinSize().Height, "a word without blanks is broken, not cut")
	require.InDelta(t, 100, word.MinSize().Width, 0.1)
}

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Ana Moreau": "AM", "Kofi": "K", " jo  van brandt ": "JB", "": "?", "Ólafur Þór": "ÓÞ", "👩‍🔧 Lee": "👩‍🔧L"} {
		require.Equal(t, want, panel.Initials(name))
	}
}

func TestFacesSayHowManyMore(t *testing.T) {
	test.NewTempApp(t)
	people := make([]panel.Person, 12)
	require.Len(t, panel.Faces(people, 5).Objects, 5)
	require.Len(t, panel.Faces(people[:5], 5).Objects, 5)
	require.Empty(t, panel.Faces(nil, 5).Objects)
}

func TestSegmentsByHandAndKey(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	var told []int
	s := panel.NewSegments([]string{"1 ×", "2 ×", "3 ×", "4 ×"}, func(i int) { told = append(told, i) })
	s.Resize(fyne.NewSize(200, 34))
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(160, 10)})
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) // there is none
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	require.Equal(t, []int{3, 2}, told)
}

func TestFlowGoesOnInANewLine(t *testing.T) {
	test.NewTempApp(t)
	card := func() fyne.CanvasObject { return panel.Fixed(100, 50, panel.Stretch()) }
	f := panel.Flow(10, card(), card(), card())
	f.Resize(fyne.NewSize(215, 200))
	require.Equal(t, fyne.NewPos(0, 60), f.Objects[2].Position())
	require.InDelta(t, 110, f.MinSize().Height, 0.1)
}
