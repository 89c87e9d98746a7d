package exchange

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"throughline.app/method"
	"throughline.app/workshop"
)

// WriteCSV writes the notes of a canvas with the columns that [ReadCSV] reads, one of their
// comments, one of the systemic issues that they are evidence of, one of their votes, and one for each typed
// field that a note has, stage by stage and lane by lane. Cells that a spreadsheet would take for a formula begin with an
// apostrophe; ReadCSV takes it away again.
//
// The column of a field that none of the canvas's cards in methods has is "field." and its
// key.
func WriteCSV(w io.Writer, s *workshop.Snapshot, canvas workshop.CanvasID, methods ...*method.Method) error {
	head, rows := notesTable(s, canvas, methods)
	out := csv.NewWriter(w)
	for _, row := range append([][]string{head}, rows...) {
		cells := make([]string, len(row))
		for i := range row {
			cells[i] = guard(row[i])
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("exchange: write table: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("exchange: write table: %w", err)
	}
	return nil
}

// WriteXLSX writes what [WriteCSV] does as the first sheet of a workbook; the further ones are the
// canvas's systemic issues with their evidence, its notes by stage and function, and who is behind its
// categories, each where there is any. Every cell is text.
func WriteXLSX(w io.Writer, s *workshop.Snapshot, canvas workshop.CanvasID, methods ...*method.Method) error {
	t := GridTable{Plain: true}
	if c := s.Canvases.Get(canvas); c != nil {
		t.Title = c.Title
	}
	t.Head, t.Rows = notesTable(s, canvas, methods)
	book := []GridTable{t.plain()}
	for _, more := range []GridTable{issueTable(s, canvas), heatTable(s, canvas), behindTable(s, canvas)} {
		if len(more.Rows) > 0 {
			book = append(book, more)
		}
	}
	if err := writeBook(w, book); err != nil {
		return fmt.Errorf("exchange: write table: %w", err)
	}
	return nil
}

// notesTable is the notes of a canvas as a table.
func notesTable(s *workshop.Snapshot, canvas workshop.CanvasID, methods []*method.Method) (head []string, rows [][]string) {
	notes := readingOrder(s, canvas)
	keys, to := fieldKeys(notes), Target{}
	if c := s.Canvases.Get(canvas); c != nil {
		to.Kind = method.Find(methods, c.Kind)
	}
	head = make([]string, len(columns), len(columns)+2+len(keys))
	for i, names := range columns {
		head[i] = names[0]
	}
	head = append(head, commentsColumn, votesColumn, issueColumn)
	for _, key := range keys {
		head = append(head, to.fieldName(key))
	}
	issues, votes := issuesOf(s, canvas), s.DotCounts("")
	for _, n := range notes {
		stage, lane := namesOn(s, n, canvas)
		category := ""
		if c := s.CategoryOf(n); c != nil {
			category = c.Name
		}
		row := []string{stage, lane, n.Text, s.AuthorName(n.Author), string(n.Color), strings.Join(n.OwnFunctions(), ", "), category,
			strings.Join(n.Tags(), ", "), string(n.Size), string(n.Shape), n.Kind, commentsIn(s, n), voted(votes[n.ID]), strings.Join(issues[n.ID], ", ")}
		for _, key := range keys {
			row = append(row, joined(n.TypedAll(key)))
		}
		rows = append(rows, row)
	}
	return head, rows
}

// These columns are written and not read: comments and votes are those of
// who gave them, and what is a systemic issue follows from all notes.
const (
	commentsColumn = "comments"
	issueColumn    = "systemic issue"
	votesColumn    = "votes"
)

// voted is a number of votes, nothing for none.
func voted(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// commentsIn is what was said about a note, a comment a line.
func commentsIn(s *workshop.Snapshot, n *workshop.Note) string {
	var lines []string
	for _, c := range s.CommentsOn(n.ID) {
		line := strings.ReplaceAll(c.Text, "\n", " ")
		if who := s.AuthorName(c.Author); who != "" {
			line = who + ": " + line
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// readingOrder is the notes of a canvas by stage, lane, and then down and across; those
// that came by a merge follow what was there.
func readingOrder(s *workshop.Snapshot, canvas workshop.CanvasID) []*workshop.Note {
	stage := make(map[workshop.StageID]int)
	for i, st := range s.StageList(canvas) {
		stage[st.ID] = i + 1
	}
	lane := make(map[workshop.LaneID]int)
	for i, l := range s.LaneList(canvas) {
		lane[l.ID] = i + 1
	}
	notes := s.NoteList(canvas)
	slices.SortStableFunc(notes, func(a, b *workshop.Note) int {
		p, _ := a.PlaceOn(canvas)
		q, _ := b.PlaceOn(canvas)
		r, _ := s.ShownIn(p.Region)
		t, _ := s.ShownIn(q.Region)
		return cmp.Or(
			cmp.Compare(stage[r.Stage], stage[t.Stage]),
			cmp.Compare(lane[r.Lane], lane[t.Lane]),
			moved(p.Region, r, q.Region, t),
			cmp.Compare(p.At.Y, q.At.Y), cmp.Compare(p.At.X, q.At.X), cmp.Compare(a.ID, b.ID))
	})
	return notes
}

// moved puts a note that is shown where it was put before one that is not, and those of
// one merged region together.
func moved(p, shownP, q, shownQ workshop.Region) int {
	switch a, b := p == shownP, q == shownQ; {
	case a && !b:
		return -1
	case b && !a:
		return 1
	}
	return cmp.Or(cmp.Compare(p.Stage, q.Stage), cmp.Compare(p.Lane, q.Lane))
}

// startsFormula are the characters with which a spreadsheet begins to calculate, the wide ones
// in East Asia, whatever white space and control characters stand before them.
const startsFormula = "=+-@＝＋－＠"

// guard puts an apostrophe before a cell that a spreadsheet would run, and before one that
// looks as if it had been guarded.
func guard(cell string) string {
	if runs(cell) {
		return "'" + cell
	}
	return cell
}

// unguard takes away what guard put there.
func unguard(cell string) string {
	if bare, ok := strings.CutPrefix(cell, "'"); ok && runs(bare) {
		return bare
	}
	return cell
}

func runs(cell string) bool {
	bare := strings.TrimLeftFunc(cell, func(r rune) bool { return r == '\'' || unicode.IsSpace(r) || unicode.IsControl(r) })
	first, _ := utf8.DecodeRuneInString(bare)
	return bare != "" && strings.ContainsRune(startsFormula, first)
}
