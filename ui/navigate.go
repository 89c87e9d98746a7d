package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

func (s *Shell) goHome() {
	s.screen = nil
	s.modes = s.modes[:min(1, len(s.modes))] // Home's own stays
	s.host.Top = 0
	if s.home == nil {
		s.home = newHome(s)
	}
	s.hearSettings()
	s.home.reload()
	s.window.SetTitle(say.Product)
	s.put(s.home.root)
}

func (s *Shell) put(o fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
}

// manyNotes take longer to lay out than people wait gladly; the sentence needs a frame first.
const (
	manyNotes  = 8_000
	frameFirst = 60 * time.Millisecond
)

// enter shows a workshop that is open.
func (s *Shell) enter(session Session) {
	if session.Snapshot().Notes.Len() < manyNotes {
		s.show(session)
		return
	}
	busy := dialog.Busy(s.host, say.Opening)
	s.wait(frameFirst, func() {
		busy.Close()
		s.show(session)
	})
}

// show shows a session. A double click opens the same twice, and who clicks two cards means
// the last: what is shown already stays, anything else is left first.
func (s *Shell) show(session Session) {
	switch {
	case s.screen == nil:
	case s.screen.session.ID() == session.ID() && !s.screen.left():
		return
	default:
		s.leave(func() { s.show(session) })
		return
	}
	s.host.Top = theme.BarHeight
	s.screen = newScreen(s, session)
	if s.opts.Wall {
		s.put(s.screen.wall.parts.root)
		fullScreen(s.window)
		return
	}
	s.put(s.screen.root)
	s.focusScreen()
	s.screen.offerValidation(s.came != nil && s.came.First)
	if s.came != nil {
		s.screen.cameIn(*s.came)
		s.came = nil
	}
}

func (s *Shell) open(id string) {
	var session Session
	s.work(say.Opening, func(ctx context.Context) (err error) {
		session, err = s.backend.Open(ctx, id)
		return err
	}, func(err error) {
		if err != nil {
			s.stranded("open a workshop", err)
			return
		}
		s.enter(session)
	})
}

func (s *Shell) create(method, title string) {
	var session Session
	s.work(say.Creating, func(ctx context.Context) (err error) {
		session, err = s.backend.Create(ctx, method, title)
		return err
	}, func(err error) {
		if err != nil {
			s.stranded("start a workshop", err)
			return
		}
		s.enter(session)
	})
}

// stranded tells why a workshop is not shown, and goes Home where one was left for it.
func (s *Shell) stranded(doing string, err error) {
	if s.screen == nil && s.body.Objects[0] != s.home.root {
		s.goHome()
	}
	s.trouble(doing, err)
}

// leave closes the workshop on the screen and goes on with then. While the disk refuses
// what was written here, it says so first and stays unless the person insists.
func (s *Shell) leave(then func()) {
	left := s.screen
	if left == nil {
		then()
		return
	}
	if st := left.session.Status(); !st.Saved && st.Trouble != "" {
		closing := s.closing
		s.closing = false
		dialog.Stay(s.host, st.Trouble, st.NextStep, func() {
			s.closing = closing
			s.quit(left, then)
		})
		return
	}
	s.quit(left, then)
}

// quit closes a workshop, come what may, and goes on with then: with the last that was asked
// for while it is closed, but to end the program goes before all.
func (s *Shell) quit(left *screen, then func()) {
	again := left.left()
	left.then = then
	if again {
		return
	}
	left.close()
	s.window.Canvas().Unfocus() // nothing more is written into it
	s.work(say.Closing, func(context.Context) error { return left.session.Close() }, func(err error) {
		s.screen = nil
		if s.closing {
			left.then = s.app.Quit
		}
		left.then()
		if err != nil && !s.closing {
			s.trouble("close a workshop", err)
		}
	})
}

func (s *Shell) close() {
	if s.closing {
		return
	}
	s.closing = true
	s.keepSize()
	s.leave(s.app.Quit) // unlike closing the window it may come twice
}
