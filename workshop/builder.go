package workshop

// A Builder makes the next [Snapshot] from one before, field by field. It belongs to one
// goroutine, and ends with [Builder.Snapshot].
type Builder struct {
	meta       Meta
	canvases   tableEdit[CanvasID, Canvas]
	stages     tableEdit[StageID, Stage]
	lanes      tableEdit[LaneID, Lane]
	notes      tableEdit[NoteID, Note]
	categories tableEdit[CategoryID, Category]
	people     tableEdit[PersonID, Person]
	links      tableEdit[LinkID, Link]
	comments   tableEdit[CommentID, Comment]
	issues     tableEdit[IssueID, Issue]
	cells      tableEdit[CellID, Cell]
	findings   tableEdit[FindingID, Finding]
	polls      tableEdit[PollID, Poll]
	answers    tableEdit[AnswerID, Answer]
	other      tableEdit[string, map[string]string]
	fresh      map[any]bool // records that this builder has already copied
	last       Ref
	lastRecord any
}

// NewBuilder begins with what s holds; a nil s is an empty workshop.
func NewBuilder(s *Snapshot) *Builder {
	b := &Builder{fresh: make(map[any]bool)}
	if s != nil {
		b.meta = s.Meta
		b.canvases.table = s.Canvases
		b.stages.table = s.Stages
		b.lanes.table = s.Lanes
		b.notes.table = s.Notes
		b.categories.table = s.Categories
		b.people.table = s.People
		b.links.table = s.Links
		b.comments.table = s.Comments
		b.issues.table = s.Issues
		b.cells.table = s.Cells
		b.findings.table = s.Findings
		b.polls.table = s.Polls
		b.answers.table = s.AnswerTable
		b.other.table = s.other
	}
	return b
}

// Set gives one field a value; "" unsets it, and a record of which no field is set is no
// longer there. Fields that this version does not know are
// kept beside the record, so that a newer laptop's words survive an older one.
func (b *Builder) Set(ref Ref, name, value string) {
	var known bool
	switch ref.Kind {
	case KindWorkshop:
		if f, ok := fieldOf(metaFields, name); ok && ref.ID == MetaID {
			f.set(&b.meta, value)
			known = true
		}
	case KindCanvas:
		known = put(b, &b.canvases, canvasFields, CanvasID(ref.ID), ref, name, value, func(r *Canvas) { r.ID = CanvasID(ref.ID) })
	case KindStage:
		known = put(b, &b.stages, stageFields, StageID(ref.ID), ref, name, value, func(r *Stage) { r.ID = StageID(ref.ID) })
	case KindLane:
		known = put(b, &b.lanes, laneFields, LaneID(ref.ID), ref, name, value, func(r *Lane) { r.ID = LaneID(ref.ID) })
	case KindNote:
		known = put(b, &b.notes, noteFields, NoteID(ref.ID), ref, name, value, func(r *Note) { r.ID = NoteID(ref.ID) })
	case KindCategory:
		known = put(b, &b.categories, categoryFields, CategoryID(ref.ID), ref, name, value, func(r *Category) { r.ID = CategoryID(ref.ID) })
	case KindPerson:
		known = put(b, &b.people, personFields, PersonID(ref.ID), ref, name, value, func(r *Person) { r.ID = PersonID(ref.ID) })
	case KindComment:
		known = put(b, &b.comments, commentFields, CommentID(ref.ID), ref, name, value, func(r *Comment) { r.ID = CommentID(ref.ID) })
	case KindIssue:
		known = put(b, &b.issues, issueFields, IssueID(ref.ID), ref, name, value, func(r *Issue) { r.ID = IssueID(ref.ID) })
	case KindCell:
		known = put(b, &b.cells, cellFields, CellID(ref.ID), ref, name, value, func(r *Cell) { r.ID = CellID(ref.ID) })
	case KindFinding:
		known = put(b, &b.findings, findingFields, FindingID(ref.ID), ref, name, value, func(r *Finding) { r.ID = FindingID(ref.ID) })
	case KindPoll:
		known = put(b, &b.polls, pollFields, PollID(ref.ID), ref, name, value, func(r *Poll) { r.ID = PollID(ref.ID) })
	case KindAnswer:
		known = put(b, &b.answers, answerFields, AnswerID(ref.ID), ref, name, value, func(r *Answer) { r.ID = AnswerID(ref.ID) })
	case KindLink:
		known = put(b, &b.links, linkFields, LinkID(ref.ID), ref, name, value, func(r *Link) { r.ID = LinkID(ref.ID) })
	}
	if !known {
		b.setOther(ref.Key(), name, value)
	}
}

func put[K ~string, T any](b *Builder, e *tableEdit[K, T], fields []field[T], id K, ref Ref, name, value string, init func(*T)) bool {
	f, ok := fieldOf(fields, name)
	if !ok {
		return false
	}
	r, same := b.lastRecord.(*T)
	if !same || b.last != ref {
		r = e.table.Get(id)
	}
	if r == nil && value == "" {
		return true
	}
	if r == nil || !b.fresh[r] {
		next := new(T)
		if r != nil {
			*next = *r
		} else {
			init(next)
		}
		e.put(id, next)
		b.fresh[next] = true
		r = next
	}
	b.last, b.lastRecord = ref, r
	f.set(r, value)
	if value == "" && blank(fields, r) {
		e.drop(id)
		b.lastRecord = nil
	}
	return true
}

// blank reports whether no field of r is set.
func blank[T any](fields []field[T], r *T) bool {
	return each(fields, r, func(string, string) bool { return false })
}

func (b *Builder) setOther(key, name, value string) {
	old := b.other.table.Get(key)
	next := make(map[string]string)
	if old != nil {
		for k, v := range *old {
			next[k] = v
		}
	}
	next[name] = value
	b.other.put(key, &next)
}

// Snapshot returns what has been built. The builder must not be used afterwards.
func (b *Builder) Snapshot() *Snapshot {
	return &Snapshot{
		Meta:        b.meta,
		Canvases:    b.canvases.table,
		Stages:      b.stages.table,
		Lanes:       b.lanes.table,
		Notes:       b.notes.table,
		Categories:  b.categories.table,
		People:      b.people.table,
		Links:       b.links.table,
		Comments:    b.comments.table,
		Issues:      b.issues.table,
		Cells:       b.cells.table,
		Findings:    b.findings.table,
		Polls:       b.polls.table,
		AnswerTable: b.answers.table,
		other:       b.other.table,
	}
}
