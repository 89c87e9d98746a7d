package proposal

import (
	"slices"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// byVotes groups notes by how many votes they have: many is at least half of what the first
// has, and two; some is any; none is none. Names are those of the three. Where nobody has
// voted there are no groups.
func byVotes(notes []cluster.Note, votes map[workshop.NoteID]int, names []string) *cluster.Proposal {
	of := func(n cluster.Note) int { return votes[workshop.NoteID(n.ID)] }
	most := 0
	for _, n := range notes {
		most = max(most, of(n))
	}
	p := cluster.By(notes, func(n cluster.Note) string {
		switch v := of(n); {
		case most == 0 || len(names) < 3:
			return ""
		case v >= 2 && 2*v >= most:
			return names[0]
		case v > 0:
			return names[1]
		}
		return names[2]
	})
	slices.SortStableFunc(p.Groups, func(a, b cluster.Group) int { return slices.Index(names, a.Name) - slices.Index(names, b.Name) })
	for i := range p.Groups { // its notes stand for it by their votes
		for _, m := range p.Groups[i].Members {
			if votes[workshop.NoteID(m.ID)] > votes[workshop.NoteID(p.Groups[i].Medoid)] {
				p.Groups[i].Medoid = m.ID
			}
		}
	}
	return p
}

// Votes is how many votes the notes of a group have together.
func (d *Draft) Votes(g *Group) int {
	if d.voted != d.snap {
		d.voted, d.votes = d.snap, d.snap.DotCounts("")
	}
	sum := 0
	for _, m := range g.Members {
		sum += d.votes[m.Note]
	}
	return sum
}
