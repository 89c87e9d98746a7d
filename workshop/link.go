package workshop

// Names of a link's own fields.
const (
	FieldFrom  = "from"
	FieldTo    = "to"
	FieldType  = "type"
	FieldLabel = "label"
)

// A Link is an arrow from one note to another of the same canvas. It is shown on every canvas
// on which both are, see [Snapshot.LinkList].
type Link struct {
	ID    LinkID
	From  NoteID
	To    NoteID
	Type  LinkType
	Label string // at most [MaxName] characters, usually none
	Gone  bool
}

// Links returns the links that d touches, each once.
func (d Diff) Links() []LinkID {
	var ids []LinkID
	for _, r := range d.Refs() {
		if r.Kind == KindLink {
			ids = append(ids, LinkID(r.ID))
		}
	}
	return ids
}

// A LinkType is what a link says of its two notes.
type LinkType string

// The types of link.
const (
	Causes    LinkType = "causes"
	Supports  LinkType = "supports"
	HandsOver LinkType = "hands-over"
	Solves    LinkType = "solves"
)

// LinkTypes lists the types in the order in which they are offered.
func LinkTypes() []LinkType { return []LinkType{Causes, Supports, HandsOver, Solves} }

// Known reports whether t is one of [LinkTypes].
func (t LinkType) Known() bool {
	switch t {
	case Causes, Supports, HandsOver, Solves:
		return true
	}
	return false
}

// Words is the type as people say it, between its two notes: "hands over to".
func (t LinkType) Words() string {
	if t == HandsOver {
		return "hands over to"
	}
	return string(t)
}

var linkFields = []field[Link]{
	typed(FieldFrom, func(r *Link) *NoteID { return &r.From }),
	typed(FieldTo, func(r *Link) *NoteID { return &r.To }),
	typed(FieldType, func(r *Link) *LinkType { return &r.Type }),
	text(FieldLabel, func(r *Link) *string { return &r.Label }),
	flag(FieldGone, func(r *Link) *bool { return &r.Gone }),
}
