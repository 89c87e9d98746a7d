package method

import (
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A Method is one way to work: the canvases that it uses and what may be put on them. It
// is read from a file and never changes afterwards.
type Method struct {
	Name    string // of its file, without extension: "lifecycle"
	Title   string
	Summary string // one line, for its card on Home
	Cards   []Card
	Kinds   []*CanvasKind // at least one of its own
	Recipes []*Recipe
	Links   []LinkRule                // links that it allows; none allows all
	Legend  map[workshop.Color]string // what colours mean in a workshop that begins with it
	Checks  []Check                   // what is looked for, in the order of the file
}

// A CanvasKind is a kind of canvas: stages across, lanes down, a header above, a foot below.
type CanvasKind struct {
	ID     string // "method/kind", as kept in [workshop.Canvas.Kind]: "lifecycle/canvas"
	Title  string
	Header Header
	Form   Form     // how stages and lanes lie; see [Layout.Form]
	Axes   Axes     // of [Quadrants]
	Of     string   // "stage" or "journey" for one that opens up a stage of another canvas, "" for one of its own
	Width  float64  // of the stages of a new canvas, canvas units; 0 is as wide as notes need
	Stages []string // names that a new canvas begins with; none for one that has a stage alone
	Lanes  []LaneKind
	Foot   Foot
	Cards  []Card     // of its method; not written to
	Links  []LinkRule // likewise

	Curves   []CurveKind   // that can be drawn on it
	Balances []BalanceKind // likewise
	Later    bool          // a new workshop does not begin with one; it is offered under *Add a canvas…*
	Variants []string      // names that are offered for variants of such a canvas
	Preset   []Preset      // other stages that a canvas of this kind may have
	StagesOf string        // id of the kind whose stages a new canvas takes over, "" for its own
	Taken    bool          // others take over the stages of its canvases
	Notes    bool          // it shows the notes of the stages that it takes over too
	Grid     *GridKind     // of a canvas that is a grid: it has no stages and no lanes, and nil otherwise
}

// A Header is the band above the stages that holds the canvas's own text.
type Header struct {
	Label  string
	Prompt string // shown while the text is empty
}

// A Foot is the strip below the lanes. Without a label there is none.
type Foot struct {
	Label  string
	Prompt string // shown while the strip is empty
}

// A LaneKind is what the method says of a lane.
type LaneKind struct {
	Key       string // kept in [workshop.Lane.Key]
	Name      string
	Prompt    string         // the question that the lane asks
	Card      string         // id of the [Card] that a note here becomes
	Color     workshop.Color // that card's colour
	Tint      string         // "" or "amber": the ground of the row
	LineBelow string         // words of the dashed line under the row, "" for none
	MinHeight float64        // canvas units; rows grow with their notes
	Later     bool           // a new canvas does not begin with it; a step of a recipe adds it
}

// Begins returns the kinds that a new workshop has one canvas of each of.
func (m *Method) Begins() []*CanvasKind {
	return slices.DeleteFunc(m.Own(), func(k *CanvasKind) bool { return k.Later })
}

// Own returns the kinds that can be added to a workshop: those that do not open up a stage.
func (m *Method) Own() []*CanvasKind {
	return slices.DeleteFunc(slices.Clone(m.Kinds), func(k *CanvasKind) bool { return k.Of != "" })
}

// Journey reports whether a canvas of this kind is a way through a stage, with steps of its
// own, and not the stage itself in depth.
func (k *CanvasKind) Journey() bool { return k.Of == ofJourney }

// Insides returns the kinds that open up a stage of a canvas of this kind: those of its
// method.
func Insides(methods []*Method, kind string) []*CanvasKind {
	name, _, _ := strings.Cut(kind, "/")
	for _, m := range methods {
		if m.Name == name {
			return slices.DeleteFunc(slices.Clone(m.Kinds), func(k *CanvasKind) bool { return k.Of == "" })
		}
	}
	return nil
}

// plainLane is a lane that a person added, or of a method that is not here.
var plainLane = LaneKind{Color: workshop.Yellow, MinHeight: minLaneHeight}

// Find returns the canvas kind of that id. Of a kind that none of the methods has, as when
// a colleague's version is newer, it returns a plain one, with the cards of its method if
// that is here, so that every canvas can be shown; it is never nil.
func Find(methods []*Method, kind string) *CanvasKind {
	for _, m := range methods {
		for _, k := range m.Kinds {
			if k.ID == kind {
				return k
			}
		}
	}
	plain := &CanvasKind{ID: kind, Header: Header{Label: "Header"}}
	if m := Of(methods, kind); m != nil {
		plain.Cards = m.Cards
	}
	return plain
}

// Lane returns what the method says of a lane of the workshop. Lanes that people added get
// a plain kind. The name is the workshop's: people may have renamed the lane.
func (k *CanvasKind) Lane(l *workshop.Lane) LaneKind {
	kind := plainLane
	if l == nil {
		return kind
	}
	for i := range k.Lanes {
		if l.Key != "" && k.Lanes[i].Key == l.Key {
			kind = k.Lanes[i]
		}
	}
	if l.Name != "" {
		kind.Name = l.Name
	}
	if l.Color.Known() {
		kind.Color = l.Color
	}
	return kind
}

// Scaffold returns the op that begins a canvas of this kind. An empty title takes the
// kind's own. Ids makes fresh record ids.
func (k *CanvasKind) Scaffold(ids func() string, title, header string) workshop.AddCanvas {
	return k.scaffold(ids, title, header, k.Stages)
}

// Inside returns the op that opens up a stage as a canvas of this kind: it is called after
// the stage, and has one stage of that name; a journey has its own steps.
func (k *CanvasKind) Inside(ids func() string, stage *workshop.Stage) workshop.AddCanvas {
	title, stages := stage.Name, []string{stage.Name}
	if k.Of == ofJourney {
		title, stages = workshop.CleanName(k.Title+" · "+stage.Name), k.Stages
	}
	op := k.scaffold(ids, title, "", stages)
	op.Canvas.Of = stage.ID
	return op
}

func (k *CanvasKind) scaffold(ids func() string, title, header string, stages []string) workshop.AddCanvas {
	if title == "" {
		title = k.Title
	}
	op := workshop.AddCanvas{Canvas: workshop.Canvas{
		ID: workshop.CanvasID(ids()), Title: title, Kind: k.ID, Header: header,
	}}
	orders := workshop.OrderAfter("", max(len(stages), len(k.Lanes)))
	for i, name := range stages {
		op.Stages = append(op.Stages, workshop.Stage{
			ID: workshop.StageID(ids()), Canvas: op.Canvas.ID, Name: name, Order: orders[i], Width: k.Width,
		})
	}
	for i, l := range k.Lanes {
		if l.Later {
			continue
		}
		op.Lanes = append(op.Lanes, workshop.Lane{
			ID: workshop.LaneID(ids()), Canvas: op.Canvas.ID, Key: l.Key, Name: l.Name, Order: orders[i],
		})
	}
	return op
}
