package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"

	"throughline.app/carry"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// AppID is the application's id for the desktop and for Fyne's own preferences; FyneApp.toml
// says the same.
const AppID = "app.throughline.desktop"

// settingTheme keeps the person's choice of light, dark or system.
const settingTheme = "ui.theme"

// patience is how long something may take before the screen says that it goes on.
const patience = 500 * time.Millisecond

// Options is what the screens are started with.
type Options struct {
	Backend Backend
	App     fyne.App         // nil makes one
	Open    string           // id of a workshop to begin with, "" for Home
	Wall    bool             // Open is shown as a wall, and nothing else is
	Size    fyne.Size        // of the window; zero is as it was left, or fits a small laptop
	Notice  string           // a sentence to begin with, such as of a damaged file set aside
	Log     *slog.Logger     // nil logs nothing
	NewView ViewMaker        // nil is the canvas of package canvasview
	Preview Previewer        // nil draws with package render
	Now     func() time.Time // nil is time.Now
	Do      func(func())     // queues a function on the main goroutine; nil is fyne.Do
	Ready   func(*Shell)     // the window is on the screen; called on the main goroutine

	scale func(percent int) // how large everything is from now on; nil in tests
}

// A Shell is the one window of the program: Home, or a workshop. It belongs to the main
// goroutine; only [Shell.Raise] and [Shell.Quit] may be called from any.
type Shell struct {
	opts    Options
	ctx     context.Context
	app     fyne.App
	window  fyne.Window
	backend Backend
	log     *slog.Logger
	main    *mainline
	host    *dialog.Host
	mode    theme.Mode
	comfort comfort
	unkept  [][2]string     // settings on their way to the disk, the first being written
	modes   []*panel.Button // the switches between light and dark
	profile Profile         // as last read or set
	body    *fyne.Container // the screen, under the tips
	tips    *panel.TipLayer

	home    *home
	screen  *screen       // nil while Home is shown
	came    *carry.Digest // of the file that is being opened, until it is told
	closing bool
}

// Run shows the window until it is closed or ctx ends. Call it on the main goroutine.
func Run(ctx context.Context, o Options) error {
	if o.App == nil {
		o.App = app.NewWithID(AppID)
	}
	sized := scaled(o.App, readComfort(o.Backend).percent)
	o.App, o.scale = sized, sized.scale
	s := NewShell(ctx, o)
	stop := context.AfterFunc(ctx, s.Quit)
	defer stop()
	s.window.Show()
	s.app.Lifecycle().SetOnStarted(func() {
		if o.Notice != "" {
			dialog.Trouble(s.host, o.Notice, "")
		}
		if o.Open != "" {
			s.begin(o.Open)
		}
		if o.Ready != nil {
			o.Ready(s)
		}
	})
	s.app.Run()
	// A signal ends the loop without asking: a text that is open is still taken in.
	s.main.End()
	if s.screen != nil && !s.closing {
		s.screen.close()
	}
	return nil
}

// NewShell makes the window and shows Home in it. Work that it starts ends with ctx.
func NewShell(ctx context.Context, o Options) *Shell {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Do == nil {
		o.Do = fyne.Do
	}
	if o.NewView == nil {
		o.NewView = newCanvasView
		go func() { _, _ = drawing() }() // fonts take a moment; a failure is told when a canvas is shown
	}
	if o.Preview == nil {
		o.Preview = drawPreview
	}
	s := &Shell{opts: o, ctx: ctx, app: o.App, backend: o.Backend, log: o.Log}
	s.main = &mainline{do: o.Do, now: time.Now, after: func(d time.Duration, f func()) { time.AfterFunc(d, f) }}
	s.profile = s.backend.Profile()
	s.comfort = readComfort(s.backend)
	s.mode = theme.ParseMode(s.backend.Setting(settingTheme))
	s.app.Settings().SetTheme(theme.New(s.mode))

	s.window = s.app.NewWindow(say.Product)
	s.window.SetMaster()
	s.window.SetPadded(false)
	s.host = dialog.NewHost(s.window)
	s.host.Wait = s.wait
	s.host.Back = s.focusScreen
	s.host.Still = s.comfort.still
	s.tips = panel.NewTipLayer(s.wait)
	s.body = container.NewStack()
	s.window.SetContent(container.NewStack(s.body, s.tips))
	s.window.Resize(s.sizeAtFirst())
	s.window.Canvas().SetOnTypedKey(s.typedKey)
	s.window.Canvas().SetOnTypedRune(s.typedRune)
	s.window.SetCloseIntercept(s.close)
	s.window.SetOnDropped(func(at fyne.Position, uris []fyne.URI) {
		s.dropped(at, uris)
	})
	s.app.Settings().AddListener(func(fyne.Settings) { s.themeChanged() })
	s.goHome()
	return s
}

// Window is the window.
func (s *Shell) Window() fyne.Window { return s.window }

// Raise brings the window to the front. It may be called from any goroutine.
func (s *Shell) Raise() { s.main.Post(func() { s.window.Show(); s.window.RequestFocus() }) }

// Quit closes the window as if the person had. It may be called from any goroutine.
func (s *Shell) Quit() { s.main.Post(s.close) }

// work runs do on a goroutine of its own and then done on the main one. While it takes
// longer than people wait gladly, a sheet says what goes on; an empty sentence says nothing.
func (s *Shell) work(saying string, do func(context.Context) error, done func(error)) {
	finished := false
	var busy *dialog.Sheet
	if saying != "" {
		s.main.after(patience, func() {
			s.main.Post(func() {
				if !finished {
					busy = dialog.Busy(s.host, saying)
				}
			})
		})
	}
	go func() {
		err := do(s.ctx)
		s.main.Post(func() {
			finished = true
			if busy != nil {
				busy.Close()
			}
			done(err)
		})
	}()
}

// wait runs f on the main goroutine after d unless stopped; tips use it.
func (s *Shell) wait(d time.Duration, f func()) (stop func()) {
	stopped := false
	s.main.after(d, func() {
		s.main.Post(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() { stopped = true }
}

// trouble tells a person what an error means; the error itself goes to the log.
func (s *Shell) trouble(doing string, err error) {
	s.log.Warn("ui: "+doing, "err", err)
	sentence, next := s.backend.Explain(err)
	dialog.Trouble(s.host, sentence, next)
}

// deaf reports whether there is no workshop that hears the keyboard.
func (s *Shell) deaf() bool { return s.screen == nil || s.screen.left() || s.host.Busy() }

func (s *Shell) focusScreen() {
	if !s.deaf() && s.screen.view != nil {
		if s.screen.outline != nil {
			s.screen.outline.Focus()
			return
		}
		s.screen.view.Focus()
	}
}

// typedKey hears the keys that nothing has the keyboard for. They are the screen's: a click
// on something that does not want the keyboard must not swallow what is typed next.
func (s *Shell) typedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyEscape && s.host.Escape():
	case s.opts.Wall:
		s.wallKey(e)
	case s.deaf():
	case e.Name == fyne.KeyEscape && s.screen.preview.Shown():
		if f := s.takeKeyboard(); f != nil { // a text that is written ends first
			f.TypedKey(e)
		}
	case e.Name == fyne.KeyEscape:
		s.focusScreen()
	case s.screen.areaKey(e):
	default:
		if f := s.takeKeyboard(); f != nil {
			f.TypedKey(e)
		}
	}
}

func (s *Shell) typedRune(r rune) {
	switch {
	case s.deaf() || s.opts.Wall:
	case r == '?':
		s.screen.showKeys()
	default:
		if f := s.takeKeyboard(); f != nil {
			f.TypedRune(r)
		}
	}
}

// takeKeyboard gives the screen the keyboard and returns what has it then.
func (s *Shell) takeKeyboard() fyne.Focusable {
	s.focusScreen()
	return s.window.Canvas().Focused()
}

func (s *Shell) themeChanged() {
	if s.screen != nil {
		s.screen.themeChanged()
	}
}
