package storage

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// rescued are the tables whose rows are carried over, in this order.
var rescued = []string{"secrets", "settings", "workshops", "documents", "changes", "batches", "vouchers", "views", "steps", "blobs", "sessions", "damaged"}

// probeMax bounds how many rows around a hole are tried one by one.
const probeMax = 100_000

// rescuePath is a file that exists while a rescue is under way. It holds the path that
// the damaged database gets.
func (s *Store) rescuePath() string { return filepath.Join(s.dir, "rescue") }

// replaceDamaged sets the database aside, opens a fresh one in its place and carries
// over what can be read. The damaged file stays as it was found: reading is done on a copy.
// A rescue that was cut short is begun again by the next Open; until then nobody has
// written to the fresh database, so it can go.
func (s *Store) replaceDamaged() error {
	aside, err := s.moveAside()
	if err != nil {
		return fmt.Errorf("set damaged database aside: %w", err)
	}
	s.setAside = aside
	f, err := os.OpenFile(s.path(), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	f.Close()
	if err := s.connect(); err != nil {
		return err
	}
	if err := s.rescueFrom(aside); err != nil {
		return err
	}
	return os.Remove(s.rescuePath())
}

// rescueFrom fills the fresh database with what can be read of the one set aside.
func (s *Store) rescueFrom(aside string) error {
	copied := s.path() + ".rescue"
	discard := func() {
		for _, end := range databaseFiles {
			os.Remove(copied + end)
		}
	}
	discard() // of a rescue that was cut short
	defer discard()
	for _, end := range []string{"", "-wal"} {
		if err := copyFile(aside+end, copied+end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("copy damaged database: %w", err)
		}
	}
	old, err := sql.Open("sqlite", dsn(copied, "query_only(1)"))
	if err != nil {
		return err
	}
	defer old.Close()
	old.SetMaxOpenConns(1)
	for _, table := range rescued {
		rows, err := s.rescueTable(old, table)
		if err != nil {
			return fmt.Errorf("rescue %s: %w", table, err)
		}
		s.opt.Log.Info("storage: rescued", "table", table, "rows", rows)
	}
	// A workshop whose catalogue row was lost is still found by its changes.
	_, err = s.write.Exec(`INSERT OR IGNORE INTO workshops (id, title, method, created, opened, notes, people)
		SELECT DISTINCT workshop, '', '', 0, 0, 0, 0 FROM
		(SELECT workshop FROM changes UNION SELECT workshop FROM batches UNION SELECT workshop FROM documents)`)
	return err
}

// moveAside renames the database and what belongs to it, and returns the new path.
func (s *Store) moveAside() (aside string, err error) {
	if begun, err := os.ReadFile(s.rescuePath()); err == nil && len(begun) > 0 {
		aside = filepath.Join(s.dir, filepath.Base(string(begun)))
		if _, err := os.Lstat(aside); err == nil {
			for _, end := range databaseFiles {
				if err := os.Remove(s.path() + end); err != nil && !errors.Is(err, os.ErrNotExist) {
					return "", err
				}
			}
			return aside, nil
		}
	} else if aside, err = s.nameAside(); err != nil {
		return "", err
	}
	for _, end := range databaseFiles {
		if err := os.Rename(s.path()+end, aside+end); err != nil && !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return aside, nil
}

// databaseFiles are the endings of a database's files, itself last: without its log it
// would be an older state that looks whole.
var databaseFiles = []string{"-wal", "-shm", ""}

// nameAside finds a name that is free, and notes it down.
func (s *Store) nameAside() (string, error) {
	base := s.path() + ".damaged-" + s.opt.Now().UTC().Format("20060102T150405Z")
	aside := base
	for n := 2; ; n++ {
		if _, err := os.Lstat(aside); errors.Is(err, os.ErrNotExist) {
			break
		}
		aside = fmt.Sprintf("%s-%d", base, n)
	}
	f, err := os.OpenFile(s.rescuePath(), os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(filepath.Base(aside))
	return aside, errors.Join(err, f.Sync(), f.Close())
}

func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}

// A carrier moves rows of one table from a damaged database into the fresh one.
type carrier struct {
	old     *sql.DB
	table   string
	columns string // those that both databases have, comma-separated
	width   int
	insert  *sql.Stmt
	rows    int
	fatal   error // the fresh database failed
}

// rescueTable carries every readable row over and returns how many. Errors are those
// of the fresh database only.
func (s *Store) rescueTable(old *sql.DB, table string) (int, error) {
	columns := sharedColumns(s.write, old, table)
	if len(columns) == 0 {
		return 0, nil
	}
	tx, err := s.write.Begin()
	if err != nil {
		return 0, err
	}
	defer tx.Rollback() // after a commit it does nothing
	c := carrier{old: old, table: table, columns: strings.Join(columns, ", "), width: len(columns)}
	c.insert, err = tx.Prepare(fmt.Sprintf("INSERT OR IGNORE INTO %s (%s) VALUES (?%s)",
		table, c.columns, strings.Repeat(", ?", len(columns)-1)))
	if err != nil {
		return 0, err
	}
	defer c.insert.Close()

	// From the front to the first hole, from the back to the last, then row by row
	// between them.
	front, whole := c.carry("WHERE rowid > ? ORDER BY rowid", -1<<62)
	if !whole && c.fatal == nil {
		back, _ := c.carry("WHERE rowid < ? ORDER BY rowid DESC", 1<<62)
		if back > front+probeMax {
			back = front + probeMax
		}
		for id := max(front, 0) + 1; id < back && c.fatal == nil; id++ {
			c.carry("WHERE rowid = ?", id)
		}
	}
	if c.fatal != nil {
		return 0, c.fatal
	}
	return c.rows, tx.Commit()
}

// carry moves the rows that the condition selects until one cannot be read. It
// returns the last rowid it read (from if none), and whether it met no unreadable row.
func (c *carrier) carry(condition string, from int64) (last int64, whole bool) {
	last = from
	rows, err := c.old.Query("SELECT rowid, "+c.columns+" FROM "+c.table+" "+condition, from)
	if err != nil {
		return last, false
	}
	defer rows.Close()
	values := make([]any, c.width+1)
	into := make([]any, c.width+1)
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return last, false
		}
		if id, ok := values[0].(int64); ok {
			last = id
		}
		for i, v := range values {
			if b, ok := v.([]byte); ok {
				values[i] = bytes.Clone(b)
			}
		}
		res, err := c.insert.Exec(values[1:]...)
		if err != nil {
			if code := primary(err); code == codeConstraint || code == codeMismatch {
				continue // a row so damaged that it breaks the table's rules
			}
			c.fatal = err
			return last, false
		}
		n, _ := res.RowsAffected() // this driver always knows
		c.rows += int(n)
	}
	return last, rows.Err() == nil
}

// sharedColumns are the columns of table that both databases have. The row number is
// one of them: it is the journal's order.
func sharedColumns(fresh, old *sql.DB, table string) []string {
	have := map[string]bool{}
	for _, c := range columnsOf(old, table) {
		have[c] = true
	}
	var shared []string
	for _, c := range columnsOf(fresh, table) {
		if have[c] {
			shared = append(shared, c)
		}
	}
	return shared
}

func columnsOf(db *sql.DB, table string) []string {
	rows, err := db.Query("SELECT name FROM pragma_table_info(?)", table)
	if err != nil {
		return nil
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if rows.Scan(&name) == nil {
			names = append(names, name)
		}
	}
	return names
}
