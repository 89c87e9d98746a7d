package workshop

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Names of the fields that say which functional areas notes come from.
const (
	FieldArea     = "area."     // and the function's key: a field for each
	FieldColours  = "colours"   // what the note colours stand for
	FieldExpected = "expected." // and the key of a function that should be in the room
)

// coloursAreFunctions is the value of [FieldColours] where the colours stand for functions.
const coloursAreFunctions = "functions"

// MaxFunctions is how many functions one note may name.
const MaxFunctions = 12

// SplitFunctions cleans the functional areas that are written in one line, with commas or
// semicolons between them, and leaves out those that are there twice.
func SplitFunctions(s string) []string {
	var all []string
	for _, f := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(betweenTags+"\n", r) }) {
		if f = CleanFunction(f); f != "" && !slices.ContainsFunc(all, func(is string) bool { return FunctionKey(is) == FunctionKey(f) }) {
			all = append(all, f)
		}
	}
	return all
}

// CleanFunction brings the name of a functional area into the form in which it is kept: a
// name without commas.
func CleanFunction(s string) string {
	return CleanName(strings.Map(func(r rune) rune {
		if strings.ContainsRune(betweenTags, r) {
			return ' '
		}
		return r
	}, s))
}

// FunctionKey is what makes two ways to write a functional area the same: its letters
// without regard to case.
func FunctionKey(s string) string { return strings.ToLower(CleanFunction(s)) }

// OwnFunctions lists the functional areas that were said of the note itself, by their
// names.
func (n *Note) OwnFunctions() []string {
	if n.Function == "" && n.AreaSet.Len() == 0 {
		return nil
	}
	all := SplitFunctions(n.Function)
	for _, e := range n.AreaSet.All() {
		if !slices.ContainsFunc(all, func(is string) bool { return FunctionKey(is) == FunctionKey(e.Value) }) {
			all = append(all, CleanFunction(e.Value))
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
	})
	return all
}

// FunctionsOf lists the functional areas that a note counts for: its own; else the one
// that its colour stands for, where the facilitator made the colours stand for functions;
// else its author's. It is empty where nobody said so.
func (s *Snapshot) FunctionsOf(n *Note) []string {
	if own := n.OwnFunctions(); len(own) > 0 {
		return own
	}
	if s.Meta.ColoursAreFunctions() {
		if f := CleanFunction(s.Meta.Meaning(n.Color)); f != "" {
			return []string{f}
		}
	}
	if p := s.People.Get(n.Author); p != nil {
		return SplitFunctions(p.Function)
	}
	return nil
}

// ColoursAreFunctions reports whether the meanings of the note colours are functional
// areas.
func (m *Meta) ColoursAreFunctions() bool { return m.Colours == coloursAreFunctions }

// Functions lists the functional areas of the workshop by their names: those of people,
// of the legend if its colours are functions, and those said of notes. It goes through all
// notes.
func (s *Snapshot) Functions() []string {
	spelt := make(map[string]string)
	add := func(f string) {
		key := FunctionKey(f)
		if is, ok := spelt[key]; key != "" && (!ok || f < is) { // of several ways to write it always the same
			spelt[key] = f
		}
	}
	for _, p := range s.People.All() {
		for _, f := range SplitFunctions(p.Function) {
			add(f)
		}
	}
	for _, e := range s.Meta.ExpectedSet.All() {
		add(CleanFunction(e.Value))
	}
	if s.Meta.ColoursAreFunctions() {
		for _, e := range s.Meta.Legend.All() {
			add(CleanFunction(e.Value))
		}
	}
	for _, n := range s.Notes.All() {
		if (n.Function != "" || n.AreaSet.Len() > 0) && !n.Deleted() {
			for _, f := range n.OwnFunctions() {
				add(f)
			}
		}
	}
	all := make([]string, 0, len(spelt))
	for _, f := range spelt {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
	})
	return all
}

// SetFunctions says which functional areas notes concern, in place of what was said of
// them. Without any, the legend or the author tells again. Functions that two people give
// a note at the same time are both there.
type SetFunctions struct {
	Notes     []NoteID // distinct, any order
	Functions []string // cleaned with [CleanFunction]; at most [MaxFunctions]
}

// Plan implements [Op].
func (op SetFunctions) Plan(s *Snapshot) (Diff, error) {
	all := SplitFunctions(strings.Join(op.Functions, ","))
	if len(all) > MaxFunctions {
		return nil, fmt.Errorf("%w: a note names at most %d functions", ErrInvalid, MaxFunctions)
	}
	var d Diff
	for _, id := range op.Notes {
		n := s.Notes.Get(id)
		if n == nil || !n.loose() {
			continue
		}
		next := make(map[string]string, len(all))
		var keys []string
		for _, f := range all {
			next[FunctionKey(f)] = f
			keys = append(keys, FunctionKey(f))
		}
		if was := SplitFunctions(n.Function); len(was) == 1 && next[FunctionKey(was[0])] != "" {
			delete(next, FunctionKey(was[0])) // said already
		} else {
			d = d.set(s, id.Ref(), FieldFunction, "")
		}
		for _, e := range n.AreaSet.All() {
			key := FunctionKey(e.Value)
			if next[key] == "" {
				d = d.set(s, id.Ref(), FieldArea+e.Key, "")
			}
			delete(next, key)
		}
		for _, key := range keys {
			if f := next[key]; f != "" {
				d = d.set(s, id.Ref(), FieldArea+TextHash(key), f)
			}
		}
	}
	return d, nil
}

// AreasOf is a set of functional areas, for a new note.
func AreasOf(functions ...string) Keyed {
	var set Keyed
	for _, f := range functions {
		if f = CleanFunction(f); f != "" {
			set = set.With(TextHash(FunctionKey(f)), f)
		}
	}
	return set
}

// Expected lists the functional areas that should be in the room, as the facilitator said.
func (s *Snapshot) Expected() []string {
	var all []string
	for _, e := range s.Meta.ExpectedSet.All() {
		all = append(all, CleanFunction(e.Value))
	}
	slices.Sort(all)
	return all
}

// maxExpected is how many functional areas may be expected in the room.
const maxExpected = 60

// ExpectFunctions says which functional areas should be in the room, in place of those
// that were said before.
type ExpectFunctions struct {
	Functions []string // cleaned with [CleanFunction]
}

// Plan implements [Op].
func (op ExpectFunctions) Plan(s *Snapshot) (Diff, error) {
	all := SplitFunctions(strings.Join(op.Functions, ","))
	if len(all) > maxExpected {
		return nil, fmt.Errorf("%w: at most %d functions are expected", ErrInvalid, maxExpected)
	}
	next, meta := AreasOf(all...), Ref{KindWorkshop, MetaID}
	var d Diff
	for _, e := range s.Meta.ExpectedSet.All() {
		d = d.set(s, meta, FieldExpected+e.Key, next.Get(e.Key))
	}
	for _, e := range next.All() {
		if s.Meta.ExpectedSet.Get(e.Key) == "" {
			d = d.set(s, meta, FieldExpected+e.Key, e.Value)
		}
	}
	return d, nil
}

// ColoursMean says whether the note colours stand for functional areas.
type ColoursMean struct {
	Functions bool
}

// Plan implements [Op].
func (op ColoursMean) Plan(s *Snapshot) (Diff, error) {
	v := ""
	if op.Functions {
		v = coloursAreFunctions
	}
	return Diff(nil).set(s, Ref{KindWorkshop, MetaID}, FieldColours, v), nil
}
