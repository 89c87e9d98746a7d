package method

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// The grid of a canvas in a method file.
type (
	fileGrid struct {
		Rows        string          `toml:"rows"`
		RowTitle    string          `toml:"row-title"`
		Columns     string          `toml:"columns"`
		ColumnTitle string          `toml:"column-title"`
		Outside     bool            `toml:"outside"`
		Hint        string          `toml:"hint"`
		Empty       string          `toml:"empty"`
		Marks       []fileGridMark  `toml:"mark"`
		Values      *fileGridValues `toml:"values"`
		Rules       []fileGridRule  `toml:"rule"`
	}
	fileGridMark struct {
		Key   string `toml:"key"`
		Title string `toml:"title"`
		Tint  string `toml:"tint"`
	}
	fileGridValues struct {
		Low   int    `toml:"low"`
		High  int    `toml:"high"`
		Title string `toml:"title"`
	}
	fileGridRule struct {
		Mark  string `toml:"mark"`
		Least int    `toml:"least"`
		Most  int    `toml:"most"`
	}
)

// Bounds of a grid.
const (
	maxMarks     = 9
	maxGridValue = 9
	maxSentence  = 200 // characters of a hint
)

var markForm = regexp.MustCompile(`^[A-Z0-9]$`)

var gridTints = []string{"", "strong", "blue", "amber"}

// layoutGrid is the layout of a canvas that is a grid.
const layoutGrid = "grid"

// gridCanvas checks a canvas that is a grid.
func (c *checker) gridCanvas(k *CanvasKind, f *fileCanvas, table string) {
	k.Later = !f.begins()
	for _, not := range []struct {
		key  string
		here bool
	}{
		{"of", f.Of != ""}, {"stages", len(f.Stages) > 0}, {"width", f.Width != 0}, {"header.label", f.Header != fileBand{}},
		{"foot.label", f.Foot != fileBand{}}, {"lane[0].key", len(f.Lanes) > 0}, {"preset[0].title", len(f.Presets) > 0},
	} {
		if not.here {
			what, _, _ := strings.Cut(not.key, ".")
			what, _, _ = strings.Cut(what, "[")
			c.fault(table, not.key, fmt.Sprintf("a grid has no %q", what), "take it out: rows and columns are named under [canvas.grid]")
		}
	}
	if f.Grid == nil {
		c.fault(table, "layout", "the grid has neither rows nor columns", "write [canvas.grid] below it")
		return
	}
	k.Grid = c.grid(f.Grid, table+".grid")
}

// grid checks the rows, columns and marks of a grid.
func (c *checker) grid(f *fileGrid, table string) *GridKind {
	k := &GridKind{Outside: f.Outside, Hint: f.Hint, Empty: f.Empty}
	k.Rows = c.gridLine(table, "row", f.Rows, f.RowTitle)
	k.Columns = c.gridLine(table, "column", f.Columns, f.ColumnTitle)
	if k.Rows == k.Columns && k.Rows.Of != "" {
		c.fault(table, "columns", "rows and columns are the same", "choose two different things to cross")
	}
	for _, s := range []struct{ key, v string }{{"hint", f.Hint}, {"empty", f.Empty}} {
		if len(s.v) > maxSentence || strings.ContainsAny(s.v, "\n\r") {
			c.fault(table, s.key, s.key+" is too long", fmt.Sprintf("write at most %d characters on one line", maxSentence))
		}
	}
	switch {
	case f.Values != nil && len(f.Marks) > 0:
		c.fault(table, "", "the grid has marks and values", "write [[canvas.grid.mark]] or [canvas.grid.values], not both")
	case f.Values == nil && (len(f.Marks) == 0 || len(f.Marks) > maxMarks):
		c.fault(table, "", fmt.Sprintf("the grid has %d marks", len(f.Marks)), fmt.Sprintf("write 1 to %d times [[canvas.grid.mark]], or [canvas.grid.values]", maxMarks))
	case f.Values != nil:
		v := GridValues(*f.Values)
		k.Values = &v
		c.words(table+".values", "title", v.Title)
		if v.Low < 0 || v.High > maxGridValue || v.Low >= v.High {
			c.fault(table+".values", "high", fmt.Sprintf("a scale cannot go from %d to %d", v.Low, v.High), fmt.Sprintf("choose whole numbers from 0 to %d, low below high", maxGridValue))
		}
	}
	for i, m := range f.Marks {
		at := fmt.Sprintf("%s.mark[%d]", table, i)
		if !markForm.MatchString(m.Key) {
			c.fault(at, "key", fmt.Sprintf("a mark is called %q", m.Key), "choose one capital letter or digit: it is the key that sets it")
		}
		if slices.ContainsFunc(k.Marks, func(o GridMark) bool { return o.Key == m.Key }) {
			c.fault(at, "key", fmt.Sprintf("a second mark is called %q", m.Key), "give it another letter")
		}
		c.words(at, "title", m.Title)
		if !slices.Contains(gridTints, m.Tint) {
			c.fault(at, "tint", fmt.Sprintf("there is no tint %q", m.Tint), `write "strong", "blue", "amber" or leave it out`)
		}
		k.Marks = append(k.Marks, GridMark(m))
	}
	for i, r := range f.Rules {
		at := fmt.Sprintf("%s.rule[%d]", table, i)
		if !slices.ContainsFunc(k.Marks, func(m GridMark) bool { return m.Key == r.Mark }) {
			c.fault(at, "mark", fmt.Sprintf("there is no mark %q", r.Mark), "name the key of a [[canvas.grid.mark]]")
		}
		if r.Least < 0 || r.Most < max(1, r.Least) {
			c.fault(at, "most", fmt.Sprintf("a mark cannot stand %d to %d times in a row", r.Least, r.Most), "let most be 1 or more, and no less than least")
		}
		k.Rules = append(k.Rules, GridRule(r))
	}
	return k
}

func (c *checker) gridLine(table, what, of, title string) Line {
	card, isCard := strings.CutPrefix(of, "card:")
	l := Line{Of: of, Title: title}
	switch {
	case isCard:
		l = Line{Of: LineCards, Card: card, Title: title}
		if _, ok := c.cards[card]; !ok {
			c.fault(table, what+"s", fmt.Sprintf("there is no card %q", card), "name the id of a [[card]] of this file")
		}
		if title == "" {
			l.Title = c.cards[card]
		}
	case of == LineStages && title == "":
		l.Title = "Stage"
	case of == LineFunctions && title == "":
		l.Title = "Function"
	case of != LineStages && of != LineFunctions:
		c.fault(table, what+"s", fmt.Sprintf("%ss cannot be %q", what, of), `write "functions", "stages" or "card:" and the id of a card`)
	}
	if title != "" && workshop.CleanName(title) != title {
		c.fault(table, what+"-title", fmt.Sprintf("the title is %q", title), fmt.Sprintf("write 1 to %d characters on one line", workshop.MaxName))
	}
	return l
}
