package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// DatabaseName is the database's file name inside the data folder.
const DatabaseName = "throughline.db"

// Options are the things a store does not decide itself. The zero value is good.
type Options struct {
	Log *slog.Logger     // nil: nothing is logged. Never gets stored bytes, titles or text.
	Now func() time.Time // nil: time.Now. Names what is set aside, dates documents.

	// OnTrouble is told when appended changes cannot be written ([ErrFull] or
	// [ErrDisk] in the chain), once for each spell of trouble, and with nil when
	// everything that waited has been written. It is also told of a damaged secret
	// ([ErrDamaged]). It is called on the journal goroutine or the one that wrote,
	// and must not call Flush or Close.
	OnTrouble func(error)

	Gather time.Duration // how long a lone change waits for company; 0: 20 ms, < 0: not at all
	// GatherPatiently is Gather for changes that another laptop has too; 0: 250 ms, < 0: not at all.
	GatherPatiently time.Duration
	Retry           time.Duration // pause between attempts while the disk refuses; 0: 1 s
	Ballast         int64         // bytes kept back for a full disk; 0: 8 MB, < 0: none
}

// A Store owns one data folder from [Open] to [Store.Close]. All methods are safe
// for concurrent use. Reads have connections of their own and never wait for a write.
type Store struct {
	dir  string
	opt  Options
	lock *os.File
	bell *bell

	handles  sync.RWMutex // held to read while any of these is used, to write while they are replaced
	setAside string
	opened   os.FileInfo // the file that they are open on
	write    *sql.DB     // exactly one connection; nil while there is none, as are the next two
	insert   *sql.Stmt   // of write: a row of the journal
	read     *sql.DB

	queueMu sync.Mutex
	queue   []pending
	closed  bool
	wake    chan struct{} // capacity 1; written by Append, read by Run; full means already told
	later   chan struct{} // the same of AppendPatiently

	drainMu   sync.Mutex // held while a batch is written and its done funcs run
	inTrouble bool       // under drainMu
	failures  int        // likewise: how often in a row the disk has refused

	secretMu sync.Mutex
	commits  atomic.Uint64 // journal transactions so far

	running   sync.WaitGroup
	stop      chan struct{} // closed by Close
	closeOnce sync.Once
	closeErr  error
}

// Open takes the data folder dir, making it (mode 0700) where it does not exist.
// It starts no goroutine; [Store.Run] does the journal's work.
//
// A damaged database is set aside and what can be read of it carried over: that is
// not an error, see [Store.SetAside]. Errors: [ErrInUse], [ErrNewer], [ErrFull], [ErrDisk].
func Open(dir string, opt Options) (_ *Store, err error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.OnTrouble == nil {
		opt.OnTrouble = func(error) {}
	}
	if opt.Gather == 0 {
		opt.Gather = 20 * time.Millisecond
	}
	if opt.GatherPatiently == 0 {
		opt.GatherPatiently = 250 * time.Millisecond
	}
	if opt.Retry <= 0 {
		opt.Retry = time.Second
	}
	if opt.Ballast == 0 {
		opt.Ballast = 8 << 20
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, fmt.Errorf("storage: open data folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("storage: make data folder %s: %w", dir, err)
	}
	s := &Store{dir: dir, opt: opt, wake: make(chan struct{}, 1), later: make(chan struct{}, 1), stop: make(chan struct{})}
	if s.lock, err = takeLock(filepath.Join(dir, "lock")); err != nil {
		return nil, fmt.Errorf("storage: lock data folder %s: %w", dir, err)
	}
	defer func() {
		if err != nil {
			s.release()
		}
	}()
	if s.bell, err = hangBell(dir); err != nil {
		// A second start then cannot raise this window, which is no reason to refuse the data.
		opt.Log.Warn("storage: no second start can be heard", "err", err)
	}
	if err := s.openDatabase(); err != nil {
		return nil, fmt.Errorf("storage: open %s: %w", s.path(), err)
	}
	return s, nil
}

// Dir is the data folder, as an absolute path.
func (s *Store) Dir() string { return s.dir }

// SetAside is the path of the damaged database that was set aside, by Open or later, or "".
func (s *Store) SetAside() string {
	s.handles.RLock()
	defer s.handles.RUnlock()
	return s.setAside
}

func (s *Store) path() string { return filepath.Join(s.dir, DatabaseName) }

// Close writes what still waits (one attempt), gives the data folder free and
// returns what could not be written as an error. Changes that could not be written
// get their done func called with the reason. A Run that is under way returns.
func (s *Store) Close() error {
	s.closeOnce.Do(func() {
		s.queueMu.Lock()
		s.closed = true
		s.queueMu.Unlock()
		close(s.stop)
		s.running.Wait()
		s.closeErr = s.drainAll()
		s.abandon(s.closeErr)
		s.release()
	})
	return s.closeErr
}

// release closes whatever of the store is open, the lock last.
func (s *Store) release() {
	s.handles.Lock()
	s.disconnect()
	s.handles.Unlock()
	s.bell.takeDown()
	if s.lock != nil {
		s.lock.Close()
	}
}

// inWrite runs f in a transaction on the write connection. On a full disk it frees
// the ballast and tries once more.
func (s *Store) inWrite(ctx context.Context, f func(*sql.Tx) error) error {
	return s.sparing(func() error { return s.attempt(ctx, f) })
}

// sparing runs f; on a full disk it frees the ballast and runs it once more.
func (s *Store) sparing(f func() error) error {
	err := f()
	if errors.Is(err, ErrFull) && s.dropBallast() {
		err = f()
	}
	return err
}

func (s *Store) attempt(ctx context.Context, f func(*sql.Tx) error) error {
	s.handles.RLock()
	defer s.handles.RUnlock()
	if s.write == nil {
		return errAway
	}
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return classify(err)
	}
	if err := f(tx); err != nil {
		_ = tx.Rollback() // the first error is the one that matters
		return classify(err)
	}
	if err := tx.Commit(); err != nil {
		_ = tx.Rollback()
		return classify(err)
	}
	return nil
}
