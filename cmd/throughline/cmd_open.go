package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"throughline.app/carry"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/storage"
	"throughline.app/ui"
)

// askOpen begins what a second start asks of the first: "open ID", or "open " for nothing
// in particular.
const askOpen = "open "

func runOpen(ctx context.Context, env *environment, args []string) (err error) {
	rest, err := parse("open", args, 0, 1, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	what := ""
	if len(rest) == 1 {
		what = rest[0]
	}
	l, err := env.open()
	if errors.Is(err, storage.ErrInUse) {
		if raised := storage.Raise(env.data, askOpen+absolute(what)); raised == nil {
			return nil
		}
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if _, err := l.EnsureSample(ctx); err != nil {
		env.log.Warn("the sample workshop could not be made", "err", err)
	}
	id, err := workshopOf(ctx, env, l, what)
	if err != nil {
		return err
	}
	return showWindow(ctx, env, l, id, fyne.Size{}, nil, false)
}

// showWindow runs the window until it is closed or ctx ends; a zero size is left to it.
// Started, if there is one, is called on a goroutine of its own once the window is shown;
// the window closes when it returns, and its error is returned. A wall shows the workshop
// for all to see, and nothing else.
func showWindow(ctx context.Context, env *environment, l *laptop.Laptop, id string, size fyne.Size, started func(context.Context) error, wall bool) error {
	if err := displayMissing(); err != nil {
		return err
	}
	// Most of the memory is pictures, which the collector need not look into and which are
	// painted into again: it costs little to let it run early, and saves a good deal.
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(20)
	}
	// The toolkit logs on its own; it is heard where the rest of the log is.
	log.SetFlags(0)
	log.SetOutput(slog.NewLogLogger(env.log.Handler(), slog.LevelInfo).Writer())

	var failed error
	done := make(chan struct{}) // closed when started has returned
	err := ui.Run(ctx, ui.Options{
		App:     app.NewWithID(ui.AppID),
		Backend: &backend{laptop: l, log: env.log},
		Open:    id,
		Wall:    wall,
		Size:    size,
		Notice:  noticeOf(l),
		Log:     env.log,
		Ready: func(shell *ui.Shell) {
			l.OnRaise(func(asked string) { go raise(ctx, env, l, shell, strings.TrimPrefix(asked, askOpen)) })
			closeOnSignal(shell)
			if started == nil {
				close(done)
				return
			}
			go func() {
				defer close(done)
				failed = started(ctx)
				shell.Quit()
			}()
		},
	})
	if started != nil {
		<-done
	}
	return errors.Join(err, failed)
}

// raise does in the open window what a second start was asked for, which may be a table.
func raise(ctx context.Context, env *environment, l *laptop.Laptop, shell *ui.Shell, what string) {
	id, err := workshopOf(ctx, env, l, what)
	if err != nil {
		env.log.Warn("a second start asked for what cannot be opened", "err", err)
	}
	shell.RaiseOn(id)
}

// absolute makes the path of a file good for a process in another folder.
func absolute(what string) string {
	if info, err := os.Stat(what); what == "" || err != nil || info.IsDir() {
		return what
	}
	if path, err := filepath.Abs(what); err == nil {
		return path
	}
	return what
}

// closeOnSignal has a signal close the window as a person does. The toolkit listens to
// signals too, and would end at once with the workshop still open: it is made deaf.
func closeOnSignal(shell *ui.Shell) {
	asked := make(chan os.Signal, 1) // written by the system; a second signal finds it full
	listen := func() {
		signal.Reset(os.Interrupt, syscall.SIGTERM)
		signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	}
	listen()
	time.AfterFunc(time.Second, listen) // it begins to listen at a moment of its own choice
	go func() {
		<-asked
		shell.Quit()
	}()
}

func noticeOf(l *laptop.Laptop) string {
	aside := l.SetAside()
	if aside == "" {
		return ""
	}
	return fmt.Sprintf("The data file was damaged. It was set aside as %s; what could be read is here.", filepath.Base(aside))
}

// workshopOf finds what "open" was asked to open: "" for Home, the id of a workshop, or a
// table of notes that becomes a workshop of its own; a workshop file stays the window's.
func workshopOf(ctx context.Context, env *environment, l *laptop.Laptop, what string) (string, error) {
	if what == "" {
		return "", nil
	}
	if info, err := os.Stat(what); err != nil || info.IsDir() {
		return what, nil
	}
	if carry.Is(what) {
		return what, nil // the window takes it in, and tells what came
	}
	title := strings.TrimSuffix(filepath.Base(what), filepath.Ext(what))
	room, err := l.Create(ctx, "lifecycle", title)
	if err != nil {
		return "", err
	}
	report, err := importFile(room, what)
	env.tellLeftOut(report)
	return room.ID(), errors.Join(err, room.Close())
}

// errNoDisplay says that there is nothing to show a window on.
var errNoDisplay = errors.New("there is no display to show a window on")
