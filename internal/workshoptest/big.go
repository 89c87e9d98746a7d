package workshoptest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"

	"throughline.app/workshop"
)

// A Spec says how big a workshop is.
type Spec struct {
	Notes  int
	Stages int // 5 if zero
	Lanes  int // 4 if zero
	People int // 12 if zero
}

// laneKeys are those of the lifecycle method, so that big workshops look like real ones.
var laneKeys = []struct {
	key, name, card string
	color           workshop.Color
}{
	{"actions", "Customer actions", "action", workshop.Blue},
	{"frontstage", "Frontstage", "frontstage", workshop.Green},
	{"backstage", "Backstage", "backstage", workshop.Grey},
	{"opportunities", "Opportunities", "opportunity", workshop.Yellow},
}

var stageNames = []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"}

const vocabulary = `customer engineer calendar bill router street line date port survey
landlord office number fault call name week answer price page plan order team sales network
shows waits asks moves calls books sends reads tells before after without until nobody one
three first second again late early same new old free clear slow`

// Big is a lifecycle workshop of n notes on five stages. It is the same at every call.
func Big(n int) *workshop.Snapshot { return Spec{Notes: n}.Snapshot() }

// Broad is a workshop of n notes with as many stages as make its canvas about as wide as
// it is high, for measuring how it pans and zooms.
func Broad(n int) *workshop.Snapshot {
	return Spec{Notes: n, Stages: max(5, int(math.Sqrt(float64(n)/7.5)))}.Snapshot()
}

// Snapshot builds the workshop.
func (sp Spec) Snapshot() *workshop.Snapshot {
	s := new(workshop.Snapshot)
	for _, op := range sp.Ops() {
		d, err := op.Plan(s)
		if err != nil {
			panic(err) // the spec asks for more than a workshop can hold
		}
		s = s.With(d)
	}
	return s
}

// Ops returns the ops that make the workshop from nothing, each small enough for one
// change of a document.
func (sp Spec) Ops() []workshop.Op {
	if sp.Stages == 0 {
		sp.Stages = 5
	}
	if sp.Lanes == 0 {
		sp.Lanes = 4
	}
	if sp.People == 0 {
		sp.People = 12
	}
	rnd := rand.New(rand.NewPCG(uint64(sp.Notes), uint64(sp.Stages)))
	add := sp.canvas()
	begin := workshop.Together{
		workshop.Begin{Title: fmt.Sprintf("Workshop of %d notes", sp.Notes), Method: "lifecycle"}, add,
	}
	for i := range sp.People {
		begin = append(begin, workshop.Introduce{Person: workshop.Person{
			ID: workshop.PersonID(ID("p", i)), Name: fmt.Sprintf("Person %d", i+1), Function: fmt.Sprintf("Function %d", i%5), Hue: "#1D4ED8",
		}})
	}
	for i, name := range []string{"One person to call", "Dates that hold", "Maps that match"} {
		begin = append(begin, workshop.MakeCategory{Category: workshop.Category{
			ID: workshop.CategoryID(ID("g", i)), Name: name, Color: workshop.Colors()[i],
		}})
	}
	ops := []workshop.Op{begin}
	const perChange = 150
	words := strings.Fields(vocabulary)
	orders := workshop.OrderAfter("", sp.Notes)
	for from := 0; from < sp.Notes; from += perChange {
		var notes []workshop.Note
		for i := from; i < min(from+perChange, sp.Notes); i++ {
			notes = append(notes, sp.note(i, add, orders[i], words, rnd))
		}
		ops = append(ops, workshop.AddNotes{Notes: notes})
	}
	return ops
}

func (sp Spec) canvas() workshop.AddCanvas {
	add := workshop.AddCanvas{Canvas: workshop.Canvas{
		ID: workshop.CanvasID(ID("c", 0)), Title: "Customer lifecycle", Kind: "lifecycle/canvas",
		Header: "Fibre that a small firm can order on Monday and rely on by Friday.",
	}}
	orders := workshop.OrderAfter("", max(sp.Stages, sp.Lanes))
	for i := range sp.Stages {
		name := stageNames[i%len(stageNames)]
		if i >= len(stageNames) {
			name += " " + strconv.Itoa(i/len(stageNames)+1)
		}
		add.Stages = append(add.Stages, workshop.Stage{ID: workshop.StageID(ID("s", i)), Name: name, Order: orders[i]})
	}
	for i := range sp.Lanes {
		k := laneKeys[i%len(laneKeys)]
		add.Lanes = append(add.Lanes, workshop.Lane{ID: workshop.LaneID(ID("l", i)), Key: k.key, Name: k.name, Order: orders[i]})
	}
	return add
}

// note is the i-th note: the cells fill evenly, in two columns.
func (sp Spec) note(i int, add workshop.AddCanvas, order string, words []string, rnd *rand.Rand) workshop.Note {
	cells := sp.Stages * sp.Lanes
	cell, k := i%cells, i/cells
	kind := laneKeys[cell/sp.Stages%len(laneKeys)]
	text := make([]string, 2+rnd.IntN(5))
	for j := range text {
		text[j] = words[rnd.IntN(len(words))]
	}
	text[0] = strings.ToUpper(text[0][:1]) + text[0][1:]
	n := workshop.Note{
		ID: workshop.NoteID(ID("n", i)),
		Place: workshop.Place{
			Canvas: add.Canvas.ID,
			Region: workshop.Region{Stage: add.Stages[cell%sp.Stages].ID, Lane: add.Lanes[cell/sp.Stages].ID},
			At:     workshop.Point{X: float64(k % 2 * 112), Y: float64(k / 2 * 64)},
		},
		Text: strings.Join(text, " "), Color: kind.color, Kind: kind.card, Order: order,
		Author: workshop.PersonID(ID("p", rnd.IntN(sp.People))), Function: fmt.Sprintf("Function %d", rnd.IntN(5)),
	}
	if rnd.IntN(4) == 0 {
		n.Category = workshop.CategoryID(ID("g", rnd.IntN(3)))
	}
	return n
}

// ID makes a record id of twelve characters: one letter and a number.
func ID(letter string, i int) string { return fmt.Sprintf("%s%011d", letter, i) }
