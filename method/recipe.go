package method

import (
	"slices"
	"time"

	"throughline.app/workshop"
)

// A Recipe is a way through a workshop: the canvases that it needs, what colours mean, and
// steps in order, each with its time.
type Recipe struct {
	ID       string // "method/recipe", as kept in [workshop.Meta.Recipe]: "lifecycle/ninety"
	Title    string
	Summary  string                    // one line, for its card on Home
	Canvases []string                  // kinds of which the workshop needs one, by id, beside those of the steps
	Legend   map[workshop.Color]string // what colours mean, where nobody has said so
	Export   []string                  // kinds whose pictures are taken along at the end, by id
	Steps    []Step                    // in order, at least one
}

// A Step is a timed stretch of a recipe.
type Step struct {
	Key         string // kept in [workshop.Meta.Step]
	Title       string
	Minutes     int    // 1 to [MaxMinutes]
	Instruction string // what everybody does now, in a sentence
	Canvas      string // id of the kind of canvas that it is about, "" for none
	Lanes       []string
	Private     bool     // everybody answers in private what the canvas's header asks
	View        string   // key of a view of the canvas that is shown from then on, "" for none
	Tools       []string // ids of the commands that it needs; one that is not known is passed over
}

// MaxMinutes is how long a step of a recipe may be: the longest that a timer counts.
const MaxMinutes = 480

// Length is how long the timer of the step counts.
func (s *Step) Length() time.Duration { return time.Duration(s.Minutes) * time.Minute }

// Minutes is how long the steps take together.
func (r *Recipe) Minutes() int {
	n := 0
	for i := range r.Steps {
		n += r.Steps[i].Minutes
	}
	return n
}

// Step finds a step by its key, and its place from 0; nil and -1 if there is none.
func (r *Recipe) Step(key string) (*Step, int) {
	for i := range r.Steps {
		if r.Steps[i].Key == key {
			return &r.Steps[i], i
		}
	}
	return nil, -1
}

// Next is the step to begin: the first after the one that the room is at that is not done,
// nil if all that follow are. Before any was begun it is the first.
func (r *Recipe) Next(m *workshop.Meta) *Step {
	_, at := r.Step(m.Step)
	for i := at + 1; i < len(r.Steps); i++ {
		if m.DoneSet.Get(r.Steps[i].Key) == "" {
			return &r.Steps[i]
		}
	}
	return nil
}

// Over reports whether the room has done the last step and is at none.
func (r *Recipe) Over(m *workshop.Meta) bool {
	return m.Step == "" && m.DoneSet.Get(r.Steps[len(r.Steps)-1].Key) != ""
}

// Kinds lists the ids of the kinds of canvas that the recipe needs, in the order in which it
// needs them.
func (r *Recipe) Kinds() []string {
	all := slices.Clone(r.Canvases)
	for i := range r.Steps {
		if k := r.Steps[i].Canvas; k != "" {
			all = append(all, k)
		}
	}
	var once []string
	for _, k := range all {
		if !slices.Contains(once, k) {
			once = append(once, k)
		}
	}
	return once
}

// RecipeOf finds a recipe by its id, "method/recipe"; nil if none of the methods has it, as
// when a colleague's version is newer.
func RecipeOf(methods []*Method, id string) *Recipe {
	for _, m := range methods {
		for _, r := range m.Recipes {
			if r.ID == id {
				return r
			}
		}
	}
	return nil
}

// CanvasOf is the canvas of a workshop on which a step is done: the first of its kind, nil
// if there is none.
func (s *Step) CanvasOf(snap *workshop.Snapshot) *workshop.Canvas {
	for _, c := range snap.CanvasList() {
		if s.Canvas != "" && c.Kind == s.Canvas {
			return c
		}
	}
	return nil
}

// Begin returns the op with which the room comes to the step, and done, the key of the one
// before, is finished; "" where that is not to be said. What is to be looked at is shown.
func (s *Step) Begin(snap *workshop.Snapshot, done string) workshop.Op {
	take := workshop.TakeStep{Step: s.Key, Anew: []string{s.Key}}
	if done != "" && done != s.Key {
		take.Done = []string{done}
	}
	c := s.CanvasOf(snap)
	if s.View == "" || c == nil {
		return take
	}
	return workshop.Together{take, workshop.ShowView{Canvas: c.ID, View: s.View, On: true}}
}

// Follow returns the op with which a workshop begins to follow a recipe: it adds one canvas
// of each kind that the recipe needs and the workshop lacks, and says what colours mean
// where nobody has. Canvases that open up a stage are left to be opened from their stage.
func Follow(methods []*Method, r *Recipe, s *workshop.Snapshot, ids func() string) workshop.Together {
	all, with := workshop.Together{workshop.FollowRecipe{Recipe: r.ID}}, s
	have := make(map[string]bool)
	for _, c := range s.CanvasList() {
		have[c.Kind] = true
	}
	for _, id := range r.Kinds() {
		if k := Find(methods, id); !have[id] && k.Of == "" && k.Title != "" {
			op, _ := k.Begun(with, ids, "", Estimate)
			all = append(all, op...)
			if d, err := op.Plan(with); err == nil {
				with = with.With(d)
			}
		}
	}
	all = append(all, laterLanes(methods, r, with, ids)...)
	says := make(map[workshop.Color]string)
	for c, means := range r.Legend {
		if s.Meta.Meaning(c) == "" {
			says[c] = means
		}
	}
	return append(all, workshop.SetLegend{Meanings: says})
}

// laterLanes adds the lanes that steps are about and that a new canvas does not begin with,
// below the first lane of their canvas.
func laterLanes(methods []*Method, r *Recipe, s *workshop.Snapshot, ids func() string) (all workshop.Together) {
	added := make(map[string]bool)
	for i := range r.Steps {
		c := r.Steps[i].CanvasOf(s)
		if c == nil {
			continue
		}
		lanes := s.LaneList(c.ID)
		for _, l := range Find(methods, c.Kind).Lanes {
			here := slices.ContainsFunc(lanes, func(other *workshop.Lane) bool { return other.Key == l.Key })
			if here || !l.Later || !slices.Contains(r.Steps[i].Lanes, l.Key) || added[c.Kind+"/"+l.Key] || len(lanes) == 0 {
				continue
			}
			added[c.Kind+"/"+l.Key] = true
			all = append(all, workshop.AddLane{Lane: workshop.Lane{ID: workshop.LaneID(ids()), Canvas: c.ID, Key: l.Key, Name: l.Name}, After: lanes[0].ID})
		}
	}
	return all
}
