package uitest

import (
	"time"

	"throughline.app/ui"
)

// SetMoment makes m what the room does now, as if another laptop had set it, and tells of
// it. It does not count down.
func (s *Session) SetMoment(m ui.Moment) { s.setMoment(func(now *ui.Moment) { *now = m }) }

func (s *Session) setMoment(change func(*ui.Moment)) {
	s.mu.Lock()
	change(&s.moment)
	tell := s.onMoment
	s.mu.Unlock()
	if tell != nil {
		tell()
	}
}

// Moment implements [ui.Session].
func (s *Session) Moment() ui.Moment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.moment
}

// OnMoment implements [ui.Session].
func (s *Session) OnMoment(f func()) { s.mu.Lock(); s.onMoment = f; s.mu.Unlock() }

// MayLead implements [ui.Session].
func (s *Session) MayLead() bool { return !s.Follows }

// StartTimer implements [ui.Session].
func (s *Session) StartTimer(length time.Duration) error {
	s.setMoment(func(m *ui.Moment) { m.Length, m.Left, m.Running = length, length, true })
	return nil
}

// PauseTimer implements [ui.Session].
func (s *Session) PauseTimer() error {
	s.setMoment(func(m *ui.Moment) { m.Running = false })
	return nil
}

// ResumeTimer implements [ui.Session].
func (s *Session) ResumeTimer() error {
	s.setMoment(func(m *ui.Moment) { m.Running = true })
	return nil
}

// AddTime implements [ui.Session].
func (s *Session) AddTime(d time.Duration) error {
	s.setMoment(func(m *ui.Moment) { m.Left += d })
	return nil
}

// StopTimer implements [ui.Session].
func (s *Session) StopTimer() error {
	s.setMoment(func(m *ui.Moment) { m.Length, m.Left, m.Running = 0, 0, false })
	return nil
}

// Instruct implements [ui.Session].
func (s *Session) Instruct(text string) error {
	s.setMoment(func(m *ui.Moment) { m.Instruction = text })
	return nil
}

// Watch implements [ui.Session].
func (s *Session) Watch(only bool) { s.mu.Lock(); s.watches = only; s.mu.Unlock() }

// Watches reports whether the session was told that its person only looks on.
func (s *Session) Watches() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.watches
}
