package laptop

import (
	"errors"
	"io"
	"path/filepath"
	"strings"

	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

// ErrNoGrid is the error for a canvas that is no grid where one is needed.
var ErrNoGrid = errors.New("this canvas is no grid: a table of notes is imported without --canvas")

// ExportTable writes a canvas as a table, in the format of the file's end: a grid, or of
// another canvas its notes as .csv or .xlsx. The
// file appears whole or not at all. Errors: [ErrNoGrid], [exchange.ErrNoGridFormat], the
// disk's.
func (r *Room) ExportTable(canvas workshop.CanvasID, file string) error {
	snap := r.Snapshot()
	g, title := r.grid(snap, canvas)
	if g == nil {
		write := exchange.WriteCSV
		switch strings.ToLower(filepath.Ext(file)) {
		case ".csv":
		case ".xlsx":
			write = exchange.WriteXLSX
		default:
			return ErrNoGrid
		}
		return WriteWhole(file, 0o644, func(w io.Writer) error { return write(w, snap, canvas, r.Methods()...) })
	}
	return WriteWhole(file, 0o644, func(w io.Writer) error {
		return exchange.TableOf(title, g).Write(w, filepath.Ext(file))
	})
}

// ExportFindings writes what the checks find as .csv or .md. Errors: [ErrNoGrid] for another
// end, the disk's.
func (r *Room) ExportFindings(file string) error {
	write := exchange.WriteFindingsCSV
	switch strings.ToLower(filepath.Ext(file)) {
	case ".csv":
	case ".md":
		write = exchange.WriteFindingsMarkdown
	default:
		return ErrNoGrid
	}
	snap := r.Snapshot()
	return WriteWhole(file, 0o644, func(w io.Writer) error { return write(w, snap, r.Methods()) })
}

func (r *Room) grid(s *workshop.Snapshot, canvas workshop.CanvasID) (*method.Grid, string) {
	c := s.Canvases.Get(canvas)
	if c == nil {
		return nil, ""
	}
	return method.GridOf(s, method.Find(r.Methods(), c.Kind), canvas), c.Title
}

// AddGrid adds the grid of that title that the workshop's method has, and reports whether it
// has one.
func (r *Room) AddGrid(title string) (workshop.CanvasID, bool) {
	for _, m := range r.Methods() {
		for _, k := range m.Kinds {
			if k.Grid == nil || !strings.EqualFold(k.Title, title) || m.Name != r.Snapshot().Meta.Method {
				continue
			}
			add := k.Scaffold(NewID, "", "")
			_, err := r.Apply(add)
			return add.Canvas.ID, err == nil
		}
	}
	return "", false
}

// ImportGrid adds to a grid what a table of it says, as one change. Errors: [ErrNoGrid],
// [exchange.ErrNoGridTable].
func (r *Room) ImportGrid(canvas workshop.CanvasID, from io.Reader) (exchange.Report, error) {
	g, _ := r.grid(r.Snapshot(), canvas)
	if g == nil {
		return exchange.Report{}, ErrNoGrid
	}
	op, report, err := exchange.ReadGrid(from, g, r.Me())
	if err != nil || report.Added == 0 {
		return report, err
	}
	_, err = r.Apply(op)
	return report, err
}
