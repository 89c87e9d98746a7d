package method

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// Bounds of a method file.
const (
	maxStages = 40
	maxLanes  = 20
	maxHeight = 2_000 // canvas units of a row
)

// What a canvas may open up: a stage as it is, or the ways through it.
const (
	ofStage   = "stage"
	ofJourney = "journey"
)

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// A checker turns what a file says into a Method and notes every fault on the way.
type checker struct {
	file   string
	at     lines
	faults []*FileError
	cards  map[string]string // titles, by id
}

// maxFaults is how many faults of a file are told: a person mends some and looks again.
const maxFaults = 100

func (c *checker) faultLine(line int, problem, remedy string) {
	if len(c.faults) == maxFaults {
		return
	}
	fault := FileError{c.file, line, problem, remedy}
	if !slices.ContainsFunc(c.faults, func(f *FileError) bool { return *f == fault }) { // lanes that canvases share are told once
		c.faults = append(c.faults, &fault)
	}
}

// fault reports a fault of the key at that path; where the key is missing, it is the line
// of the table that lacks it.
func (c *checker) fault(table, key, problem, remedy string) {
	line := c.at.exact[join(table, key)]
	for up := table; line == 0 && up != ""; {
		line = c.at.exact[up]
		up = up[:max(0, strings.LastIndexByte(up, '.'))]
	}
	c.faultLine(line, problem, remedy)
}

func (c *checker) method(f *fileMethod, base string) *Method {
	m := &Method{Name: base, Title: f.Title, Summary: f.Summary}
	if f.Name != base {
		c.fault("", "name", fmt.Sprintf("the name is %q", f.Name), fmt.Sprintf("give it the file's name: name = %q", base))
	}
	c.version(f)
	c.key("", "name", f.Name)
	c.words("", "title", f.Title)
	colors := make(map[string]workshop.Color, len(f.Cards))
	c.cards = make(map[string]string, len(f.Cards))
	for i := range f.Cards {
		m.Cards = append(m.Cards, c.card(&f.Cards[i], fmt.Sprintf("card[%d]", i), colors))
	}
	if !slices.ContainsFunc(f.Kinds, func(k fileCanvas) bool { return k.Of == "" && k.begins() }) {
		c.fault("", "", "the file describes no canvas to begin with", `add a [[canvas]] without "of" and without "begin = false"`)
	}
	c.alike(f.Kinds)
	seen := make(map[string]bool)
	for i := range f.Kinds {
		if id := f.Kinds[i].ID; seen[id] {
			c.fault(fmt.Sprintf("canvas[%d]", i), "id", fmt.Sprintf("a second canvas is called %q", id), "give it another id")
		}
		seen[f.Kinds[i].ID] = true
		m.Kinds = append(m.Kinds, c.canvas(&f.Kinds[i], fmt.Sprintf("canvas[%d]", i), base, colors))
	}
	m.Links = c.links(f.Links)
	for _, k := range m.Kinds {
		k.Cards, k.Links = m.Cards, m.Links
		for i := range k.Balances {
			k.Balances[i].about(m.Cards)
		}
	}
	m.Legend = c.legend("legend", f.Legend)
	c.tied(m, f, base)
	m.Recipes = c.recipes(f, base)
	c.checks(m, f, base)
	return m
}

func (c *checker) canvas(f *fileCanvas, table, method string, colors map[string]workshop.Color) *CanvasKind {
	k := &CanvasKind{ID: method + "/" + f.ID, Title: f.Title, Of: f.Of, Width: f.Width, Header: Header(f.Header), Stages: f.Stages, Foot: Foot(f.Foot)}
	c.key(table, "id", f.ID)
	c.words(table, "title", f.Title)
	if f.Layout == layoutGrid {
		c.gridCanvas(k, f, table)
		return k
	}
	if f.Grid != nil {
		c.fault(table+".grid", "", "the canvas is no grid", `give it layout = "grid" or take [canvas.grid] out`)
	}
	if f.Like == "" || f.Header != (fileBand{}) {
		c.words(table+".header", "label", f.Header.Label)
	}
	if f.Width != 0 && !(f.Width >= ColumnPitch && f.Width <= workshop.MaxColumn) {
		c.fault(table, "width", fmt.Sprintf("a stage cannot be %g wide", f.Width), fmt.Sprintf("choose %d to %d", ColumnPitch, workshop.MaxColumn))
	}
	switch {
	case f.Of != "" && f.Of != ofStage && f.Of != ofJourney:
		c.fault(table, "of", fmt.Sprintf("a canvas cannot open up a %q", f.Of), `write "stage" or "journey", or leave it out`)
	case f.Of == ofStage && len(f.Stages) > 0:
		c.fault(table, "stages", "the canvas of a stage has that stage alone", `leave the stages out, or write of = "journey" for steps of its own`)
	case f.Of != ofStage && (len(f.Stages) == 0 && f.Like == "" || len(f.Stages) > maxStages):
		c.fault(table, "stages", fmt.Sprintf("the canvas begins with %d stages", len(f.Stages)), fmt.Sprintf("name 1 to %d", maxStages))
	}
	c.stageNames(table, f.Stages)
	c.presets(k, f, table)
	if len(f.Lanes) == 0 && f.Like == "" || len(f.Lanes) > maxLanes {
		c.fault(table, "", fmt.Sprintf("the canvas has %d lanes", len(f.Lanes)), fmt.Sprintf("write 1 to %d times [[canvas.lane]]", maxLanes))
	}
	keys := make(map[string]bool)
	for i := range min(len(f.Lanes), maxLanes) {
		at := fmt.Sprintf("%s.lane[%d]", table, i)
		l := &f.Lanes[i]
		for _, other := range f.Lanes[:i] {
			if strings.EqualFold(other.Name, l.Name) {
				c.fault(at, "name", fmt.Sprintf("two lanes are called %q", l.Name), "give each its own name")
			}
		}
		if keys[l.Key] {
			c.fault(at, "key", fmt.Sprintf("a second lane has the key %q", l.Key), "give it another key")
		}
		keys[l.Key] = true
		k.Lanes = append(k.Lanes, c.lane(l, at, colors))
	}
	c.form(k, f, table)
	c.views(k, &f.fileViews, table, colors)
	return k
}

func (c *checker) lane(f *fileLane, table string, colors map[string]workshop.Color) LaneKind {
	c.key(table, "key", f.Key)
	c.words(table, "name", f.Name)
	color, ok := colors[f.Card]
	if !ok {
		c.fault(table, "card", fmt.Sprintf("there is no card %q", f.Card), "name the id of a [[card]] of this file")
	}
	if f.Tint != "" && f.Tint != "amber" {
		c.fault(table, "tint", fmt.Sprintf("there is no tint %q", f.Tint), `write "amber" or leave it out`)
	}
	if f.Height == 0 {
		f.Height = minLaneHeight
	}
	if !(f.Height >= NoteH+2*CellPadding && f.Height <= maxHeight) {
		c.fault(table, "height", fmt.Sprintf("a row cannot be %g high", f.Height), fmt.Sprintf("choose %d to %d", NoteH+2*CellPadding, maxHeight))
	}
	return LaneKind{
		Key: f.Key, Name: f.Name, Prompt: f.Prompt, Card: f.Card, Color: color,
		Tint: f.Tint, LineBelow: f.LineBelow, MinHeight: f.Height, Later: f.Begin != nil && !*f.Begin,
	}
}

// key checks an identifier that notes and lanes will keep.
func (c *checker) key(table, name, v string) {
	if !keyForm.MatchString(v) {
		c.fault(table, name, fmt.Sprintf("%s is %q", name, v), "use small letters, digits and hyphens, a letter first, 40 at most")
	}
}

// words checks a name that people will read.
func (c *checker) words(table, name, v string) {
	if v == "" || workshop.CleanName(v) != v {
		c.fault(table, name, fmt.Sprintf("%s is %q", name, v), fmt.Sprintf("write 1 to %d characters on one line", workshop.MaxName))
	}
}

func colorNames() string {
	var names []string
	for _, c := range workshop.Colors() {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}
