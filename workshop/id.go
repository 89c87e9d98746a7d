package workshop

import "strings"

// Identifiers of records. Each is unique within its kind in one workshop: twelve random
// characters of [0-9a-z], or "name:…" for a person who is known only by the name in an
// imported file.
type (
	CanvasID   string
	StageID    string
	LaneID     string
	NoteID     string
	CategoryID string
	PersonID   string
	LinkID     string
	CommentID  string
)

// A Kind is a kind of record and the first part of its key in the document.
type Kind string

// The kinds of record that this version reads and writes.
const (
	KindWorkshop Kind = "workshop"
	KindCanvas   Kind = "canvas"
	KindStage    Kind = "stage"
	KindLane     Kind = "lane"
	KindNote     Kind = "note"
	KindCategory Kind = "category"
	KindPerson   Kind = "person"
	KindLink     Kind = "link"
	KindComment  Kind = "comment"
)

// MetaID is the id of the one record of [KindWorkshop].
const MetaID = "meta"

// A Ref names one record.
type Ref struct {
	Kind Kind
	ID   string
}

// Key is the record's key in the document's root map: "kind/id".
func (r Ref) Key() string { return string(r.Kind) + "/" + r.ID }

// ParseKey is the inverse of [Ref.Key]. It reports false for a key without both parts.
func ParseKey(key string) (Ref, bool) {
	kind, id, ok := strings.Cut(key, "/")
	if !ok || kind == "" || id == "" {
		return Ref{}, false
	}
	return Ref{Kind: Kind(kind), ID: id}, true
}

// Refs of the typed identifiers.

func (id CanvasID) Ref() Ref   { return Ref{KindCanvas, string(id)} }
func (id StageID) Ref() Ref    { return Ref{KindStage, string(id)} }
func (id LaneID) Ref() Ref     { return Ref{KindLane, string(id)} }
func (id NoteID) Ref() Ref     { return Ref{KindNote, string(id)} }
func (id CategoryID) Ref() Ref { return Ref{KindCategory, string(id)} }
func (id PersonID) Ref() Ref   { return Ref{KindPerson, string(id)} }
func (id LinkID) Ref() Ref     { return Ref{KindLink, string(id)} }
func (id CommentID) Ref() Ref  { return Ref{KindComment, string(id)} }

// NamedPerson is the id of a person who is known only by name, as in an imported file.
// The same name gives the same id on every laptop.
func NamedPerson(name string) PersonID {
	clean := strings.Map(func(r rune) rune {
		if r == '/' || r < ' ' {
			return -1
		}
		return r
	}, strings.ToLower(strings.TrimSpace(name)))
	for len(clean) > 56 {
		clean = clean[:len(clean)-1]
	}
	return PersonID("name:" + strings.ToValidUTF8(clean, ""))
}
