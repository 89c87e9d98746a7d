package exchange

import (
	"context"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// A ShownPoll is a question that everybody answered in private.
type ShownPoll struct {
	ID        string     `json:"id"`
	Canvas    string     `json:"canvas"`
	Question  string     `json:"question"`
	State     string     `json:"state"`             // open, shown
	Written   int        `json:"written"`           // how many say that they have answered
	Answers   [][]string `json:"answers,omitempty"` // those that say much the same together, the most frequent first
	Agreement float64    `json:"agreement"`         // how often two people say much the same, 0 to 1, to a thousandth
}

func showPolls(s *workshop.Snapshot) []ShownPoll {
	var all []ShownPoll
	for _, p := range s.PollList() {
		shown := ShownPoll{ID: string(p.ID), Canvas: string(p.Canvas), Question: p.Question, State: workshop.PollOpen, Written: s.Written(p.ID)}
		if s.PollIsShown(p) {
			shown.State = workshop.PollShown
			words := make(map[string]string)
			var notes []cluster.Note
			for _, a := range s.Answers(string(p.ID), "") {
				words[string(a.ID)] = a.Value
				notes = append(notes, cluster.Note{ID: string(a.ID), Text: a.Value})
			}
			if spread, err := cluster.Answers(context.Background(), notes); err == nil {
				shown.Agreement = thousandth(spread.Agreement)
				for _, one := range spread.Sayings {
					var lines []string
					for _, id := range one.IDs {
						lines = append(lines, words[id])
					}
					shown.Answers = append(shown.Answers, lines)
				}
			}
		}
		all = append(all, shown)
	}
	return all
}
