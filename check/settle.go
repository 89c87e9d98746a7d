package check

import "throughline.app/workshop"

// A Settled finding is one that people answered or dismissed. It is there as long as the
// check finds it.
type Settled struct {
	Finding
	Said *workshop.Finding
}

// Sort parts what was found into what is open and what people settled. What they said of
// something that is no longer found is in neither.
func Sort(s *workshop.Snapshot, found []Finding) (open []Finding, settled []Settled) {
	for _, f := range found {
		if said := s.Findings.Get(f.ID); said != nil && said.State != "" {
			settled = append(settled, Settled{f, said})
			continue
		}
		open = append(open, f)
	}
	return open, settled
}

// A Count is how often the findings of one group have a title.
type Count struct {
	Group, Title string
	Findings     int // for a check that tells all together, how many things it is about
}

// Summary counts the findings that belong to groups, by their titles, in their order.
func Summary(found []Finding) []Count {
	var all []Count
next:
	for _, f := range found {
		if f.Group == "" {
			continue
		}
		n := max(1, f.Of)
		for i := range all {
			if all[i].Group == f.Group && all[i].Title == f.Title {
				all[i].Findings += n
				continue next
			}
		}
		all = append(all, Count{f.Group, f.Title, n})
	}
	return all
}
