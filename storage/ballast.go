package storage

import (
	"math/rand/v2"
	"os"
	"path/filepath"
)

func (s *Store) ballastPath() string { return filepath.Join(s.dir, "ballast") }

// layBallast makes the ballast file where it is missing. On a disk that has no room
// for it there is none: then nothing is kept back, and nothing breaks.
func (s *Store) layBallast() {
	if s.opt.Ballast < 0 {
		return
	}
	if st, err := os.Stat(s.ballastPath()); err == nil && st.Size() == s.opt.Ballast {
		return
	}
	// Not zeros: some file systems store those in no space at all.
	block := make([]byte, 1<<20)
	var seed [32]byte
	_, _ = rand.NewChaCha8(seed).Read(block) // never fails

	f, err := os.OpenFile(s.ballastPath(), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return
	}
	for left := s.opt.Ballast; left > 0 && err == nil; left -= int64(len(block)) {
		_, err = f.Write(block[:min(left, int64(len(block)))])
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		s.opt.Log.Warn("storage: no room for ballast", "err", err)
		os.Remove(s.ballastPath())
	}
}

// dropBallast gives the ballast's space back to the disk and tells whether there was any.
func (s *Store) dropBallast() bool {
	if err := os.Remove(s.ballastPath()); err != nil {
		return false
	}
	s.opt.Log.Warn("storage: disk is full, ballast freed", "bytes", s.opt.Ballast)
	return true
}
