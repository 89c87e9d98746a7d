package proposal

import (
	"context"
	"strings"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// A Mode is by what notes are grouped.
type Mode int

// The modes.
const (
	Likeness Mode = iota // by their words; piles that people began are gone on with
	Piles                // the same, but only into those piles
	Color
	Function
	Stage
	Author
	Words // by words that the person typed
	Votes // by how many dots people put on them
)

// A Question asks for categories.
type Question struct {
	Mode  Mode
	Words []string                                // of the mode Words; of Votes what many, some and none are called
	Only  []workshop.NoteID                       // these notes; nil for all of the canvas
	Lane  string                                  // of which Only are the notes, "" where a person selected them
	Pins  map[workshop.NoteID]workshop.CategoryID // examples that the person gave, see [Draft.Pins]
}

// An Answer is what is known of the notes before somebody says how many categories there
// should be. It may be read from any goroutine.
type Answer struct {
	Mode     Mode
	Notes    int // that are grouped
	Snapshot *workshop.Snapshot
	Canvas   workshop.CanvasID

	some     bool // not all of the canvas
	notes    []cluster.Note
	texts    map[workshop.NoteID]string // of these notes, as they were looked at
	stacks   [][]workshop.NoteID        // of notes that say nearly the same
	analysis *cluster.Analysis          // of likeness, nil in other modes
	fixed    *cluster.Proposal          // of the other modes
}

// Ask looks at the notes. It may take seconds for thousands; progress is called with 0…1 on
// the calling goroutine and may be nil. Errors: [cluster.ErrTooMany], the context's.
func (q Question) Ask(ctx context.Context, s *workshop.Snapshot, canvas workshop.CanvasID, progress func(float64)) (*Answer, error) {
	notes, names := read(s, canvas, q)
	a := &Answer{Mode: q.Mode, Notes: len(notes), Snapshot: s, Canvas: canvas, notes: notes, some: q.Only != nil, texts: make(map[workshop.NoteID]string, len(notes))}
	for _, n := range notes {
		a.texts[workshop.NoteID(n.ID)] = n.Text
	}
	o := cluster.Options{Same: s.Meta.Same(), Names: names, Progress: progress}
	switch q.Mode {
	case Color, Function, Stage, Author:
		a.fixed = cluster.By(notes, map[Mode]func(cluster.Note) string{
			Color: cluster.Note.ByColor, Function: cluster.Note.ByFunction, Stage: cluster.Note.ByStage, Author: cluster.Note.ByAuthor,
		}[q.Mode])
	case Votes:
		a.fixed = byVotes(notes, s.DotCounts(""), q.Words)
	case Words:
		a.fixed = cluster.ByWords(notes, q.Words, o)
	default:
		var err error
		if a.analysis, err = cluster.Analyse(ctx, notes, o); err != nil {
			return nil, err
		}
		a.stacks = stacked(a.analysis.Pairs())
	}
	return a, ctx.Err()
}

// Fixed reports whether the answer follows from something that is said of each note, and
// asking again costs next to nothing.
func (a *Answer) Fixed() bool { return a.analysis == nil }

// Range is how many categories can be asked for, and how many are proposed; all the same
// where nothing is to choose.
func (a *Answer) Range() (least, most, auto int) {
	if a.analysis == nil || a.Mode == Piles {
		return 0, 0, 0
	}
	least, most = a.analysis.Range()
	return least, most, max(least, min(most, a.analysis.Auto()))
}

// At proposes k categories, 0 for as many as the notes fall into. It is quick, and may be
// called on any goroutine.
func (a *Answer) At(k int) *cluster.Proposal {
	if a.analysis == nil {
		return a.fixed
	}
	return a.analysis.Groups(k)
}

// read is what package cluster is to know of the notes of a canvas. A note that people put
// where it is stays there, and while piles are filled so do all; a locked one that is in no category is nobody's business.
func read(s *workshop.Snapshot, canvas workshop.CanvasID, q Question) ([]cluster.Note, map[string]string) {
	wanted := make(map[workshop.NoteID]bool, len(q.Only))
	for _, id := range q.Only {
		wanted[id] = true
	}
	names := make(map[string]string)
	var notes []cluster.Note
	for _, n := range s.NoteList(canvas) {
		c := s.CategoryOf(n)
		if n.Shape == workshop.Words || c == nil && n.Locked() {
			continue
		}
		group := ""
		if c != nil && (q.Mode == Piles || !s.MaySort(n)) {
			group, names[string(c.ID)] = string(c.ID), c.Name
		}
		if pin := q.Pins[n.ID]; pin != "" && group == "" {
			group = string(pin)
		}
		if q.Only != nil && !wanted[n.ID] && group == "" {
			continue
		}
		notes = append(notes, cluster.Note{
			ID: string(n.ID), Text: n.Text, Group: group, Stage: stageName(s, n, canvas), Function: functionOf(s, n),
			Author: s.AuthorName(n.Author), Color: colorName(s, n.Color),
		})
	}
	return notes, names
}

func stageName(s *workshop.Snapshot, n *workshop.Note, canvas workshop.CanvasID) string {
	at, _ := n.PlaceOn(canvas)
	id, _ := s.StageOf(at.Region.Stage)
	if st := s.Stages.Get(id); st != nil {
		return st.Name
	}
	return ""
}

// functionOf is the functional areas that a note counts for, in one line.
func functionOf(s *workshop.Snapshot, n *workshop.Note) string {
	return strings.Join(s.FunctionsOf(n), ", ")
}

// colorName is what a colour means here, or else what it is called.
func colorName(s *workshop.Snapshot, c workshop.Color) string {
	if words := s.Meta.Meaning(c); words != "" {
		return words
	}
	if c == "" {
		return ""
	}
	return strings.ToUpper(string(c[:1])) + string(c[1:])
}

// Suggest says where one note would fit among the categories that there are, with the notes
// that are in them now; at most three, the best first.
func Suggest(ctx context.Context, s *workshop.Snapshot, canvas workshop.CanvasID, note workshop.NoteID) ([]Place, error) {
	notes, _ := read(s, canvas, Question{Mode: Piles})
	var groups []cluster.Group
	at := make(map[string]int)
	for i, n := range notes {
		if n.ID == string(note) {
			notes[i].Group = ""
			continue
		}
		if n.Group == "" {
			continue
		}
		g, known := at[n.Group]
		if !known {
			g = len(groups)
			at[n.Group] = g
			groups = append(groups, cluster.Group{ID: n.Group})
		}
		groups[g].Members = append(groups[g].Members, cluster.Member{ID: n.ID})
	}
	a, err := cluster.Analyse(ctx, notes, cluster.Options{Same: s.Meta.Same()})
	if err != nil {
		return nil, err
	}
	var places []Place
	for _, p := range a.Suggest(string(note), groups) {
		places = append(places, Place{Group: workshop.CategoryID(groups[p.Group].ID), Score: p.Score, Reason: p.Reason})
	}
	return places, nil
}
