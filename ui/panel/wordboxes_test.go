package panel_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/assets/words"
	"throughline.app/ui/panel"
	"throughline.app/ui/theme"
)

func boxes(t *testing.T) (*panel.WordBoxes, fyne.Canvas) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	w := panel.NewWordBoxes()
	win := test.NewTempWindow(t, w)
	win.Resize(fyne.NewSize(338, 40))
	win.Canvas().Focus(w.First())
	return w, win.Canvas()
}

// typeOn types where the focus is, which may go elsewhere meanwhile.
func typeOn(c fyne.Canvas, text string) {
	for _, r := range text {
		c.Focused().TypedRune(r)
	}
}

func TestThreeLettersAndABlankAreAWord(t *testing.T) {
	w, c := boxes(t)
	typeOn(c, "aba bag")
	require.Equal(t, "abandoned bagpipe", w.Words(), "the rest of the word is known")
	require.False(t, w.Full())
	typeOn(c, " job wri yod")
	require.Equal(t, "abandoned bagpipe jobholder wristwatch yodel", w.Words())
	require.True(t, w.Full())
}

func TestCaseAndCommasDoNotMatter(t *testing.T) {
	w, c := boxes(t)
	typeOn(c, "ABA,Bag.")
	require.Equal(t, "abandoned bagpipe", w.Words())
}

func TestBackspaceGoesBackOverEmptyBoxes(t *testing.T) {
	w, c := boxes(t)
	typeOn(c, "aba ")
	back := &fyne.KeyEvent{Name: fyne.KeyBackspace}
	c.Focused().TypedKey(back) // to the first box
	for range len("doned") {
		c.Focused().TypedKey(back)
	}
	typeOn(c, "c")
	require.NotContains(t, w.Words(), "abandoned")
	require.Equal(t, "abanc", w.Words())
}

func TestUnknownWordsAreNotFull(t *testing.T) {
	w, c := boxes(t)
	typeOn(c, "aba bag job wri xxxx")
	require.False(t, w.Full())
	require.True(t, strings.HasSuffix(w.Words(), "xxxx"), "what was typed is kept for the person to see")
}

func TestPasteOfTheInvitationFillsAllBoxes(t *testing.T) {
	w, c := boxes(t)
	changed := 0
	w.OnChange = func() { changed++ }
	typeOn(c, "job ")
	w.Paste(1, "Abandoned bagpipe\njobholder, wristwatch yodel\n192.0.2.17:4717\n")
	require.Equal(t, "abandoned bagpipe jobholder wristwatch yodel", w.Words())
	require.Positive(t, changed)
	w.Clear()
	require.Empty(t, w.Words())
	w.Paste(2, "yodel")
	require.Equal(t, "yodel", w.Words(), "one word goes where it is pasted")
}

func TestEnterInTheLastBoxIsTold(t *testing.T) {
	w, c := boxes(t)
	told := 0
	w.OnEnter = func() { told++ }
	enter := &fyne.KeyEvent{Name: fyne.KeyReturn}
	for range words.RoomCode - 1 {
		typeOn(c, "aba")
		c.Focused().TypedKey(enter)
	}
	require.Zero(t, told)
	typeOn(c, "aba")
	c.Focused().TypedKey(enter)
	require.Equal(t, 1, told)
	require.True(t, w.Full())
}

// Every word of the list fits in its box beside the longest others.
func TestNoWordIsCut(t *testing.T) {
	w, _ := boxes(t)
	w.Paste(0, "wrongdoing wristwatch workbasket woolworker wobbliness")
	right := float32(0)
	for _, o := range test.WidgetRenderer(w).Objects()[0].(*fyne.Container).Objects {
		box := o.(fyne.Widget)
		text := test.WidgetRenderer(box).Objects()[1]
		require.LessOrEqual(t, text.MinSize().Width, box.Size().Width)
		require.GreaterOrEqual(t, box.Position().X, right-0.01)
		right = box.Position().X + box.Size().Width
	}
	require.LessOrEqual(t, right, float32(338.5))
}
