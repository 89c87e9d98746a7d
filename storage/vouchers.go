package storage

import (
	"context"
	"database/sql"
)

// A Voucher is a signature for the change of a workshop with this hash, the Seq-th of its actor.
// It is kept with the changes and checked by whoever uses it.
type Voucher struct {
	Actor  string
	Seq    uint64
	Hash   []byte
	Signer []byte // empty: the author itself
	Bytes  []byte
}

// PutVouchers keeps vouchers, and tells done what became of it. Like [Store.Append] it never waits
// for the disk; what is appended after it is not written before it.
func (s *Store) PutVouchers(workshop string, vouchers []Voucher, done func(error)) {
	s.enqueue(pending{workshop: workshop, vouchers: vouchers, size: 300 * len(vouchers), done: done}, s.later)
}

const insertVoucher = `INSERT INTO vouchers (workshop, actor, seq, hash, signer, bytes) VALUES (?, ?, ?, ?, ?, ?)
	ON CONFLICT (workshop, actor, seq, signer) DO UPDATE SET hash = excluded.hash, bytes = excluded.bytes`

// settleVouchers moves vouchers out of rows of the journal that go.
func settleVouchers(ctx context.Context, tx *sql.Tx, workshop string, vouchers []Voucher) error {
	if len(vouchers) == 0 {
		return nil
	}
	insert, err := tx.PrepareContext(ctx, insertVoucher)
	if err != nil {
		return err
	}
	defer insert.Close()
	for _, v := range vouchers {
		if _, err := insert.ExecContext(ctx, workshop, v.Actor, int64(v.Seq), notNil(v.Hash), notNil(v.Signer), notNil(v.Bytes)); err != nil {
			return err
		}
	}
	return nil
}

// readVouchers reads the vouchers that are in no row of the journal any more. Of those rows,
// which are younger, come the ones in v already; they stand.
func (v *Saved) readVouchers(ctx context.Context, tx *sql.Tx, workshop string) error {
	rows, err := tx.QueryContext(ctx, "SELECT actor, seq, hash, signer, bytes FROM vouchers WHERE workshop = ?", workshop)
	if err != nil {
		return err
	}
	defer rows.Close()
	type slot struct {
		actor  string
		seq    uint64
		signer string
	}
	slotOf := func(one Voucher) slot { return slot{one.Actor, one.Seq, string(one.Signer)} }
	at := make(map[slot]int, len(v.Vouchers))
	young := v.Vouchers
	v.Vouchers = nil
	put := func(one Voucher) {
		if i, known := at[slotOf(one)]; known {
			v.Vouchers[i] = one
			return
		}
		at[slotOf(one)] = len(v.Vouchers)
		v.Vouchers = append(v.Vouchers, one)
	}
	for rows.Next() {
		var one Voucher
		var seq int64
		if err := rows.Scan(&one.Actor, &seq, &one.Hash, &one.Signer, &one.Bytes); err != nil {
			return err
		}
		one.Seq = uint64(seq)
		put(one)
	}
	for _, one := range young {
		put(one)
	}
	return rows.Err()
}
