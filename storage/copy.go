package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Copy writes what the data folder from holds at this moment into the folder to, for a
// program that wants to look while another one owns from. It takes no lock, waits for
// nobody and changes nothing in from. The folder to must be there and hold no database;
// what is in it is as secret as from. Errors: [ErrNotFound] if from holds no database,
// [ErrDamaged], [ErrFull], [ErrDisk].
func Copy(ctx context.Context, from, to string) error {
	from, err := filepath.Abs(from) // the address of a database has no place for another
	if err != nil {
		return fmt.Errorf("storage: copy %s: %w", from, err)
	}
	source := filepath.Join(from, DatabaseName)
	if _, err := os.Stat(source); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("storage: copy %s: %w", source, ErrNotFound)
	}
	db, err := sql.Open("sqlite", dsn(source))
	if err != nil {
		return fmt.Errorf("storage: copy %s: %w", source, classify(err))
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, "VACUUM INTO ?", filepath.Join(to, DatabaseName)); err != nil {
		return fmt.Errorf("storage: copy %s: %w", source, classify(err))
	}
	return nil
}
