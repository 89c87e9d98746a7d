package insight

import (
	"cmp"
	"slices"

	"throughline.app/workshop"
)

// A Standing is how far a function takes part.
type Standing int

// The standings.
const (
	Heard  Standing = iota // somebody is in the workshop, and it has notes
	Silent                 // somebody is in the workshop, and there is no note yet
	Absent                 // nobody is in the workshop
)

// A Presence tells of one function.
type Presence struct {
	Function string
	Standing Standing
	People   []string // their names, sorted
	Notes    int      // that count for it, also those that others wrote
}

// Present tells of every function that the workshop knows: of people, of notes, of the
// legend, and those that the facilitator expects. Those who are missing come last.
func Present(s *workshop.Snapshot) []Presence {
	at := make(map[string]*Presence)
	var all []Presence
	names := s.Functions()
	all = make([]Presence, len(names))
	for i, f := range names {
		all[i].Function = f
		at[workshop.FunctionKey(f)] = &all[i]
	}
	for _, p := range s.People.All() {
		for _, f := range workshop.SplitFunctions(p.Function) {
			if is := at[workshop.FunctionKey(f)]; is != nil {
				is.People = append(is.People, p.Name)
			}
		}
	}
	for _, n := range s.Notes.All() {
		if n.Deleted() {
			continue
		}
		for _, f := range s.FunctionsOf(n) {
			if is := at[workshop.FunctionKey(f)]; is != nil {
				is.Notes++
			}
		}
	}
	for i := range all {
		p := &all[i]
		slices.Sort(p.People)
		switch {
		case len(p.People) == 0:
			p.Standing = Absent
		case p.Notes == 0:
			p.Standing = Silent
		}
	}
	slices.SortStableFunc(all, func(a, b Presence) int { return cmp.Compare(a.Standing, b.Standing) })
	return all
}

// A Count is how many notes are somebody's.
type Count struct {
	Name  string // of a function or a person
	Notes int
}

// An Echo is a category that only one voice is behind.
type Echo int

// The echoes.
const (
	NoEcho Echo = iota
	OneAuthor
	OneFunction
)

// echoFrom is from how many notes on one voice is worth a mark.
const echoFrom = 3

// Behind is who is behind a category: the most notes first.
type Behind struct {
	Functions []Count
	People    []Count // whose names are known
	Echo      Echo    // of one person, or one function, among several that are heard
}

// Behind tells who is behind a category on the canvas.
func (f *Findings) Behind(c workshop.CategoryID) Behind {
	var b Behind
	r := f.tally[c]
	if r == nil {
		return b
	}
	name := make(map[string]string, len(f.Functions))
	for _, as := range f.Functions {
		name[workshop.FunctionKey(as)] = as
	}
	for key, n := range r.Functions {
		b.Functions = append(b.Functions, Count{cmp.Or(name[key], key), n})
	}
	known, people := 0, make(map[string]int)
	for id, n := range r.Authors {
		if as := f.s.AuthorName(id); as != "" {
			people[as] += n
			known += n
		}
	}
	for as, n := range people {
		b.People = append(b.People, Count{as, n})
	}
	for _, list := range [][]Count{b.Functions, b.People} {
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Notes, a.Notes), cmp.Compare(a.Name, b.Name)) })
	}
	switch {
	case r.Notes < echoFrom:
	case len(r.Authors) == 1 && known == r.Notes && !f.oneWrites():
		b.Echo = OneAuthor
	case len(b.Functions) == 1 && b.Functions[0].Notes == r.Notes && len(f.Functions) > 1:
		b.Echo = OneFunction
	}
	return b
}
