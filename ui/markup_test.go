package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"throughline.app/ui"
	"throughline.app/ui/uitest"
)

// The masters hold what stands where, in which colours. When a screen is meant to look
// different, take the new one from testdata/failed.

func TestHomeMarkup(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		_ = b.SetProfile(t.Context(), ui.Profile{Name: "Ana Moreau", Hue: "#C2410C"})
	})
	d.untilText("BrightFibre · Winter workshop")
	test.AssertRendersToMarkup(t, "home.xml", d.shell.Window().Canvas())
}

func TestShareMarkup(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		_ = b.SetProfile(t.Context(), ui.Profile{Name: "Ana Moreau", Hue: "#C2410C"})
		b.Sessions["a"].SetStatus(func(s *ui.Status) {
			s.Members = []ui.Member{{Name: "Jo Brandt", Hue: "#1D4ED8", Here: true}}
		})
	})
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	d.press("Share")
	d.untilText("192.0.2.17:4717")
	test.AssertRendersToMarkup(t, "share.xml", d.shell.Window().Canvas())
	d.shell.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	d.until("closed", func() bool { return len(d.shell.Window().Canvas().Overlays().List()) == 0 })
}
