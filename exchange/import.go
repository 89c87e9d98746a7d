package exchange

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Target says where the notes of a table go.
type Target struct {
	Canvas  workshop.CanvasID
	Kind    *method.CanvasKind // of that canvas
	Measure method.Measure     // nil takes [method.Estimate]
	NewID   func() string      // makes fresh record ids
	Me      workshop.PersonID  // author of rows that name none; may be empty
}

// A Report says what an import did.
type Report struct {
	Added   int       `json:"added"`
	Refused []Refusal `json:"refused"`
	Ignored []string  `json:"ignored,omitempty"` // columns that mean nothing to a workshop
}

// A Refusal is a row that was left out.
type Refusal struct {
	Row    int    `json:"row"` // as a spreadsheet counts: the header is row 1
	Reason string `json:"reason"`
}

// The columns of a table of notes, each with its other spellings.
var columns = [][]string{
	{"stage"}, {"lane"}, {"text"},
	{"author"}, {"color", "colour"}, {"function"}, {"category"},
	{"tags", "tag"}, {"size"}, {"shape"}, {"card"},
}

// ReadCSV plans how the rows of a table become notes. The columns stage, lane and text
// must be there; author, color, function, category, tags
// (with commas between them), size, shape and card may be, and a column for each typed field,
// see [fieldKey]. Rows without text, of an
// unknown stage, lane or colour, or with more than [workshop.MaxText] characters are
// refused one by one, and the rest goes in: each in its cell, where no note lies yet, and
// all as one op.
//
// Errors: [ErrTooLarge], [ErrNoTable], or the reader's. A table without one good row is no
// error: the op is empty and the Report says why.
func ReadCSV(from io.Reader, s *workshop.Snapshot, to Target) (workshop.Together, Report, error) {
	data, err := readAll(from)
	if err != nil {
		return nil, Report{}, err
	}
	t, err := openTable(data, columns, 3, to.fieldKey)
	if err != nil {
		return nil, Report{}, err
	}
	p := newPlan(s, to)
	report := Report{Refused: []Refusal{}, Ignored: t.others}
	for {
		cells, err := t.next()
		if err == io.EOF {
			break
		}
		if err == nil {
			if strings.TrimSpace(strings.Join(cells, "")) == "" {
				continue // the empty rows that spreadsheets leave
			}
			err = p.row(t, cells)
		}
		if err != nil {
			report.Refused = append(report.Refused, Refusal{t.row, err.Error()})
		}
	}
	report.Added = len(p.notes)
	return p.op(), report, nil
}

// A plan gathers what the good rows need.
type plan struct {
	s          *workshop.Snapshot
	to         Target
	stages     map[string]workshop.StageID
	lanes      map[string]*workshop.Lane
	people     map[string]workshop.PersonID
	categories map[string]workshop.CategoryID
	first      workshop.Together // new people and categories
	notes      []workshop.Note
}

func newPlan(s *workshop.Snapshot, to Target) *plan {
	if to.Measure == nil {
		to.Measure = method.Estimate
	}
	p := &plan{
		s: s, to: to,
		stages:     make(map[string]workshop.StageID),
		lanes:      make(map[string]*workshop.Lane),
		people:     make(map[string]workshop.PersonID),
		categories: make(map[string]workshop.CategoryID),
	}
	for _, st := range s.StageList(to.Canvas) {
		putFirst(p.stages, fold(st.Name), st.ID)
	}
	for _, l := range s.LaneList(to.Canvas) {
		putFirst(p.lanes, fold(l.Name), l)
	}
	for id, person := range s.People.All() {
		key := fold(person.Name)
		if other, ok := p.people[key]; !ok || id < other {
			p.people[key] = id
		}
	}
	for _, c := range s.CategoryList() {
		putFirst(p.categories, fold(c.Name), c.ID)
	}
	return p
}

func putFirst[V any](m map[string]V, key string, v V) {
	if _, ok := m[key]; !ok {
		m[key] = v
	}
}

// fold is how names are compared: cleaned, and without regard to case.
func fold(name string) string { return strings.ToLower(workshop.CleanName(name)) }

// row takes one row in. The error is the reason to refuse it, as a person reads it.
func (p *plan) row(t *table, cells []string) error {
	text := cleanText(unguard(t.cell(cells, "text")))
	stage, lane := unguard(t.cell(cells, "stage")), unguard(t.cell(cells, "lane"))
	stageID, okStage := p.stages[fold(stage)]
	laneOf, okLane := p.lanes[fold(lane)]
	color := workshop.Color(strings.ToLower(t.cell(cells, "color")))
	switch {
	case text == "":
		return errors.New("there is no text")
	case !okStage:
		return fmt.Errorf("there is no stage %q", clip(stage))
	case !okLane:
		return fmt.Errorf("there is no lane %q", clip(lane))
	case color != "" && !color.Known():
		return fmt.Errorf("there is no colour %q: use %s", clip(string(color)), colorNames())
	case p.s.Notes.Len()+len(p.notes) >= workshop.MaxNotes:
		return fmt.Errorf("the workshop is full: it holds at most %d notes", workshop.MaxNotes)
	}
	if err := workshop.CheckText(text); err != nil {
		return fmt.Errorf("the text is longer than %d characters", workshop.MaxText)
	}
	kind := p.to.Kind.Lane(laneOf)
	card, cardColor := p.to.card(t.cell(cells, "card"))
	if card != "" {
		kind.Card, kind.Color = card, cmp.Or(cardColor, kind.Color)
	}
	if color == "" {
		color = kind.Color
	}
	function, more := splitFunction(unguard(t.cell(cells, "function")))
	p.notes = append(p.notes, workshop.Note{
		ID:       workshop.NoteID(p.to.NewID()),
		Place:    workshop.Place{Canvas: p.to.Canvas, Region: workshop.Region{Stage: stageID, Lane: laneOf.ID}},
		Text:     text,
		Color:    color,
		Author:   p.person(unguard(t.cell(cells, "author")), function),
		Kind:     kind.Card,
		Function: function,
		AreaSet:  workshop.AreasOf(more...),
		Category: p.category(unguard(t.cell(cells, "category"))),
		TagSet:   workshop.TagSetOf(workshop.SplitTags(unguard(t.cell(cells, "tags")))...),
		Size:     sizeNamed(t.cell(cells, "size")),
		Shape:    shapeNamed(t.cell(cells, "shape")),
		TypedSet: p.to.typed(t, cells, kind.Card),
	})
	return nil
}

// person finds or introduces an author.
func (p *plan) person(name, function string) workshop.PersonID {
	name = workshop.CleanName(name)
	if name == "" {
		return p.to.Me
	}
	id, ok := p.people[fold(name)]
	if !ok {
		id = workshop.NamedPerson(name)
		p.people[fold(name)] = id
		p.first = append(p.first, workshop.Introduce{Person: workshop.Person{ID: id, Name: name, Function: function, Hue: workshop.HueOf(id)}})
	}
	return id
}

// category finds or adds a category; new ones take the hues in turn.
func (p *plan) category(name string) workshop.CategoryID {
	name = workshop.CleanName(name)
	if name == "" {
		return ""
	}
	id, ok := p.categories[fold(name)]
	if !ok {
		turn := workshop.CategoryHues()
		c := workshop.Category{ID: workshop.CategoryID(p.to.NewID()), Name: name, Color: turn[len(p.categories)%len(turn)]}
		id = c.ID
		p.categories[fold(name)] = id
		p.first = append(p.first, workshop.MakeCategory{Category: c})
	}
	return id
}

// splitFunction reads the functions of a note, with commas between them.
func splitFunction(cell string) (first string, more []string) {
	all := workshop.SplitFunctions(cell)
	if len(all) == 0 {
		return "", nil
	}
	return all[0], all[1:min(len(all), workshop.MaxFunctions)]
}

// sizeNamed is the size that a cell names; anything unknown is small.
func sizeNamed(cell string) workshop.NoteSize {
	if s := workshop.NoteSize(strings.ToLower(cell)); s.Known() {
		return s
	}
	return workshop.Small
}

func shapeNamed(cell string) workshop.Shape {
	if strings.EqualFold(cell, string(workshop.Words)) {
		return workshop.Words
	}
	return workshop.Sticky
}
