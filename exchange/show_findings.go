package exchange

import (
	"throughline.app/check"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A ShownFinding is what a check found.
type ShownFinding struct {
	ID      string      `json:"id"`
	Check   string      `json:"check"` // "method/check"
	Title   string      `json:"title"`
	Says    string      `json:"says"`
	Remedy  string      `json:"remedy,omitempty"`
	Weight  string      `json:"weight"` // "must", "should" or "note"
	Group   string      `json:"group,omitempty"`
	Canvas  string      `json:"canvas"` // "" where it can be seen on none
	About   []string    `json:"about"`  // keys of records: "note/…"
	Cells   []ShownCell `json:"cells,omitempty"`
	Instead string      `json:"instead,omitempty"` // words that would do
	State   string      `json:"state"`             // "open", "answered" or "dismissed"
	Reason  string      `json:"reason,omitempty"`
	By      string      `json:"by,omitempty"` // name
}

// A ShownCell is a cell of a canvas by its names.
type ShownCell struct {
	Stage string `json:"stage"`
	Lane  string `json:"lane"`
}

// A ShownBracket is from which to which stage a canvas is seen to reach.
type ShownBracket struct {
	Canvas string   `json:"canvas"`
	Who    string   `json:"who"`  // "customer" or "ours"
	From   string   `json:"from"` // names of stages
	To     string   `json:"to"`
	Blind  []string `json:"blind,omitempty"` // of the customer's: names of the stages that we do not see
}

func showFindings(s *workshop.Snapshot, methods []*method.Method) []ShownFinding {
	all := []ShownFinding{}
	open, settled := check.Sort(s, check.Run(methods, s))
	for _, f := range open {
		all = append(all, showFinding(s, f))
	}
	for _, f := range settled {
		shown := showFinding(s, f.Finding)
		shown.State, shown.Reason, shown.By = f.Said.State, f.Said.Reason, s.AuthorName(f.Said.By)
		all = append(all, shown)
	}
	return all
}

func showFinding(s *workshop.Snapshot, f check.Finding) ShownFinding {
	shown := ShownFinding{ID: string(f.ID), Check: f.Check, Title: f.Title, Says: f.Says, Remedy: f.Remedy, Weight: string(f.Weight),
		Group: f.Group, Canvas: string(f.Canvas), About: []string{}, State: "open"}
	for _, ref := range f.About {
		shown.About = append(shown.About, ref.Key())
	}
	for _, r := range f.Cells {
		shown.Cells = append(shown.Cells, ShownCell{s.Stages.Get(r.Stage).Name, s.Lanes.Get(r.Lane).Name})
	}
	if f.Instead != nil {
		shown.Instead = f.Instead.With
	}
	return shown
}

func showBrackets(s *workshop.Snapshot) []ShownBracket {
	var all []ShownBracket
	for _, c := range s.CanvasList() {
		stages := s.StageList(c.ID)
		for _, who := range workshop.BracketViews() {
			from, to, ok := s.Bracket(c.ID, who)
			if !ok {
				continue
			}
			b := ShownBracket{Canvas: string(c.ID), Who: who, From: stages[from].Name, To: stages[to].Name}
			if who == workshop.BracketCustomer {
				start, end := s.BlindZones(c.ID)
				for _, st := range append(start, end...) {
					b.Blind = append(b.Blind, st.Name)
				}
			}
			all = append(all, b)
		}
	}
	return all
}
