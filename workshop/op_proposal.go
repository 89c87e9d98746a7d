package workshop

import "fmt"

// A ProposedCategory is one category of a proposal that a person accepted.
type ProposedCategory struct {
	ID    CategoryID
	Name  string // what it is called if it is new, or was named by a proposal before
	Own   string // the name that a person wrote in its place, "" if nobody did
	Color Color  // of a new one; "" is [Snapshot.FreeHue]
	Notes []NoteID
	Put   []NoteID // put there by the person, whatever was proposed; distinct from Notes
	Whole bool     // what a proposal put there before and is in neither leaves it
}

// AcceptProposal makes categories of a proposal, as one change. It says no more than people
// left open: a locked note, one that a person put into its category, and one that is gone
// meanwhile stay as they are, and so does the name of a category that a person named. A
// category of which no note is left is not made. See [Category.Named] and [Note.Sorted].
type AcceptProposal struct {
	Categories []ProposedCategory
	// Dissolve are categories proposed before. Notes that a proposal put there leave them; with the
	// last one the category is not there any more ([Snapshot.CategoryList]), unless a person named or
	// kept it. It is not marked as gone: what a colleague puts there at the same time is in it.
	Dissolve []CategoryID
	Moves    []Move // where the notes come to lie; none leaves them where they are
}

// Plan implements [Op].
func (op AcceptProposal) Plan(s *Snapshot) (Diff, error) {
	first := s
	var all Diff
	for _, p := range op.Categories {
		d, err := p.plan(first, s)
		if err != nil {
			return nil, err
		}
		s, all = s.With(d), append(all, d...)
	}
	for _, id := range op.Dissolve {
		c := s.Category(id)
		if c == nil || !c.Open() {
			continue
		}
		var d Diff
		for _, n := range s.Notes.All() {
			if s.CategoryOf(n) == c && first.MaySort(first.Notes.Get(n.ID)) {
				d = d.sort(s, n, "")
			}
		}
		s, all = s.With(d), append(all, d...)
	}
	d, err := MoveNotes{Moves: op.Moves}.Plan(s)
	return append(all, d...).Squash(nil), err
}

// plan is what one category adds; before is the workshop ahead of the whole proposal, which
// tells what people left open.
func (p ProposedCategory) plan(before, s *Snapshot) (Diff, error) {
	if p.ID == "" {
		return nil, fmt.Errorf("%w: a category needs an id", ErrInvalid)
	}
	var free, put []NoteID
	in := make(map[NoteID]bool, len(p.Notes)+len(p.Put))
	for _, id := range p.Notes {
		in[id] = true
		if before.MaySort(before.Notes.Get(id)) {
			free = append(free, id)
		}
	}
	for _, id := range p.Put {
		in[id] = true
		if n := s.Notes.Get(id); n != nil && n.loose() {
			put = append(put, id)
		}
	}
	var d Diff
	id := p.ID
	switch c := s.Category(p.ID); {
	case c != nil:
		id = c.ID
		if c.Open() {
			d = p.rename(s, c)
		}
		if c.Kept { // it takes in what a person puts there, and nothing else
			free = nil
		}
	case s.Categories.Get(p.ID) != nil || len(free)+len(put) == 0:
		return nil, nil // somebody dissolved it meanwhile, or nothing is left of it
	default:
		made := Category{ID: p.ID, Name: CleanName(p.Name), Color: p.Color, Proposed: CleanName(p.Name)}
		if own := CleanName(p.Own); own != "" {
			made.Name = own
		}
		if made.Name == "" {
			return nil, fmt.Errorf("%w: a category needs a name", ErrInvalid)
		}
		if made.Color == "" {
			made.Color = s.FreeHue()
		}
		d = created(p.ID.Ref(), categoryFields, &made)
	}
	if p.Whole {
		for _, n := range s.Notes.All() {
			if n.Category == id && !in[n.ID] && n.Sorted == id && before.MaySort(n) {
				d = d.sort(s, n, "")
			}
		}
	}
	for _, note := range free {
		n := s.Notes.Get(note)
		if c := s.CategoryOf(n); c == nil || c.ID != id {
			d = d.sort(s, n, id)
		}
	}
	d = append(d, join(s, put, id)...)
	for _, n := range put {
		d = d.set(s, n.Ref(), FieldSorted, "")
	}
	return d, nil
}

// rename gives a category that a proposal named the name that it has now.
func (p ProposedCategory) rename(s *Snapshot, c *Category) (d Diff) {
	name, own := CleanName(p.Name), CleanName(p.Own)
	switch {
	case own != "":
		return d.set(s, c.ID.Ref(), FieldName, own)
	case name != "":
		d = d.set(s, c.ID.Ref(), FieldName, name)
		return d.set(s, c.ID.Ref(), FieldProposed, name)
	}
	return d
}

// Named reports whether a person named the category: one that people made, or gave another
// name than the one that was proposed.
func (c *Category) Named() bool { return c.Proposed == "" || c.Name != c.Proposed }

// Open reports whether a proposal may change the category: nobody named it, and nobody
// asked to keep it as it is.
func (c *Category) Open() bool { return !c.Named() && !c.Kept }

// MaySort reports whether a proposal may say which category a note is in: it is not locked,
// and in none, or where a proposal put it, in a category that is open. A note that a person
// took out of where a proposal had put it stays out.
func (s *Snapshot) MaySort(n *Note) bool {
	if n == nil || !n.loose() {
		return false
	}
	at, said := n.unheard()
	switch {
	case said && at == "", !said && n.Category == "" && n.Sorted != "":
		return false
	}
	c := s.CategoryOf(n)
	return c == nil || !said && c.Open() && n.Sorted == n.Category
}

// KeepCategory lets proposals leave a category as it is, or no longer.
type KeepCategory struct {
	Category CategoryID
	Kept     bool
}

// Plan implements [Op].
func (op KeepCategory) Plan(s *Snapshot) (Diff, error) {
	c := s.Category(op.Category)
	if c == nil {
		return nil, nil
	}
	v := ""
	if op.Kept {
		v = "1"
	}
	return Diff(nil).set(s, c.ID.Ref(), FieldLock, v), nil
}
