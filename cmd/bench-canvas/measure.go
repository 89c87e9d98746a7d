//go:build unix

package main

import (
	"errors"
	"os"
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
	nearZoom  = 1.3 // about 60 notes in sight at 1280×800
	idleFor   = 3 * time.Second
	patience  = 2 * time.Minute
)

func measure(n int, view string) (figures, error) {
	f := figures{Bench: "canvas", N: n, View: view}
	methods, err := method.Embedded()
	if err != nil {
		return f, err
	}
	shaper, err := render.NewShaper()
	if err != nil {
		return f, err
	}
	board, canvas, err := newBoard(methods, n)
	if err != nil {
		return f, err
	}
	a := app.NewWithID("app.throughline.bench")
	win := a.NewWindow("bench-canvas")
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1280, 800))

	r := &runner{held: 0}
	begin := time.Now()
	r.view = canvasview.New(canvasview.Options{
		Document: board, Canvas: canvas, Methods: methods, Shaper: shaper, Style: render.Light(), Authors: true,
		Modifiers: func() editor.Mods { return r.held },
	})
	win.SetContent(r.view)
	r.frames = make(chan struct{}, 1)
	failed := errors.New("the window was closed before the end")
	go func() {
		failed = r.script(&f, view, begin)
		fyne.Do(a.Quit)
	}()
	win.ShowAndRun()
	return f, failed
}

// A runner drives the view one step a frame. Fyne tells nobody when a frame is drawn; an
// animation is called once per pass of its loop, right before the drawing, and a function
// that is queued meanwhile runs right after it.
type runner struct {
	view   *canvasview.View
	held   editor.Mods
	frames chan struct{}
	anim   *fyne.Animation
}

func (r *runner) script(f *figures, view string, begin time.Time) error {
	if err := r.until(r.view.Painted); err != nil {
		return err
	}
	r.frame(func(int) {}, 1)
	f.FirstFrame = round(ms(time.Since(begin)))
	if view == "near" {
		r.frame(func(int) { r.view.Editor().ZoomTo(nearZoom) }, 1)
		if err := r.until(r.view.Painted); err != nil {
			return err
		}
	}
	f.PanCPU, f.PanP95 = r.frame(func(i int) {
		d := editor.ScreenVec{DX: -12, DY: -6}
		if i/30%2 == 1 {
			d = editor.ScreenVec{DX: 12, DY: 6}
		}
		ed := r.view.Editor()
		ed.SetView(ed.View().PanBy(d))
	}, panSteps)
	if err := r.until(r.view.Painted); err != nil {
		return err
	}
	f.ZoomCPU, f.ZoomP95 = r.frame(func(i int) {
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
		return err
	}
	before := cpu()
	time.Sleep(idleFor)
	f.Idle = round(100 * float64(cpu()-before) / float64(idleFor))
	f.RSS = rss()
	return nil
}

// frame runs steps, one a frame, and returns the CPU time of one and the 95th percentile
// of the time from a step to the end of its frame, in milliseconds.
func (r *runner) frame(step func(i int), steps int) (cpuMS, p95 float64) {
	var took []time.Duration
	var begun time.Time
	before := cpu()
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
	return round(ms(cpu()-before) / float64(steps)), round(ms(took[len(took)*95/100]))
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
