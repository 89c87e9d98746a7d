package exchange

import "throughline.app/workshop"

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
