package ui

import (
	"context"

	"throughline.app/ui/dialog"
)

func personHues() []string { return dialog.Hues() }

// setProfile saves who the person is and goes on with then.
func (s *Shell) setProfile(p Profile, then func()) {
	s.work("", func(ctx context.Context) error { return s.backend.SetProfile(ctx, p) }, func(err error) {
		if err != nil {
			s.trouble("save the profile", err)
			return
		}
		if then != nil {
			then()
		}
	})
}

// named goes on with then once the person has a name; without one it asks.
func (s *Shell) named(then func()) {
	p := s.backend.Profile()
	if p.Name != "" {
		then()
		return
	}
	dialog.Who(s.host, dialog.Identity{Function: p.Function, Hue: p.Hue}, func(id dialog.Identity) {
		s.setProfile(Profile{Name: id.Name, Function: id.Function, Hue: id.Hue}, then)
	})
}
