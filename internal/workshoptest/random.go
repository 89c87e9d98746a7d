package workshoptest

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// Text draws what people type: mostly short, in any script, with line ends; sometimes "".
func Text() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "a", "one date", "Übergabe", "顧客", "👩‍👩‍👧 family", "line\nline", "=1+1", "e\u0301"}),
		rapid.StringMatching(`[a-z ]{0,30}`),
		rapid.StringN(0, 40, 160),
	)
}

// Snapshot draws a workshop: one or two canvases and what some random ops make of them.
func Snapshot(t *rapid.T) *workshop.Snapshot {
	s := Scaffold(t)
	for i := range rapid.IntRange(0, 12).Draw(t, "ops before") {
		s = Step(t, s, fmt.Sprintf("before %d", i))
	}
	return s
}

// Step applies one random op, and returns the snapshot after it.
func Step(t *rapid.T, s *workshop.Snapshot, label string) *workshop.Snapshot {
	d, err := Op(s).Draw(t, label).Plan(s)
	if err != nil {
		t.Fatalf("%s: %v", label, err)
	}
	return s.With(d)
}

// Scaffold draws an empty workshop with canvases, people and a category.
func Scaffold(t *rapid.T) *workshop.Snapshot {
	s := new(workshop.Snapshot)
	ops := workshop.Together{workshop.Begin{Title: "Workshop", Method: "lifecycle"}}
	for c := range rapid.IntRange(1, 2).Draw(t, "canvases") {
		add := workshop.AddCanvas{Canvas: workshop.Canvas{ID: workshop.CanvasID(ID("c", c)), Title: fmt.Sprintf("Canvas %d", c), Kind: "lifecycle/canvas"}}
		orders := workshop.OrderAfter("", 3)
		for i := range rapid.IntRange(1, 3).Draw(t, "stages") {
			add.Stages = append(add.Stages, workshop.Stage{ID: workshop.StageID(ID("s", c*10+i)), Name: fmt.Sprintf("Stage %d", i), Order: orders[i]})
		}
		for i := range rapid.IntRange(1, 3).Draw(t, "lanes") {
			add.Lanes = append(add.Lanes, workshop.Lane{ID: workshop.LaneID(ID("l", c*10+i)), Key: laneKeys[i].key, Name: laneKeys[i].name, Order: orders[i]})
		}
		ops = append(ops, add)
	}
	for i := range 2 {
		ops = append(ops, workshop.Introduce{Person: workshop.Person{ID: workshop.PersonID(ID("p", i)), Name: fmt.Sprintf("Person %d", i)}})
	}
	ops = append(ops, workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(ID("g", 0)), Name: "Group", Color: workshop.Coral}})
	d, err := ops.Plan(s)
	if err != nil {
		t.Fatalf("scaffold: %v", err)
	}
	return s.With(d)
}

// Place draws a place on one of the canvases of s, on its Unplaced shelf now and then.
func Place(s *workshop.Snapshot) *rapid.Generator[workshop.Place] {
	return rapid.Custom(func(t *rapid.T) workshop.Place {
		c := rapid.SampledFrom(s.CanvasList()).Draw(t, "canvas")
		p := workshop.Place{Canvas: c.ID, At: workshop.Point{
			X: float64(rapid.IntRange(0, 11_600).Draw(t, "x")) / 100,
			Y: float64(rapid.IntRange(0, 60_000).Draw(t, "y")) / 100,
		}}
		stages, lanes := s.StageList(c.ID), s.LaneList(c.ID)
		if len(stages) > 0 && len(lanes) > 0 && rapid.IntRange(0, 9).Draw(t, "shelf") > 0 {
			p.Region = workshop.Region{
				Stage: rapid.SampledFrom(stages).Draw(t, "stage").ID,
				Lane:  rapid.SampledFrom(lanes).Draw(t, "lane").ID,
			}
		}
		return p
	})
}

// NoteIDs draws some notes of s, distinct, deleted ones included; none if there are none.
func NoteIDs(s *workshop.Snapshot) *rapid.Generator[[]workshop.NoteID] {
	all := sortedNotes(s)
	if len(all) == 0 {
		return rapid.Just[[]workshop.NoteID](nil)
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(all), 1, min(len(all), 4), rapid.ID[workshop.NoteID])
}

// Op draws an op that is possible on s.
func Op(s *workshop.Snapshot) *rapid.Generator[workshop.Op] {
	return rapid.Custom(func(t *rapid.T) workshop.Op {
		made := 0
		return drawOp(t, s, func(letter string) string {
			made++
			return ID(letter, s.Notes.Len()+s.Stages.Len()+s.Lanes.Len()+s.Links.Len()+s.Comments.Len()+made)
		})
	})
}

// OpBy is [Op] for somebody who works on s while others do: fresh makes ids that nobody
// else makes, and begins them with the letter that it is given.
func OpBy(s *workshop.Snapshot, fresh func(letter string) string) *rapid.Generator[workshop.Op] {
	return rapid.Custom(func(t *rapid.T) workshop.Op { return drawOp(t, s, fresh) })
}

// drawOp draws an op whose Plan on s succeeds.
func drawOp(t *rapid.T, s *workshop.Snapshot, fresh func(string) string) workshop.Op {
	if s.Notes.Len() == 0 {
		return addNotes(t, s, fresh)
	}
	var op workshop.Op
	switch rapid.IntRange(0, 14).Draw(t, "kind of op") {
	case 0, 1:
		return addNotes(t, s, fresh)
	case 2, 3:
		var op workshop.MoveNotes
		for _, id := range NoteIDs(s).Draw(t, "notes") {
			op.Moves = append(op.Moves, workshop.Move{Note: id, To: Place(s).Draw(t, "to")})
		}
		return op
	case 4, 5:
		id := rapid.SampledFrom(sortedNotes(s)).Draw(t, "note")
		if s.Notes.Get(id).Locked() { // nobody begins to write on it
			return workshop.Lock{Notes: []workshop.NoteID{id}}
		}
		return workshop.EditText{Note: id, Base: s.Notes.Get(id).Text, Text: Text().Draw(t, "text")}
	case 6, 7:
		return noteOp(t, s)
	case 8:
		op = categoryOp(t, s)
	case 9:
		op = linkOp(t, s, fresh)
	case 10:
		op = scaffoldOp(t, s, fresh)
	case 11:
		op = commentOp(t, s, fresh)
	case 12:
		op = findingOp(t, s)
	case 13:
		op = cellOp(t, s)
	case 14:
		op = roundOp(t, s)
	}
	if _, err := op.Plan(s); err != nil { // as one stage too many, or a link that is there
		return workshop.DeleteNotes{Notes: NoteIDs(s).Draw(t, "notes")}
	}
	return op
}

// noteOp draws an op on some notes, deleted and locked ones among them.
func noteOp(t *rapid.T, s *workshop.Snapshot) workshop.Op {
	ids := NoteIDs(s).Draw(t, "notes")
	switch rapid.IntRange(0, 9).Draw(t, "op on notes") {
	case 0:
		return workshop.Recolor{Notes: ids, Color: color(t)}
	case 1:
		return workshop.DeleteNotes{Notes: ids}
	case 2:
		return workshop.Raise{Notes: ids}
	case 3:
		return workshop.Lower{Notes: ids}
	case 4:
		next := rapid.SampledFrom(sortedNotes(s)).Draw(t, "next")
		return workshop.Restack{Notes: ids, Next: next, Above: rapid.Bool().Draw(t, "above")}
	case 5:
		return workshop.Lock{Notes: ids, Locked: rapid.Bool().Draw(t, "locked")}
	case 6:
		return workshop.TagNotes{Notes: ids, Add: tags(t, "add"), Remove: tags(t, "remove")}
	case 7:
		return workshop.Resize{Notes: ids, Size: rapid.SampledFrom(workshop.NoteSizes()).Draw(t, "size")}
	case 8:
		return workshop.Rekind{Notes: ids, Kind: rapid.SampledFrom([]string{"", "action", "opportunity"}).Draw(t, "card")}
	}
	m := workshop.Image{Sum: [32]byte{1}, W: rapid.IntRange(1, 900).Draw(t, "wide"), H: rapid.IntRange(1, 900).Draw(t, "high")}
	if rapid.Bool().Draw(t, "no picture") {
		m = workshop.Image{}
	}
	return workshop.SetImage{Note: ids[0], Image: m}
}

func addNotes(t *rapid.T, s *workshop.Snapshot, fresh func(string) string) workshop.Op {
	var op workshop.AddNotes
	last := ""
	for _, n := range s.Notes.All() {
		last = max(last, n.Order)
	}
	for _, order := range workshop.OrderAfter(last, rapid.IntRange(1, 3).Draw(t, "new notes")) {
		op.Notes = append(op.Notes, workshop.Note{
			ID:    workshop.NoteID(fresh("n")),
			Place: Place(s).Draw(t, "place"), Text: Text().Draw(t, "text"), Color: color(t),
			Author: workshop.PersonID(ID("p", rapid.IntRange(0, 1).Draw(t, "author"))),
			Order:  order, Shape: rapid.SampledFrom([]workshop.Shape{workshop.Sticky, workshop.Sticky, workshop.Words}).Draw(t, "shape"),
		})
	}
	return op
}

func tags(t *rapid.T, label string) []string {
	return rapid.SliceOfN(rapid.SampledFrom([]string{"billing", "Billing", "5G", "Übergabe", "顧客"}), 0, 3).Draw(t, label)
}

func color(t *rapid.T) workshop.Color {
	return rapid.SampledFrom(workshop.Colors()).Draw(t, "color")
}

// sortedNotes lists all notes, deleted ones included, by id.
func sortedNotes(s *workshop.Snapshot) []workshop.NoteID {
	var ids []workshop.NoteID
	for id := range s.Notes.All() {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}
