package ui_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/uitest"
	"throughline.app/workshop"
)

// inWorkshop opens the first workshop with the keyboard alone.
func inWorkshop(t *testing.T, prepare func(*uitest.Backend)) *desk {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		if prepare != nil {
			prepare(b)
		}
	})
	d.untilText("BrightFibre · Winter workshop")
	c := d.shell.Window().Canvas()
	for range 30 {
		if card, ok := c.Focused().(*panel.Card); ok && card.Name == "BrightFibre · Winter workshop" {
			break
		}
		c.FocusNext()
	}
	d.key(fyne.KeyReturn)
	d.untilText("the canvas")
	return d
}

func (d *desk) command(id string) editor.Command {
	for _, c := range d.view.added {
		if c.ID == id {
			return c
		}
	}
	require.Fail(d.t, "no command", id)
	return editor.Command{}
}

func TestSettingsByKeysHoldAtOnceAndAreKept(t *testing.T) {
	d := inWorkshop(t, nil)
	c := d.shell.Window().Canvas()
	d.command("workshop.settings").Run()
	require.NotNil(t, d.label("Settings"))
	d.key(fyne.KeyRight)
	d.key(fyne.KeyRight)
	d.until("the size", func() bool { return d.backend.Setting("ui.size") == "150" })
	c.FocusNext()
	d.key(fyne.KeyRight)
	d.until("dark", func() bool { return d.backend.Setting("ui.theme") == "dark" })
	c.FocusNext()
	d.key(fyne.KeyRight)
	c.FocusNext()
	d.key(fyne.KeyRight)
	c.FocusNext()
	d.key(fyne.KeyRight)
	d.until("the rest", func() bool {
		return d.backend.Setting("ui.still") == "on" && d.backend.Setting("ui.wheel") == "zoom" && d.backend.Setting("ui.authors") == "off"
	})
	require.True(t, d.view.habits.Still && d.view.habits.WheelZooms && d.view.habits.NoAuthors, "the canvas knows")
	d.key(fyne.KeyEscape)
	require.Empty(t, c.Overlays().List())
}

func TestF6GoesRoundAndEscapeGoesBack(t *testing.T) {
	d := inWorkshop(t, nil)
	c := d.shell.Window().Canvas()
	d.command("workshop.area").Run()
	first := c.Focused()
	require.Equal(t, panel.IconMenu, first.(*panel.Button).Icon)
	seen := []panel.Icon{}
	for range 3 {
		d.key(fyne.KeyF6)
		if b, ok := c.Focused().(*panel.Button); ok {
			seen = append(seen, b.Icon)
		}
	}
	require.Equal(t, []panel.Icon{panel.IconSelect, panel.IconMap, panel.IconMap}, seen, "rail, corner, and the canvas, which is none here")
	d.command("view.panel").Run()
	c.Focus(first)
	d.key(fyne.KeyF6)
	d.key(fyne.KeyF6)
	require.IsType(t, &panel.Segments{}, c.Focused())
}

func TestTheKeyboardComesBackFromASheet(t *testing.T) {
	d := inWorkshop(t, nil)
	c := d.shell.Window().Canvas()
	share := find(d, func(b *panel.Button) bool { return b.Text == "Export" })
	c.Focus(share)
	d.key(fyne.KeyReturn)
	require.NotEmpty(t, c.Overlays().List())
	d.key(fyne.KeyEscape)
	require.Empty(t, c.Overlays().List())
	require.Equal(t, fyne.Focusable(share), c.Focused())
}

// At 200 % a window of 1280 × 740 has 640 × 370 units: the bars give way and nothing sticks out.
func TestNothingSticksOutOfANarrowWindow(t *testing.T) {
	d := inWorkshop(t, nil)
	w := d.shell.Window()
	for _, size := range []fyne.Size{{Width: 640, Height: 370}, {Width: 430, Height: 330}} {
		w.Resize(size)
		d.command("view.panel").Run()
		for _, b := range []string{"Share"} {
			o := find(d, func(o *panel.Button) bool { return o.Text == b })
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			require.LessOrEqual(t, at.X+o.Size().Width, size.Width)
			require.GreaterOrEqual(t, at.X, float32(0))
		}
		for _, root := range d.roots() {
			walk(root, func(o fyne.CanvasObject) {
				if b, ok := o.(*panel.Button); ok && b.Look == panel.Tool && b.Size().Height > 0 {
					at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
					require.LessOrEqual(t, at.Y+b.Size().Height, size.Height, b.Tip)
					require.LessOrEqual(t, at.X+b.Size().Width, size.Width, b.Tip)
				}
			})
		}
	}
}

func TestWhatTakesLongSaysSo(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		b.Delay = 900 * time.Millisecond // a slow disk
	})
	d.untilText("BrightFibre · Winter workshop")
	d.card("BrightFibre · Winter workshop").Do()
	require.Nil(t, d.label("Opening the workshop…"), "nothing flashes")
	d.untilText("Opening the workshop…")
	d.untilText("the canvas")
	require.Empty(t, d.shell.Window().Canvas().Overlays().List())
}

func TestAVeryLargeWorkshopSaysThatItOpens(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		all := make([]workshop.Note, 9_000)
		for i := range all {
			all[i] = workshop.Note{ID: workshop.NoteID(fmt.Sprint("n", i)), Place: workshop.Place{Canvas: "canvas1", Region: workshop.Region{Stage: "stage0", Lane: "lane0"}}, Text: "Note", Color: workshop.Yellow}
		}
		_, err := b.Sessions["a"].Apply(workshop.AddNotes{Notes: all})
		require.NoError(t, err)
	})
	d.untilText("BrightFibre · Winter workshop")
	d.card("BrightFibre · Winter workshop").Do()
	d.untilText("Opening the workshop…")
	d.untilText("the canvas")
}
