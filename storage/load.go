package storage

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
)

// Saved is everything that is stored of one workshop. The slices are the caller's.
type Saved struct {
	Document  []byte            // the newest compacted document that is whole, or nil
	Heads     []byte            // its heads, as they were given to Compact
	Contained map[string]uint64 // actor → highest seq that Document contains

	// Changes are the rows that Document does not contain, in the order in which they
	// were appended. Where Damaged names a lost change, later ones that build on it
	// are still here: hold them until a peer sends what is missing.
	Changes []Change

	View      []byte // the stored view, or nil
	ViewHeads []byte

	Steps []Step // what can be redone last, each pile from the bottom

	Vouchers []Voucher // in no order

	// Damaged names what was found bad and set aside, and which changes are missing,
	// in words for a log or a detail line. Empty means all is well.
	Damaged []string
}

// a misfit is a row that does not match its sum.
type misfit struct {
	table string
	id    int64
	what  string
	bytes []byte
}

// Load reads what is on the disk of a workshop. What was appended and not committed
// yet is not in it. A workshop that was never stored gives the zero Saved.
//
// A row that does not match its SHA-256 is moved out of the way, so that the same
// change can be appended again when a peer sends it.
func (s *Store) Load(ctx context.Context, workshop string) (Saved, error) {
	var saved Saved
	var bad []misfit
	err := s.inRead(ctx, func(tx *sql.Tx) (err error) {
		if bad, err = saved.readDocument(ctx, tx, workshop, bad); err != nil {
			return err
		}
		if bad, err = saved.readChanges(ctx, tx, workshop, bad); err != nil {
			return err
		}
		if bad, err = saved.readView(ctx, tx, workshop, bad); err != nil {
			return err
		}
		if bad, err = saved.readSteps(ctx, tx, workshop, bad); err != nil {
			return err
		}
		return saved.readVouchers(ctx, tx, workshop)
	})
	if err != nil {
		return Saved{}, fmt.Errorf("storage: load %s: %w", workshop, err)
	}
	for _, m := range bad {
		saved.Damaged = append(saved.Damaged, m.what)
	}
	saved.Damaged = append(saved.Damaged, gaps(saved.Contained, saved.Changes)...)
	if len(bad) > 0 {
		if err := s.quarantine(ctx, workshop, bad); err != nil {
			s.opt.Log.Error("storage: damaged rows stay in place", "workshop", workshop, "rows", len(bad), "err", err)
		}
	}
	if len(saved.Damaged) > 0 {
		s.opt.Log.Error("storage: damage found", "workshop", workshop, "what", saved.Damaged)
	}
	return saved, nil
}

// readDocument takes the newest document that is whole.
func (v *Saved) readDocument(ctx context.Context, tx *sql.Tx, workshop string, bad []misfit) ([]misfit, error) {
	rows, err := tx.QueryContext(ctx,
		"SELECT id, bytes, heads, contained, sum FROM documents WHERE workshop = ? ORDER BY id DESC", workshop)
	if err != nil {
		return bad, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var document, heads, sum []byte
		var contained string
		if err := rows.Scan(&id, &document, &heads, &contained, &sum); err != nil {
			return bad, err
		}
		var vector map[string]uint64
		if !bytes.Equal(sum, sumDocument(workshop, document, heads, contained)) ||
			json.Unmarshal([]byte(contained), &vector) != nil {
			bad = append(bad, misfit{"documents", id, fmt.Sprintf("saved document %d does not match its hash", id), document})
			continue
		}
		v.Document, v.Heads, v.Contained = document, heads, vector
		break
	}
	return bad, rows.Err()
}

func (v *Saved) readChanges(ctx context.Context, tx *sql.Tx, workshop string, bad []misfit) ([]misfit, error) {
	rows, err := tx.QueryContext(ctx,
		"SELECT id, hash, actor, seq, bytes, sum FROM changes WHERE workshop = ? ORDER BY id", workshop)
	if err != nil {
		return bad, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, seq int64
		var c Change
		var sum []byte
		if err := rows.Scan(&id, &c.Hash, &c.Actor, &seq, &c.Bytes, &sum); err != nil {
			return bad, err
		}
		c.Seq = uint64(seq)
		if !bytes.Equal(sum, sumChange(workshop, c)) {
			what := fmt.Sprintf("change %d (number %d of %q) does not match its hash", id, c.Seq, c.Actor)
			bad = append(bad, misfit{"changes", id, what, c.Bytes})
			continue
		}
		if c.Seq > v.Contained[c.Actor] {
			v.Changes = append(v.Changes, c)
		}
	}
	return bad, rows.Err()
}

func (v *Saved) readView(ctx context.Context, tx *sql.Tx, workshop string, bad []misfit) ([]misfit, error) {
	var id int64
	var view, heads, sum []byte
	err := tx.QueryRowContext(ctx, "SELECT id, bytes, heads, sum FROM views WHERE workshop = ?", workshop).
		Scan(&id, &view, &heads, &sum)
	switch {
	case err == sql.ErrNoRows:
		return bad, nil
	case err != nil:
		return bad, err
	case !bytes.Equal(sum, sumNamed("view", workshop, view, heads)):
		return append(bad, misfit{"views", id, "stored view does not match its hash", view}), nil
	}
	v.View, v.ViewHeads = view, heads
	return bad, nil
}

// gaps names the changes that are missing between those that are there.
func gaps(contained map[string]uint64, changes []Change) []string {
	have := map[string][]uint64{}
	var actors []string // in order of appearance
	for _, c := range changes {
		if have[c.Actor] == nil {
			actors = append(actors, c.Actor)
		}
		have[c.Actor] = append(have[c.Actor], c.Seq)
	}
	var found []string
	for _, a := range actors {
		slices.Sort(have[a])
		last := contained[a]
		for _, seq := range have[a] {
			if seq > last+1 {
				found = append(found, fmt.Sprintf("changes %d to %d of %q are missing", last+1, seq-1, a))
			}
			last = seq
		}
	}
	return found
}

// quarantine moves rows that do not match their sum to the table of damaged ones.
func (s *Store) quarantine(ctx context.Context, workshop string, bad []misfit) error {
	return s.inWrite(ctx, func(tx *sql.Tx) error {
		for _, m := range bad {
			_, err := tx.ExecContext(ctx, "INSERT INTO damaged (workshop, what, bytes, found) VALUES (?, ?, ?, ?)",
				workshop, m.what, notNil(m.bytes), s.opt.Now().UnixMilli())
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+m.table+" WHERE id = ?", m.id); err != nil {
				return err
			}
		}
		return nil
	})
}
