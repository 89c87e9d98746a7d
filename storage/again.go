package storage

import (
	"errors"
	"os"
	"path/filepath"
)

// inPlace reports whether what is open is the database in the data folder. A folder that was deleted or
// lay on a stick that was pulled out takes writes as if nothing had happened, on some systems.
func (s *Store) inPlace() bool {
	s.handles.RLock()
	defer s.handles.RUnlock()
	now, err := os.Stat(s.path())
	return err == nil && s.opened != nil && os.SameFile(now, s.opened)
}

// takeUpAgain opens the database anew if the journal could not be written for a reason that passes by
// that: it was found damaged, the folder is another one at the same place, or a disk that did not work
// is back. It reports whether it did. The caller holds s.drainMu.
func (s *Store) takeUpAgain(why error) bool {
	s.failures++
	switch {
	case errors.Is(why, errMoved):
	case errors.Is(why, ErrDamaged), errors.Is(why, errAway), primary(why) == codeIO:
		if s.failures > atOnce && s.failures%seldom != 0 { // it costs a look at the whole file
			return false
		}
	default:
		return false
	}
	err := s.reopen(errors.Is(why, ErrDamaged))
	if err != nil {
		s.opt.Log.Warn("storage: the database cannot be taken up again", "why", why, "err", err)
		return false
	}
	s.opt.Log.Info("storage: the database was taken up again", "why", why)
	return true
}

// Of attempts that fail in a row so many are made with each attempt to write, and later one of so many.
const atOnce, seldom = 3, 20

// reopen closes the database and opens what is in the data folder, once more this process's own. It makes
// none where there is none: what is at the place of a stick that was pulled out is not the data folder.
// One that is damaged is replaced, as by [Open].
func (s *Store) reopen(damaged bool) error {
	s.handles.Lock()
	defer s.handles.Unlock()
	if _, err := os.Stat(s.path()); err != nil && !s.rescuing() {
		return err
	}
	if err := s.relock(); err != nil {
		return err
	}
	s.disconnect()
	if !damaged {
		if err := s.connect(); !errors.Is(err, ErrDamaged) {
			return err
		}
	}
	return s.replaceDamaged()
}

// rescuing reports whether a rescue is under way.
func (s *Store) rescuing() bool {
	st, err := os.Stat(s.rescuePath())
	return err == nil && st.Size() > 0
}

// relock takes the lock of the data folder if that is another one by now.
func (s *Store) relock() error {
	path := filepath.Join(s.dir, "lock")
	held, err := s.lock.Stat()
	if now, there := os.Stat(path); err == nil && there == nil && os.SameFile(held, now) {
		return nil
	}
	lock, err := takeLock(path)
	if err != nil {
		return err
	}
	s.lock.Close()
	s.lock = lock
	return nil
}
