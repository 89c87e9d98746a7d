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

// Behind tells who is behind a category on a canvas, the most notes first, and whether it
// is an echo of one person or one function among several that are heard.
func Behind(s *workshop.Snapshot, canvas workshop.CanvasID, c workshop.CategoryID) (functions, people []Count, echo Echo) {
	f, p := make(map[string]int), make(map[workshop.PersonID]int)
	spelt := make(map[string]string)
	members := s.Members(c, canvas)
	unknown := 0
	for _, n := range members {
		if s.AuthorName(n.Author) == "" {
			unknown++
		} else {
			p[n.Author]++
		}
		for _, name := range s.FunctionsOf(n) {
			key := workshop.FunctionKey(name)
			f[key]++
			if is, ok := spelt[key]; !ok || name < is {
				spelt[key] = name
			}
		}
	}
	for key, n := range f {
		functions = append(functions, Count{spelt[key], n})
	}
	byName := make(map[string]int)
	for id, n := range p {
		byName[s.AuthorName(id)] += n
	}
	for name, n := range byName {
		people = append(people, Count{name, n})
	}
	for _, list := range [][]Count{functions, people} {
		slices.SortFunc(list, func(a, b Count) int { return cmp.Or(cmp.Compare(b.Notes, a.Notes), cmp.Compare(a.Name, b.Name)) })
	}
	switch {
	case len(members) < echoFrom:
	case len(p) == 1 && unknown == 0 && !(&Findings{s: s, canvas: canvas}).oneWrites():
		echo = OneAuthor
	case len(functions) == 1 && functions[0].Notes == len(members) && len(s.Functions()) > 1:
		echo = OneFunction
	}
	return functions, people, echo
}
