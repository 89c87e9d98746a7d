package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A Workshop is a row of the catalogue: what Home shows of a workshop without opening it.
type Workshop struct {
	ID              string
	Title           string
	Method          string
	Created, Opened time.Time // to the millisecond; the zero time for never
	Notes, People   int
	Thumbnail       []byte // PNG, or nil
}

const workshopColumns = "id, title, method, created, opened, notes, people, thumbnail"

// Workshops are all in the catalogue, the one opened last first.
func (s *Store) Workshops(ctx context.Context) ([]Workshop, error) {
	var all []Workshop
	err := s.inRead(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT "+workshopColumns+" FROM workshops ORDER BY opened DESC, created DESC, id")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			w, err := scanWorkshop(rows)
			if err != nil {
				return err
			}
			all = append(all, w)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("storage: list workshops: %w", err)
	}
	return all, nil
}

// Workshop is the catalogue's row for id. Errors: [ErrNotFound].
func (s *Store) Workshop(ctx context.Context, id string) (w Workshop, err error) {
	err = s.inRead(ctx, func(tx *sql.Tx) error {
		w, err = scanWorkshop(tx.QueryRowContext(ctx, "SELECT "+workshopColumns+" FROM workshops WHERE id = ?", id))
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNotFound
		}
		return err
	})
	if err != nil {
		return Workshop{}, fmt.Errorf("storage: workshop %s: %w", id, err)
	}
	return w, nil
}

// PutWorkshop writes the catalogue's row for w.ID, new or in place of the old one.
func (s *Store) PutWorkshop(ctx context.Context, w Workshop) error {
	if w.ID == "" {
		return errors.New("storage: put workshop: no id")
	}
	err := s.inWrite(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO workshops ("+workshopColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
			w.ID, w.Title, w.Method, millis(w.Created), millis(w.Opened), w.Notes, w.People, w.Thumbnail)
		return err
	})
	if err != nil {
		return fmt.Errorf("storage: put workshop %s: %w", w.ID, err)
	}
	return nil
}

// RemoveWorkshop removes a workshop and everything stored of it, for good. Removing
// what is not there is no error. Changes that still wait are removed too if they
// were appended before; close the document first.
func (s *Store) RemoveWorkshop(ctx context.Context, id string) error {
	if err := s.drainAll(); err != nil {
		return fmt.Errorf("storage: remove workshop %s: %w", id, err)
	}
	err := s.inWrite(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{
			"DELETE FROM batches WHERE workshop = ?", "DELETE FROM changes WHERE workshop = ?", "DELETE FROM documents WHERE workshop = ?",
			"DELETE FROM views WHERE workshop = ?", "DELETE FROM steps WHERE workshop = ?", "DELETE FROM vouchers WHERE workshop = ?", "DELETE FROM blobs WHERE workshop = ?",
			"DELETE FROM sessions WHERE workshop = ?",
			"DELETE FROM damaged WHERE workshop = ?", "DELETE FROM workshops WHERE id = ?",
		} {
			if _, err := tx.ExecContext(ctx, q, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("storage: remove workshop %s: %w", id, err)
	}
	return nil
}

func scanWorkshop(row interface{ Scan(...any) error }) (w Workshop, err error) {
	var created, opened int64
	err = row.Scan(&w.ID, &w.Title, &w.Method, &created, &opened, &w.Notes, &w.People, &w.Thumbnail)
	w.Created, w.Opened = fromMillis(created), fromMillis(opened)
	return w, err
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(n int64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(n)
}
