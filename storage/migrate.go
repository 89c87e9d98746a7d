package storage

import (
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

//go:embed sql/*.sql
var migrationFiles embed.FS

// migrations are the steps in order; the n-th (from 1) leads to user_version n.
// A step that was released is never edited: a later one corrects it.
func migrations() ([]string, error) {
	names, err := fs.Glob(migrationFiles, "sql/*.sql") // sorted: the names begin with four digits
	if err != nil {
		return nil, err
	}
	steps := make([]string, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			return nil, err
		}
		steps[i] = string(text)
	}
	return steps, nil
}

// migrate brings db to the newest user_version, one transaction for each step, so
// that a cut in between leaves a whole earlier version. Errors: [ErrNewer].
func migrate(db *sql.DB) error {
	steps, err := migrations()
	if err != nil {
		return err
	}
	var have int
	if err := db.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return err
	}
	if have > len(steps) {
		return fmt.Errorf("%w: data version %d, this program knows %d", ErrNewer, have, len(steps))
	}
	for n := have; n < len(steps); n++ {
		tx, err := db.Begin()
		if err != nil {
			return err
		}
		_, err = tx.Exec(steps[n])
		if err == nil {
			_, err = tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", n+1))
		}
		if err != nil {
			_ = tx.Rollback()
			return fmt.Errorf("migrate to version %d: %w", n+1, err)
		}
		if err := tx.Commit(); err != nil {
			return fmt.Errorf("migrate to version %d: %w", n+1, err)
		}
	}
	return nil
}
