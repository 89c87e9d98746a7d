package crdt

import (
	"maps"
	"slices"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// reread returns the Diff from s to what the library now holds under keys, reading each
// of them once and nothing else, and not even those whose values are known.
func (l *library) reread(s *workshop.Snapshot, keys []format.Key, known map[format.Key]string) (workshop.Diff, error) {
	var diff workshop.Diff
	var seen map[format.Key]bool
	var made map[string]bool // records that were made, or made again: all their fields count
	if len(keys) > 1 {
		seen = make(map[format.Key]bool, len(keys))
		for _, k := range keys {
			if k.Field == "" {
				if made == nil {
					made = map[string]bool{}
				}
				made[k.Record] = true
			}
		}
	} else if len(keys) == 1 && keys[0].Field == "" {
		made = map[string]bool{keys[0].Record: true}
	}
	for _, k := range keys {
		if made[k.Record] {
			k.Field = ""
		}
		if seen != nil {
			if seen[k] {
				continue
			}
			seen[k] = true
		}
		ref, ok := workshop.ParseKey(k.Record)
		if !ok {
			continue
		}
		if k.Field == "" {
			whole, err := l.whole(s, ref)
			if err != nil {
				return nil, err
			}
			diff = append(diff, whole...)
			continue
		}
		value, sure := known[k]
		if !sure {
			var err error
			if value, err = l.field(k.Record, k.Field); err != nil {
				return nil, err
			}
		}
		if before := s.Field(ref, k.Field); before != value {
			diff = append(diff, workshop.Change{Ref: ref, Field: k.Field, Before: before, After: value})
		}
	}
	return diff, nil
}

// whole is the Diff of one record from s to the library.
func (l *library) whole(s *workshop.Snapshot, ref workshop.Ref) (workshop.Diff, error) {
	fields, err := l.fields(ref.Key())
	if err != nil {
		return nil, err
	}
	if exists(s, ref) {
		if fields == nil {
			fields = map[string]string{}
		}
		// Two people made the record at once and the other's stands now: fields that
		// were shown and that it lacks are unset.
		s.Fields(func(r workshop.Ref, name, _ string) bool {
			if _, ok := fields[name]; r == ref && !ok {
				fields[name] = ""
			}
			return true
		})
	}
	var diff workshop.Diff
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if before := s.Field(ref, name); before != fields[name] {
			diff = append(diff, workshop.Change{Ref: ref, Field: name, Before: before, After: fields[name]})
		}
	}
	return diff, nil
}
