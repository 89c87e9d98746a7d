package ui

import "throughline.app/carry"

// RaiseOn brings the window to the front, and a workshop or a workshop file into it, as when the program is
// started a second time. An empty id leaves what is shown. It may be called from any
// goroutine.
func (s *Shell) RaiseOn(id string) {
	s.main.Post(func() {
		s.window.Show()
		s.window.RequestFocus()
		shown := s.screen != nil && s.screen.session.ID() == id && !s.screen.left()
		if id == "" || shown || s.closing {
			return
		}
		if carry.Is(id) {
			s.openFile(id)
			return
		}
		s.leave(func() { s.open(id) })
	})
}
