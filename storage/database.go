package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// dsn is the data source name for the file at path. Every connection waits up to
// five seconds for a lock that somebody else's tool may hold on the file.
func dsn(path string, pragmas ...string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // a Windows drive letter
	}
	q := url.Values{"_pragma": append([]string{"busy_timeout(5000)"}, pragmas...)}
	q.Set("_txlock", "deferred")
	u := url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}
	return u.String()
}

// openDatabase checks, if need be replaces, migrates and opens the database file.
func (s *Store) openDatabase() error {
	if s.rescuing() {
		s.opt.Log.Warn("storage: going on with a rescue that was cut short")
		return s.replaceDamaged()
	}
	// SQLite would make the file readable to everyone whom the folder lets in; -wal and -shm copy its mode.
	f, err := os.OpenFile(s.path(), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	f.Close()

	switch err := s.connect(); {
	case err == nil:
		return nil
	case !errors.Is(err, ErrDamaged):
		return err
	default:
		s.opt.Log.Error("storage: database is damaged", "err", err)
	}
	return s.replaceDamaged()
}

// connect opens both pools on a database that passes quick_check, and migrates it.
func (s *Store) connect() (err error) {
	s.write, err = sql.Open("sqlite", strings.Replace(
		dsn(s.path(), "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"),
		"_txlock=deferred", "_txlock=immediate", 1))
	if err != nil {
		return err
	}
	s.write.SetMaxOpenConns(1)
	if err = quickCheck(s.write); err == nil {
		err = migrate(s.write)
	}
	if err == nil {
		s.insert, err = s.write.Prepare(insertRow)
	}
	if err == nil {
		s.read, err = sql.Open("sqlite", dsn(s.path(), "query_only(1)"))
	}
	if err == nil {
		s.opened, err = os.Stat(s.path())
	}
	if err != nil {
		s.disconnect()
		return classify(err)
	}
	s.read.SetMaxOpenConns(4)
	s.read.SetMaxIdleConns(4)
	return nil
}

// disconnect closes both pools, as far as they are open.
func (s *Store) disconnect() {
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			if err := db.Close(); err != nil {
				s.opt.Log.Warn("storage: close database", "err", err)
			}
		}
	}
	s.read, s.write, s.insert = nil, nil, nil
}

// quickCheck gives [ErrDamaged] if SQLite finds the file's pages at odds.
func quickCheck(db *sql.DB) error {
	rows, err := db.Query("PRAGMA quick_check(5)")
	if err != nil {
		return classify(err)
	}
	defer rows.Close()
	var found []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return classify(err)
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	if err := rows.Err(); err != nil {
		return classify(err)
	}
	if len(found) > 0 {
		return fmt.Errorf("%w: quick_check: %s", ErrDamaged, strings.Join(found, "; "))
	}
	return nil
}

// readRow reads one row into the places. Errors: [sql.ErrNoRows].
func (s *Store) readRow(ctx context.Context, into []any, query string, args ...any) error {
	s.handles.RLock()
	defer s.handles.RUnlock()
	if s.read == nil {
		return errAway
	}
	return classify(s.read.QueryRowContext(ctx, query, args...).Scan(into...))
}

// inRead runs f in one read transaction, so that all its queries see the same state.
func (s *Store) inRead(ctx context.Context, f func(*sql.Tx) error) error {
	s.handles.RLock()
	defer s.handles.RUnlock()
	if s.read == nil {
		return errAway
	}
	tx, err := s.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return classify(err)
	}
	defer tx.Rollback() // nothing was written
	return classify(f(tx))
}
