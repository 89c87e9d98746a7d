package workshop

import (
	"cmp"
	"slices"
	"sort"
)

// A Snapshot is a whole workshop at one moment. It is immutable and may be read from any
// goroutine; the records that it hands out are shared and must not be written to. The
// zero Snapshot is an empty workshop.
type Snapshot struct {
	Meta        Meta
	Canvases    Table[CanvasID, Canvas]
	Stages      Table[StageID, Stage]
	Lanes       Table[LaneID, Lane]
	Notes       Table[NoteID, Note]
	Categories  Table[CategoryID, Category]
	People      Table[PersonID, Person]
	Links       Table[LinkID, Link]
	Comments    Table[CommentID, Comment]
	Issues      Table[IssueID, Issue]
	Cells       Table[CellID, Cell]
	Findings    Table[FindingID, Finding]
	Polls       Table[PollID, Poll]
	AnswerTable Table[AnswerID, Answer]          // see [Snapshot.Answers]
	other       Table[string, map[string]string] // records of kinds and fields that a later version wrote
}

// With returns the snapshot after d. It costs what d touches, not the size of the
// workshop. Only Before-independent parts of d are used: the fields become After.
func (s *Snapshot) With(d Diff) *Snapshot {
	if d.Empty() {
		return s
	}
	b := NewBuilder(s)
	for _, c := range d {
		b.Set(c.Ref, c.Field, c.After)
	}
	return b.Snapshot()
}

// Has reports whether a record of a kind that this version knows is there, deleted ones
// included.
func (s *Snapshot) Has(ref Ref) bool {
	switch ref.Kind {
	case KindWorkshop:
		return ref.ID == MetaID
	case KindCanvas:
		return s.Canvases.Get(CanvasID(ref.ID)) != nil
	case KindStage:
		return s.Stages.Get(StageID(ref.ID)) != nil
	case KindLane:
		return s.Lanes.Get(LaneID(ref.ID)) != nil
	case KindNote:
		return s.Notes.Get(NoteID(ref.ID)) != nil
	case KindCategory:
		return s.Categories.Get(CategoryID(ref.ID)) != nil
	case KindPerson:
		return s.People.Get(PersonID(ref.ID)) != nil
	case KindLink:
		return s.Links.Get(LinkID(ref.ID)) != nil
	case KindComment:
		return s.Comments.Get(CommentID(ref.ID)) != nil
	case KindIssue:
		return s.Issues.Get(IssueID(ref.ID)) != nil
	case KindCell:
		return s.Cells.Get(CellID(ref.ID)) != nil
	case KindFinding:
		return s.Findings.Get(FindingID(ref.ID)) != nil
	case KindPoll:
		return s.Polls.Get(PollID(ref.ID)) != nil
	case KindAnswer:
		return s.AnswerTable.Get(AnswerID(ref.ID)) != nil
	}
	return false
}

// Field returns the value of one field, "" if it or the record is unset.
func (s *Snapshot) Field(ref Ref, name string) string {
	var v string
	var known bool
	switch ref.Kind {
	case KindWorkshop:
		if ref.ID == MetaID {
			v, known = read(metaFields, &s.Meta, name)
		}
	case KindCanvas:
		v, known = read(canvasFields, s.Canvases.Get(CanvasID(ref.ID)), name)
	case KindStage:
		v, known = read(stageFields, s.Stages.Get(StageID(ref.ID)), name)
	case KindLane:
		v, known = read(laneFields, s.Lanes.Get(LaneID(ref.ID)), name)
	case KindNote:
		v, known = read(noteFields, s.Notes.Get(NoteID(ref.ID)), name)
	case KindCategory:
		v, known = read(categoryFields, s.Categories.Get(CategoryID(ref.ID)), name)
	case KindPerson:
		v, known = read(personFields, s.People.Get(PersonID(ref.ID)), name)
	case KindLink:
		v, known = read(linkFields, s.Links.Get(LinkID(ref.ID)), name)
	case KindComment:
		v, known = read(commentFields, s.Comments.Get(CommentID(ref.ID)), name)
	case KindIssue:
		v, known = read(issueFields, s.Issues.Get(IssueID(ref.ID)), name)
	case KindCell:
		v, known = read(cellFields, s.Cells.Get(CellID(ref.ID)), name)
	case KindFinding:
		v, known = read(findingFields, s.Findings.Get(FindingID(ref.ID)), name)
	case KindPoll:
		v, known = read(pollFields, s.Polls.Get(PollID(ref.ID)), name)
	case KindAnswer:
		v, known = read(answerFields, s.AnswerTable.Get(AnswerID(ref.ID)), name)
	}
	if known {
		return v
	}
	if m := s.other.Get(ref.Key()); m != nil {
		return (*m)[name]
	}
	return ""
}

// read reports false if the kind of record has no field of that name.
func read[T any](fields []field[T], r *T, name string) (string, bool) {
	f, ok := fieldOf(fields, name)
	if !ok || r == nil {
		return "", ok
	}
	return f.get(r), true
}

// Fields calls yield for every set field of every record, in no particular order. It is
// what a stored view is written from; a [Builder] reads it back.
func (s *Snapshot) Fields(yield func(ref Ref, name, value string) bool) {
	ok := emit(KindWorkshop, MetaID, metaFields, &s.Meta, yield) &&
		emitAll(KindCanvas, canvasFields, s.Canvases, yield) &&
		emitAll(KindStage, stageFields, s.Stages, yield) &&
		emitAll(KindLane, laneFields, s.Lanes, yield) &&
		emitAll(KindNote, noteFields, s.Notes, yield) &&
		emitAll(KindCategory, categoryFields, s.Categories, yield) &&
		emitAll(KindPerson, personFields, s.People, yield) &&
		emitAll(KindLink, linkFields, s.Links, yield) &&
		emitAll(KindComment, commentFields, s.Comments, yield) &&
		emitAll(KindIssue, issueFields, s.Issues, yield) &&
		emitAll(KindCell, cellFields, s.Cells, yield) &&
		emitAll(KindFinding, findingFields, s.Findings, yield) &&
		emitAll(KindPoll, pollFields, s.Polls, yield) &&
		emitAll(KindAnswer, answerFields, s.AnswerTable, yield)
	if !ok {
		return
	}
	for key, m := range s.other.All() {
		ref, _ := ParseKey(key)
		for name, v := range *m {
			if v != "" && !yield(ref, name, v) {
				return
			}
		}
	}
}

func emitAll[K ~string, T any](kind Kind, fields []field[T], t Table[K, T], yield func(Ref, string, string) bool) bool {
	for id, r := range t.All() {
		if !emit(kind, string(id), fields, r, yield) {
			return false
		}
	}
	return true
}

func emit[T any](kind Kind, id string, fields []field[T], r *T, yield func(Ref, string, string) bool) bool {
	return each(fields, r, func(name, v string) bool { return yield(Ref{kind, id}, name, v) })
}

// CanvasList returns the canvases that are there, in order. Where people at the same time
// removed the last ones, the first of them is still there.
func (s *Snapshot) CanvasList() []*Canvas {
	all := listed(s.Canvases, func(c *Canvas) (bool, string, string) { return !c.Gone, c.Order, string(c.ID) })
	if len(all) == 0 {
		removed := s.RemovedCanvases()
		return removed[:min(1, len(removed))]
	}
	return all
}

// StageList returns the stages of a canvas that are shown, from left to right.
func (s *Snapshot) StageList(canvas CanvasID) []*Stage {
	return listed(s.Stages, func(r *Stage) (bool, string, string) {
		return r.Canvas == canvas && s.shownStage(r), r.Order, string(r.ID)
	})
}

// LaneList returns the lanes of a canvas that are shown, from top to bottom.
func (s *Snapshot) LaneList(canvas CanvasID) []*Lane {
	return listed(s.Lanes, func(r *Lane) (bool, string, string) {
		return r.Canvas == canvas && s.shownLane(r), r.Order, string(r.ID)
	})
}

// NoteList returns the notes that are on a canvas, those that are only shown there
// included, the lowest first: later ones lie on top. It sorts all of them: keep the result where it is needed often.
func (s *Snapshot) NoteList(canvas CanvasID) []*Note {
	return listed(s.Notes, func(n *Note) (bool, string, string) {
		return !n.Deleted() && n.On(canvas), n.Order, string(n.ID)
	})
}

// NotesOn returns how many notes are on a canvas.
func (s *Snapshot) NotesOn(canvas CanvasID) int {
	n := 0
	for _, note := range s.Notes.All() {
		if !note.Deleted() && note.On(canvas) {
			n++
		}
	}
	return n
}

// AuthorName returns the display name of a person, "" if unknown.
func (s *Snapshot) AuthorName(id PersonID) string {
	if p := s.People.Get(id); p != nil {
		return p.Name
	}
	return ""
}

func listed[K ~string, T any](t Table[K, T], by func(*T) (keep bool, order, id string)) []*T {
	type row struct {
		order, id string
		r         *T
	}
	var rows []row
	for _, r := range t.All() {
		if keep, order, id := by(r); keep {
			rows = append(rows, row{order, id, r})
		}
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.id, b.id))
	})
	out := make([]*T, len(rows))
	for i, r := range rows {
		out[i] = r.r
	}
	return out
}

// Equal reports whether two snapshots hold the same, field by field.
func (s *Snapshot) Equal(o *Snapshot) bool { return len(s.Differences(o, 1)) == 0 }

// Differences lists at most limit fields that differ, sorted, as the Diff from s to o.
func (s *Snapshot) Differences(o *Snapshot, limit int) Diff {
	var d Diff
	s.Fields(func(ref Ref, name, v string) bool {
		if w := o.Field(ref, name); w != v {
			d = append(d, Change{ref, name, v, w})
		}
		return len(d) < limit
	})
	o.Fields(func(ref Ref, name, w string) bool {
		if len(d) < limit && s.Field(ref, name) == "" {
			d = append(d, Change{ref, name, "", w})
		}
		return len(d) < limit
	})
	sort.Slice(d, func(i, j int) bool {
		return cmp.Or(cmp.Compare(d[i].Ref.Key(), d[j].Ref.Key()), cmp.Compare(d[i].Field, d[j].Field)) < 0
	})
	return d
}
