package storage

import (
	"net"
	"strconv"
)

// SetMaxPages makes the write connection report a full disk beyond n pages of 4 KiB.
func (s *Store) SetMaxPages(n int) error {
	_, err := s.write.Exec("PRAGMA max_page_count = " + strconv.Itoa(n))
	return err
}

// Pages is how many pages the database has.
func (s *Store) Pages() (n int, err error) {
	err = s.write.QueryRow("PRAGMA page_count").Scan(&n)
	return n, err
}

// Commits is how many transactions the journal has committed.
func (s *Store) Commits() uint64 { return s.commits.Load() }

// WriteExec runs a statement behind the store's back.
func (s *Store) WriteExec(query string, args ...any) error {
	_, err := s.write.Exec(query, args...)
	return err
}

// Pragma reads a pragma of the write connection.
func (s *Store) Pragma(name string) (value string, err error) {
	err = s.write.QueryRow("PRAGMA " + name).Scan(&value)
	return value, err
}

// Rehang replaces the bell by one on the given network, as another system has it.
func (s *Store) Rehang(network string) (err error) {
	s.bell.takeDown()
	s.bell, err = hangBellOn(s.dir, network)
	return err
}

// BellAddr is where the bell listens.
func (s *Store) BellAddr() net.Addr { return s.bell.ln.Addr() }

// Migrations is how many versions there are.
func Migrations() ([]string, error) { return migrations() }

// Count is how many rows a table has.
func (s *Store) Count(table string) (n int, err error) {
	err = s.write.QueryRow("SELECT count(*) FROM " + table).Scan(&n)
	return n, err
}

// Batches are the rows of the journal by their number.
func (s *Store) Batches() (map[int64][]byte, error) {
	all := map[int64][]byte{}
	rows, err := s.write.Query("SELECT id, entries FROM batches")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var entries []byte
		if err := rows.Scan(&id, &entries); err != nil {
			return nil, err
		}
		all[id] = entries
	}
	return all, rows.Err()
}

// SumChange is the hash of a row from before there were batches.
func SumChange(workshop string, c Change) []byte { return sumChange(workshop, c) }
