package main

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/method"
	"throughline.app/workshop"
)

// cardOps are the requests about what notes say beside their words.
var cardOps = []string{"canvas", "take-stage", "card", "say"}

// cardRequest is what such a request says beside.
type cardRequest struct {
	Kind   string   `json:"kind"`   // of a canvas: "personas", of the workshop's method
	Title  string   `json:"title"`  // of a canvas
	Card   string   `json:"card"`   // id of a card of the method
	Field  string   `json:"field"`  // key of a field
	Values []string `json:"values"` // put into it; of a field that has one value, in place of that one
	Remove []string `json:"remove"` // taken out of it
}

// cardOp turns such a request into an Op.
func (p *peer) cardOp(r request) (workshop.Op, error) {
	s, methods := p.room.Snapshot(), p.room.Methods()
	if r.Op == "canvas" {
		id := s.Meta.Method + "/" + r.Kind
		m := method.Of(methods, id)
		if m == nil || !slices.ContainsFunc(m.Kinds, func(k *method.CanvasKind) bool { return k.ID == id }) {
			return nil, fmt.Errorf("there is no kind of canvas %q", r.Kind)
		}
		op, _ := method.Find(methods, id).Begun(s, laptop.NewID, r.Title, method.Estimate)
		return op, nil
	}
	if r.Op == "take-stage" {
		return p.takeStage(s, r)
	}
	n := s.Notes.Get(workshop.NoteID(r.Note))
	if n == nil {
		return nil, fmt.Errorf("there is no note %q", r.Note)
	}
	notes, card := []workshop.NoteID{n.ID}, method.CardOf(methods, s, n)
	if r.Op == "card" {
		to := p.card(s, n, r.Card)
		if to == nil {
			return nil, fmt.Errorf("there is no card %q", r.Card)
		}
		return workshop.TurnInto{Notes: notes, Kind: to.ID, Color: to.Color}, nil
	}
	var field *method.CardField
	if card != nil {
		if i := slices.IndexFunc(card.Fields, func(f method.CardField) bool { return f.Key == r.Field }); i >= 0 {
			field = &card.Fields[i]
		}
	}
	switch {
	case field == nil:
		return nil, fmt.Errorf("the note’s card has no field %q", r.Field)
	case field.Type == method.Functions:
		is := slices.DeleteFunc(n.OwnFunctions(), func(f string) bool { return slices.Contains(r.Remove, f) })
		return workshop.SetFunctions{Notes: notes, Functions: append(is, r.Values...)}, nil
	case field.Several():
		return workshop.TypedValues{Notes: notes, Key: r.Field, Add: r.Values, Remove: r.Remove}, nil
	case len(r.Values) > 1:
		return nil, fmt.Errorf("the field %q holds one value", r.Field)
	case len(r.Values) == 0:
		return workshop.SetTyped{Notes: notes, Key: r.Field}, nil
	}
	return workshop.SetTyped{Notes: notes, Key: r.Field, Value: r.Values[0]}, nil
}

// takeStage takes a stage of the first canvas into the first canvas of a kind that has its stages
// from there, and begins one if there is none.
func (p *peer) takeStage(s *workshop.Snapshot, r request) (workshop.Op, error) {
	kind := method.Find(p.room.Methods(), s.Meta.Method+"/"+r.Kind)
	base := kind.Base(s)
	if base == nil {
		return nil, fmt.Errorf("a canvas of the kind %q takes over no stages", r.Kind)
	}
	into := workshop.CanvasID("")
	for _, c := range s.CanvasList() {
		if c.Kind == kind.ID && into == "" {
			into = c.ID
		}
	}
	for _, st := range s.StageList(base.ID) {
		if strings.EqualFold(st.Name, r.Stage) {
			op, _ := kind.Take(s, st.ID, into, laptop.NewID, method.Estimate)
			return op, nil
		}
	}
	return nil, fmt.Errorf("there is no stage %q", r.Stage)
}

// card is a card of the method of a note's canvas, nil if it has none of that id.
func (p *peer) card(s *workshop.Snapshot, n *workshop.Note, id string) *method.Card {
	c := s.Canvases.Get(n.Place.Canvas)
	if c == nil {
		return nil
	}
	m := method.Of(p.room.Methods(), c.Kind)
	if m == nil {
		return nil
	}
	return m.Card(id)
}
