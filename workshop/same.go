package workshop

import (
	"fmt"
	"slices"
	"strings"
)

// MaxSame is how many sets of words a workshop treats as the same.
const MaxSame = 100

// Same lists the words that mean the same in this workshop, one set after another, as they
// were written: "cash", "money".
func (m *Meta) Same() [][]string {
	var sets [][]string
	for _, e := range m.SameWords.All() {
		if set := SplitSame(e.Value); len(set) > 1 {
			sets = append(sets, set)
		}
	}
	slices.SortFunc(sets, slices.Compare)
	return sets
}

// SplitSame reads a set of words that mean the same: "cash = money", "cash, money".
func SplitSame(line string) []string {
	var set []string
	for _, w := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("=,;\n", r) }) {
		w = CleanName(w)
		if w != "" && !slices.ContainsFunc(set, func(is string) bool { return strings.EqualFold(is, w) }) {
			set = append(set, w)
		}
	}
	slices.Sort(set)
	return set
}

// TreatAsSame says which words mean the same in this workshop; sets that two people add at
// the same time are both there.
type TreatAsSame struct {
	Add    [][]string // each of two words or more
	Remove [][]string
}

// Plan implements [Op]. A set that is too long, or one too many, is an [ErrInvalid].
func (op TreatAsSame) Plan(s *Snapshot) (Diff, error) {
	meta := Ref{KindWorkshop, MetaID}
	var d Diff
	for _, set := range op.Remove {
		_, key := sameField(set)
		d = d.set(s, meta, FieldSame+key, "")
	}
	n := s.Meta.SameWords.Len()
	for _, set := range op.Add {
		value, key := sameField(set)
		if len(SplitSame(value)) < 2 {
			return nil, fmt.Errorf("%w: it takes two words to be the same", ErrInvalid)
		}
		if n++; n > MaxSame || len(value) > MaxField {
			return nil, fmt.Errorf("%w: at most %d sets of words are treated as the same", ErrInvalid, MaxSame)
		}
		d = d.set(s, meta, FieldSame+key, value)
	}
	return d.Squash(nil), nil
}

// sameField is how a set is kept, and the key under which: the same for the same words in
// any order.
func sameField(set []string) (value, key string) {
	value = strings.Join(SplitSame(strings.Join(set, ",")), ", ")
	return value, TextHash(strings.ToLower(value))
}
