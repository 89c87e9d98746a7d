package cluster

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
)

// draft is a group in the making: notes by index, in rising order.
type draft struct {
	id, name string
	pinned   []int // of a pile
	members  []int // all
}

// propose makes a proposal of the piles, the new groups and the tray.
func (a *Analysis) propose(piles, groups [][]int, tray []int) *Proposal {
	var drafts []draft
	for k, p := range a.piles {
		all := slices.Clone(piles[k])
		for _, i := range p.pinned {
			if a.speechless(i) {
				all = append(all, i)
			}
		}
		slices.Sort(all)
		drafts = append(drafts, draft{id: p.id, name: p.name, pinned: p.pinned, members: all})
	}
	slices.SortStableFunc(groups, func(x, y []int) int {
		return cmp.Or(len(y)-len(x), x[0]-y[0])
	})
	for _, g := range groups {
		drafts = append(drafts, draft{id: a.made(g), members: g})
	}
	p := &Proposal{K: len(drafts), Language: code(a.read.board)}
	named := a.name(drafts)
	for g, d := range drafts {
		p.Groups = append(p.Groups, a.finish(d, named[g]))
	}
	sets := make([][]int, len(drafts))
	for g, d := range drafts {
		sets[g] = d.members
	}
	for _, i := range tray {
		p.Unsorted = append(p.Unsorted, Leftover{ID: a.notes[i].ID, Places: a.places(i, sets)})
	}
	a.doubt(p)
	return p
}

// made is the id of a new group: it is made from who is in it.
func (a *Analysis) made(members []int) string {
	h := fnv.New64a()
	for _, i := range members {
		fmt.Fprintf(h, "%d:%s", len(a.notes[i].ID), a.notes[i].ID)
	}
	return fmt.Sprintf("new-%016x", h.Sum64())
}

func (a *Analysis) finish(d draft, n naming) Group {
	g := Group{ID: d.id, Pinned: len(d.pinned) > 0, Name: n.name, Alternatives: n.others, Echo: a.echo(d.members)}
	if m := a.medoid(d.members); m >= 0 {
		g.Medoid = a.notes[m].ID
	}
	for _, i := range d.members {
		_, pinned := slices.BinarySearch(d.pinned, i)
		g.Members = append(g.Members, Member{ID: a.notes[i].ID, Pinned: pinned, Reason: a.reason(i, d.members)})
	}
	return g
}

// medoid is the note that is most like all others of a group, -1 of none.
func (a *Analysis) medoid(members []int) int {
	best, most := -1, -1.0
	for _, i := range members {
		if m := a.like.mean(i, members); m > most {
			best, most = i, m
		}
	}
	return best
}

// echo tells whether a group of three or more is one voice.
func (a *Analysis) echo(members []int) Echo {
	if len(members) < smallest {
		return NoEcho
	}
	one := func(of func(Note) string) bool {
		first := of(a.notes[members[0]])
		return first != "" && !slices.ContainsFunc(members, func(i int) bool { return of(a.notes[i]) != first })
	}
	switch {
	case one(func(n Note) string { return n.Author }):
		return OneAuthor
	case one(func(n Note) string { return n.Function }):
		return OneFunction
	}
	return NoEcho
}

// weakTray is the share of notes without a group from which a proposal is weak.
const weakTray = 0.4

// doubt says so if the notes do not fall into clear groups.
func (a *Analysis) doubt(p *Proposal) {
	free, spoken := 0, 0
	for i, n := range a.notes {
		if n.Group == "" {
			free++
			if !a.speechless(i) {
				spoken++
			}
		}
	}
	switch {
	case free == 0:
	case spoken == 0:
		p.Weak, p.Why = true, "There are no words on these notes to group them by."
	case len(p.Groups) == 0 && free < smallest:
		p.Weak, p.Why = true, "There are too few notes to group."
	case len(p.Groups) == 0 || float64(len(p.Unsorted)) > weakTray*float64(free):
		p.Weak, p.Why = true, "These notes do not fall into clear groups. Start a few piles, and the rest can be placed by example."
	}
}
