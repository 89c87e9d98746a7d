package exchange

import (
	"strconv"
	"strings"

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
	People    int      `json:"people,omitempty"`
	Votes     int      `json:"votes,omitempty"`
	Score     int      `json:"score"`           // 0 to 100
	Parts     [3]int   `json:"parts"`           // of the score: for stages, functions, and votes or notes
	Rule      string   `json:"rule"`            // "systemic", "recurring" or "local"
	Wider     *int     `json:"wider,omitempty"` // percent of random groups of its size that reach less far; of a category
	Owners    []string `json:"owners"`          // at most two
}

func showIssues(s *workshop.Snapshot) []ShownIssue {
	all := []ShownIssue{}
	for _, c := range s.CanvasList() {
		f := insight.Look(s, c.ID)
		strip := f.Strip()
		if len(strip) > 0 {
			f.Chance()
		}
		for _, it := range strip {
			is := ShownIssue{
				ID: string(it.Issue), Canvas: string(c.ID), Name: it.Name, State: "proposed", Category: string(it.Category),
				Notes: []string{}, Stages: it.Stages, Functions: it.Functions, People: it.People, Votes: it.Votes,
				Score: it.Score, Parts: it.Parts, Rule: it.Rule.String(), Owners: []string{},
			}
			if t := f.Theme(it.Category); t != nil {
				is.Wider = &t.Wider
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

// reachWords are what an issue reaches, in a line: "4 stages · 3 functions · 16 notes · 5 people · 12 votes · score 55".
func reachWords(is ShownIssue) string {
	words := []string{counted(is.Stages, "stage", "stages")}
	if is.Functions > 0 {
		words = append(words, counted(is.Functions, "function", "functions"))
	}
	words = append(words, counted(len(is.Notes), "note", "notes"))
	if is.People > 0 {
		words = append(words, counted(is.People, "person", "people"))
	}
	if is.Votes > 0 {
		words = append(words, counted(is.Votes, "vote", "votes"))
	}
	return strings.Join(append(words, "score "+strconv.Itoa(is.Score)), " · ")
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// issueTable lists the systemic issues of a canvas with their evidence.
func issueTable(s *workshop.Snapshot, canvas workshop.CanvasID) GridTable {
	t := GridTable{Title: "Systemic issues", Plain: true,
		Head: []string{"issue", "state", "rule", "stages", "functions", "notes", "people", "votes", "score", "wider than chance %", "owners", "text"}}
	for _, is := range showIssues(s) {
		if is.Canvas != string(canvas) {
			continue
		}
		wider := ""
		if is.Wider != nil {
			wider = strconv.Itoa(*is.Wider)
		}
		var says []string
		for _, id := range is.Notes {
			says = append(says, strings.Join(strings.Fields(s.Notes.Get(workshop.NoteID(id)).Text), " "))
		}
		t.Rows = append(t.Rows, []string{is.Name, is.State, is.Rule, strconv.Itoa(is.Stages), strconv.Itoa(is.Functions), strconv.Itoa(len(is.Notes)),
			voted(is.People), voted(is.Votes), strconv.Itoa(is.Score), wider, strings.Join(is.Owners, ", "), strings.Join(says, "\n")})
	}
	return t.plain()
}

// heatTable is how many notes of a canvas each function has in each stage.
func heatTable(s *workshop.Snapshot, canvas workshop.CanvasID) GridTable {
	g := insight.Look(s, canvas).Heat(nil)
	t := GridTable{Title: "Stages × functions", Head: []string{"function"}}
	for _, st := range g.Stages {
		t.Head = append(t.Head, st.Name)
	}
	for i, name := range g.Functions {
		row := []string{name}
		for j := range g.Stages {
			row = append(row, voted(len(g.At(j, i))))
		}
		t.Rows = append(t.Rows, row)
	}
	return t.plain()
}

// behindTable lists the categories of a canvas and who is behind them.
func behindTable(s *workshop.Snapshot, canvas workshop.CanvasID) GridTable {
	t := GridTable{Title: "Categories", Plain: true, Head: []string{"category", "rule", "stages", "functions", "notes", "votes", "score", "behind it: functions", "behind it: people", "one voice"}}
	f := insight.Look(s, canvas)
	for i := range f.Themes {
		th := &f.Themes[i]
		b := f.Behind(th.Category.ID)
		t.Rows = append(t.Rows, []string{th.Category.Name, th.Rule.String(), strconv.Itoa(th.Stages), strconv.Itoa(th.Functions), strconv.Itoa(th.Notes), voted(th.Votes), strconv.Itoa(th.Score),
			voiceWords(b.Functions), voiceWords(b.People), echoes[b.Echo]})
	}
	return t.plain()
}

// echoes are the words for whose one voice a category is.
var echoes = map[insight.Echo]string{insight.OneAuthor: "author", insight.OneFunction: "function"}

func voiceWords(all []insight.Count) string {
	var words []string
	for _, c := range all {
		words = append(words, c.Name+" "+strconv.Itoa(c.Notes))
	}
	return strings.Join(words, ", ")
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
