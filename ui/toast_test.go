package ui_test

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
)

func TestAToastOffersUntilItMeansSomethingElse(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	done, still := 0, true
	offer := editor.Offer{Sentence: "12 notes deleted", Button: "Undo", Do: func() { done++ }, Still: func() bool { return still }}
	d.view.options.Offer(offer)
	text := d.label("12 notes deleted")
	require.NotNil(t, text)
	require.GreaterOrEqual(t, text.Size().Width, text.Natural())
	d.press("Undo")
	require.Equal(t, 1, done)
	require.Nil(t, d.label("12 notes deleted"))

	d.view.options.Offer(offer)
	d.view.options.Offer(editor.Offer{Sentence: "Nothing to copy"})
	require.Nil(t, d.label("12 notes deleted"), "one at a time")
	d.view.options.Offer(offer)
	d.view.options.Changed()
	require.NotNil(t, d.label("12 notes deleted"))
	still = false
	d.view.options.Changed()
	require.Nil(t, d.label("12 notes deleted"))
}
