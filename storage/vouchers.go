package storage

import (
	"context"
	"database/sql"
)

// A Voucher is a signature for the change of a workshop with this hash, the Seq-th of its actor.
// It is kept with the changes and checked by whoever uses it, so it has no sum of its own.
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

func writeVouchers(tx *sql.Tx, prepared *sql.Stmt, workshop string, vouchers []Voucher) error {
	if len(vouchers) == 0 {
		return nil
	}
	insert := tx.Stmt(prepared)
	defer insert.Close()
	for _, v := range vouchers {
		if _, err := insert.Exec(workshop, v.Actor, int64(v.Seq), notNil(v.Hash), notNil(v.Signer), notNil(v.Bytes)); err != nil {
			return err
		}
	}
	return nil
}

func (v *Saved) readVouchers(ctx context.Context, tx *sql.Tx, workshop string) error {
	rows, err := tx.QueryContext(ctx, "SELECT actor, seq, hash, signer, bytes FROM vouchers WHERE workshop = ?", workshop)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var one Voucher
		var seq int64
		if err := rows.Scan(&one.Actor, &seq, &one.Hash, &one.Signer, &one.Bytes); err != nil {
			return err
		}
		one.Seq = uint64(seq)
		v.Vouchers = append(v.Vouchers, one)
	}
	return rows.Err()
}
