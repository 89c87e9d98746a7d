package proposal

import (
	"cmp"
	"slices"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// alike is the part of the notes of two groups that both have, from which one goes on with
// a category that is in the document.
const alike = 0.34

// faintest is how like a group a note is at least that shares no word with it, to go there.
const faintest = 0.12

// inherit gives groups the id, the hue and what the person said of those that they go on
// with: first the categories of the document, then those that were shown before.
func (d *Draft) inherit(groups []*Group, kept map[workshop.CategoryID]bool) {
	type pair struct {
		from, to *Group
		part     float64
		order    int
	}
	var pairs []pair
	used := make(map[workshop.CategoryID]bool)
	for _, g := range groups {
		used[g.ID] = g.ID != ""
	}
	before := append(slices.Clone(d.Groups), d.Gone...)
	for i, g := range groups {
		for j, was := range before {
			if g.ID != "" || was.Person || kept[was.ID] || used[was.ID] || d.Answer.Mode == Piles {
				continue
			}
			both := 0
			for _, m := range g.Members {
				if was.notes[m.Note] {
					both++
				}
			}
			part := float64(both) / float64(max(1, len(g.Members)+len(was.notes)-both))
			if both > 0 && (!was.There || part >= alike) {
				if was.There {
					part++
				}
				pairs = append(pairs, pair{was, g, part, i*len(before) + j})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int { return cmp.Or(cmp.Compare(b.part, a.part), cmp.Compare(a.order, b.order)) })
	for _, p := range pairs {
		if p.to.ID == "" && !used[p.from.ID] {
			used[p.from.ID] = true
			p.to.goesOn(p.from)
		}
	}
	for _, g := range groups {
		if c := d.snap.Category(g.ID); g.ID != "" && c != nil {
			g.continues(c)
		} else if g.ID == "" {
			g.ID = workshop.CategoryID(d.newID())
		}
	}
	d.colour(groups)
}

// goesOn takes over what the person said of a group.
func (g *Group) goesOn(was *Group) {
	g.ID, g.Color, g.Off, g.There = was.ID, was.Color, was.Off, was.There
	if was.Own != "" {
		g.Name, g.Own = was.Own, was.Own
	}
}

// continues makes the group one of the document: it is called as it is there.
func (g *Group) continues(c *workshop.Category) {
	g.ID, g.There, g.Person, g.Shut, g.Color = c.ID, true, !c.Open(), c.Kept, c.Color.AsHue()
	switch {
	case g.Person:
		g.Name, g.Own, g.Others = c.Name, "", nil
	case g.Own == "" && g.Name != c.Name:
		g.Others = swapped(g.Others, c.Name, g.Name)
		g.Name, g.proposed = c.Name, c.Name
	}
}

// colour gives hues to those that have none: those that the fewest have.
func (d *Draft) colour(groups []*Group) {
	used := make(map[workshop.Color]int)
	for _, g := range groups {
		if g.Color != "" {
			used[g.Color]++
		}
	}
	for _, g := range d.Groups {
		if g.Kept {
			used[g.Color]++
		}
	}
	for _, g := range groups {
		if g.Color == "" {
			g.Color = slices.MinFunc(workshop.CategoryHues(), func(a, b workshop.Color) int { return cmp.Compare(used[a], used[b]) })
			used[g.Color]++
		}
	}
}

// clusters are the groups as package cluster knows them; their ids are those of categories.
func (d *Draft) clusters() []cluster.Group {
	all := make([]cluster.Group, len(d.Groups))
	for i, g := range d.Groups {
		all[i] = cluster.Group{ID: string(g.ID), Name: g.Name, Members: make([]cluster.Member, len(g.Members))}
		for j, m := range g.Members {
			all[i].Members[j] = cluster.Member{ID: string(m.Note)}
		}
	}
	return all
}

// suggest says where a note would fit that is in no group.
func (d *Draft) suggest(note workshop.NoteID, groups []cluster.Group) []Place {
	answers := []*Answer{d.Answer, d.later}
	if !d.Answer.read(d.snap.Notes.Get(note)) { // who looked later knows its words
		slices.Reverse(answers)
	}
	for _, a := range answers {
		if a == nil || a.analysis == nil {
			continue
		}
		var places []Place
		for _, p := range a.analysis.Suggest(string(note), groups) {
			if len(p.Reason.Shared) == 0 && p.Score < faintest {
				continue
			}
			places = append(places, Place{Group: d.Groups[p.Group].ID, Score: p.Score, Reason: p.Reason})
		}
		if len(places) > 0 {
			return places
		}
	}
	return nil
}
