//go:build linux

package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/editor"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// hands are a person's at a real window: everything is done by pointer and keys, and read
// back with "throughline show".
type hands struct {
	*desk
	data, id string
	sh       *render.Shaper
	methods  []*method.Method
	whole    editor.Viewport // how the canvas stands when all of it is seen, see calibrate
	view     editor.Viewport // the same, unless a test knows better
	layout   *method.Layout
	snap     *workshop.Snapshot
}

const screenW, screenH = 1280, 800

// newHands opens an empty workshop in a window as large as the screen.
func newHands(t *testing.T) *hands {
	t.Helper()
	needDesk(t)
	h := &hands{data: t.TempDir()}
	_, id, _ := cli(t, h.data, "new", "--title", "Customer hands")
	h.id = strings.TrimSpace(id)
	var err error
	h.sh, err = render.NewShaper()
	require.NoError(t, err)
	h.methods, err = method.Embedded()
	require.NoError(t, err)
	h.desk = openDesk(t, h.data, h.id)
	h.do("search", "--sync", "--onlyvisible", "--name", "Customer hands", "windowmove", "0", "0", "windowsize", "--sync", fmt.Sprint(screenW), fmt.Sprint(screenH), "windowfocus")
	h.calibrate()
	return h
}

// as runs f as a test of its own, on an empty canvas that is seen whole.
func (h *hands) as(name string, f func(h *hands)) {
	whole := h.t
	whole.Run(name, func(t *testing.T) {
		h.t = t
		defer func() { h.t = whole }()
		h.key("Escape", "Escape", "Escape", "ctrl+a", "Delete", "shift+1")
		h.want("an empty canvas", func(s exchange.Shown) bool { return len(s.Notes) == 0 })
		h.look()
		f(h)
	})
}

// shown is what "throughline show" prints, while the window is open.
func (h *hands) shown() exchange.Shown {
	h.t.Helper()
	code, out, errs := cli(h.t, h.data, "show", h.id, "--json")
	require.Zero(h.t, code, errs)
	var s exchange.Shown
	require.NoError(h.t, json.Unmarshal([]byte(out), &s))
	return s
}

// want waits until the workshop on the disk is as ok has it.
func (h *hands) want(what string, ok func(exchange.Shown) bool) exchange.Shown {
	h.t.Helper()
	deadline := time.Now().Add(patience / 3)
	for {
		s := h.shown()
		if ok(s) {
			return s
		}
		if time.Now().After(deadline) {
			held := h.picture()
			require.FailNow(h.t, "waited too long", "for %s; it holds %+v\n%s%s", what, s.Notes, held, h.log)
		}
	}
}

// picture keeps what the screen shows where the tests' artifacts go, if there is a tool for it.
func (h *hands) picture() string {
	file := filepath.Join(h.t.ArtifactDir(), "screen.png")
	cmd := exec.Command("import", "-display", h.display, "-window", "root", file)
	if cmd.Run() != nil {
		return ""
	}
	return "the screen: " + file + "\n"
}

// wantTexts waits until the notes say exactly this, in any order.
func (h *hands) wantTexts(want ...string) exchange.Shown {
	h.t.Helper()
	return h.want(fmt.Sprintf("the notes %q", want), func(s exchange.Shown) bool {
		left := map[string]int{}
		for _, w := range want {
			left[w]++
		}
		for _, n := range s.Notes {
			left[n.Text]--
		}
		for _, n := range left {
			if n != 0 {
				return false
			}
		}
		return true
	})
}

// look reads where everything lies now. The view must show all of it.
func (h *hands) look() {
	h.t.Helper()
	env := &environment{data: h.data, bind: "127.0.0.1", errs: io.Discard, out: io.Discard, log: quietLog()}
	err := env.lookInRoom(h.t.Context(), h.id, func(r *laptop.Room) error {
		h.snap = r.Snapshot()
		return nil
	})
	require.NoError(h.t, err)
	canvas := h.snap.CanvasList()[0]
	h.layout = method.Find(h.methods, canvas.Kind).Layout(h.snap, canvas.ID, h.sh.Measure)
	h.view = h.whole
	if h.view.Zoom == 0 { // about
		h.view = editor.Viewport{Zoom: 1, Size: editor.ScreenSize{W: screenW, H: screenH - float64(theme.BarHeight)}}
		h.view = h.view.Fit(h.layout.Bounds, editor.Insets{Left: 60, Top: 2, Right: 8, Bottom: 40}, 2)
	}
}

// calibrate finds out how the canvas stands when all of it is seen, from two notes written
// at known places of the screen. What floats over the canvas decides that.
func (h *hands) calibrate() {
	h.t.Helper()
	h.look()
	high, low := h.cell("Onboarding", actions), h.cell("Onboarding", chances)
	a, b := h.under(high), h.under(low)
	h.whole = h.view
	h.whole.Zoom = editor.Zoom(float64(low.y-high.y) / (b.Y - a.Y))
	h.whole.Origin = workshop.Point{}
	at := h.whole.ToScreen(a)
	h.whole.Origin = h.whole.ToCanvas(editor.ScreenPoint{X: at.X - float64(high.x), Y: at.Y + float64(theme.BarHeight) - float64(high.y)})
	h.look()
	near(h, a, h.view.ToCanvas(editor.ScreenPoint{X: float64(high.x), Y: float64(high.y) - float64(theme.BarHeight)}), 0.5)
}

// A spot is a place on the screen.
type spot struct{ x, y int }

func (s spot) plus(x, y int) spot { return spot{s.x + x, s.y + y} }

// on is where a point of the canvas is seen.
func (h *hands) on(p workshop.Point) spot {
	at := h.view.ToScreen(p)
	return spot{int(at.X + 0.5), int(at.Y + float64(theme.BarHeight) + 0.5)}
}

// cell is the middle of a region.
func (h *hands) cell(stage, lane string) spot {
	h.t.Helper()
	var col, row workshop.Rect
	for _, s := range h.layout.Stages {
		if s.Name == stage {
			col = s.Column
		}
	}
	for _, l := range h.layout.Lanes {
		if l.Name == lane {
			row = l.Row
		}
	}
	require.False(h.t, col.Empty() || row.Empty(), "%s · %s", stage, lane)
	return h.on(workshop.Point{X: col.Center().X, Y: row.Center().Y})
}

// note is the middle of the note of that text, as it lies when all is seen.
func (h *hands) note(text string) spot {
	h.t.Helper()
	return h.on(h.rect(text).Center())
}

// rect is where the note of that text lies on the canvas.
func (h *hands) rect(text string) workshop.Rect {
	h.t.Helper()
	h.look()
	for _, n := range h.snap.Notes.All() {
		if n.Text == text && !n.Deleted() {
			return workshop.RectAt(h.layout.Position(n.Place), h.sh.Measure(n))
		}
	}
	require.FailNow(h.t, "no such note", text)
	return workshop.Rect{}
}

// find is the note of that text.
func find(s exchange.Shown, text string) exchange.ShownNote {
	for _, n := range s.Notes {
		if n.Text == text {
			return n
		}
	}
	return exchange.ShownNote{}
}

func (h *hands) key(keys ...string) {
	h.t.Helper()
	h.do(append([]string{"key", "--delay", "40"}, keys...)...)
}

func (h *hands) typed(text string) {
	h.t.Helper()
	h.do("type", "--delay", "25", text)
}

func (h *hands) move(at spot) []string {
	return []string{"mousemove", fmt.Sprint(at.x), fmt.Sprint(at.y), "sleep", "0.05"}
}

func (h *hands) click(at spot, button string, times int) {
	h.t.Helper()
	// A click elsewhere just before must not make this one a double-click.
	h.do(append(h.move(at), "sleep", "0.45", "click", "--repeat", fmt.Sprint(times), "--delay", "60", button)...)
}

// drag goes from one spot to another with a button held, in steps as a hand does.
func (h *hands) drag(from, to spot, button string) {
	h.t.Helper()
	steps := append(h.move(from), "sleep", "0.45", "mousedown", button, "sleep", "0.05")
	for i := 1; i <= 8; i++ {
		steps = append(steps, h.move(spot{from.x + (to.x-from.x)*i/8, from.y + (to.y-from.y)*i/8})...)
	}
	h.do(append(steps, h.move(to)...)...)
	h.do("mouseup", button)
}

// with holds a key down while f goes on.
func (h *hands) with(key string, f func()) {
	h.t.Helper()
	h.do("keydown", key)
	defer h.do("keyup", key)
	f()
}

// put writes a note in a region as a person does: double-click, type, Escape.
func (h *hands) put(stage, lane, text string) {
	h.t.Helper()
	h.putAt(h.cell(stage, lane), text)
}

func (h *hands) putAt(at spot, text string) {
	h.t.Helper()
	h.click(at, "1", 2)
	h.typed(text)
	h.key("Escape", "Escape")
	h.want("the note "+text, func(s exchange.Shown) bool { return find(s, text).Text != "" })
}

// under is the canvas point that is under a spot of the screen now, whatever the view: a
// note is written there, and taken back.
func (h *hands) under(at spot) workshop.Point {
	h.t.Helper()
	h.putAt(at, "probe")
	p := h.rect("probe").Center()
	h.key("ctrl+z")
	h.want("the probe to be gone", func(s exchange.Shown) bool { return find(s, "probe").Text == "" })
	h.key("Escape")
	return p
}

// near wants two points of the canvas to be the same, give or take some units.
func near(h *hands, want, got workshop.Point, give float64) {
	h.t.Helper()
	require.InDelta(h.t, want.X, got.X, give, "%v %v", want, got)
	require.InDelta(h.t, want.Y, got.Y, give, "%v %v", want, got)
}

func quietLog() *slog.Logger { return slog.New(slog.DiscardHandler) }
