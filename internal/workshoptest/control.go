package workshoptest

import (
	"fmt"

	"throughline.app/workshop"
)

// ControlGrid is the id of the grid in [Control] and [BigControl].
const ControlGrid workshop.CanvasID = "control"

// controls are touchpoints, their stages, and who has a hand in them.
var controls = []struct {
	text  string
	stage int
	marks map[string]string // by function: "RA"
}{
	{"Price page", 0, map[string]string{"Marketing": "RA", "Finance": "C"}},
	{"Availability check", 1, map[string]string{"Sales": "A", "Service": "C", "Network": "R"}},
	{"Contract call", 1, map[string]string{"Sales": "RA", "Finance": "C"}},
	{"Engineer visit", 2, map[string]string{"Service": "I", "Operations": "RA", "Partner": "R"}},
	{"Porting of numbers", 2, map[string]string{"Network": "A", "Operations": "A", "Partner": "R"}},
	{"Welcome e-mail", 2, map[string]string{"Marketing": "RA", "Service": "I"}},
	{"First bill", 3, map[string]string{"Service": "C", "Finance": "RA"}},
	{"Fault line 24/7", 3, map[string]string{"Service": "R", "Network": "C"}},
	{"Referral page", 4, map[string]string{"Marketing": "RA", "Sales": "C"}},
}

// Control is a lifecycle workshop with touchpoints on its frontstage and a grid of who
// controls them: the Partner is outside, one touchpoint has two who answer for it and one
// has nobody.
func Control() *workshop.Snapshot {
	c := newControl()
	for i, name := range []string{"Marketing", "Sales", "Service", "Network", "Operations", "Finance", "Partner"} {
		yes, order := true, fmt.Sprintf("%d", i+1)
		h := workshop.HeadChange{Column: workshop.FunctionLine(name), Label: &name, Added: &yes, Order: &order}
		if name == "Partner" {
			h.Outside = &yes
		}
		c.do(workshop.SetHeads{Grid: ControlGrid, Heads: []workshop.HeadChange{h}})
	}
	for i, row := range controls {
		id := c.touchpoint(i, row.text, row.stage)
		for function, marks := range row.marks {
			for _, m := range marks {
				c.mark(id, function, string(m))
			}
		}
	}
	return c.s
}

// BigControl is such a workshop with as many rows and columns, and two marks in every other
// cell.
func BigControl(rows, columns int) *workshop.Snapshot {
	c := newControl()
	for i := range rows {
		id := c.touchpoint(i, fmt.Sprintf("Touchpoint %d where customers meet us", i+1), i*5/rows)
		for j := range columns {
			if (i+j)%2 == 0 {
				c.mark(id, fmt.Sprintf("Function %02d", j+1), "R")
				c.mark(id, fmt.Sprintf("Function %02d", j+1), "A")
			}
		}
	}
	return c.s
}

type control struct {
	s     *workshop.Snapshot
	first workshop.CanvasID
}

func newControl() *control {
	c := &control{s: Big(0)}
	for _, p := range c.s.People.All() { // the columns are those of the grid alone
		c.s = c.s.With(workshop.Diff{{Ref: p.ID.Ref(), Field: workshop.FieldFunction, Before: p.Function}})
	}
	c.first = c.s.CanvasList()[0].ID
	c.do(workshop.AddCanvas{Canvas: workshop.Canvas{ID: ControlGrid, Title: "Touchpoints and who controls them", Kind: "lifecycle/control"}})
	return c
}

func (c *control) do(op workshop.Op) {
	d, err := op.Plan(c.s)
	if err != nil {
		panic(err) // the workshop is the same every time
	}
	c.s = c.s.With(d)
}

func (c *control) touchpoint(i int, text string, stage int) workshop.NoteID {
	lane := workshop.LaneID("")
	for _, l := range c.s.LaneList(c.first) {
		if l.Key == "frontstage" {
			lane = l.ID
		}
	}
	id := workshop.NoteID(fmt.Sprintf("touch%03d", i))
	c.do(workshop.AddNotes{Notes: []workshop.Note{{
		ID: id, Text: text, Kind: "frontstage", Color: workshop.Green, Order: fmt.Sprintf("a%03d1", i),
		Place: workshop.Place{
			Canvas: c.first, Region: workshop.Region{Stage: c.s.StageList(c.first)[stage].ID, Lane: lane},
			At: workshop.Point{Y: float64(i) * 64},
		},
	}}})
	return id
}

func (c *control) mark(note workshop.NoteID, function, mark string) {
	c.do(workshop.MarkCell{Grid: ControlGrid, Row: note.Ref().Key(), Column: workshop.FunctionLine(function), Label: function, Add: []string{mark}})
}
