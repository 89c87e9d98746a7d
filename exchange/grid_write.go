package exchange

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"strings"
)

// ErrNoGridFormat is the error of [GridTable.Write] for a format that there is not.
var ErrNoGridFormat = errors.New("a grid is written as .csv, .xlsx, .md, .html or .json")

// Write writes the table in the format of a file name's end: ".csv", ".xlsx", ".md", ".html"
// or ".json". Errors: [ErrNoGridFormat], w's.
func (t GridTable) Write(w io.Writer, end string) error {
	var err error
	switch strings.ToLower(end) {
	case ".csv":
		err = t.csv(w)
	case ".xlsx":
		err = t.xlsx(w)
	case ".md":
		_, err = io.WriteString(w, t.markdown())
	case ".html":
		_, err = io.WriteString(w, t.html())
	case ".json":
		err = t.json(w)
	default:
		return ErrNoGridFormat
	}
	if err != nil {
		return fmt.Errorf("exchange: write grid: %w", err)
	}
	return nil
}

// csv guards its cells as [WriteCSV] does. A column of somebody outside ends in " ↗".
func (t GridTable) csv(w io.Writer) error {
	out := csv.NewWriter(w)
	for _, row := range append([][]string{t.marked()}, t.Rows...) {
		cells := make([]string, len(row))
		for i := range row {
			cells[i] = guard(row[i])
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// outsideEnd is behind the name of a column that is about somebody outside of the house.
const outsideEnd = " ↗"

// marked is the head with who is outside marked.
func (t GridTable) marked() []string {
	head := make([]string, len(t.Head))
	for i, name := range t.Head {
		head[i] = name
		if t.Outside[i] {
			head[i] += outsideEnd
		}
	}
	return head
}

func (t GridTable) markdown() string {
	var b strings.Builder
	esc := strings.NewReplacer("|", `\|`, "\\", `\\`, "\n", " ", "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`")
	fmt.Fprintf(&b, "# %s\n\n%s\n\n", esc.Replace(t.Title), esc.Replace(t.Explain))
	line := func(cells []string, bold bool) {
		for i, c := range cells {
			c = esc.Replace(c)
			if bold && i == 0 && c != "" {
				c = "**" + c + "**"
			}
			b.WriteString("| " + c + " ")
		}
		b.WriteString("|\n")
	}
	line(t.marked(), false)
	for i := range t.Head {
		if i > 0 && !(t.Staged && i == 1) {
			b.WriteString("|:---:")
		} else {
			b.WriteString("|---")
		}
	}
	b.WriteString("|\n")
	for i, row := range t.Rows {
		line(row, t.Look[i])
	}
	return b.String()
}

const gridStyle = `body{font:14px/1.4 "Noto Sans",system-ui,sans-serif;color:#1F2430;background:#F6F4EF;margin:32px}
table{border-collapse:collapse;background:#fff;border:1px solid #E3DFD6}th,td{padding:10px 14px;border-bottom:1px solid #E3DFD6;text-align:center}
th{color:#6E6A5E}th:first-child,td:first-child{text-align:left;font-weight:700}tr.look{background:#FFF5F1}p{color:#6E6A5E}`

func (t GridTable) html() string {
	var b strings.Builder
	esc := html.EscapeString
	fmt.Fprintf(&b, "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>%s</title><style>%s</style>\n<h1>%s</h1>\n<p>%s</p>\n<table>\n<tr>", esc(t.Title), gridStyle, esc(t.Title), esc(t.Explain))
	for _, h := range t.marked() {
		fmt.Fprintf(&b, "<th scope=\"col\">%s</th>", esc(h))
	}
	b.WriteString("</tr>\n")
	for i, row := range t.Rows {
		if t.Look[i] {
			b.WriteString(`<tr class="look">`)
		} else {
			b.WriteString("<tr>")
		}
		for _, c := range row {
			fmt.Fprintf(&b, "<td>%s</td>", esc(c))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table>\n</html>\n")
	return b.String()
}

func (t GridTable) json(w io.Writer) error {
	type cells map[string]string
	type row struct {
		Name  string `json:"name"`
		Stage string `json:"stage,omitempty"`
		Cells cells  `json:"cells"` // by the name of the column
		Look  bool   `json:"look,omitempty"`
	}
	out := struct {
		Title   string   `json:"title"`
		Explain string   `json:"explain"`
		Columns []string `json:"columns"`
		Outside []string `json:"outside"`
		Rows    []row    `json:"rows"`
	}{t.Title, t.Explain, []string{}, []string{}, []row{}}
	from := 1
	if t.Staged {
		from = 2
	}
	out.Columns = append(out.Columns, t.Head[from:]...)
	for i, is := range t.Outside {
		if is {
			out.Outside = append(out.Outside, t.Head[i])
		}
	}
	for i, r := range t.Rows {
		next := row{Name: r[0], Cells: cells{}, Look: t.Look[i]}
		if t.Staged {
			next.Stage = r[1]
		}
		for j, c := range r[from:] {
			if c != "" {
				next.Cells[out.Columns[j]] = c
			}
		}
		out.Rows = append(out.Rows, next)
	}
	lines := json.NewEncoder(w)
	lines.SetIndent("", "  ")
	return lines.Encode(out)
}
