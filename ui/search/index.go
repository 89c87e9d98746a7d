package search

import (
	"strings"

	"throughline.app/workshop"
)

// An Index finds notes of one canvas, as one snapshot has them. It may be read from any
// goroutine.
type Index struct {
	entries []entry
	known   map[workshop.NoteID]int
	names   names
}

type entry struct {
	note  *workshop.Note
	stage workshop.StageID
	hay   string // folded, parts set apart by a newline
}

// names are where entries have words from beside the note's own.
type names struct {
	people     workshop.Table[workshop.PersonID, workshop.Person]
	categories workshop.Table[workshop.CategoryID, workshop.Category]
	stages     workshop.Table[workshop.StageID, workshop.Stage]
}

// New indexes the notes of order, which is the order of what is found. StageOf tells in
// which stage a note is shown, "" for none. What has not changed since before, which may
// be nil, is taken over.
func New(before *Index, s *workshop.Snapshot, order []workshop.NoteID, stageOf func(*workshop.Note) workshop.StageID) *Index {
	ix := &Index{
		entries: make([]entry, 0, len(order)),
		known:   make(map[workshop.NoteID]int, len(order)),
	}
	ix.names = names{s.People, s.Categories, s.Stages}
	same := before != nil && before.names == ix.names
	folded := make(map[string]string) // of names, which come again and again
	name := func(s string) string {
		f, ok := folded[s]
		if !ok {
			f = Fold(s)
			folded[s] = f
		}
		return f
	}
	for _, id := range order {
		n := s.Notes.Get(id)
		if n == nil {
			continue
		}
		e := entry{note: n, stage: stageOf(n)}
		if same {
			if i, ok := before.known[id]; ok && before.entries[i].note == n && before.entries[i].stage == e.stage {
				e.hay = before.entries[i].hay
			}
		}
		if e.hay == "" {
			e.hay = hay(s, e, name)
		}
		ix.known[id] = len(ix.entries)
		ix.entries = append(ix.entries, e)
	}
	return ix
}

func hay(s *workshop.Snapshot, e entry, name func(string) string) string {
	parts := []string{Fold(e.note.Text), name(s.AuthorName(e.note.Author)), name(e.note.Function)}
	for _, t := range e.note.Tags() {
		parts = append(parts, name(t))
	}
	if c := s.CategoryOf(e.note); c != nil {
		parts = append(parts, name(c.Name))
	}
	if st := s.Stages.Get(e.stage); st != nil {
		parts = append(parts, name(st.Name))
	}
	return strings.Join(append(parts, said(e.note, name)...), "\n")
}

// Len is how many notes are indexed.
func (ix *Index) Len() int { return len(ix.entries) }

// Stage is the stage in which a note is shown, "" for none.
func (ix *Index) Stage(id workshop.NoteID) workshop.StageID {
	if i, ok := ix.known[id]; ok {
		return ix.entries[i].stage
	}
	return ""
}

// Find lists the notes that hold every word of query somewhere, in the index's order. A
// query without a word finds nothing. "channel:web" asks for notes in whose typed field
// channel a value begins so; one with blanks is written persona:"owner of".
func (ix *Index) Find(query string) []workshop.NoteID {
	words := terms(Fold(query))
	if len(words) == 0 {
		return nil
	}
	var found []workshop.NoteID
next:
	for i := range ix.entries {
		for _, w := range words {
			if !strings.Contains(ix.entries[i].hay, w) {
				continue next
			}
		}
		found = append(found, ix.entries[i].note.ID)
	}
	return found
}
