package exchange

import (
	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A ShownValidation is how the notes of a stage stood up to those who know.
type ShownValidation struct {
	Canvas    string  `json:"canvas"`
	Stage     string  `json:"stage"`
	Notes     int     `json:"notes"`
	Confirmed float64 `json:"confirmed"` // part of the notes, to a thousandth
	Confirm   int     `json:"confirm"`   // notes of which most say so; likewise the next three
	Change    int     `json:"change"`
	Missing   int     `json:"missing"`
	Wrong     int     `json:"wrong"`
}

// A ShownBalance is how the notes of a canvas share out among the values of a field.
type ShownBalance struct {
	Canvas  string       `json:"canvas"`
	Balance string       `json:"balance"` // id in the method
	Shares  []ShownShare `json:"shares"`
}

// A ShownShare is one part of a balance.
type ShownShare struct {
	Value string `json:"value"` // "" where nothing is said
	Notes int    `json:"notes"`
}

func showValidation(s *workshop.Snapshot) []ShownValidation {
	var all []ShownValidation
	for _, c := range s.CanvasList() {
		stages := insight.ValidationOf(s, c.ID)
		for _, st := range s.StageList(c.ID) {
			if v := stages[st.ID]; stages != nil {
				all = append(all, ShownValidation{string(c.ID), st.Name, v.Notes, thousandth(v.Share()), v.Judged.Confirm, v.Judged.Amend, v.Judged.Missing, v.Judged.Wrong})
			}
		}
	}
	return all
}

// showBalances lists the bars that are shown.
func showBalances(s *workshop.Snapshot, methods []*method.Method) []ShownBalance {
	var all []ShownBalance
	for _, c := range s.CanvasList() {
		for _, v := range method.Find(methods, c.Kind).Views() {
			if v.Balance == nil || !c.Shows(v.Key(), v.ByItself()) {
				continue
			}
			b := ShownBalance{Canvas: string(c.ID), Balance: v.Balance.ID, Shares: []ShownShare{}}
			values, notes := render.Shares(s, c.ID, v.Balance)
			for i := range values {
				b.Shares = append(b.Shares, ShownShare{values[i], notes[i]})
			}
			all = append(all, b)
		}
	}
	return all
}
