package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
)

// printGrid prints a grid row by row.
func (env *environment) printGrid(g exchange.ShownGrid) {
	fmt.Fprintf(env.out, "%s\n", g.Title)
	names := make(map[string]string)
	for _, c := range g.Columns {
		names[c.Key] = c.Name
		if c.Outside {
			names[c.Key] += " (outside)"
		}
	}
	for _, r := range g.Rows {
		var parts []string
		for _, c := range g.Cells {
			if c.Row == r.Key {
				what := strings.TrimSpace(strings.Join(c.Marks, " ") + " " + c.Value)
				parts = append(parts, names[c.Column]+" "+what)
			}
		}
		for _, f := range r.Faults {
			if !r.Blank {
				parts = append(parts, fmt.Sprintf("to look at: %d times %s", f.Times, f.Mark))
			}
		}
		fmt.Fprintf(env.out, "  %s: %s\n", r.Name, strings.Join(parts, " · "))
	}
}

// errTables says what export writes.
var errTables = fmt.Errorf("%w: export writes .png, .csv and .xlsx files, and of a grid .md, .html and .json too", errUsage)

// exportTable writes a canvas as a table.
func exportTable(room *laptop.Room, canvas, out string) error {
	id, err := findCanvas(room.Snapshot(), canvas)
	if err != nil {
		return err
	}
	err = room.ExportTable(id, out)
	if errors.Is(err, laptop.ErrNoGrid) || errors.Is(err, exchange.ErrNoGridFormat) {
		return errTables
	}
	return err
}

// importGrid adds to a grid what a table of it says. A grid that is not there yet is added
// if a method has one of that title.
func (env *environment) importGrid(room *laptop.Room, canvas, file string) error {
	id, err := findCanvas(room.Snapshot(), canvas)
	if err != nil {
		var added bool
		if id, added = room.AddGrid(canvas); !added {
			return err
		}
	}
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	report, err := room.ImportGrid(id, f)
	if err != nil {
		return err
	}
	env.tellLeftOut(report)
	fmt.Fprintf(env.out, "%d rows read, %d things left out\n", report.Added, len(report.Refused))
	if report.Added == 0 {
		return errors.New("no row of the file could be used")
	}
	return nil
}
