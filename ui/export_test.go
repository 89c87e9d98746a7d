package ui

import "fyne.io/fyne/v2"

// Drop drops files on the window, as the desktop does.
func Drop(s *Shell, at fyne.Position, uris []fyne.URI) { s.dropped(at, uris) }

// Post runs f on the main goroutine, after what was posted before.
func (s *Shell) Post(f func()) { s.main.Post(f) }
