package uitest

import "throughline.app/workshop"

// Private implements [ui.Session].
func (s *Session) Private(p workshop.PollID) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.private[p]
}

// KeepPrivate implements [ui.Session]. The answer is sent by [Session.Reveal].
func (s *Session) KeepPrivate(p workshop.PollID, answer string) error {
	s.mu.Lock()
	if s.private == nil {
		s.private = make(map[workshop.PollID]string)
	}
	s.private[p] = answer
	s.mu.Unlock()
	wrote := ""
	if answer != "" {
		wrote = "1"
	}
	_, err := s.Apply(workshop.GiveAnswer{Poll: p.Wrote(), Person: s.Me(), Value: wrote})
	return err
}

// Reveal sends what is kept, as once the answers are shown.
func (s *Session) Reveal(p workshop.PollID) error {
	_, err := s.Apply(workshop.GiveAnswer{Poll: string(p), Person: s.Me(), Value: s.Private(p)})
	return err
}
