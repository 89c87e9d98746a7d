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

// a misfit is a row, or an entry of a row of batches, that does not match its sum.
type misfit struct {
	table string
	id    int64
	what  string
	bytes []byte
	of    *content // of batches: the row that it is in
	row   []byte   // and what that was
}

// Load reads what is on the disk of a workshop, and what was appended and waits for it: a workshop that
// was closed while the disk was full is the same when it is opened again. A workshop that was never
// stored gives the zero Saved.
//
// A row that does not match its SHA-256 is moved out of the way, so that the same
// change can be appended again when a peer sends it.
func (s *Store) Load(ctx context.Context, workshop string) (Saved, error) {
	var saved Saved
	var bad []misfit
	waiting := s.waitingOf(workshop) // first: what is written meanwhile is in both
	err := s.inRead(ctx, func(tx *sql.Tx) (err error) {
		if bad, err = saved.readDocument(ctx, tx, workshop, bad); err != nil {
			return err
		}
		if bad, err = saved.readChanges(ctx, tx, workshop, bad); err != nil {
			return err
		}
		if bad, err = saved.readBatches(ctx, tx, workshop, bad); err != nil {
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
	saved.add(waiting)
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
			bad = append(bad, misfit{table: "documents", id: id, what: fmt.Sprintf("saved document %d does not match its hash", id), bytes: document})
			continue
		}
		v.Document, v.Heads, v.Contained = document, heads, vector
		break
	}
	return bad, rows.Err()
}

// readChanges reads what was written before there were batches.
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
			bad = append(bad, misfit{table: "changes", id: id, what: what, bytes: c.Bytes})
			continue
		}
		if c.Seq > v.Contained[c.Actor] {
			v.Changes = append(v.Changes, c)
		}
	}
	return bad, rows.Err()
}

// readBatches reads the journal. A change that is in it twice, as what was offered again, counts once.
func (v *Saved) readBatches(ctx context.Context, tx *sql.Tx, workshop string, bad []misfit) ([]misfit, error) {
	here := make(map[string]bool, len(v.Changes))
	for _, c := range v.Changes {
		here[string(c.Hash)] = true
	}
	err := eachBatch(ctx, tx, workshop, func(id int64, entries []byte) {
		c := readRow(workshop, entries)
		for i, name := range c.named {
			what := fmt.Sprintf("%s in batch %d does not match its hash", name, id)
			bad = append(bad, misfit{table: "batches", id: id, what: what, bytes: c.damaged[i], of: &c, row: entries})
		}
		v.Vouchers = append(v.Vouchers, c.vouchers...)
		for _, c := range c.changes {
			if c.Seq > v.Contained[c.Actor] && !here[string(c.Hash)] {
				here[string(c.Hash)] = true
				v.Changes = append(v.Changes, c)
			}
		}
	})
	return bad, err
}

// eachBatch calls f with the rows of a workshop's journal in order. The bytes are f's.
func eachBatch(ctx context.Context, tx *sql.Tx, workshop string, f func(id int64, entries []byte)) error {
	rows, err := tx.QueryContext(ctx, "SELECT id, entries FROM batches WHERE workshop = ? ORDER BY id", workshop)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var entries []byte
		if err := rows.Scan(&id, &entries); err != nil {
			return err
		}
		f(id, entries)
	}
	return rows.Err()
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
		return append(bad, misfit{table: "views", id: id, what: "stored view does not match its hash", bytes: view}), nil
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
			if err := m.remove(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
}

// remove takes what does not match out of its table. A row is only touched if it is what was read: it may
// have gone meanwhile, and its number been given to another.
func (m *misfit) remove(ctx context.Context, tx *sql.Tx) (err error) {
	switch {
	case m.of == nil:
		_, err = tx.ExecContext(ctx, "DELETE FROM "+m.table+" WHERE id = ? AND CAST(bytes AS BLOB) = ?", m.id, notNil(m.bytes))
	case len(m.of.sound) == 0:
		_, err = tx.ExecContext(ctx, "DELETE FROM batches WHERE id = ? AND entries = ?", m.id, m.row)
	default:
		_, err = tx.ExecContext(ctx, "UPDATE batches SET entries = ? WHERE id = ? AND entries = ?", m.of.sound, m.id, m.row)
	}
	return err
}
