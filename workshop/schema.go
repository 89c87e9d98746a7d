package workshop

import (
	"strconv"
	"strings"
)

// Names of fields, as they stand in the document. docs/document.md lists them all.
const (
	FieldTitle    = "title"
	FieldMethod   = "method"
	FieldKind     = "kind"
	FieldHeader   = "header"
	FieldOrder    = "order"
	FieldGone     = "gone"
	FieldCanvas   = "canvas"
	FieldName     = "name"
	FieldKey      = "key"
	FieldPlace    = "place"
	FieldText     = "text"
	FieldColor    = "color"
	FieldAuthor   = "author"
	FieldFunction = "function"
	FieldCategory = "category"
	FieldHue      = "hue"
	FieldSize     = "size"
	FieldShape    = "shape"
	FieldImage    = "image"
	FieldTag      = "tag."    // and the tag's key: a field for each
	FieldLegend   = "legend." // and a note colour: a field for each
	FieldInto     = "into"
	FieldLock     = "lock"
	FieldBelow    = "below"
	FieldOf       = "of"
	FieldWidth    = "width"
	FieldProposed = "proposed"
	FieldSorted   = "sorted"
	FieldHeard    = "heard"
	FieldPut      = "put."  // and the hash of a person's id: a field for each
	FieldSame     = "same." // and the hash of the words: a field for each set
	FieldRecipe   = "recipe"
	FieldDone     = "done."    // and a step of the recipe: a field for each
	FieldBracket  = "bracket." // and whose view it is: a field for each
	FieldServes   = "serves."  // and a stage's id: a field for each
)

// A field reads and writes one named string of a record. An unset field is "". A field
// with keys is a family of fields instead, see [keyed].
type field[T any] struct {
	name string
	get  func(*T) string
	set  func(*T, string)
	keys func(*T) *Keyed
}

func text[T any](name string, at func(*T) *string) field[T] {
	return field[T]{name: name, get: func(r *T) string { return *at(r) }, set: func(r *T, v string) { *at(r) = v }}
}

func typed[T any, S ~string](name string, at func(*T) *S) field[T] {
	return field[T]{name: name, get: func(r *T) string { return string(*at(r)) }, set: func(r *T, v string) { *at(r) = S(v) }}
}

func flag[T any](name string, at func(*T) *bool) field[T] {
	return field[T]{name: name,
		get: func(r *T) string {
			if *at(r) {
				return "1"
			}
			return ""
		},
		set: func(r *T, v string) { *at(r) = v != "" }}
}

// units is a width in canvas units, from 0 to [MaxColumn]; 0 is unset.
func units[T any](name string, at func(*T) *float64) field[T] {
	return field[T]{name: name,
		get: func(r *T) string {
			if *at(r) == 0 {
				return ""
			}
			return string(appendCoord(nil, *at(r)))
		},
		set: func(r *T, v string) {
			w, err := strconv.ParseFloat(v, 64)
			if err != nil {
				w = 0
			}
			*at(r) = max(0, min(MaxColumn, clampCoord(w)))
		}}
}

var (
	metaFields = []field[Meta]{
		text(FieldTitle, func(r *Meta) *string { return &r.Title }),
		text(FieldMethod, func(r *Meta) *string { return &r.Method }),
		keyed(FieldLegend, func(r *Meta) *Keyed { return &r.Legend }),
		keyed(FieldExpected, func(r *Meta) *Keyed { return &r.ExpectedSet }),
		text(FieldColours, func(r *Meta) *string { return &r.Colours }),
		keyed(FieldSame, func(r *Meta) *Keyed { return &r.SameWords }),
		text(FieldRecipe, func(r *Meta) *string { return &r.Recipe }),
		text(FieldStep, func(r *Meta) *string { return &r.Step }),
		text(FieldAsked, func(r *Meta) *string { return &r.Asked }),
		keyed(FieldDone, func(r *Meta) *Keyed { return &r.DoneSet }),
		keyed(FieldRevealed, func(r *Meta) *Keyed { return &r.RevealedSet }),
	}
	canvasFields = []field[Canvas]{
		text(FieldTitle, func(r *Canvas) *string { return &r.Title }),
		text(FieldKind, func(r *Canvas) *string { return &r.Kind }),
		text(FieldHeader, func(r *Canvas) *string { return &r.Header }),
		text(FieldOrder, func(r *Canvas) *string { return &r.Order }),
		typed(FieldOf, func(r *Canvas) *StageID { return &r.Of }),
		typed(FieldFrom, func(r *Canvas) *CanvasID { return &r.From }),
		keyed(FieldServes, func(r *Canvas) *Keyed { return &r.Serves }),
		keyed(FieldBracket, func(r *Canvas) *Keyed { return &r.Brackets }),
		keyed(FieldView, func(r *Canvas) *Keyed { return &r.Views }),
		flag(FieldGone, func(r *Canvas) *bool { return &r.Gone }),
	}
	stageFields = []field[Stage]{
		typed(FieldCanvas, func(r *Stage) *CanvasID { return &r.Canvas }),
		text(FieldName, func(r *Stage) *string { return &r.Name }),
		text(FieldOrder, func(r *Stage) *string { return &r.Order }),
		units(FieldWidth, func(r *Stage) *float64 { return &r.Width }),
		typed(FieldFrom, func(r *Stage) *StageID { return &r.From }),
		typed(FieldInto, func(r *Stage) *StageID { return &r.Into }),
		typed(FieldBelow, func(r *Stage) *Below { return &r.Below }),
		flag(FieldGone, func(r *Stage) *bool { return &r.Gone }),
	}
	laneFields = []field[Lane]{
		typed(FieldCanvas, func(r *Lane) *CanvasID { return &r.Canvas }),
		text(FieldKey, func(r *Lane) *string { return &r.Key }),
		text(FieldName, func(r *Lane) *string { return &r.Name }),
		text(FieldOrder, func(r *Lane) *string { return &r.Order }),
		typed(FieldColor, func(r *Lane) *Color { return &r.Color }),
		typed(FieldInto, func(r *Lane) *LaneID { return &r.Into }),
		typed(FieldBelow, func(r *Lane) *Below { return &r.Below }),
		flag(FieldGone, func(r *Lane) *bool { return &r.Gone }),
	}
	noteFields = []field[Note]{
		{name: FieldPlace,
			get: func(r *Note) string {
				if r.Place == (Place{}) {
					return ""
				}
				return r.Place.String()
			},
			set: func(r *Note, v string) { r.Place, _ = ParsePlace(v) }},
		text(FieldText, func(r *Note) *string { return &r.Text }),
		typed(FieldColor, func(r *Note) *Color { return &r.Color }),
		typed(FieldAuthor, func(r *Note) *PersonID { return &r.Author }),
		text(FieldKind, func(r *Note) *string { return &r.Kind }),
		text(FieldFunction, func(r *Note) *string { return &r.Function }),
		typed(FieldCategory, func(r *Note) *CategoryID { return &r.Category }),
		text(FieldOrder, func(r *Note) *string { return &r.Order }),
		text(FieldGone, func(r *Note) *string { return &r.Gone }),
		typed(FieldSize, func(r *Note) *NoteSize { return &r.Size }),
		typed(FieldShape, func(r *Note) *Shape { return &r.Shape }),
		text(FieldImage, func(r *Note) *string { return &r.Image }),
		keyed(FieldArea, func(r *Note) *Keyed { return &r.AreaSet }),
		keyed(FieldTag, func(r *Note) *Keyed { return &r.TagSet }),
		text(FieldLock, func(r *Note) *string { return &r.Lock }),
		keyed(FieldPut, func(r *Note) *Keyed { return &r.Put }),
		typed(FieldSorted, func(r *Note) *CategoryID { return &r.Sorted }),
		text(FieldHeard, func(r *Note) *string { return &r.Heard }),
		keyed(FieldTyped, func(r *Note) *Keyed { return &r.TypedSet }),
		keyed(FieldShown, func(r *Note) *Keyed { return &r.Shown }),
	}
	categoryFields = []field[Category]{
		text(FieldName, func(r *Category) *string { return &r.Name }),
		typed(FieldColor, func(r *Category) *Color { return &r.Color }),
		typed(FieldInto, func(r *Category) *CategoryID { return &r.Into }),
		flag(FieldGone, func(r *Category) *bool { return &r.Gone }),
		text(FieldProposed, func(r *Category) *string { return &r.Proposed }),
		flag(FieldLock, func(r *Category) *bool { return &r.Kept }),
	}
	personFields = []field[Person]{
		text(FieldName, func(r *Person) *string { return &r.Name }),
		text(FieldFunction, func(r *Person) *string { return &r.Function }),
		text(FieldHue, func(r *Person) *string { return &r.Hue }),
	}
)

// IsText reports whether a field is collaborative text: two people's edits of it are
// merged character by character. All other fields are single values; the later one wins.
func IsText(kind Kind, name string) bool {
	return kind == KindNote && name == FieldText || kind == KindCanvas && name == FieldHeader
}

func fieldOf[T any](fields []field[T], name string) (field[T], bool) {
	for _, f := range fields {
		if f.name == name && f.keys == nil {
			return f, true
		}
		if f.keys != nil && len(name) > len(f.name) && strings.HasPrefix(name, f.name) {
			return f.member(name[len(f.name):]), true
		}
	}
	return field[T]{}, false
}

// created lists the fields of a new record as changes from nothing.
func created[T any](ref Ref, fields []field[T], r *T) Diff {
	d := make(Diff, 0, len(fields))
	each(fields, r, func(name, v string) bool {
		d = append(d, Change{Ref: ref, Field: name, After: v})
		return true
	})
	return d
}
