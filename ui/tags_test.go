package ui_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/dialog"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

func TestTagsAreToggledByTyping(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(900, 700))
	var add, remove []string
	open := func() {
		add, remove = nil, nil
		dialog.Tags(dialog.NewHost(w), "Tags of 2 notes", []dialog.Tagging{
			{Tag: "billing", Notes: 3}, {Tag: "first week", Notes: 2, On: true, Some: true}, {Tag: "5G", Notes: 1, Some: true},
		}, func(a, r []string) { add, remove = a, r })
	}
	key := func(k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	say := func(text string) {
		for _, r := range text {
			w.Canvas().Focused().TypedRune(r)
		}
		key(fyne.KeyReturn)
	}
	open()
	say("bil") // is completed
	say("week")
	say("New, and newer")
	say("")
	require.ElementsMatch(t, []string{"billing", "New", "and newer"}, add)
	require.Equal(t, []string{"first week"}, remove)
	require.Empty(t, w.Canvas().Overlays().List())

	open()
	say("BILLING")
	say("billing") // on and off again
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	say("") // the third: some have it, now all do
	say("")
	require.Equal(t, []string{"5G"}, add)
	require.Empty(t, remove)
}

func TestTheLegendGivesWhatBecameAnother(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Light))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(900, 700))
	was := map[workshop.Color]string{workshop.Yellow: "an idea", workshop.Coral: "a risk"}
	var got map[workshop.Color]string
	dialog.Legend(dialog.NewHost(w), func(c workshop.Color) string { return was[c] }, true,
		func(workshop.Color) fyne.CanvasObject { return canvas.NewRectangle(color.Black) }, func(m map[workshop.Color]string, functions bool) {
			got = m
			require.True(t, functions)
		})
	field := w.Canvas().Focused()
	for _, r := range "! " {
		field.TypedRune(r)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Len(t, got, 1)
	require.Contains(t, got[workshop.Yellow], "!")
}
