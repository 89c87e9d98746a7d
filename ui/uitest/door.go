package uitest

import (
	"slices"
	"strings"

	"throughline.app/ui"
)

// doors is the door of a [Session] and what was asked of it. Guarded by Session.mu.
type doors struct {
	door    ui.Door
	asking  []ui.Asker
	asked   []string
	changed func()
}

// Door implements [ui.Session].
func (s *Session) Door() ui.Door {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.doors.door
}

// Asking implements [ui.Session].
func (s *Session) Asking() []ui.Asker {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.doors.asking)
}

// OnDoor implements [ui.Session].
func (s *Session) OnDoor(f func()) { s.mu.Lock(); s.doors.changed = f; s.mu.Unlock() }

// SetDoors alters the door and who asks, and tells of it.
func (s *Session) SetDoors(alter func(*ui.Door, *[]ui.Asker)) {
	s.mu.Lock()
	alter(&s.doors.door, &s.doors.asking)
	tell := s.doors.changed
	s.mu.Unlock()
	if tell != nil {
		tell()
	}
}

// AtDoor lists what was asked of the door and about people, in order.
func (s *Session) AtDoor() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.doors.asked)
}

func (s *Session) note(parts ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doors.asked = append(s.doors.asked, strings.Join(parts, " "))
	return nil
}

// SetDoor implements [ui.Session].
func (s *Session) SetDoor(mode string) error {
	err := s.note("door", mode)
	s.SetDoors(func(d *ui.Door, _ *[]ui.Asker) { d.Mode = mode })
	return err
}

// NewWords implements [ui.Session].
func (s *Session) NewWords() error { return s.note("new words") }

// Answer implements [ui.Session].
func (s *Session) Answer(letIn bool, ids ...string) error {
	verb := "not now"
	if letIn {
		verb = "let in"
	}
	err := s.note(append([]string{verb}, ids...)...) // before anybody can see that it was done
	s.SetDoors(func(_ *ui.Door, asking *[]ui.Asker) {
		*asking = slices.DeleteFunc(*asking, func(a ui.Asker) bool { return slices.Contains(ids, a.ID) })
	})
	return err
}

// Appoint implements [ui.Session].
func (s *Session) Appoint(id, role string, letsIn bool) error {
	if letsIn {
		role += " who lets in"
	}
	return s.note("appoint", id, role)
}

// Remove implements [ui.Session].
func (s *Session) Remove(id string) error { return s.note("remove", id) }
