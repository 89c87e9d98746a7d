package storage

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
)

// documentsKept is how many compacted documents of a workshop stay.
const documentsKept = 3

// Compact stores document as the newest saved form of a workshop, in one transaction.
// contained tells what is in it: for each actor the highest seq; with a change its
// author's earlier ones are in it too. heads come back from [Store.Load] as they are.
//
// Changes in document are no longer loaded. Their rows go later, once every one of
// the kept documents (the last three, and at least two) contains them: so any one
// saved document can turn out damaged and nothing is lost. Changes appended while
// document was being made are not contained and stay, committed yet or not.
//
// The caller has made sure that document loads. Errors: [ErrFull], [ErrDisk]; then
// everything is as before.
func (s *Store) Compact(ctx context.Context, workshop string, document []byte, contained map[string]uint64, heads []byte) error {
	if contained == nil {
		contained = map[string]uint64{}
	}
	text, err := json.Marshal(contained) // keys sorted: the same map gives the same text
	if err != nil {
		return fmt.Errorf("storage: compact %s: %w", workshop, err)
	}
	document, heads = notNil(document), notNil(heads)
	err = s.inWrite(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO documents (workshop, bytes, heads, contained, made, sum)
			VALUES (?, ?, ?, ?, ?, ?)`, workshop, document, heads, string(text), s.opt.Now().UnixMilli(),
			sumDocument(workshop, document, heads, string(text)))
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM documents WHERE workshop = ?1 AND id NOT IN
			(SELECT id FROM documents WHERE workshop = ?1 ORDER BY id DESC LIMIT ?2)`, workshop, documentsKept)
		if err != nil {
			return err
		}
		everywhere, err := containedEverywhere(ctx, tx, workshop)
		if err != nil {
			return err
		}
		if err := dropContained(ctx, tx, workshop, everywhere); err != nil {
			return err
		}
		return foldBatches(ctx, tx, workshop, everywhere)
	})
	if err != nil {
		return fmt.Errorf("storage: compact %s: %w", workshop, err)
	}
	return nil
}

// containedEverywhere is what all kept documents contain, or nothing while there is only one.
func containedEverywhere(ctx context.Context, tx *sql.Tx, workshop string) (map[string]uint64, error) {
	rows, err := tx.QueryContext(ctx, "SELECT contained FROM documents WHERE workshop = ?", workshop)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var common map[string]uint64
	n := 0
	for ; rows.Next(); n++ {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		var one map[string]uint64
		if json.Unmarshal([]byte(text), &one) != nil {
			return nil, nil // damaged: Load will say so; until then no row goes
		}
		if n == 0 {
			common = one
			continue
		}
		for actor, seq := range common {
			common[actor] = min(seq, one[actor])
		}
	}
	if n < 2 {
		return nil, rows.Err()
	}
	return common, rows.Err()
}

// dropContained removes rows from before there were batches.
func dropContained(ctx context.Context, tx *sql.Tx, workshop string, contained map[string]uint64) error {
	if len(contained) == 0 {
		return nil
	}
	rows, err := tx.QueryContext(ctx, "SELECT id, actor, seq FROM changes WHERE workshop = ?", workshop)
	if err != nil {
		return err
	}
	defer rows.Close()
	var drop []int64
	for rows.Next() {
		var id, seq int64
		var actor string
		if err := rows.Scan(&id, &actor, &seq); err != nil {
			return err
		}
		if seq > 0 && uint64(seq) <= contained[actor] {
			drop = append(drop, id)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	remove, err := tx.PrepareContext(ctx, "DELETE FROM changes WHERE id = ?")
	if err != nil {
		return err
	}
	defer remove.Close()
	for _, id := range drop {
		if _, err := remove.ExecContext(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

// foldBatches takes out of the journal's rows what every kept document contains; who vouches for that
// stays. A row with something damaged in it stays as it is until Load has said so.
func foldBatches(ctx context.Context, tx *sql.Tx, workshop string, contained map[string]uint64) error {
	if len(contained) == 0 {
		return nil
	}
	type rewrite struct {
		id      int64
		entries []byte // empty: the row goes
	}
	var all []rewrite
	var vouchers []Voucher
	err := eachBatch(ctx, tx, workshop, func(id int64, entries []byte) {
		c := readRow(workshop, entries)
		left := slices.DeleteFunc(slices.Clone(c.changes), func(change Change) bool {
			return change.Seq <= contained[change.Actor]
		})
		if len(c.damaged) > 0 || len(left) > 0 && len(left) == len(c.changes) {
			return
		}
		var row []byte
		for _, change := range left {
			row = appendEntry(row, workshop, entryChange, appendBody(nil, change, nil))
		}
		all, vouchers = append(all, rewrite{id, row}), append(vouchers, c.vouchers...)
	})
	if err != nil {
		return err
	}
	for _, r := range all {
		if len(r.entries) == 0 {
			_, err = tx.ExecContext(ctx, "DELETE FROM batches WHERE id = ?", r.id)
		} else {
			_, err = tx.ExecContext(ctx, "UPDATE batches SET entries = ? WHERE id = ?", r.entries, r.id)
		}
		if err != nil {
			return err
		}
	}
	return settleVouchers(ctx, tx, workshop, vouchers)
}

// PutView stores the view that opens a workshop at once, in place of the one before.
// heads tell which state of the document it shows.
func (s *Store) PutView(ctx context.Context, workshop string, view, heads []byte) error {
	view, heads = notNil(view), notNil(heads)
	err := s.inWrite(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO views (workshop, bytes, heads, sum) VALUES (?, ?, ?, ?)
			ON CONFLICT (workshop) DO UPDATE SET bytes = excluded.bytes, heads = excluded.heads, sum = excluded.sum`,
			workshop, view, heads, sumNamed("view", workshop, view, heads))
		return err
	})
	if err != nil {
		return fmt.Errorf("storage: put view of %s: %w", workshop, err)
	}
	return nil
}

// View is the stored view of a workshop and its heads, without reading the journal as
// [Store.Load] does; nil where there is none that is whole.
func (s *Store) View(ctx context.Context, workshop string) (view, heads []byte, err error) {
	var saved Saved
	err = s.inRead(ctx, func(tx *sql.Tx) error {
		_, err := saved.readView(ctx, tx, workshop, nil)
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("storage: view of %s: %w", workshop, err)
	}
	return saved.View, saved.ViewHeads, nil
}
