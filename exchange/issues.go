package exchange

import (
	"throughline.app/insight"
	"throughline.app/workshop"
)

// A ShownIssue is a systemic issue of a canvas.
type ShownIssue struct {
	ID        string   `json:"id"`
	Canvas    string   `json:"canvas"`
	Name      string   `json:"name"`
	State     string   `json:"state"`    // "confirmed" or "proposed"
	Category  string   `json:"category"` // id; "" for one about notes of no common category
	Notes     []string `json:"notes"`    // by id
	Stages    int      `json:"stages"`
	Functions int      `json:"functions"`
	Score     int      `json:"score"`  // 0 to 100
	Rule      string   `json:"rule"`   // "systemic", "recurring" or "local"
	Owners    []string `json:"owners"` // at most two
}

func showIssues(s *workshop.Snapshot) []ShownIssue {
	all := []ShownIssue{}
	for _, c := range s.CanvasList() {
		for _, it := range insight.Look(s, c.ID).Strip() {
			is := ShownIssue{
				ID: string(it.Issue), Canvas: string(c.ID), Name: it.Name, State: "proposed", Category: string(it.Category),
				Notes: []string{}, Stages: it.Stages, Functions: it.Functions, Score: it.Score, Rule: it.Rule.String(), Owners: []string{},
			}
			if it.Confirmed {
				is.State = string(workshop.Confirmed)
			}
			for _, id := range s.Evidence(evidenceOf(s, it)) {
				if _, counts := s.CountsOn(c.ID, s.Notes.Get(id)); counts {
					is.Notes = append(is.Notes, string(id))
				}
			}
			for _, owner := range []string{it.Owner, it.Second} {
				if owner != "" {
					is.Owners = append(is.Owners, owner)
				}
			}
			all = append(all, is)
		}
	}
	return all
}

// evidenceOf is the issue's record, or what it would be for one that is only proposed.
func evidenceOf(s *workshop.Snapshot, it insight.Item) *workshop.Issue {
	if is := s.Issues.Get(it.Issue); is != nil {
		return is
	}
	return &workshop.Issue{Of: it.Category}
}

// issuesOf names the systemic issues of each note, confirmed ones first; what is only
// proposed says so.
func issuesOf(s *workshop.Snapshot, canvas workshop.CanvasID) map[workshop.NoteID][]string {
	of := make(map[workshop.NoteID][]string)
	for _, it := range insight.Look(s, canvas).Strip() {
		name := it.Name
		if !it.Confirmed {
			name += " (proposed)"
		}
		for _, id := range s.Evidence(evidenceOf(s, it)) {
			of[id] = append(of[id], name)
		}
	}
	return of
}
