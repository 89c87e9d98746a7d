package exchange

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// MaxFile bounds a file that is read in, in bytes.
const MaxFile = 64 << 20

// Errors about a whole file; rows are refused one by one in a [Report].
var (
	ErrTooLarge = fmt.Errorf("the file is larger than %d MB", MaxFile>>20)
	ErrNoTable  = errors.New("this is not a table with the columns stage, lane and text")
)

// readAll reads a text file as people's programs leave it: UTF-8 with or without a mark,
// UTF-16 with one, or Windows-1252. The result is UTF-8 with "\n" between lines.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("exchange: read: %w", err)
	}
	if len(data) > MaxFile {
		return nil, ErrTooLarge
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		data = fromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		data = fromUTF16(data[2:], binary.BigEndian)
	case !utf8.Valid(data):
		if data, err = charmap.Windows1252.NewDecoder().Bytes(data); err != nil {
			return nil, fmt.Errorf("exchange: read: %w", err)
		}
	}
	data = bytes.ToValidUTF8(data, []byte("\uFFFD"))
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(data, []byte("\r"), []byte("\n")), nil
}

func fromUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// separators are what may stand between cells, the likeliest first.
const separators = ",;\t"

// sniff finds the separator: the one that the first line has most of, outside quotes.
func sniff(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	count := make(map[rune]int)
	quoted := false
	for _, r := range string(line) {
		switch {
		case r == '"':
			quoted = !quoted
		case !quoted:
			count[r]++
		}
	}
	best := ','
	for _, sep := range separators {
		if count[sep] > count[best] {
			best = sep
		}
	}
	return best
}

// A table reads the rows of a CSV file under their header.
type table struct {
	data   []byte
	csv    *csv.Reader
	column map[string]int
	others []string // columns that mean nothing here
	fields []fieldColumn
	row    int   // of the record read last, as a spreadsheet counts: the header is 1
	offset int64 // behind it, in data
}

// newTable begins before the header.
func newTable(data []byte) *table {
	t := &table{data: data, csv: csv.NewReader(bytes.NewReader(data)), column: make(map[string]int)}
	t.csv.Comma = sniff(data)
	t.csv.FieldsPerRecord = -1
	t.csv.LazyQuotes = true
	t.csv.ReuseRecord = true
	return t
}

// openTable reads the header. Each of wanted is a column with its other names; as many as
// needed of the first must be there. Field tells of any other name whether it is that of a
// typed field; nil knows none. Error: [ErrNoTable].
func openTable(data []byte, wanted [][]string, needed int, field func(name string) (key string, ok bool)) (*table, error) {
	t := newTable(data)
	header, err := t.next()
	if err != nil {
		return nil, fmt.Errorf("%w: it is empty", ErrNoTable)
	}
	for i, cell := range header {
		name := strings.ToLower(strings.TrimSpace(cell))
		known := false
		for _, names := range wanted {
			if _, twice := t.column[names[0]]; slices.Contains(names, name) && !twice {
				t.column[names[0]], known = i, true
			}
		}
		if !known && field != nil {
			key, ok := field(name)
			if known = ok && t.typedAt(key) < 0; known {
				t.fields = append(t.fields, fieldColumn{key, i})
			}
		}
		if !known && name != "" {
			t.others = append(t.others, strings.TrimSpace(cell))
		}
	}
	for _, names := range wanted[:needed] {
		if _, ok := t.column[names[0]]; !ok {
			return nil, fmt.Errorf("%w: its first row names no column %q", ErrNoTable, names[0])
		}
	}
	return t, nil
}

// errUnclosed is about one record: a quotation mark swallowed the rest of the file.
var errUnclosed = errors.New("a quotation mark is opened and never closed: this row and all after it were left out")

// next returns the cells of the next record, which are good until it is called again,
// and [io.EOF] behind the last.
func (t *table) next() ([]string, error) {
	cells, err := t.csv.Read()
	if err == io.EOF {
		return nil, io.EOF
	}
	end := t.csv.InputOffset()
	raw := t.data[t.offset:end]
	blank := len(raw) - len(bytes.TrimLeft(raw, "\n")) // the reader skips empty lines, a spreadsheet counts them
	t.row += 1 + blank
	t.offset = end
	if err != nil {
		return nil, fmt.Errorf("the row cannot be read: %w", err)
	}
	body := bytes.Trim(raw, "\n")
	if int(end) == len(t.data) && bytes.Contains(body, []byte("\n")) && bytes.Count(body, []byte(`"`))%2 == 1 {
		return nil, errUnclosed
	}
	return cells, nil
}

// cell returns a column's cell of a record, trimmed, "" if the column or cell is missing.
func (t *table) cell(cells []string, column string) string {
	i, ok := t.column[column]
	if !ok || i >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[i])
}
