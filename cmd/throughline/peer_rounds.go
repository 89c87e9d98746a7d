package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/method"
	"throughline.app/workshop"
)

// roundOps are the requests of an agenda and of what people answer.
var roundOps = []string{"follow", "step", "view", "answer", "ask", "reveal", "take", "put-away", "validate", "judge", "dot"}

// roundRequest is what such a request says beside.
type roundRequest struct {
	Recipe string   `json:"recipe"` // "ninety", of the workshop's method
	Step   string   `json:"step"`
	Done   []string `json:"done"`
	Canvas string   `json:"canvas"` // id or title; "" is the first
	View   string   `json:"view"`
	On     *bool    `json:"on"` // nil is true
	By     int      `json:"by"` // dots, 0 is one more
	Poll   string   `json:"poll"`
	Value  string   `json:"value"`
}

// roundOp turns such a request into an Op.
func (p *peer) roundOp(r request) (workshop.Op, error) {
	s := p.room.Snapshot()
	switch r.Op {
	case "follow":
		id := s.Meta.Method + "/" + r.Recipe
		if r.Recipe == "" {
			return workshop.FollowRecipe{}, nil
		}
		recipe := method.RecipeOf(p.room.Methods(), id)
		if recipe == nil {
			return nil, fmt.Errorf("there is no recipe %q", r.Recipe)
		}
		return method.Follow(p.room.Methods(), recipe, s, laptop.NewID), nil
	case "step":
		return workshop.TakeStep{Step: r.Step, Done: r.Done, Anew: slices.DeleteFunc([]string{r.Step}, func(k string) bool { return k == "" })}, nil
	case "validate":
		return workshop.AskValidation{On: r.On == nil || *r.On}, nil
	case "judge":
		if s.Notes.Get(workshop.NoteID(r.Note)) == nil {
			return nil, fmt.Errorf("there is no note %q", r.Note)
		}
		return workshop.Judge{Notes: []workshop.NoteID{workshop.NoteID(r.Note)}, Person: p.room.Me(), Verdict: r.Value}, nil
	case "dot":
		if s.Notes.Get(workshop.NoteID(r.Note)) == nil {
			return nil, fmt.Errorf("there is no note %q", r.Note)
		}
		return workshop.PutDots{Notes: []workshop.NoteID{workshop.NoteID(r.Note)}, Person: p.room.Me(), By: cmp.Or(r.By, 1)}, nil
	case "view":
		canvas, err := findCanvas(s, r.Canvas)
		return workshop.ShowView{Canvas: canvas, View: r.View, On: r.On == nil || *r.On}, err
	}
	canvas, err := findCanvas(s, r.Canvas)
	if err != nil {
		return nil, err
	}
	poll := s.PollOn(canvas)
	switch {
	case r.Op == "ask":
		return workshop.AskPoll{Poll: workshop.Poll{ID: workshop.PollID(laptop.NewID()), Canvas: canvas, Kind: workshop.HeaderPoll, Question: r.Text}}, nil
	case r.Op == "take":
		return workshop.EditHeader{Canvas: canvas, Base: s.Canvases.Get(canvas).Header, Text: r.Text}, nil
	case r.Op != "answer" && poll == nil:
		return nil, errors.New("nothing is asked on this canvas")
	case r.Op == "reveal":
		return workshop.ShowPoll{Poll: poll.ID}, nil
	case r.Op == "put-away":
		return workshop.PutAway{Poll: poll.ID}, nil
	}
	about, err := p.about(s, r)
	return workshop.GiveAnswer{Poll: r.Poll, About: about, Person: p.room.Me(), Value: r.Value}, err
}

// private keeps an answer to what is asked on a canvas on this laptop.
func (p *peer) private(r request) error {
	s := p.room.Snapshot()
	canvas, err := findCanvas(s, r.Canvas)
	if err != nil {
		return err
	}
	poll := s.PollOn(canvas)
	if poll == nil {
		return laptop.ErrNoPoll
	}
	return p.room.KeepPrivate(poll.ID, r.Text)
}

// about is the record that an answer is about: a note by its id, a stage by its name, or
// nothing.
func (p *peer) about(s *workshop.Snapshot, r request) (string, error) {
	switch {
	case r.Note != "":
		if s.Notes.Get(workshop.NoteID(r.Note)) == nil {
			return "", fmt.Errorf("there is no note %q", r.Note)
		}
		return workshop.NoteID(r.Note).Ref().Key(), nil
	case r.Stage == "":
		return "", nil
	}
	canvas, err := findCanvas(s, r.Canvas)
	for _, st := range s.StageList(canvas) {
		if strings.EqualFold(st.Name, r.Stage) {
			return st.ID.Ref().Key(), nil
		}
	}
	if err == nil {
		err = fmt.Errorf("there is no stage %q", r.Stage)
	}
	return "", err
}
