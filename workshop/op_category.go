package workshop

import "fmt"

// MakeCategory adds a category and makes notes its members. Where there is one of that ID
// already it stays as it is, and the notes join it: the op is safe to repeat.
type MakeCategory struct {
	Category Category // with a fresh ID and a name; without a colour it gets [Snapshot.FreeHue]
	Notes    []NoteID // distinct, any order; none makes an empty category
	By       PersonID // who says so, "" for nobody; see [Snapshot.Contested]
}

// Plan implements [Op].
func (op MakeCategory) Plan(s *Snapshot) (Diff, error) {
	c := op.Category
	if c.ID == "" {
		return nil, fmt.Errorf("%w: a category needs an id", ErrInvalid)
	}
	if s.Categories.Get(c.ID) != nil {
		return JoinCategory{Category: c.ID, Notes: op.Notes, By: op.By}.Plan(s)
	}
	if c.Name = CleanName(c.Name); c.Name == "" {
		return nil, fmt.Errorf("%w: a category needs a name", ErrInvalid)
	}
	if c.Color == "" {
		c.Color = s.FreeHue()
	}
	c.Gone, c.Into = false, ""
	return append(created(c.ID.Ref(), categoryFields, &c), said(s, join(s, op.Notes, c.ID), c.ID, op.By)...), nil
}

// JoinCategory makes notes members of a category, in place of the one that they were in. An
// empty Category takes them out of theirs. A category that is not there any more is skipped;
// one that was merged stands for the one it was merged into. Who puts a contested note where it is already
// agrees with it.
type JoinCategory struct {
	Category CategoryID
	Notes    []NoteID // distinct, any order
	By       PersonID // who says so, "" for nobody; see [Snapshot.Contested]
}

// Plan implements [Op].
func (op JoinCategory) Plan(s *Snapshot) (Diff, error) {
	if op.Category == "" {
		return agreed(s, said(s, join(s, op.Notes, ""), "", op.By), op.Notes, "", op.By), nil
	}
	c := s.Category(op.Category)
	if c == nil {
		return nil, nil
	}
	return agreed(s, said(s, join(s, op.Notes, c.ID), c.ID, op.By), op.Notes, c.ID, op.By), nil
}

// join writes membership where it is not so already, as a person's word: what a proposal said
// of the note does not stand beside it.
func join(s *Snapshot, ids []NoteID, to CategoryID) Diff {
	var d Diff
	for _, id := range ids {
		n := s.Notes.Get(id)
		if n == nil || n.Deleted() {
			continue
		}
		now := CategoryID("")
		if c := s.CategoryOf(n); c != nil {
			now = c.ID
		}
		if now == to {
			continue
		}
		d = d.set(s, id.Ref(), FieldCategory, string(to))
		if n.Sorted == to {
			d = d.set(s, id.Ref(), FieldSorted, "").set(s, id.Ref(), FieldHeard, "")
		}
	}
	return d
}

// MergeCategories makes several categories one. No note is rewritten: a category that was
// merged tells into which, so that what a colleague adds to it at the same time goes along.
// Two people who merge A into B and B into A make one of them, see [Snapshot.Category].
type MergeCategories struct {
	From []CategoryID // distinct, any order; Into itself is skipped
	Into CategoryID
}

// Plan implements [Op].
func (op MergeCategories) Plan(s *Snapshot) (Diff, error) {
	into := s.Category(op.Into)
	if into == nil {
		return nil, nil
	}
	var d Diff
	for _, id := range op.From {
		if c := s.Category(id); c != nil && c.ID != into.ID {
			d = d.set(s, c.ID.Ref(), FieldInto, string(into.ID))
		}
	}
	return d.Squash(nil), nil
}

// DissolveCategory takes a category away; its notes stay where they are, in none.
type DissolveCategory struct {
	Category CategoryID
}

// Plan implements [Op].
func (op DissolveCategory) Plan(s *Snapshot) (Diff, error) {
	c := s.Category(op.Category)
	if c == nil {
		return nil, nil
	}
	return Diff(nil).set(s, c.ID.Ref(), FieldGone, "1"), nil
}

// RecolorCategory gives a category another hue.
type RecolorCategory struct {
	Category CategoryID
	Color    Color // one of [CategoryHues]
}

// Plan implements [Op].
func (op RecolorCategory) Plan(s *Snapshot) (Diff, error) {
	if !op.Color.Hue() {
		return nil, fmt.Errorf("%w: there is no category colour %q", ErrInvalid, op.Color)
	}
	c := s.Category(op.Category)
	if c == nil {
		return nil, nil
	}
	return Diff(nil).set(s, c.ID.Ref(), FieldColor, string(op.Color)), nil
}
