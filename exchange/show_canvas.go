package exchange

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// A ShownPlace is where a note is shown on a further canvas. Stage and lane are names, both
// "" on the Unplaced shelf.
type ShownPlace struct {
	Canvas string  `json:"canvas"`
	Stage  string  `json:"stage"`
	Lane   string  `json:"lane"`
	X      float64 `json:"x"`
	Y      float64 `json:"y"`
}

// showAlso lists the further places of a note, by canvas.
func showAlso(s *workshop.Snapshot, n *workshop.Note) []ShownPlace {
	var all []ShownPlace
	for _, id := range n.Canvases()[1:] {
		if c := s.Canvases.Get(id); c == nil || c.Gone {
			continue
		}
		p, _ := n.PlaceOn(id)
		shown := ShownPlace{Canvas: string(id), X: p.At.X, Y: p.At.Y}
		if r, ok := s.ShownIn(p.Region); ok {
			shown.Stage, shown.Lane = s.Stages.Get(r.Stage).Name, s.Lanes.Get(r.Lane).Name
		}
		all = append(all, shown)
	}
	return all
}

// Within says how a canvas belongs to others.
type Within struct {
	Of     string   `json:"of,omitempty"`     // the stage that it opens up
	Serves []string `json:"serves,omitempty"` // all stages that it opens up, as they are shown, where there are several
	From   string   `json:"from,omitempty"`   // the canvas that it is a variant of
}

func withinOf(s *workshop.Snapshot, c *workshop.Canvas) Within {
	w := Within{Of: string(c.Of), From: string(c.From)}
	if all := s.StagesOf(c); len(all) > 1 {
		for _, id := range all {
			w.Serves = append(w.Serves, string(id))
		}
	}
	return w
}

// A ShownVariant is what differs between a canvas and a variant of it.
type ShownVariant struct {
	Canvas string          `json:"canvas"`
	From   string          `json:"from"`
	Stages []ShownCompared `json:"stages"` // in the order of the base
}

// A ShownCompared is a stage of a variant beside the one that it stands for.
type ShownCompared struct {
	Change string   `json:"change"`         // same, renamed, added or removed
	Base   string   `json:"base,omitempty"` // its name there
	Name   string   `json:"name,omitempty"` // its name on the variant
	Both   int      `json:"both"`           // notes that are on both
	Gone   []string `json:"gone,omitempty"` // notes that are on the base alone
	New    []string `json:"new,omitempty"`  // notes that are on the variant alone
}

func showVariants(s *workshop.Snapshot) []ShownVariant {
	var all []ShownVariant
	for _, c := range s.CanvasList() {
		d := method.Compare(s, c.ID)
		if d == nil {
			continue
		}
		v := ShownVariant{Canvas: string(c.ID), From: string(d.Base.ID)}
		for _, row := range d.Rows {
			shown := ShownCompared{Change: row.Change(), Both: row.Both, Gone: noteIDs(row.Gone), New: noteIDs(row.New)}
			if row.Base != nil {
				shown.Base = row.Base.Name
			}
			if row.Variant != nil {
				shown.Name = row.Variant.Name
			}
			v.Stages = append(v.Stages, shown)
		}
		all = append(all, v)
	}
	return all
}

func noteIDs(notes []*workshop.Note) []string {
	var ids []string
	for _, n := range notes {
		ids = append(ids, string(n.ID))
	}
	return ids
}

// A ShownLost is a note whose stage or lane ("region"), or whose card ("card"), is gone.
type ShownLost struct {
	Note   string `json:"note"`
	Canvas string `json:"canvas"`
	Why    string `json:"why"`
}

func showLost(s *workshop.Snapshot, methods []*method.Method) []ShownLost {
	var all []ShownLost
	for _, c := range s.CanvasList() {
		for _, l := range method.LostOn(methods, s, c.ID) {
			all = append(all, ShownLost{string(l.Note.ID), string(c.ID), l.Why})
		}
	}
	return all
}
