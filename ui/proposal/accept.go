package proposal

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"throughline.app/cluster"
	"throughline.app/workshop"
)

// Op is what it means to accept the draft. Moves say where notes come to lie; none leaves
// them where they are.
func (d *Draft) Op(moves []workshop.Move) workshop.AcceptProposal {
	held := d.held()
	op := workshop.AcceptProposal{Moves: moves}
	for _, g := range d.Groups {
		if g.Off {
			continue
		}
		p := workshop.ProposedCategory{ID: g.ID, Name: g.proposed, Own: g.Own, Color: g.Color, Whole: d.whole()}
		for _, m := range g.Members {
			switch {
			case m.Stays || held[m.Note]:
			case m.Put:
				p.Put = append(p.Put, m.Note)
			default:
				p.Notes = append(p.Notes, m.Note)
			}
		}
		op.Categories = append(op.Categories, p)
	}
	for _, g := range d.Gone {
		if !g.Off {
			op.Dissolve = append(op.Dissolve, g.ID)
		}
	}
	return op
}

// whole reports whether the draft says of its categories which notes leave them.
func (d *Draft) whole() bool { return d.Answer.all() && d.Answer.Mode != Piles }

// held are the notes of categories of the document that the person leaves as they are.
func (d *Draft) held() map[workshop.NoteID]bool {
	held := make(map[workshop.NoteID]bool)
	for _, g := range append(slices.Clone(d.Groups), d.Gone...) {
		if g.Off && g.There {
			for _, n := range d.snap.Members(g.ID, d.Answer.Canvas) {
				held[n.ID] = true
			}
		}
	}
	return held
}

// Trial is what accepting the draft would alter, with the unsorted notes in a category of
// their own, [workshop.Unsorted]: what is shown before. Name is what that is called.
func (d *Draft) Trial(name string) workshop.Diff {
	all, err := d.Op(nil).Plan(d.snap)
	if err != nil {
		return nil
	}
	after := d.snap.With(all)
	var ids []workshop.NoteID
	for _, l := range d.Unsorted {
		if n := after.Notes.Get(l.Note); n != nil && after.CategoryOf(n) == nil {
			ids = append(ids, l.Note)
		}
	}
	if len(ids) == 0 {
		return all
	}
	loose, err := workshop.MakeCategory{Category: workshop.Category{ID: workshop.Unsorted, Name: name, Color: workshop.Grey}, Notes: ids}.Plan(after)
	if err != nil {
		return all
	}
	return all.Squash(loose)
}

// compare notes how the groups differ from what is in the document.
func (d *Draft) compare() {
	for _, g := range d.Groups {
		g.Came, g.Left = 0, 0
		for _, m := range g.Members {
			if c := d.snap.CategoryOf(d.snap.Notes.Get(m.Note)); c == nil || c.ID != g.ID {
				g.Came++
			}
		}
		if g.There && d.whole() {
			for _, n := range d.snap.Members(g.ID, d.Answer.Canvas) {
				if !g.notes[n.ID] && d.snap.MaySort(n) {
					g.Left++
				}
			}
		}
	}
}

// Same reports whether accepting the group would change nothing.
func (g *Group) Same() bool { return g.There && g.Came == 0 && g.Left == 0 && g.Own == "" }

// fade lists the categories that a proposal made before and this one does not have. Those
// that stand in part elsewhere, or were not asked about, stay.
func (d *Draft) fade(before []*Group) {
	off := make(map[workshop.CategoryID]bool)
	for _, g := range append(slices.Clone(before), d.Gone...) {
		off[g.ID] = off[g.ID] || g.Off
	}
	asked := make(map[workshop.NoteID]bool, len(d.Answer.notes))
	for _, n := range d.Answer.notes {
		asked[workshop.NoteID(n.ID)] = true
	}
	var gone []*Group
	for _, c := range d.snap.CategoryList() {
		if !c.Open() || d.Answer.Mode == Piles || d.Group(c.ID) != nil {
			continue
		}
		g := &Group{ID: c.ID, Name: c.Name, Color: c.Color.AsHue(), There: true, Off: off[c.ID], notes: make(map[workshop.NoteID]bool)}
		all := 0
		for _, n := range d.snap.Notes.All() {
			if d.snap.CategoryOf(n) == c && !n.Deleted() {
				all++
				g.notes[n.ID] = asked[n.ID] && d.free(n.ID)
			}
		}
		for _, is := range g.notes {
			if is {
				g.Left++
			}
		}
		if g.Left > 0 && g.Left == all {
			gone = append(gone, g)
		}
	}
	d.Gone = gone
}

// shared are the words that most notes of a group share with others of it.
func shared(members []Member) []string {
	const most = 4
	count := make(map[string]int)
	var words []string
	for _, m := range members {
		for _, w := range m.Reason.Shared {
			low := strings.ToLower(w)
			if count[low]++; count[low] == 1 {
				words = append(words, w)
			}
		}
	}
	slices.SortStableFunc(words, func(a, b string) int {
		return cmp.Compare(count[strings.ToLower(b)], count[strings.ToLower(a)])
	})
	return words[:min(most, len(words))]
}

// shape is a digest of all that is shown of a draft.
func (d *Draft) shape() uint64 {
	h := fnv.New64a()
	put := func(parts ...string) {
		for _, p := range parts {
			h.Write([]byte(p))
			h.Write([]byte{0})
		}
	}
	for _, g := range append(slices.Clone(d.Groups), d.Gone...) {
		put("g", string(g.ID), g.Name, string(g.Color))
		for _, m := range g.Members {
			put(string(m.Note))
			if m.Reworded {
				put("r")
			}
		}
	}
	for _, l := range d.Unsorted {
		put("u", string(l.Note))
		for _, p := range l.Places {
			put(string(p.Group))
		}
	}
	return h.Sum64()
}

// Reason is why a note is in its group, or could be in its best place.
func (d *Draft) Reason(note workshop.NoteID) cluster.Reason {
	if g, m := d.Of(note); g != nil {
		return m.Reason
	}
	if places := d.Places(note); len(places) > 0 {
		return places[0].Reason
	}
	return cluster.Reason{}
}

// Compares reports whether there are categories already that the draft goes on with.
func (d *Draft) Compares() bool {
	return len(d.Gone) > 0 || slices.ContainsFunc(d.Groups, func(g *Group) bool { return g.There })
}
