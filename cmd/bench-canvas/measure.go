//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/ui/canvasview"
)

const (
	panSteps  = 120
	zoomSteps = 60
	nearZoom  = 120.0 / noteW // about 60 notes in sight at 1280×800
	idleFor   = 3 * time.Second
	patience  = 2 * time.Minute
)

// moved is a line of output about panning and zooming.
type moved struct {
	Bench      string  `json:"bench"`
	N          int     `json:"n"`
	View       string  `json:"view"`
	InSight    int     `json:"in_sight"`
	PanCPU     float64 `json:"pan_cpu_ms"`
	ZoomCPU    float64 `json:"zoom_cpu_ms"`
	PanP95     float64 `json:"pan_p95_ms"`
	ZoomP95    float64 `json:"zoom_p95_ms"`
	PanMax     float64 `json:"pan_max_ms"`
	ZoomMax    float64 `json:"zoom_max_ms"`
	FirstFrame float64 `json:"first_frame_ms"`
	Idle       float64 `json:"idle_cpu_pct"`
	RSS        float64 `json:"rss_mb"`
}

// measure runs one view over n notes and returns its line of output.
func measure(n int, view string) (any, error) {
	methods, err := method.Embedded()
	if err != nil {
		return nil, err
	}
	shaper, err := render.NewShaper()
	if err != nil {
		return nil, err
	}
	board, canvas, err := newBoard(methods, n)
	if err != nil {
		return nil, err
	}
	debug.SetGCPercent(20) // as the app does
	a := app.NewWithID("app.throughline.bench")
	win := a.NewWindow("bench-canvas")
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1280, 800))

	r := &runner{board: board, begin: time.Now()}
	r.view = canvasview.New(canvasview.Options{
		Document: board, Canvas: canvas, Methods: methods, Shaper: shaper, Style: render.Light(), Authors: true,
		Screen: win.Canvas(), Modifiers: func() editor.Mods { return r.held },
	})
	win.SetContent(r.view)
	var line any
	failed := errors.New("the window was closed before the end")
	go func() {
		switch view {
		case "near", "fit":
			line, failed = r.move(n, view)
		case "edit":
			line, failed = r.edit(n)
		default:
			failed = fmt.Errorf("there is no view %q", view)
		}
		fyne.Do(a.Quit)
	}()
	win.ShowAndRun()
	return line, failed
}

// A runner drives the view one step a frame. Fyne tells nobody when a frame is drawn; an
// animation is called once per pass of its loop, right before the drawing, and a function
// that is queued meanwhile runs right after it.
type runner struct {
	board *board
	view  *canvasview.View
	begin time.Time
	held  editor.Mods
	anim  *fyne.Animation
}

// open waits for the first full frame and goes near, if that is wanted.
func (r *runner) open(near bool) (firstFrame float64, err error) {
	if err := r.until(r.view.Painted); err != nil {
		return 0, err
	}
	r.frame(func(int) {}, 1)
	firstFrame = round(ms(time.Since(r.begin)))
	if near {
		r.frame(func(int) { r.view.Editor().ZoomTo(nearZoom) }, 1)
	}
	return firstFrame, r.until(r.view.Painted)
}

func (r *runner) move(n int, view string) (*moved, error) {
	f := &moved{Bench: "canvas", N: n, View: view}
	var err error
	if f.FirstFrame, err = r.open(view == "near"); err != nil {
		return nil, err
	}
	fyne.DoAndWait(func() { f.InSight = len(r.view.Scene().NotesIn(r.view.Editor().View().Visible(), false)) })
	pan := r.frame(func(i int) {
		d := editor.ScreenVec{DX: -12, DY: -6}
		if i/30%2 == 1 {
			d = editor.ScreenVec{DX: 12, DY: 6}
		}
		ed := r.view.Editor()
		ed.SetView(ed.View().PanBy(d))
	}, panSteps)
	if err := r.until(r.view.Painted); err != nil {
		return nil, err
	}
	zoom := r.frame(func(i int) {
		turn := float32(25)
		if i >= 10 && i < 30 || i >= 50 {
			turn = -25
		}
		r.held = editor.Ctrl
		r.view.Scrolled(&fyne.ScrollEvent{
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(640, 400)}, Scrolled: fyne.NewDelta(0, turn),
		})
		r.held = 0
	}, zoomSteps)
	time.Sleep(time.Second) // the last wheel event is followed by the exact drawing
	if err := r.until(r.view.Painted); err != nil {
		return nil, err
	}
	f.PanCPU, f.PanP95, f.PanMax = pan.cpu, pan.p95, pan.max
	f.ZoomCPU, f.ZoomP95, f.ZoomMax = zoom.cpu, zoom.p95, zoom.max
	before := cpu()
	time.Sleep(idleFor)
	f.Idle = round(100 * float64(cpu()-before) / float64(idleFor))
	f.RSS = rss()
	return f, nil
}

// A course is how steps went, in milliseconds: CPU time of one, and the time from a step to
// the end of its frame. Tiles were painted or patched per step.
type course struct{ cpu, p95, max, tiles float64 }

// frame runs steps, one a frame.
func (r *runner) frame(step func(i int), steps int) course {
	var took []time.Duration
	var begun time.Time
	before, tiles := cpu(), r.view.Work()
	done := make(chan struct{})
	i := 0
	end := func() {
		if !begun.IsZero() {
			took = append(took, time.Since(begun))
			begun = time.Time{}
		}
	}
	fyne.DoAndWait(func() {
		r.anim = fyne.NewAnimation(time.Hour, func(float32) {
			end()
			if i == steps {
				r.anim.Stop()
				close(done)
				return
			}
			begun = time.Now()
			step(i)
			i++
			go fyne.Do(end)
		})
		r.anim.Curve = fyne.AnimationLinear
		r.anim.Start()
	})
	<-done
	slices.Sort(took)
	return course{
		cpu: round(ms(cpu()-before) / float64(steps)),
		p95: round(ms(took[len(took)*95/100])), max: round(ms(took[len(took)-1])),
		tiles: round(float64(r.view.Work()-tiles) / float64(steps)),
	}
}

func (r *runner) until(ok func() bool) error {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		var is bool
		fyne.DoAndWait(func() { is = ok() })
		if is {
			return nil
		}
		time.Sleep(2 * time.Millisecond)
	}
	return errors.New("the canvas was not painted in time")
}

// cpu is what this process has used so far, in all threads.
func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rss is the memory of this process in MB, 0 where the system does not tell.
func rss() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kb, _ := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(rest), " kB"), 64)
			return round(kb / 1024)
		}
	}
	return 0
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func round(v float64) float64 { return float64(int(v*100+0.5)) / 100 }
