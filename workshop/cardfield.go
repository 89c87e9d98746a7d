package workshop

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// FieldTyped is the family of a note's typed fields: a field each for what a card kind of
// the method asks for, "field.channel". Where several values may stand, as of personas,
// each has a field of its own: "field.persona.<hash of the value>".
const FieldTyped = "field."

// MaxTyped is how many typed fields, each value of several counted, one person may put on
// a note.
const MaxTyped = 60

var typedKey = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)

// Typed is the value of a note's typed field, "" if nobody said. Of a field with several
// values it is the first by its words.
func (n *Note) Typed(key string) string {
	if v := n.TypedSet.Get(key); v != "" {
		return v
	}
	if all := n.TypedAll(key); len(all) > 0 {
		return all[0]
	}
	return ""
}

// TypedAll lists the values of a typed field by their words, whether one or several may
// stand in it.
func (n *Note) TypedAll(key string) []string {
	var all []string
	for _, e := range n.TypedSet.All() {
		if e.Key == key || strings.HasPrefix(e.Key, key+".") {
			all = append(all, e.Value)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
	})
	return slices.Compact(all)
}

// TypedKeys lists the keys of the typed fields that say something, those among them that
// no card of the method asks for any more.
func (n *Note) TypedKeys() []string {
	var keys []string
	for _, e := range n.TypedSet.All() {
		if key, _, _ := strings.Cut(e.Key, "."); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// IsTypedKey reports whether a typed field, or a card of a method, may be called so.
func IsTypedKey(key string) bool { return typedKey.MatchString(key) }

// SetTyped gives a typed field of notes one value, in place of what stood there.
type SetTyped struct {
	Notes []NoteID // distinct, any order
	Key   string   // of the method's card field
	Value string   // at most [MaxField] bytes; "" unsets it
}

// Plan implements [Op].
func (op SetTyped) Plan(s *Snapshot) (Diff, error) {
	value := strings.TrimSpace(strings.ToValidUTF8(op.Value, ""))
	if err := checkTyped(op.Key, value); err != nil {
		return nil, err
	}
	return setTyped(s, op.Notes, func(n *Note) Keyed { return n.withoutTyped(op.Key).With(op.Key, value) })
}

// TypedValues puts values into a typed field of notes that may have several, and takes
// others out. What two people put in at the same time is both there.
type TypedValues struct {
	Notes  []NoteID // distinct, any order
	Key    string   // of the method's card field
	Add    []string // cleaned with [CleanName]
	Remove []string // applied after Add
}

// Plan implements [Op].
func (op TypedValues) Plan(s *Snapshot) (Diff, error) {
	if err := checkTyped(op.Key, ""); err != nil {
		return nil, err
	}
	return setTyped(s, op.Notes, func(n *Note) Keyed {
		next := n.TypedSet
		for _, v := range op.Add {
			v = CleanName(v)
			if v != "" && !strings.EqualFold(next.Get(op.Key), v) && next.Get(typedMember(op.Key, v)) == "" {
				next = next.With(typedMember(op.Key, v), v)
			}
		}
		for _, v := range op.Remove {
			v = CleanName(v)
			next = next.With(typedMember(op.Key, v), "")
			if strings.EqualFold(next.Get(op.Key), v) {
				next = next.With(op.Key, "")
			}
		}
		return next
	})
}

// TypedOf is a set of typed fields, for a new note: one value by each key.
func TypedOf(values map[string]string) Keyed {
	var set Keyed
	for key, v := range values {
		if typedKey.MatchString(key) {
			set = set.With(key, strings.TrimSpace(v))
		}
	}
	return set
}

// WithTyped is the set with one more value of a field that may have several.
func (k Keyed) WithTyped(key, value string) Keyed {
	if value = CleanName(value); value == "" || !typedKey.MatchString(key) || k.Get(typedMember(key, value)) != "" {
		return k
	}
	return k.With(typedMember(key, value), value)
}

func typedMember(key, value string) string { return key + "." + TextHash(strings.ToLower(value)) }

func (n *Note) withoutTyped(key string) Keyed {
	set := n.TypedSet
	for _, e := range n.TypedSet.All() {
		if e.Key == key || strings.HasPrefix(e.Key, key+".") {
			set = set.With(e.Key, "")
		}
	}
	return set
}

func checkTyped(key, value string) error {
	if !typedKey.MatchString(key) {
		return fmt.Errorf("%w: a field cannot be called %q", ErrInvalid, key)
	}
	if len(value) > MaxField {
		return fmt.Errorf("%w: a field holds at most %d bytes", ErrInvalid, MaxField)
	}
	return nil
}

func setTyped(s *Snapshot, notes []NoteID, next func(*Note) Keyed) (Diff, error) {
	var d Diff
	for _, id := range notes {
		n := s.Notes.Get(id)
		if n == nil || !n.loose() {
			continue
		}
		set := next(n)
		if set.Len() > MaxTyped && set.Len() > n.TypedSet.Len() {
			return nil, fmt.Errorf("%w: a note has at most %d fields", ErrInvalid, MaxTyped)
		}
		d = append(d, n.TypedSet.changes(s, id.Ref(), FieldTyped, set)...)
	}
	return d, nil
}

// changes is the Diff that brings a family of a record from one set to another.
func (k Keyed) changes(s *Snapshot, ref Ref, family string, next Keyed) Diff {
	var d Diff
	for _, e := range k.All() {
		d = d.set(s, ref, family+e.Key, next.Get(e.Key))
	}
	for _, e := range next.All() {
		if k.Get(e.Key) == "" {
			d = d.set(s, ref, family+e.Key, e.Value)
		}
	}
	return d
}
