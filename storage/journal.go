package storage

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"
)

// A Change is one change of a workshop's document as the journal keeps it.
type Change struct {
	Hash  []byte // the change's own hash, 32 bytes; (workshop, Hash) names the change
	Actor string // its author: a fresh one for each start of a program
	Seq   uint64 // its number among that author's changes, from 1
	Bytes []byte // the raw change chunk
}

// A pending is one Append, PutStep or PutVouchers that waits to be written.
type pending struct {
	workshop string
	changes  []Change
	step     *Step // nil for an Append
	vouchers []Voucher
	size     int
	done     func(error)
}

// A batch is written in one transaction. These bounds keep one from growing without end.
const (
	batchChanges = 4_000
	batchBytes   = 16 << 20
)

// Append puts changes into the journal of a workshop. It never waits for the disk.
//
// Changes are written in the order of the calls, those of one call together. done
// (which may be nil) runs after the commit with nil, or with the error if they can
// never be written: [ErrClosed], or SQLite's own. A full disk is no such error: the
// changes wait. A change that the journal already has counts as written.
//
// The caller must not alter changes afterwards. done runs on the goroutine that
// committed, usually that of [Store.Run]; it may call Append, but not Flush or Close,
// and must return soon.
func (s *Store) Append(workshop string, changes []Change, done func(error)) {
	s.enqueue(pendingChanges(workshop, changes, done), s.wake)
}

// AppendPatiently is [Store.Append] for changes that another laptop has already: they wait
// for company up to Options.GatherPatiently, or until something is appended that does not,
// so that a room that writes does not keep this laptop's disk busy.
func (s *Store) AppendPatiently(workshop string, changes []Change, done func(error)) {
	s.enqueue(pendingChanges(workshop, changes, done), s.later)
}

func pendingChanges(workshop string, changes []Change, done func(error)) pending {
	if done == nil {
		done = func(error) {}
	}
	p := pending{workshop: workshop, changes: changes, done: done}
	for _, c := range changes {
		p.size += len(c.Bytes) + 200
	}
	return p
}

// enqueue puts p behind the others and tells Run by wake, which is s.wake or s.later.
func (s *Store) enqueue(p pending, wake chan<- struct{}) {
	s.queueMu.Lock()
	closed := s.closed
	if !closed {
		s.queue = append(s.queue, p)
	}
	s.queueMu.Unlock()
	if closed {
		go p.done(fmt.Errorf("storage: append to %s: %w", p.workshop, ErrClosed))
		return
	}
	select {
	case wake <- struct{}{}:
	default:
	}
}

// Waiting is how many appended changes are not on the disk yet.
func (s *Store) Waiting() int {
	s.queueMu.Lock()
	defer s.queueMu.Unlock()
	n := 0
	for _, p := range s.queue {
		n += len(p.changes)
	}
	return n
}

// Flush writes what waits now, and returns when it is on the disk. It needs no Run.
// Errors: [ErrFull], [ErrDisk]; then the changes go on waiting.
func (s *Store) Flush(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.drainAll(); err != nil {
		return fmt.Errorf("storage: write journal: %w", err)
	}
	return nil
}

// Run is the journal goroutine, and answers [Raise]. It returns nil when ctx is done
// or the store is closed, after one attempt to write what waits. Run it once.
func (s *Store) Run(ctx context.Context) error {
	s.queueMu.Lock()
	if s.closed {
		s.queueMu.Unlock()
		return fmt.Errorf("storage: run: %w", ErrClosed)
	}
	s.running.Add(1)
	s.queueMu.Unlock()
	defer s.running.Done()

	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		s.bell.answer(ctx, s.opt.Log)
	}()
	defer func() { cancel(); <-answered }()

	s.layBallast()
	for {
		select {
		case <-ctx.Done():
		case <-s.stop:
		case <-s.wake:
			s.gathered(ctx)
		case <-s.later:
			if s.waitForHaste(ctx) {
				s.gathered(ctx)
			} else {
				s.persist(ctx)
			}
		}
		if ctx.Err() != nil || s.stopped() {
			_ = s.drainAll() // what cannot be written stays queued; Close reports it
			return nil
		}
	}
}

// gathered waits for company and writes.
func (s *Store) gathered(ctx context.Context) {
	if !s.pause(ctx, s.opt.Gather) {
		s.persist(ctx)
	}
}

// persist writes what waits, again and again until the disk takes it or Run is to end.
func (s *Store) persist(ctx context.Context) {
	for s.drainAll() != nil {
		if s.pause(ctx, s.opt.Retry) {
			return
		}
	}
}

// waitForHaste waits for something that does not want to wait, and tells whether it came.
func (s *Store) waitForHaste(ctx context.Context) bool {
	if s.opt.GatherPatiently <= 0 {
		return false
	}
	t := time.NewTimer(s.opt.GatherPatiently)
	defer t.Stop()
	select {
	case <-s.wake:
		return true
	case <-t.C:
	case <-ctx.Done():
	case <-s.stop:
	}
	return false
}

// pause waits for d and tells whether Run is to end instead.
func (s *Store) pause(ctx context.Context, d time.Duration) (ending bool) {
	if d <= 0 {
		return ctx.Err() != nil || s.stopped()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return true
	case <-s.stop:
		return true
	case <-t.C:
		return false
	}
}

func (s *Store) stopped() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

// drainAll writes batches until nothing waits. It returns an error only if that may
// pass, and then everything from the failed batch on still waits.
func (s *Store) drainAll() error {
	s.drainMu.Lock()
	defer s.drainMu.Unlock()
	for {
		batch := s.nextBatch()
		if len(batch) == 0 {
			s.failures = 0
			if s.inTrouble {
				s.inTrouble = false
				s.opt.OnTrouble(nil)
			}
			return nil
		}
		err := s.writeBatch(batch)
		if err != nil && s.takeUpAgain(err) {
			continue
		}
		if err != nil && passing(err) {
			if !s.inTrouble {
				s.inTrouble = true
				s.opt.Log.Error("storage: journal cannot be written, changes wait", "waiting", s.Waiting(), "err", err)
				s.opt.OnTrouble(err)
			}
			return err
		}
		if err != nil && len(batch) > 1 { // find the one that cannot be written, so that the others can
			batch = batch[:1]
			err = s.writeBatch(batch)
			if err != nil && passing(err) {
				continue
			}
		}
		if err == nil {
			s.failures = 0
		}
		if err != nil {
			s.opt.Log.Error("storage: changes refused", "workshop", batch[0].workshop, "err", err)
			err = fmt.Errorf("storage: append to %s: %w", batch[0].workshop, err)
		}
		s.queueMu.Lock()
		s.queue = s.queue[len(batch):]
		s.queueMu.Unlock()
		for _, p := range batch {
			p.done(err)
		}
	}
}

// nextBatch is the head of the queue, left in place.
func (s *Store) nextBatch() []pending {
	s.queueMu.Lock()
	defer s.queueMu.Unlock()
	n, changes, size := 0, 0, 0
	for _, p := range s.queue {
		changes += len(p.changes)
		size += p.size
		if n > 0 && (changes > batchChanges || size > batchBytes) {
			break
		}
		n++
	}
	return s.queue[:n:n]
}

const insertRow = "INSERT INTO batches (workshop, entries) VALUES (?, ?)"

func (s *Store) writeBatch(batch []pending) error {
	rows, err := rowsOf(batch)
	if err != nil {
		return err
	}
	if !s.inPlace() {
		return errMoved
	}
	steps := slices.ContainsFunc(batch, func(p pending) bool { return p.step != nil })
	if len(rows) == 1 && !steps { // as most are: the statement is a transaction of its own
		err = s.sparing(func() error {
			s.handles.RLock()
			defer s.handles.RUnlock()
			if s.insert == nil {
				return errAway
			}
			_, err := s.insert.Exec(rows[0].workshop, rows[0].entries)
			return classify(err)
		})
	} else {
		err = s.inWrite(context.Background(), func(tx *sql.Tx) error { return s.writeRows(tx, rows, batch) })
	}
	if err == nil {
		s.commits.Add(1)
	}
	return err
}

// writeRows writes rows of the journal, and the steps of the batch that they were made of.
func (s *Store) writeRows(tx *sql.Tx, rows []row, batch []pending) error {
	insert := tx.Stmt(s.insert)
	defer insert.Close()
	for _, r := range rows {
		if _, err := insert.Exec(r.workshop, r.entries); err != nil {
			return err
		}
	}
	for _, p := range batch {
		if p.step != nil {
			if err := writeStep(tx, p.workshop, p.step); err != nil {
				return err
			}
		}
	}
	return nil
}

// abandon answers what is still queued once the store is closed.
func (s *Store) abandon(why error) {
	s.queueMu.Lock()
	left := s.queue
	s.queue = nil
	s.queueMu.Unlock()
	for _, p := range left {
		p.done(fmt.Errorf("storage: append to %s: %w: %w", p.workshop, ErrClosed, why))
	}
}

// notNil keeps an empty value from becoming NULL.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
