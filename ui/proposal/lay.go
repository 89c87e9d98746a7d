package proposal

import (
	"cmp"
	"slices"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// Set goes on with another proposal of the same answer, as for another number of
// categories. Categories that are much the same keep id, hue and what was said of them.
func (d *Draft) Set(p *cluster.Proposal) {
	d.Said = p
	d.lay()
}

// Follow goes on with what the workshop is now: notes that are gone drop out, those that a
// colleague put somewhere stay there, new ones are unsorted. It reports whether anything of
// the draft is another, and whether there are notes that nobody has looked at.
func (d *Draft) Follow(s *workshop.Snapshot) (changed, fresh bool) {
	before := d.shape()
	d.snap = s
	for id := range d.put {
		if n := s.Notes.Get(id); n == nil || n.Deleted() || n.Locked() {
			delete(d.put, id)
		}
	}
	d.lay()
	for _, l := range d.Unsorted {
		fresh = fresh || !d.knows(l.Note)
	}
	return before != d.shape(), fresh
}

// Renew goes on with the same question's answer about the workshop as it is now.
func (d *Draft) Renew(a *Answer) {
	d.Answer, d.snap = a, a.Snapshot
	d.Set(a.At(0))
}

// Later takes in an answer about notes that came since, to suggest places for them.
func (d *Draft) Later(a *Answer) {
	d.later = a
	d.lay()
}

// knows reports whether a note has been looked at with the words that it has now.
func (d *Draft) knows(id workshop.NoteID) bool {
	n := d.snap.Notes.Get(id)
	return n == nil || d.Answer.read(n) || d.later != nil && d.later.read(n)
}

// read reports whether a note was looked at with the words that it has.
func (a *Answer) read(n *workshop.Note) bool {
	text, known := a.texts[n.ID]
	return known && text == n.Text
}

// lay makes the groups anew from what was proposed, what the person said, and the workshop
// as it is.
func (d *Draft) lay() {
	taken := make(map[workshop.NoteID]bool)
	var next []*Group
	kept := make(map[workshop.CategoryID]bool)
	for _, g := range d.Groups {
		if g.Kept && !g.Person {
			kept[g.ID] = true
			g.Members = slices.DeleteFunc(g.Members, func(m Member) bool {
				_, moved := d.put[m.Note]
				return moved || !(m.Stays && d.stands(m.Note, g.ID)) && !d.free(m.Note)
			})
			for i, m := range g.Members {
				taken[m.Note] = true
				g.Members[i].Reworded = d.reworded(m.Note)
			}
			next = append(next, g)
		}
	}
	var loose []Loose
	var raw []*Group
	for i := range d.Said.Groups {
		said := &d.Said.Groups[i]
		g := d.group(said, taken)
		if d.Answer.Mode == Piles && !said.Pinned {
			for _, m := range g.Members {
				loose = append(loose, Loose{Note: m.Note})
			}
			continue
		}
		if g.Shut {
			g.Members = slices.DeleteFunc(g.Members, func(m Member) bool {
				if !m.Stays {
					loose = append(loose, Loose{Note: m.Note})
				}
				return !m.Stays
			})
		}
		raw = append(raw, g)
	}
	d.inherit(raw, kept)
	for _, g := range raw {
		if !kept[g.ID] {
			next = append(next, g)
		}
	}
	for _, l := range d.Said.Unsorted {
		if id := workshop.NoteID(l.ID); !taken[id] && d.free(id) {
			loose = append(loose, Loose{Note: id})
		}
	}
	d.place(next, loose)
}

// free reports whether a proposal may say where a note is.
func (d *Draft) free(id workshop.NoteID) bool {
	n := d.snap.Notes.Get(id)
	return n != nil && n.On(d.Answer.Canvas) && d.snap.MaySort(n)
}

// stands reports whether a note that is there is in a category of the document.
func (d *Draft) stands(id workshop.NoteID, in workshop.CategoryID) bool {
	c := d.snap.CategoryOf(d.Note(id))
	return c != nil && c.ID == in
}

// group is one of those that were proposed, without what is not to be had any more.
func (d *Draft) group(said *cluster.Group, taken map[workshop.NoteID]bool) *Group {
	g := &Group{Name: said.Name, proposed: said.Name, Others: said.Alternatives, Medoid: workshop.NoteID(said.Medoid), Echo: said.Echo}
	if said.Pinned {
		if c := d.snap.Category(workshop.CategoryID(said.ID)); c != nil {
			g.continues(c)
		} else if was := d.Group(workshop.CategoryID(said.ID)); was != nil {
			g.goesOn(was)
		}
	}
	for _, m := range said.Members {
		id := workshop.NoteID(m.ID)
		stays := m.Pinned && d.stands(id, g.ID)
		_, moved := d.put[id]
		if !taken[id] && !moved && (stays || d.free(id)) {
			g.Members = append(g.Members, Member{Note: id, Stays: stays, Reason: m.Reason, Reworded: d.reworded(id)})
		}
	}
	return g
}

// reworded reports whether somebody wrote on a note since it was compared.
func (d *Draft) reworded(id workshop.NoteID) bool {
	n := d.snap.Notes.Get(id)
	return n != nil && !d.Answer.Fixed() && !d.Answer.read(n)
}

// place puts the notes that the person put somewhere there, sorts what is left, and notes
// how all differs from the workshop.
func (d *Draft) place(groups []*Group, loose []Loose) {
	byID := make(map[workshop.CategoryID]*Group, len(groups))
	for _, g := range groups {
		byID[g.ID] = g
	}
	for _, id := range sortedPuts(d.put) {
		g := byID[d.put[id]]
		if g == nil {
			if n := d.snap.Notes.Get(id); n != nil && !n.Deleted() {
				loose = append(loose, Loose{Note: id})
			}
			continue
		}
		if !slices.ContainsFunc(g.Members, func(m Member) bool { return m.Note == id }) {
			g.Members = append(g.Members, Member{Note: id, Put: true})
		}
	}
	groups = slices.DeleteFunc(groups, func(g *Group) bool { return len(g.Members) == 0 })
	slices.SortStableFunc(groups, func(a, b *Group) int {
		if a.Person != b.Person {
			if a.Person {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(len(b.Members), len(a.Members)), cmp.Compare(a.Name, b.Name))
	})
	was := d.Groups
	d.Groups = groups
	in := make(map[workshop.NoteID]bool)
	for _, g := range groups {
		g.notes = make(map[workshop.NoteID]bool, len(g.Members))
		for _, m := range g.Members {
			g.notes[m.Note], in[m.Note] = true, true
		}
		g.Shared = shared(g.Members)
	}
	d.rest(loose, in)
	d.fade(was)
	d.compare()
}

func sortedPuts(put map[workshop.NoteID]workshop.CategoryID) []workshop.NoteID {
	ids := make([]workshop.NoteID, 0, len(put))
	for id := range put {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// rest lists what is in no category, new notes too, and where each would fit.
func (d *Draft) rest(loose []Loose, in map[workshop.NoteID]bool) {
	d.Unsorted = d.Unsorted[:0]
	for _, l := range loose {
		if !in[l.Note] {
			in[l.Note] = true
			d.Unsorted = append(d.Unsorted, l)
		}
	}
	if d.Answer.all() {
		for _, n := range d.snap.NoteList(d.Answer.Canvas) {
			if !in[n.ID] && n.Shape != workshop.Words && d.snap.CategoryOf(n) == nil && !n.Locked() {
				d.Unsorted = append(d.Unsorted, Loose{Note: n.ID})
			}
		}
	}
	groups := d.clusters()
	for i := range d.Unsorted {
		d.Unsorted[i].Places = d.suggest(d.Unsorted[i].Note, groups)
	}
	slices.SortStableFunc(d.Unsorted, func(a, b Loose) int {
		return cmp.Or(cmp.Compare(b.best(), a.best()), cmp.Compare(a.Note, b.Note))
	})
}

func (l Loose) best() float64 {
	if len(l.Places) == 0 {
		return 0
	}
	return l.Places[0].Score
}

// all reports whether the question was about all notes of the canvas.
func (a *Answer) all() bool { return !a.some }
