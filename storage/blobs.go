package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
)

// BlobBytesKept bounds the blobs of one workshop together, in bytes.
const BlobBytesKept = 200 << 20

// ErrBlobsFull: the blobs of a workshop would be more than [BlobBytesKept].
var ErrBlobsFull = errors.New("too many blobs")

// PutBlob keeps bytes under their SHA-256, which it returns, and returns when they are on
// the disk. Keeping what is kept is no error. Errors: [ErrBlobsFull], [ErrFull], [ErrDisk].
func (s *Store) PutBlob(ctx context.Context, workshop string, b []byte) ([sha256.Size]byte, error) {
	sum := sha256.Sum256(b)
	err := s.inWrite(ctx, func(tx *sql.Tx) error {
		var kept int64
		var have bool
		err := tx.QueryRowContext(ctx, "SELECT coalesce(sum(length(bytes)), 0), coalesce(max(sum = ?), 0) FROM blobs WHERE workshop = ?",
			sum[:], workshop).Scan(&kept, &have)
		switch {
		case err != nil || have:
			return err
		case kept+int64(len(b)) > BlobBytesKept:
			return ErrBlobsFull
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO blobs (workshop, sum, bytes) VALUES (?, ?, ?)", workshop, sum[:], notNil(b))
		return err
	})
	if err != nil {
		return sum, fmt.Errorf("storage: put blob of %s: %w", workshop, err)
	}
	return sum, nil
}

// Blob is the bytes whose SHA-256 is sum. Bytes that no longer have it are set aside, so
// that they can be put again. Errors: [ErrNotFound], [ErrDamaged].
func (s *Store) Blob(ctx context.Context, workshop string, sum [sha256.Size]byte) ([]byte, error) {
	var id int64
	var b []byte
	err := s.readRow(ctx, []any{&id, &b}, "SELECT id, bytes FROM blobs WHERE workshop = ? AND sum = ?", workshop, sum[:])
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("storage: blob of %s: %w", workshop, ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("storage: blob of %s: %w", workshop, err)
	case sha256.Sum256(b) != sum:
		bad := misfit{table: "blobs", id: id, what: fmt.Sprintf("blob %x does not match its hash", sum[:4]), bytes: b}
		if err := s.quarantine(ctx, workshop, []misfit{bad}); err != nil {
			s.opt.Log.Error("storage: a damaged blob stays in place", "workshop", workshop, "err", err)
		}
		return nil, fmt.Errorf("storage: blob of %s: %w: %s", workshop, ErrDamaged, bad.what)
	}
	return b, nil
}

// Blobs are the hashes of a workshop's blobs. That their bytes still have them is seen when
// they are read.
func (s *Store) Blobs(ctx context.Context, workshop string) ([][sha256.Size]byte, error) {
	var all [][sha256.Size]byte
	err := s.inRead(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT sum FROM blobs WHERE workshop = ? ORDER BY id", workshop)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var b []byte
			if err := rows.Scan(&b); err != nil {
				return err
			}
			if len(b) == sha256.Size {
				all = append(all, [sha256.Size]byte(b))
			}
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("storage: blobs of %s: %w", workshop, err)
	}
	return all, nil
}
