package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A board is a workshop as the checks of one method look at it. It is made once and read
// by all of them.
type board struct {
	methods  []*method.Method
	m        *method.Method
	s        *workshop.Snapshot
	canvases []*workshop.Canvas // of the method, in order
	byCard   map[string][]*workshop.Note
	cells    map[workshop.Region][]*workshop.Note // also of notes that are shown there further
	inside   map[workshop.StageID]map[string]bool // keys of lanes that have notes in the canvases of a stage

	answers  map[[2]string][]*workshop.Answer // by question and what it is about
	presence []insight.Presence
	links    map[workshop.NoteID][]workshop.NoteID // both ways
	owned    map[string]map[string]bool            // keys of rows that a mark of a grid stands in, by mark
}

func newBoard(methods []*method.Method, m *method.Method, s *workshop.Snapshot) *board {
	b := &board{methods: methods, m: m, s: s, byCard: make(map[string][]*workshop.Note),
		cells: make(map[workshop.Region][]*workshop.Note), inside: make(map[workshop.StageID]map[string]bool)}
	mine := make(map[workshop.CanvasID]*method.CanvasKind)
	for _, c := range s.CanvasList() {
		if strings.HasPrefix(c.Kind, m.Name+"/") {
			b.canvases = append(b.canvases, c)
			mine[c.ID] = method.Find(methods, c.Kind)
		}
	}
	for _, n := range s.Notes.All() {
		if n.Deleted() || n.Place.Region == (workshop.Region{}) && mine[n.Place.Canvas] == nil {
			continue
		}
		if mine[n.Place.Canvas] != nil {
			card := b.card(n, mine[n.Place.Canvas])
			b.byCard[card] = append(b.byCard[card], n)
		}
		if k := mine[n.Place.Canvas]; k == nil || !k.Stray(n) {
			b.put(n, n.Place)
		}
		for _, e := range n.Shown.All() {
			if p, ok := workshop.ParsePlace(e.Value); ok {
				b.put(n, p)
			}
		}
	}
	for _, notes := range b.byCard {
		slices.SortFunc(notes, func(a, b *workshop.Note) int { return strings.Compare(string(a.ID), string(b.ID)) })
	}
	return b
}

// put counts a note in the cell where it is shown, and for the stage that the canvas is
// the inside of.
func (b *board) put(n *workshop.Note, p workshop.Place) {
	r, ok := b.s.ShownIn(p.Region)
	if !ok {
		return
	}
	b.cells[r] = append(b.cells[r], n)
	c, lane := b.s.Canvases.Get(p.Canvas), b.s.Lanes.Get(r.Lane)
	if c == nil || c.Gone || c.Of == "" || lane == nil || lane.Key == "" {
		return
	}
	if of, ok := b.s.StageOf(c.Of); ok {
		if b.inside[of] == nil {
			b.inside[of] = make(map[string]bool)
		}
		b.inside[of][lane.Key] = true
	}
}

// card is the kind of a note: what it was written as, else what its lane makes of notes.
func (b *board) card(n *workshop.Note, kind *method.CanvasKind) string {
	if n.Kind != "" {
		return n.Kind
	}
	if r, ok := b.s.ShownIn(n.Place.Region); ok {
		return kind.Lane(b.s.Lanes.Get(r.Lane)).Card
	}
	return ""
}

// of lists the notes of cards, in the order of their stages and then of their ids.
func (b *board) of(cards []string) []*workshop.Note {
	var all []*workshop.Note
	for i, card := range cards {
		if !slices.Contains(cards[:i], card) {
			all = append(all, b.byCard[card]...)
		}
	}
	rank := make(map[workshop.StageID]int)
	for _, c := range b.canvases {
		for _, st := range b.s.StageList(c.ID) {
			rank[st.ID] = len(rank) + 1
		}
	}
	slices.SortStableFunc(all, func(a, c *workshop.Note) int { return rank[b.stage(a)] - rank[b.stage(c)] })
	return all
}

// stage is where a note is shown, "" on the Unplaced shelf.
func (b *board) stage(n *workshop.Note) workshop.StageID {
	r, _ := b.s.ShownIn(n.Place.Region)
	return r.Stage
}

// lookedAt are the canvases that a check looks at: those of its kind, or all.
func (r *run) lookedAt() []*workshop.Canvas {
	var all []*workshop.Canvas
	for _, c := range r.canvases {
		if r.check.Canvas == "" || c.Kind == r.check.Canvas {
			all = append(all, c)
		}
	}
	return all
}

// stageName is the name of a stage, "" of none.
func (b *board) stageName(id workshop.StageID) string {
	if st := b.s.Stages.Get(id); st != nil {
		return st.Name
	}
	return ""
}

// nameLength is how many characters of a note stand for it in a sentence.
const nameLength = 48

// name is a note in a sentence: its words, on one line.
func name(n *workshop.Note) string { return short(n.Text) }

func short(text string) string {
	words := strings.Join(strings.Fields(text), " ")
	if words == "" {
		return "a note without words"
	}
	if utf8.RuneCountInString(words) <= nameLength {
		return words
	}
	return strings.TrimSpace(string([]rune(words)[:nameLength-1])) + "…"
}

func number(n int) string { return strconv.Itoa(n) }

// question lists the answers to a question about something, read once for all checks.
func (b *board) question(poll, about string) []*workshop.Answer {
	if b.answers == nil {
		b.answers = make(map[[2]string][]*workshop.Answer)
		for _, a := range b.s.AnswerTable.All() {
			if a.Value != "" {
				at := [2]string{a.Poll, a.About}
				b.answers[at] = append(b.answers[at], a)
			}
		}
	}
	return b.answers[[2]string{poll, about}]
}

// linked lists the notes at the other ends of a note's links.
func (b *board) linked(id workshop.NoteID) []workshop.NoteID {
	if b.links == nil {
		b.links = make(map[workshop.NoteID][]workshop.NoteID)
		for _, l := range b.s.Links.All() {
			if b.s.LinkShown(l) {
				b.links[l.From] = append(b.links[l.From], l.To)
				b.links[l.To] = append(b.links[l.To], l.From)
			}
		}
	}
	return b.links[id]
}

// marked reports whether a mark of any grid stands in the row of a note.
func (b *board) marked(mark string, n *workshop.Note) bool {
	if b.owned == nil {
		b.owned = make(map[string]map[string]bool)
		for _, c := range b.s.Cells.All() {
			if grid := b.s.Canvases.Get(c.Canvas); grid == nil || grid.Gone {
				continue
			}
			for _, e := range c.Marks.All() {
				if b.owned[e.Key] == nil {
					b.owned[e.Key] = make(map[string]bool)
				}
				b.owned[e.Key][c.Row] = true
			}
		}
	}
	return b.owned[mark][n.ID.Ref().Key()]
}

// heard tells how the functions take part, read once for all checks.
func (b *board) heard() []insight.Presence {
	if b.presence == nil {
		b.presence = insight.Present(b.s)
	}
	return b.presence
}
