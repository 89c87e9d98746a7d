package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
)

func TestAChoiceIsNarrowedByTypingAndTakenWithEnter(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	chosen := -1
	items := []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy", "a", "b", "c", "d", "Unplaced"}
	d.view.options.Choose(editor.Choice{Title: "Move to which stage?", Items: items, Do: func(i int) { chosen = i }})
	c := d.shell.Window().Canvas()
	key := func(k fyne.KeyName) { c.Focused().TypedKey(&fyne.KeyEvent{Name: k}) }
	for _, r := range "Ac" {
		c.Focused().TypedRune(r)
	}
	key(fyne.KeyDown)
	key(fyne.KeyReturn)
	require.Equal(t, 4, chosen, "the second that holds it")
	d.view.options.Choose(editor.Choice{Items: items, Do: func(i int) { chosen = i }})
	for range 20 {
		key(fyne.KeyDown)
	}
	key(fyne.KeyReturn)
	require.Equal(t, 9, chosen)
	d.view.options.Choose(editor.Choice{Items: items, Do: func(i int) { chosen = i }})
	for _, r := range "nothing" {
		c.Focused().TypedRune(r)
	}
	chosen = -1
	key(fyne.KeyReturn)
	key(fyne.KeyEscape)
	require.Equal(t, -1, chosen)
	require.Len(t, c.Overlays().List(), 0)
}
