package ui

import (
	"context"

	"throughline.app/ui/dialog"
)

// setProfile says who the person is from now on, saves it, and goes on with then.
func (s *Shell) setProfile(p Profile, then func()) {
	s.profile = p
	if s.screen != nil {
		s.screen.restand()
	}
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
	p := s.profile
	if p.Name != "" {
		then()
		return
	}
	dialog.Who(s.host, dialog.Identity{Function: p.Function, Hue: p.Hue}, func(id dialog.Identity) {
		s.setProfile(Profile{Name: id.Name, Function: id.Function, Hue: id.Hue}, then)
	})
}
