package editor

import (
	"encoding/csv"
	"io"
	"strings"

	"throughline.app/workshop"
)

// A row is what one note is made of.
type row struct {
	text        string
	color       workshop.Color
	stage, lane string // names; "" where none is named
	tags        []string
}

// readRows reads lines, or rows of a spreadsheet, of which cells are parted by tabs. If the
// first row of a spreadsheet names its columns – text, and any of colour, stage, lane and
// tags – the others are read by them; otherwise the cells of a row come together in one
// note. Empty rows are left out, and a text that is too long for one note makes several.
func readRows(text string) []row {
	var table [][]string
	if strings.ContainsRune(text, '\t') {
		table = readTable(text)
	} else {
		for line := range strings.Lines(text) {
			table = append(table, []string{line})
		}
	}
	columns := columnsOf(table)
	if columns != nil {
		table = table[1:]
	}
	var rows []row
	for _, cells := range table {
		r := joined(cells)
		if columns != nil {
			r = named(cells, columns)
		}
		if r.text == "" {
			continue
		}
		for _, part := range parts(r.text) {
			r.text = part
			rows = append(rows, r)
		}
	}
	return rows
}

// readTable parts rows and cells as spreadsheets copy them: a cell with a line break in it
// stands in quotes.
func readTable(text string) (table [][]string) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return table
		}
		if err != nil {
			break
		}
		table = append(table, cells)
	}
	table = nil
	for line := range strings.Lines(text) {
		table = append(table, strings.Split(strings.TrimRight(line, "\r\n"), "\t"))
	}
	return table
}

// headings are what a column may be called that means something here.
var headings = map[string]string{
	"text": "text", "note": "text", "notes": "text", "idea": "text", "words": "text", "content": "text",
	"color": "color", "colour": "color", "stage": "stage", "phase": "stage", "lane": "lane", "row": "lane",
	"tag": "tags", "tags": "tags", "label": "tags", "labels": "tags",
}

// columnsOf says what each column of a table is, nil if the first row does not tell.
func columnsOf(table [][]string) []string {
	if len(table) < 2 || len(table[0]) < 2 {
		return nil
	}
	columns, known := make([]string, len(table[0])), map[string]bool{}
	for i, cell := range table[0] {
		name := headings[strings.ToLower(strings.Trim(cell, " \ufeff\u00a0:"))]
		if name != "" && !known[name] {
			columns[i], known[name] = name, true
		}
	}
	if !known["text"] || len(known) < 2 {
		return nil
	}
	return columns
}

func named(cells, columns []string) (r row) {
	for i, cell := range cells {
		if cell = strings.TrimSpace(cell); i >= len(columns) || cell == "" {
			continue
		}
		switch columns[i] {
		case "text":
			r.text = cell
		case "color":
			r.color = workshop.Color(strings.ToLower(cell))
		case "stage":
			r.stage = cell
		case "lane":
			r.lane = cell
		case "tags":
			r.tags = strings.FieldsFunc(cell, func(c rune) bool { return c == ',' || c == ';' })
		}
	}
	return r
}

func joined(cells []string) row {
	var full []string
	for _, cell := range cells {
		if cell = strings.TrimSpace(cell); cell != "" {
			full = append(full, cell)
		}
	}
	return row{text: strings.Join(full, " · ")}
}
