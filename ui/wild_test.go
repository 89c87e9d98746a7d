package ui_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/ui"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/uitest"
	"throughline.app/workshop"
)

// TestEveryCommandLeadsBackToTheCanvas asks for everything that there is by name, in workshops in
// which anything stands: nothing breaks, and Escape leads back to the canvas, which then has
// the keyboard again.
func TestEveryCommandLeadsBackToTheCanvas(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("HOME", home)
			t.Setenv("XDG_CONFIG_HOME", home)
			d := atWild(t, seed)
			v := find(d, func(*canvasview.View) bool { return true })
			require.NotNil(t, v)
			for _, c := range v.Commands() {
				if slices.Contains([]string{"workshop.home", "view.wall"}, c.ID) {
					continue
				}
				if now := find(d, func(*canvasview.View) bool { return true }); now != nil {
					v = now // another canvas is shown
				}
				v.Run("edit.all")
				if !v.Run(c.ID) {
					continue
				}
				d.turn()
				if f := d.shell.Window().Canvas().Focused(); f != nil && int(seed)%2 == 0 {
					f.TypedRune('x')
					f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
					d.turn()
				}
				d.until("back at the canvas after "+c.ID, d.backAtTheCanvas)
			}
		})
	}
}

// backAtTheCanvas presses Escape, and reports whether nothing lies over the canvas any more.
func (d *desk) backAtTheCanvas() bool {
	c := d.shell.Window().Canvas()
	if f := c.Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	} else {
		c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	}
	d.do(func() {}) // look again
	if len(c.Overlays().List()) > 0 {
		return false
	}
	at := c.Focused()
	_, onCanvas := at.(*canvasview.View)
	return at == nil || onCanvas
}

func atWild(t *testing.T, seed uint64) *desk {
	t.Helper()
	d := &desk{t: t, backend: uitest.New(), wake: make(chan struct{}, 1)}
	withWorkshop(d.backend)
	s := d.backend.Sessions["a"]
	_, err := s.Apply(becomes(s.Snapshot().Differences(workshoptest.Wild(seed), 1<<20)))
	require.NoError(t, err)
	d.shell = ui.NewShell(t.Context(), ui.Options{Backend: d.backend, App: test.NewTempApp(t), Do: d.do,
		Now: func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }})
	d.shell.Window().Resize(fyne.NewSize(1280, 800))
	d.enter()
	return d
}

// becomes is what colleagues did, all at once.
type becomes workshop.Diff

// Plan implements [workshop.Op].
func (d becomes) Plan(*workshop.Snapshot) (workshop.Diff, error) { return workshop.Diff(d), nil }
