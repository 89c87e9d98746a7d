package workshop

import "fmt"

// An Op is an intended edit. Plan says what it would alter in s: it is pure, writes
// nothing, and may be repeated. Records that no longer exist are skipped, so an Op is safe
// to apply after a colleague's delete; if nothing is left to do the Diff is empty. An
// error wraps [ErrInvalid].
type Op interface {
	Plan(s *Snapshot) (Diff, error)
}

// AddNotes puts new notes on a canvas.
type AddNotes struct {
	Notes []Note // each with a fresh ID and a Place on an existing canvas
}

// Plan implements [Op].
func (op AddNotes) Plan(s *Snapshot) (Diff, error) {
	if s.Notes.Len()+len(op.Notes) > MaxNotes {
		return nil, fmt.Errorf("%w: a workshop holds at most %d notes", ErrInvalid, MaxNotes)
	}
	var d Diff
	seen := make(map[NoteID]bool, len(op.Notes))
	for i := range op.Notes {
		n := &op.Notes[i]
		twice := seen[n.ID]
		seen[n.ID] = true
		switch {
		case n.ID == "" || twice || s.Notes.Get(n.ID) != nil:
			return nil, fmt.Errorf("%w: the note's id is missing or taken", ErrInvalid)
		case s.Canvases.Get(n.Place.Canvas) == nil:
			return nil, fmt.Errorf("%w: there is no canvas %q", ErrInvalid, n.Place.Canvas)
		case !n.Color.Known():
			return nil, fmt.Errorf("%w: there is no note colour %q", ErrInvalid, n.Color)
		case !n.Size.Known():
			return nil, fmt.Errorf("%w: there is no note size %q", ErrInvalid, n.Size)
		}
		if err := CheckText(n.Text); err != nil {
			return nil, err
		}
		d = append(d, created(n.ID.Ref(), noteFields, n)...)
	}
	return d, nil
}

// A Move says where one note goes.
type Move struct {
	Note NoteID
	To   Place
}

// MoveNotes moves notes, all in one gesture. A note that is shown on the canvas that it
// moves to as a further one moves there alone.
type MoveNotes struct {
	Moves []Move // of distinct notes
}

// Plan implements [Op].
func (op MoveNotes) Plan(s *Snapshot) (Diff, error) {
	var d Diff
	for _, m := range op.Moves {
		if s.Canvases.Get(m.To.Canvas) == nil {
			return nil, fmt.Errorf("%w: there is no canvas %q", ErrInvalid, m.To.Canvas)
		}
		n := s.Notes.Get(m.Note)
		switch {
		case n == nil || !n.loose():
		case m.To.Canvas != n.Place.Canvas && n.On(m.To.Canvas):
			d = d.set(s, n.ID.Ref(), FieldShown+string(m.To.Canvas), m.To.String())
		default:
			d = d.set(s, n.ID.Ref(), FieldPlace, m.To.String())
		}
	}
	return d, nil
}

// EditText replaces the text of a note. Base is the text that the person began from: what
// colleagues wrote meanwhile is merged in, not overwritten.
type EditText struct {
	Note NoteID
	Base string
	Text string // at most [MaxText] characters
}

// Plan implements [Op]. Errors: [ErrTextTooLong].
func (op EditText) Plan(s *Snapshot) (Diff, error) {
	if s.Notes.Get(op.Note) == nil {
		return nil, nil
	}
	return editText(s, op.Note.Ref(), FieldText, op.Base, op.Text)
}

// EditHeader replaces the text above a canvas, its value proposition; see [EditText].
type EditHeader struct {
	Canvas CanvasID
	Base   string
	Text   string
}

// Plan implements [Op]. Errors: [ErrTextTooLong].
func (op EditHeader) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Canvas) == nil {
		return nil, nil
	}
	return editText(s, op.Canvas.Ref(), FieldHeader, op.Base, op.Text)
}

func editText(s *Snapshot, ref Ref, name, base, mine string) (Diff, error) {
	if err := CheckText(mine); err != nil {
		return nil, err
	}
	merged := MergeText(base, mine, s.Field(ref, name))
	if err := CheckText(merged); err != nil {
		return nil, err
	}
	return Diff(nil).set(s, ref, name, merged), nil
}

// Recolor gives notes another colour.
type Recolor struct {
	Notes []NoteID // distinct, any order
	Color Color
}

// Plan implements [Op].
func (op Recolor) Plan(s *Snapshot) (Diff, error) {
	if !op.Color.Known() {
		return nil, fmt.Errorf("%w: there is no note colour %q", ErrInvalid, op.Color)
	}
	return setAll(s, op.Notes, FieldColor, func(*Note) string { return string(op.Color) }), nil
}

// DeleteNotes deletes notes. Somebody who is typing on one of them keeps it, see
// [Note.Rescued].
type DeleteNotes struct {
	Notes []NoteID // distinct, any order
}

// Plan implements [Op].
func (op DeleteNotes) Plan(s *Snapshot) (Diff, error) {
	return setAll(s, op.Notes, FieldGone, func(n *Note) string { return TextHash(n.Text) }), nil
}

// Raise puts notes on top of the others of their canvas, keeping their order among themselves. Notes that
// are on top already give an empty [Diff].
type Raise struct {
	Notes []NoteID // distinct, any order
}

// Plan implements [Op].
func (op Raise) Plan(s *Snapshot) (Diff, error) {
	ids, raised := stacked(s, op.Notes) // from the lowest
	if len(ids) == 0 {
		return nil, nil
	}
	canvases := make(map[CanvasID]bool)
	for id := range raised {
		for _, on := range s.Notes.Get(id).Canvases() {
			canvases[on] = true
		}
	}
	lowest := s.Notes.Get(ids[0])
	top, covered := lowest.Order, false
	for id, n := range s.Notes.All() {
		top = max(top, n.Order)
		covered = covered || !raised[id] && !n.Deleted() && n.onAny(canvases) && above(n, lowest) > 0
	}
	if !covered {
		return nil, nil
	}
	var d Diff
	for i, key := range OrderAfter(top, len(ids)) {
		d = d.set(s, ids[i].Ref(), FieldOrder, key)
	}
	return d, nil
}

// setAll sets a field of notes that are there and not locked.
func setAll(s *Snapshot, ids []NoteID, name string, value func(*Note) string) Diff {
	var d Diff
	for _, id := range ids {
		if n := s.Notes.Get(id); n != nil && n.loose() {
			d = d.set(s, id.Ref(), name, value(n))
		}
	}
	return d
}

// set adds one field's change, unless it would change nothing.
func (d Diff) set(s *Snapshot, ref Ref, name, value string) Diff {
	if before := s.Field(ref, name); before != value {
		return append(d, Change{ref, name, before, value})
	}
	return d
}

// Together is several ops as one gesture; each sees what the ones before it did.
type Together []Op

// Plan implements [Op].
func (op Together) Plan(s *Snapshot) (Diff, error) {
	var all Diff
	for _, one := range op {
		d, err := one.Plan(s)
		if err != nil {
			return nil, err
		}
		s = s.With(d)
		all = append(all, d...)
	}
	return all.Squash(nil), nil
}
