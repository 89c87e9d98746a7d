package exchange

import "throughline.app/workshop"

// A ShownAgenda is the recipe that a workshop follows and how far the room has come.
type ShownAgenda struct {
	Recipe string   `json:"recipe"` // "method/recipe"
	Step   string   `json:"step"`   // key of the step that the room is at, "" for none
	Done   []string `json:"done"`   // keys of steps that are done, sorted
}

func showAgenda(s *workshop.Snapshot) *ShownAgenda {
	if s.Meta.Recipe == "" {
		return nil
	}
	a := &ShownAgenda{Recipe: s.Meta.Recipe, Step: s.Meta.Step, Done: []string{}}
	for _, e := range s.Meta.DoneSet.All() {
		a.Done = append(a.Done, e.Key)
	}
	return a
}
