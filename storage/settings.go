package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Secret is the value under name, such as this device's key. The first time it is
// what mint returns, stored before Secret returns; of callers at the same time one
// mints. mint must not call the store.
//
// A stored secret that does not match its hash is set aside and minted anew, and
// OnTrouble is told [ErrDamaged]: a device with a new key is a stranger to others.
func (s *Store) Secret(ctx context.Context, name string, mint func() ([]byte, error)) ([]byte, error) {
	s.secretMu.Lock()
	defer s.secretMu.Unlock()
	value, sum, err := s.named(ctx, "SELECT value, sum FROM secrets WHERE name = ?", name)
	if err != nil {
		return nil, fmt.Errorf("storage: secret %s: %w", name, err)
	}
	damaged := sum != nil && !bytes.Equal(sum, sumNamed("secret", name, value))
	if sum != nil && !damaged {
		return value, nil
	}
	minted, err := mint()
	if err != nil {
		return nil, fmt.Errorf("storage: make secret %s: %w", name, err)
	}
	minted = notNil(minted)
	err = s.inWrite(ctx, func(tx *sql.Tx) error {
		if damaged {
			_, err := tx.ExecContext(ctx, "INSERT INTO damaged (workshop, what, bytes, found) VALUES ('', ?, ?, ?)",
				"secret "+name+" does not match its hash", value, s.opt.Now().UnixMilli())
			if err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO secrets (name, value, sum) VALUES (?, ?, ?)",
			name, minted, sumNamed("secret", name, minted))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("storage: keep secret %s: %w", name, err)
	}
	if damaged {
		s.opt.OnTrouble(fmt.Errorf("storage: secret %s: %w", name, ErrDamaged))
	}
	return minted, nil
}

// Setting is the value under key, or "" where none was put.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := s.readRow(ctx, []any{&value}, "SELECT value FROM settings WHERE key = ?", key)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("storage: setting %s: %w", key, err)
	}
	return value, nil
}

// PutSetting keeps value under key; "" is the same as none.
func (s *Store) PutSetting(ctx context.Context, key, value string) error {
	err := s.inWrite(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, value)
		return err
	})
	if err != nil {
		return fmt.Errorf("storage: put setting %s: %w", key, err)
	}
	return nil
}

// Session is what was put for a shared workshop, or nil. A session that does not
// match its hash counts as none: people then join again by words.
func (s *Store) Session(ctx context.Context, workshop string) ([]byte, error) {
	state, sum, err := s.named(ctx, "SELECT state, sum FROM sessions WHERE workshop = ?", workshop)
	if err != nil {
		return nil, fmt.Errorf("storage: session of %s: %w", workshop, err)
	}
	if sum != nil && !bytes.Equal(sum, sumNamed("session", workshop, state)) {
		s.opt.Log.Error("storage: stored session is damaged", "workshop", workshop)
		return nil, nil
	}
	return state, nil
}

// PutSession keeps what is needed to be back in a shared workshop after a restart,
// in place of what was there; nil forgets it.
func (s *Store) PutSession(ctx context.Context, workshop string, state []byte) error {
	err := s.inWrite(ctx, func(tx *sql.Tx) (err error) {
		if state == nil {
			_, err = tx.ExecContext(ctx, "DELETE FROM sessions WHERE workshop = ?", workshop)
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO sessions (workshop, state, sum) VALUES (?, ?, ?)",
			workshop, state, sumNamed("session", workshop, state))
		return err
	})
	if err != nil {
		return fmt.Errorf("storage: put session of %s: %w", workshop, err)
	}
	return nil
}

// named reads a value and its sum; both are nil where there is no such row.
func (s *Store) named(ctx context.Context, query, name string) (value, sum []byte, err error) {
	err = s.readRow(ctx, []any{&value, &sum}, query, name)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, nil
	}
	return value, sum, err
}
