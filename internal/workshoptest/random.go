package workshoptest

import (
	"fmt"

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
		if s.Notes.Len() == 0 {
			return addNotes(t, s)
		}
		switch rapid.IntRange(0, 17).Draw(t, "kind of op") {
		case 0, 1, 2:
			return addNotes(t, s)
		case 3, 4:
			var op workshop.MoveNotes
			for _, id := range NoteIDs(s).Draw(t, "notes") {
				op.Moves = append(op.Moves, workshop.Move{Note: id, To: Place(s).Draw(t, "to")})
			}
			return op
		case 5, 6:
			id := rapid.SampledFrom(sortedNotes(s)).Draw(t, "note")
			return workshop.EditText{Note: id, Base: s.Notes.Get(id).Text, Text: Text().Draw(t, "text")}
		case 7:
			return workshop.Recolor{Notes: NoteIDs(s).Draw(t, "notes"), Color: color(t)}
		case 8:
			return workshop.DeleteNotes{Notes: NoteIDs(s).Draw(t, "notes")}
		case 9:
			return workshop.Raise{Notes: NoteIDs(s).Draw(t, "notes")}
		case 10:
			return workshop.TagNotes{Notes: NoteIDs(s).Draw(t, "notes"), Add: tags(t, "add"), Remove: tags(t, "remove")}
		case 11:
			return workshop.Resize{Notes: NoteIDs(s).Draw(t, "notes"), Size: rapid.SampledFrom(workshop.NoteSizes()).Draw(t, "size")}
		case 12:
			return workshop.SetLegend{Meanings: map[workshop.Color]string{color(t): rapid.SampledFrom([]string{"", "a risk", "an idea"}).Draw(t, "meaning")}}
		case 13:
			return workshop.MergeCategories{From: []workshop.CategoryID{category(t), category(t)}, Into: category(t)}
		case 14:
			return workshop.JoinCategory{Category: category(t), Notes: NoteIDs(s).Draw(t, "notes")}
		case 15, 16:
			if op, ok := linkOp(t, s); ok {
				return op
			}
		}
		return workshop.MakeCategory{
			Category: workshop.Category{ID: category(t), Name: "Group", Color: color(t)},
			Notes:    NoteIDs(s).Draw(t, "notes"),
		}
	})
}

func addNotes(t *rapid.T, s *workshop.Snapshot) workshop.Op {
	var op workshop.AddNotes
	for i := range rapid.IntRange(1, 3).Draw(t, "new notes") {
		op.Notes = append(op.Notes, workshop.Note{
			ID:    workshop.NoteID(ID("n", s.Notes.Len()+i)),
			Place: Place(s).Draw(t, "place"), Text: Text().Draw(t, "text"), Color: color(t),
			Author: workshop.PersonID(ID("p", rapid.IntRange(0, 1).Draw(t, "author"))),
			Order:  workshop.OrderAfter("", s.Notes.Len()+i+1)[s.Notes.Len()+i],
		})
	}
	return op
}

func tags(t *rapid.T, label string) []string {
	return rapid.SliceOfN(rapid.SampledFrom([]string{"billing", "Billing", "5G", "Übergabe", "顧客"}), 0, 3).Draw(t, label)
}

func category(t *rapid.T) workshop.CategoryID {
	return workshop.CategoryID(ID("g", rapid.IntRange(0, 2).Draw(t, "category")))
}

func color(t *rapid.T) workshop.Color {
	return rapid.SampledFrom(workshop.Colors()).Draw(t, "color")
}

func sortedNotes(s *workshop.Snapshot) []workshop.NoteID {
	var ids []workshop.NoteID
	for i := range s.Notes.Len() {
		if id := workshop.NoteID(ID("n", i)); s.Notes.Get(id) != nil {
			ids = append(ids, id)
		}
	}
	return ids
}
