package storage

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
)

// A Step is one thing that a person can take back or bring back. There are two piles of
// them for each workshop: what can be undone and what can be redone.
type Step struct {
	Undone bool   // of the pile that can be redone
	Number uint64 // in its pile, from 1 at the bottom
	Label  string // as menus name it
	Bytes  []byte // what it altered; nil given to PutStep: this step and all above it go
}

// Bounds of each pile. What is beyond them is forgotten from the bottom.
const (
	StepsKept     = 200
	StepBytesKept = 8 << 20
)

// PutStep keeps a step in place of the one with its number, or drops it and those above.
// Like [Store.Append] it never waits for the disk, and is written after all that was
// appended before it, so that no step is kept of a change that is not. A step that is
// larger than [StepBytesKept] empties its pile: what lies below it could be undone past it.
func (s *Store) PutStep(workshop string, step Step) {
	s.enqueue(pending{workshop: workshop, step: &step, size: len(step.Bytes) + 200, done: func(error) {}}, s.wake)
}

func writeStep(tx *sql.Tx, workshop string, step *Step) error {
	undone, n := boolean(step.Undone), int64(step.Number)
	if step.Bytes == nil {
		_, err := tx.Exec("DELETE FROM steps WHERE workshop = ? AND undone = ? AND n >= ?", workshop, undone, n)
		return err
	}
	_, err := tx.Exec(`INSERT INTO steps (workshop, undone, n, label, bytes, sum) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (workshop, undone, n) DO UPDATE SET label = excluded.label, bytes = excluded.bytes, sum = excluded.sum`,
		workshop, undone, n, step.Label, step.Bytes, sumStep(workshop, *step))
	if err != nil {
		return err
	}
	return pruneSteps(tx, workshop, undone)
}

// pruneSteps forgets what a pile holds beyond its bounds.
func pruneSteps(tx *sql.Tx, workshop string, undone int64) error {
	rows, err := tx.Query("SELECT n, length(bytes) FROM steps WHERE workshop = ? AND undone = ? ORDER BY n DESC", workshop, undone)
	if err != nil {
		return err
	}
	defer rows.Close()
	kept, size := 0, int64(0)
	for rows.Next() {
		var n, length int64
		if err := rows.Scan(&n, &length); err != nil {
			return err
		}
		kept++
		size += length
		if kept > StepsKept || size > StepBytesKept {
			rows.Close()
			_, err := tx.Exec("DELETE FROM steps WHERE workshop = ? AND undone = ? AND n <= ?", workshop, undone, n)
			return err
		}
	}
	return rows.Err()
}

// readSteps reads both piles, each from the bottom. A pile goes on above a damaged step:
// each is taken back by what it altered and stands for itself.
func (v *Saved) readSteps(ctx context.Context, tx *sql.Tx, workshop string, bad []misfit) ([]misfit, error) {
	rows, err := tx.QueryContext(ctx,
		"SELECT id, undone, n, label, bytes, sum FROM steps WHERE workshop = ? ORDER BY undone, n", workshop)
	if err != nil {
		return bad, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, undone, n int64
		var step Step
		var sum []byte
		if err := rows.Scan(&id, &undone, &n, &step.Label, &step.Bytes, &sum); err != nil {
			return bad, err
		}
		step.Undone, step.Number = undone != 0, uint64(n)
		if !bytes.Equal(sum, sumStep(workshop, step)) {
			bad = append(bad, misfit{table: "steps", id: id, what: fmt.Sprintf("step %d to undo does not match its hash", n), bytes: step.Bytes})
			continue
		}
		v.Steps = append(v.Steps, step)
	}
	return bad, rows.Err()
}

func boolean(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
