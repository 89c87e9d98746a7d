package workshop

import (
	"slices"
	"strings"
)

// A Keyed is values by key that stand in a record as one field each: what two people put
// under different keys at the same time stays, both. It is immutable; the zero Keyed is
// empty.
type Keyed struct {
	entries *[]KeyedEntry // by key; a pointer, so that records stay comparable
}

// A KeyedEntry is one value and its key; neither is empty.
type KeyedEntry struct{ Key, Value string }

// Len is how many keys have a value.
func (k Keyed) Len() int { return len(k.All()) }

// All lists the entries by key. It must not be written to.
func (k Keyed) All() []KeyedEntry {
	if k.entries == nil {
		return nil
	}
	return *k.entries
}

// Get is the value under a key, "" if there is none.
func (k Keyed) Get(key string) string {
	if i, ok := k.find(key); ok {
		return k.All()[i].Value
	}
	return ""
}

// With returns the values with another under one key; "" takes it out.
func (k Keyed) With(key, value string) Keyed {
	i, had := k.find(key)
	list := slices.Clone(k.All())
	switch {
	case had && value == "":
		list = slices.Delete(list, i, i+1)
	case had:
		list[i].Value = value
	case value != "":
		list = slices.Insert(list, i, KeyedEntry{key, value})
	}
	if len(list) == 0 {
		return Keyed{}
	}
	return Keyed{&list}
}

func (k Keyed) find(key string) (int, bool) {
	return slices.BinarySearchFunc(k.All(), key, func(e KeyedEntry, key string) int { return strings.Compare(e.Key, key) })
}

// keyed is the family of fields "prefix" + key of a record. It stands among the record's
// fields; [fieldOf] finds the field of one key in it, [each] goes through those that are
// set.
func keyed[T any](prefix string, at func(*T) *Keyed) field[T] {
	return field[T]{name: prefix, keys: at}
}

// member is the field of one key of a family.
func (f field[T]) member(key string) field[T] {
	at := f.keys
	return field[T]{
		name: f.name + key,
		get:  func(r *T) string { return at(r).Get(key) },
		set:  func(r *T, v string) { *at(r) = at(r).With(key, v) },
	}
}

// each calls yield for every set field of r, those of families one by one, until it
// reports false.
func each[T any](fields []field[T], r *T, yield func(name, value string) bool) bool {
	for _, f := range fields {
		if f.keys == nil {
			if v := f.get(r); v != "" && !yield(f.name, v) {
				return false
			}
			continue
		}
		for _, e := range f.keys(r).All() {
			if !yield(f.name+e.Key, e.Value) {
				return false
			}
		}
	}
	return true
}
