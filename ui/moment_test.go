package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui"
	"throughline.app/ui/panel"
)

func TestTheFacilitatorSetsTheTimer(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	d.run("timer.set")
	require.NotNil(t, d.label("What the room does now"))
	d.type_("Two ideas each")
	d.press("5 min")
	d.untilText("05:00")
	require.Equal(t, ui.Moment{Instruction: "Two ideas each", Length: 5 * time.Minute, Left: 5 * time.Minute, Running: true}, s.Moment())
	require.NotNil(t, d.label("Two ideas each"))

	d.run("timer.pause")
	require.False(t, s.Moment().Running)
	d.run("timer.pause")
	require.True(t, s.Moment().Running)
	d.run("timer.add")
	d.untilText("06:00")
	test.Tap(d.card("Timer, and what to do now"))
	d.press("Take away")
	d.until("no timer", func() bool { return d.label("06:00") == nil })
	require.Equal(t, "Two ideas each", s.Moment().Instruction)

	d.run("timer.instruct")
	field := find(d, func(f *panel.Field) bool { return f.PlaceHolder == "other" })
	start := find(d, func(b *panel.Button) bool { return b.Text == "Start" })
	for _, bad := range []string{"", "ten", "0", "-3", "1e9", "NaN", "Inf"} {
		field.SetText(bad)
		require.False(t, start.Enabled(), bad)
	}
	field.SetText("1,5")
	d.press("Start")
	d.untilText("01:30")
}

func TestTheTimerCountsDownAndEndsQuietly(t *testing.T) {
	d := open(t, withWorkshop)
	s := d.backend.Sessions["a"]
	s.Follows = true
	d.enter()
	require.Nil(t, find(d, func(b *panel.Button) bool { return b.Icon == panel.IconTimer }), "nothing to set for a participant")
	s.SetMoment(ui.Moment{Length: time.Hour, Left: 61*time.Minute - time.Millisecond, Running: true})
	d.untilText("1:01:00")
	s.SetMoment(ui.Moment{Length: time.Hour, Left: 2 * time.Second, Running: true})
	d.untilText("00:02")
	left := 300 * time.Millisecond // the session does not count; the bar looks again by itself
	s.SetMoment(ui.Moment{Length: time.Hour, Left: left, Running: true})
	d.untilText("00:01")
	chip := d.card("Timer, and what to do now")
	require.Equal(t, "00:01 left", chip.Tip)
	s.SetMoment(ui.Moment{Length: time.Hour, Running: true})
	d.untilText("00:00")
	require.Equal(t, "Time is up", chip.Tip)
	test.Tap(chip)
	d.untilText("Time is up") // said, not asked
	require.Empty(t, d.shell.Window().Canvas().Overlays().List())
	s.SetMoment(ui.Moment{})
	d.until("no timer", func() bool { return d.label("00:00") == nil })
}

func TestALongInstructionGivesWayToTheRest(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	long := "Write down two things that went wrong last quarter, one per note, and put each where the customer noticed it first"
	d.backend.Sessions["a"].SetMoment(ui.Moment{Instruction: long})
	d.untilText(long)
	for _, width := range []float32{1440, 1280, 1024, 800, 600} {
		d.shell.Window().Resize(fyne.NewSize(width, 700))
		share := find(d, func(b *panel.Button) bool { return b.Text == "Share" })
		at := d.shell.Window().Canvas().Size().Width - fyne.CurrentApp().Driver().AbsolutePositionForObject(share).X
		require.GreaterOrEqual(t, at, share.Size().Width, "at %g", width)
		if l := d.label(long); l != nil {
			pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
			crumb := find(d, func(l *panel.Label) bool { return l.Text == "BrightFibre · Winter workshop" })
			require.Greater(t, pos.X, fyne.CurrentApp().Driver().AbsolutePositionForObject(crumb).X+crumb.Size().Width, "at %g", width)
		}
	}
}
