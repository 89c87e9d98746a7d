package exchange

import (
	"throughline.app/insight"
	"throughline.app/workshop"
)

// A ShownVoice is a functional area and how far it takes part.
type ShownVoice struct {
	Function string   `json:"function"`
	Standing string   `json:"standing"` // heard, silent (somebody is here, no note yet), absent (nobody is here)
	People   []string `json:"people,omitempty"`
	Notes    int      `json:"notes"`
}

var standings = map[insight.Standing]string{insight.Heard: "heard", insight.Silent: "silent", insight.Absent: "absent"}

func showVoices(s *workshop.Snapshot) []ShownVoice {
	var all []ShownVoice
	for _, p := range insight.Present(s) {
		all = append(all, ShownVoice{p.Function, standings[p.Standing], p.People, p.Notes})
	}
	return all
}
