package proposal

import (
	"slices"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// A Draft is a proposal as it stands: what was proposed, and what the person made of it. It
// belongs to one goroutine.
type Draft struct {
	Answer *Answer
	Said   *cluster.Proposal // as it was proposed, for the number of categories asked for last

	Groups   []*Group // the piles that people began first, then the largest first
	Unsorted []Loose  // in no category, by how well they would fit somewhere
	Gone     []*Group // proposed before and not any more

	snap  *workshop.Snapshot
	newID func() string
	put   map[workshop.NoteID]workshop.CategoryID // by the person; "" is unsorted
	votes map[workshop.NoteID]int                 // of each note that has any, in voted
	voted *workshop.Snapshot
	later *Answer // of notes that came since, only to suggest places
}

// A Group is one category of a draft.
type Group struct {
	ID     workshop.CategoryID
	Name   string
	Own    string   // the name that the person gave it, "" if none
	Others []string // names that it could have, at most three
	Color  workshop.Color
	Medoid workshop.NoteID // the note that is most like the others
	Echo   cluster.Echo

	There  bool // the category is in the document
	Person bool // people began it: it keeps its name and its notes, and only receives
	Shut   bool // people asked to keep it as it is: it does not even receive
	Kept   bool // the person wants it as it is, however many are asked for
	Off    bool // the person does not want it: its notes stay where they are

	Members    []Member
	Came, Left int      // notes, by what is in the document
	Shared     []string // words of its notes that most of them share, at most four
	proposed   string   // the name that was proposed
	notes      map[workshop.NoteID]bool
}

// A Member is a note of a group.
type Member struct {
	Note   workshop.NoteID
	Stays  bool // it is there already and stays, whatever is proposed
	Put    bool // the person put it there
	Reason cluster.Reason

	Reworded bool // its words are others than those that were looked at
}

// A Loose note is in no category of the draft.
type Loose struct {
	Note   workshop.NoteID
	Places []Place // the best first, at most three
}

// A Place is a category that a note could join.
type Place struct {
	Group  workshop.CategoryID
	Score  float64
	Reason cluster.Reason
}

// NewDraft begins with what an answer proposes by itself. NewID makes fresh ids.
func NewDraft(a *Answer, newID func() string) *Draft {
	d := &Draft{Answer: a, snap: a.Snapshot, newID: newID, put: make(map[workshop.NoteID]workshop.CategoryID)}
	for _, c := range a.Snapshot.CategoryList() {
		if members := a.Snapshot.Members(c.ID, a.Canvas); len(members) > 0 && (c.Open() || d.reads(members)) {
			g := &Group{ID: c.ID, Name: c.Name, proposed: c.Name, Color: c.Color.AsHue(), There: true, Person: !c.Open(), Shut: c.Kept}
			g.fill(members)
			d.Groups = append(d.Groups, g)
		}
	}
	d.Set(a.At(0))
	return d
}

// reads reports whether one of some notes was looked at.
func (d *Draft) reads(members []*workshop.Note) bool {
	return slices.ContainsFunc(members, func(n *workshop.Note) bool {
		return slices.ContainsFunc(d.Answer.notes, func(c cluster.Note) bool { return c.ID == string(n.ID) })
	})
}

func (g *Group) fill(members []*workshop.Note) {
	g.notes = make(map[workshop.NoteID]bool, len(members))
	for _, n := range members {
		g.notes[n.ID] = true
	}
}

// Group finds a category of the draft, nil if it is none of it.
func (d *Draft) Group(id workshop.CategoryID) *Group {
	for _, g := range d.Groups {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// Of is the category that a note is in, and as what; nil if it is in none of the draft.
func (d *Draft) Of(note workshop.NoteID) (*Group, Member) {
	for _, g := range d.Groups {
		if g.notes[note] {
			for _, m := range g.Members {
				if m.Note == note {
					return g, m
				}
			}
		}
	}
	return nil, Member{}
}

// Places are where a note would fit that is in no category, the best first.
func (d *Draft) Places(note workshop.NoteID) []Place {
	for _, l := range d.Unsorted {
		if l.Note == note {
			return l.Places
		}
	}
	return nil
}

// Counts are how many new notes are placed, how many of the categories are wanted, and how
// many notes are in none.
func (d *Draft) Counts() (groups, notes, unsorted int) {
	for _, g := range d.Groups {
		if !g.Off {
			groups++
			notes += len(g.Members)
		}
	}
	return groups, notes, len(d.Unsorted)
}

// Alternatives are where a note could go other than where it is, the best first.
func (d *Draft) Alternatives(note workshop.NoteID) []Place {
	at, _ := d.Of(note)
	var others []Place
	for _, p := range d.suggest(note, d.clusters()) {
		if at == nil || p.Group != at.ID {
			others = append(others, p)
		}
	}
	return others
}

// Snapshot is the workshop that the draft goes by.
func (d *Draft) Snapshot() *workshop.Snapshot { return d.snap }

// Note is a note of the canvas that is there, nil otherwise.
func (d *Draft) Note(id workshop.NoteID) *workshop.Note {
	n := d.snap.Notes.Get(id)
	if id == "" || n == nil || n.Deleted() || !n.On(d.Answer.Canvas) {
		return nil
	}
	return n
}

// Reach is how many stages and functions the notes of a group come from.
func (d *Draft) Reach(g *Group) (stages, functions int) {
	in, of := make(map[workshop.StageID]bool), make(map[string]bool)
	for _, m := range g.Members {
		n := d.snap.Notes.Get(m.Note)
		if n == nil {
			continue
		}
		if at, ok := n.PlaceOn(d.Answer.Canvas); ok {
			if st, ok := d.snap.StageOf(at.Region.Stage); ok && st != "" {
				in[st] = true
			}
		}
		if f := functionOf(d.snap, n); f != "" {
			of[f] = true
		}
	}
	return len(in), len(of)
}
