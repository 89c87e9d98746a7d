package exchange

import (
	"cmp"
	"slices"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A Shown is the JSON of "throughline show": the whole workshop, as programs read it.
// Notes that were deleted are left out; every list is there even when it is empty, and
// two laptops with the same heads print the same.
type Shown struct {
	ID         string            `json:"id"`
	Title      string            `json:"title"`
	Heads      []string          `json:"heads"`
	Canvases   []ShownCanvas     `json:"canvases"`
	Stages     []ShownRegion     `json:"stages"` // canvas by canvas, from left to right
	Lanes      []ShownRegion     `json:"lanes"`  // canvas by canvas, from top to bottom
	Notes      []ShownNote       `json:"notes"`  // by id
	Categories []ShownCategory   `json:"categories"`
	Legend     map[string]string `json:"legend,omitempty"`   // what note colours mean, by colour
	Variants   []ShownVariant    `json:"variants,omitempty"` // what differs from the canvas that each is a variant of
	Lost       []ShownLost       `json:"lost,omitempty"`     // notes whose stage, lane or card is gone
	Links      []ShownLink       `json:"links"`              // by id
	Issues     []ShownIssue      `json:"issues"`             // canvas by canvas: confirmed ones first, then what is proposed, by score
	Grids      []ShownGrid       `json:"grids,omitempty"`
	Findings   []ShownFinding    `json:"findings"` // open ones first, the heaviest first
	Brackets   []ShownBracket    `json:"brackets,omitempty"`
	Agenda     *ShownAgenda      `json:"agenda,omitempty"` // of a workshop that follows a recipe
	Curves     []ShownCurve      `json:"curves,omitempty"`
	Validation []ShownValidation `json:"validation,omitempty"` // stage by stage, of canvases of which somebody judged a note
	Balances   []ShownBalance    `json:"balances,omitempty"`
	Polls      []ShownPoll       `json:"polls,omitempty"`  // that were not put away
	Voices     []ShownVoice      `json:"voices,omitempty"` // heard ones first, then silent, then absent
}

// A ShownCanvas is a canvas.
type ShownCanvas struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	Kind   string `json:"kind"`
	Header string `json:"header"`
	Within
}

// A ShownRegion is a stage or a lane.
type ShownRegion struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Canvas string `json:"canvas"`
	From   string `json:"from,omitempty"` // the stage of another canvas that it stands for
}

// A ShownNote is a note. Stage, lane and author are names, as the other commands take
// them; a note on the Unplaced shelf has no stage and no lane.
type ShownNote struct {
	ID        string         `json:"id"`
	Canvas    string         `json:"canvas"`
	Stage     string         `json:"stage"`
	Lane      string         `json:"lane"`
	X         float64        `json:"x"` // relative to the cell, canvas units
	Y         float64        `json:"y"`
	Text      string         `json:"text"`
	Color     string         `json:"color"`
	Author    string         `json:"author"`
	Category  string         `json:"category"` // id of one that is there; "" for a note in none
	Function  string         `json:"function,omitempty"`
	Functions []string       `json:"functions,omitempty"` // that it counts for: its own, else its colour's, else its author's
	StageID   string         `json:"stageId"`
	LaneID    string         `json:"laneId"`
	AuthorID  string         `json:"authorId"`
	Tags      []string       `json:"tags,omitempty"`
	Size      string         `json:"size,omitempty"`      // "" small, medium, large
	Shape     string         `json:"shape,omitempty"`     // "" a sticky, text: words without a sheet
	Image     string         `json:"image,omitempty"`     // sha256/width/height of its picture
	Comments  []ShownComment `json:"comments,omitempty"`  // the earliest first
	Votes     int            `json:"votes,omitempty"`     // dots that people put on it
	Contested bool           `json:"contested,omitempty"` // people move it to and fro between categories
	Rescued   bool           `json:"rescued,omitempty"`   // deleted by one while another wrote on it
	Also      []ShownPlace   `json:"also,omitempty"`      // further canvases that it is shown on
	Card      string         `json:"card,omitempty"`      // id of its card in the method
	Fields    []ShownField   `json:"fields,omitempty"`    // what is said of it beside its words, by key
}

// A ShownComment is a comment on a note.
type ShownComment struct {
	ID     string `json:"id"`
	Author string `json:"author"`
	Text   string `json:"text"`
	At     string `json:"at"` // Unix milliseconds by its author's clock
}

func showComments(s *workshop.Snapshot, note workshop.NoteID) []ShownComment {
	var all []ShownComment
	for _, c := range s.CommentsOn(note) {
		all = append(all, ShownComment{string(c.ID), s.AuthorName(c.Author), c.Text, c.At})
	}
	return all
}

// A ShownCategory is a category.
type ShownCategory struct {
	ID    string       `json:"id"`
	Name  string       `json:"name"`
	Color string       `json:"color"`           // its hue
	Reach []ShownReach `json:"reach,omitempty"` // on each canvas where it has notes
}

// A ShownReach is how far a category reaches on a canvas, and who is behind it.
type ShownReach struct {
	Canvas    string       `json:"canvas"`
	Notes     int          `json:"notes"`
	Stages    int          `json:"stages"`
	Functions []ShownCount `json:"functions"` // the most notes first
	People    []ShownCount `json:"people"`    // likewise, whose names are known
	Votes     int          `json:"votes,omitempty"`
	Rule      string       `json:"rule"`           // "systemic", "recurring" or "local"
	Score     int          `json:"score"`          // 0 to 100
	Echo      string       `json:"echo,omitempty"` // whose one voice it is: "author" or "function"
}

// A ShownCount is how many notes are somebody's.
type ShownCount struct {
	Name  string `json:"name"`
	Notes int    `json:"notes"`
}

// showReach tells of every category how far it reaches, canvas by canvas.
func showReach(s *workshop.Snapshot) map[workshop.CategoryID][]ShownReach {
	all := make(map[workshop.CategoryID][]ShownReach)
	counts := func(from []insight.Count) []ShownCount {
		to := []ShownCount{}
		for _, c := range from {
			to = append(to, ShownCount(c))
		}
		return to
	}
	for _, c := range s.CanvasList() {
		f := insight.Look(s, c.ID)
		for i := range f.Themes {
			t := &f.Themes[i]
			b := f.Behind(t.Category.ID)
			all[t.Category.ID] = append(all[t.Category.ID], ShownReach{
				Canvas: string(c.ID), Notes: t.Notes, Stages: t.Stages, Functions: counts(b.Functions), People: counts(b.People),
				Votes: t.Votes, Rule: t.Rule.String(), Score: t.Score, Echo: echoes[b.Echo],
			})
		}
	}
	return all
}

// Show describes a workshop. Heads are the document's, id is the workshop's; methods say what
// can be computed of it.
func Show(s *workshop.Snapshot, heads []string, id string, methods ...*method.Method) Shown {
	shown := Shown{
		ID: id, Title: s.Meta.Title, Heads: append([]string{}, heads...),
		Canvases: []ShownCanvas{}, Stages: []ShownRegion{}, Lanes: []ShownRegion{},
		Notes: make([]ShownNote, 0, s.Notes.Len()), Categories: []ShownCategory{},
	}
	slices.Sort(shown.Heads)
	for _, e := range s.Meta.Legend.All() {
		if shown.Legend == nil {
			shown.Legend = make(map[string]string)
		}
		shown.Legend[e.Key] = e.Value
	}
	for _, c := range s.CanvasList() {
		shown.Canvases = append(shown.Canvases, ShownCanvas{string(c.ID), c.Title, c.Kind, c.Header, withinOf(s, c)})
		for _, st := range s.StageList(c.ID) {
			shown.Stages = append(shown.Stages, ShownRegion{string(st.ID), st.Name, string(c.ID), string(st.From)})
		}
		for _, l := range s.LaneList(c.ID) {
			shown.Lanes = append(shown.Lanes, ShownRegion{ID: string(l.ID), Name: l.Name, Canvas: string(c.ID)})
		}
	}
	votes := s.DotCounts("")
	for _, n := range s.Notes.All() {
		if !n.Deleted() {
			one := showNote(s, n)
			one.Votes = votes[n.ID]
			if c := s.Canvases.Get(n.Place.Canvas); c != nil && method.Find(methods, c.Kind).Stray(n) {
				one.Stage, one.Lane = "", ""
			}
			shown.Notes = append(shown.Notes, one)
		}
	}
	slices.SortFunc(shown.Notes, func(a, b ShownNote) int { return cmp.Compare(a.ID, b.ID) })
	reach := showReach(s)
	for _, c := range s.CategoryList() {
		shown.Categories = append(shown.Categories, ShownCategory{string(c.ID), c.Name, string(c.Color.AsHue()), reach[c.ID]})
	}
	shown.Links = showLinks(s)
	shown.Issues = showIssues(s)
	shown.Findings, shown.Brackets = showFindings(s, methods), showBrackets(s)
	shown.Variants = showVariants(s)
	shown.Lost = showLost(s, methods)
	shown.Agenda = showAgenda(s)
	shown.Curves = showCurves(s, methods)
	shown.Grids = showGrids(s, methods)
	shown.Polls = showPolls(s)
	shown.Validation, shown.Balances = showValidation(s), showBalances(s, methods)
	shown.Voices = showVoices(s)
	return shown
}

func showNote(s *workshop.Snapshot, n *workshop.Note) ShownNote {
	stage, lane := regionNames(s, n)
	category := ""
	if c := s.CategoryOf(n); c != nil {
		category = string(c.ID)
	}
	r, shown := s.ShownIn(n.Place.Region)
	if !shown {
		r = n.Place.Region
	}
	return ShownNote{
		ID: string(n.ID), Canvas: string(n.Place.Canvas), Stage: stage, Lane: lane,
		X: n.Place.At.X, Y: n.Place.At.Y, Text: n.Text, Color: string(n.Color),
		Author: s.AuthorName(n.Author), Category: category, Function: n.Function, Functions: s.FunctionsOf(n),
		Tags: n.Tags(), Size: string(n.Size), Shape: string(n.Shape),
		StageID: string(r.Stage), LaneID: string(r.Lane),
		AuthorID: string(n.Author), Image: n.Image, Comments: showComments(s, n.ID), Contested: s.Contested(n), Rescued: n.Rescued(), Also: showAlso(s, n),
		Card: n.Kind, Fields: showFields(n),
	}
}

// regionNames names the stage and the lane where a note is shown, which is not where it
// was put if that was merged into another; both are "" where one of them is gone.
func regionNames(s *workshop.Snapshot, n *workshop.Note) (stage, lane string) {
	return namesOn(s, n, n.Place.Canvas)
}

// namesOn names them on a canvas on which the note is, by its own place or a further one.
func namesOn(s *workshop.Snapshot, n *workshop.Note, canvas workshop.CanvasID) (stage, lane string) {
	r, ok := s.ShownOn(n, canvas)
	if !ok {
		return "", ""
	}
	return s.Stages.Get(r.Stage).Name, s.Lanes.Get(r.Lane).Name
}
