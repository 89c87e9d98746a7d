package ui_test

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui"
	"throughline.app/ui/uitest"
)

// counted has the desk count the canvases that it makes.
func counted(d *desk) *[]*view {
	var all []*view
	d.made = func(v *view) { all = append(all, v) }
	return &all
}

func TestADoubleClickOpensAWorkshopOnce(t *testing.T) {
	d := open(t, withWorkshop)
	views := counted(d)
	d.untilText("BrightFibre · Winter workshop")
	card := d.card("BrightFibre · Winter workshop")
	d.backend.Gate = make(chan struct{})
	test.Tap(card)
	test.Tap(card)
	close(d.backend.Gate)
	d.until("both are answered", func() bool { return d.backend.Opened() == 2 })
	d.turn()
	d.untilText("the canvas")
	require.Len(t, *views, 1, "the second arrival is where the first one is")
	require.False(t, d.view.closed)
}

func TestWhoClicksTwoCardsIsInTheLastWorkshop(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		b.Cards = append(b.Cards, ui.WorkshopCard{ID: "b", Title: "Another"})
		b.Sessions["b"] = uitest.NewSession("b", "Another")
	})
	views := counted(d)
	d.untilText("BrightFibre · Winter workshop")
	first, second := d.card("BrightFibre · Winter workshop"), d.card("Another")
	test.Tap(first)
	test.Tap(second)
	d.until("both are shown, one after the other", func() bool { return len(*views) == 2 })
	one, other := d.backend.Sessions["a"], d.backend.Sessions["b"]
	require.True(t, (*views)[0].closed)
	require.NotEqual(t, one.Closed(), other.Closed(), "one is left, the other is shown")
}

func TestADoubleClickLeavesOnce(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	back := d.card("All workshops")
	test.Tap(back)
	test.Tap(back)
	d.untilText("Your workshops")
	d.turn()
	require.Equal(t, 1, d.backend.Sessions["a"].Closes())
}

func TestAWorkshopThatDoesNotOpenLeavesHomeAndNotAClosedOne(t *testing.T) {
	d := open(t, withWorkshop)
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	gone := errors.New("no such workshop")
	d.backend.Failure = gone
	d.backend.Sentence[gone] = [2]string{"This workshop cannot be opened.", ""}
	d.shell.RaiseOn("elsewhere")
	d.untilText("This workshop cannot be opened.")
	require.True(t, d.view.closed)
	d.press("OK")
	require.Nil(t, d.label("the canvas"), "nobody writes into a workshop that was left")
	require.Equal(t, "Throughline", d.shell.Window().Title())
	d.shell.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyN})
}

func TestChoicesAreKeptInTheOrderInWhichTheyAreMade(t *testing.T) {
	d, v := atCanvas(t, "one")
	d.backend.Disk = make(chan struct{})
	hide := func() { require.True(t, v.Run("view.categories")) }
	hide()
	hide()
	hide()
	require.True(t, v.Run("people.cursors.moving"))
	close(d.backend.Disk)
	d.until("the last", func() bool { return d.backend.Setting("ui.cursors") != "" })
	require.Equal(t, "hidden", d.backend.Setting("ui.categories"))
	require.Equal(t, 1, d.backend.Together(), "one after the other")
}
