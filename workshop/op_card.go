package workshop

import "fmt"

// TurnInto makes notes cards of another kind, and gives them that kind's colour.
type TurnInto struct {
	Notes []NoteID // distinct, any order
	Kind  string   // id of a card of the method
	Color Color    // "" leaves the notes' own
}

// Plan implements [Op].
func (op TurnInto) Plan(s *Snapshot) (Diff, error) {
	if op.Kind == "" || len(op.Kind) > MaxName {
		return nil, fmt.Errorf("%w: a card needs a kind", ErrInvalid)
	}
	if op.Color != "" && !op.Color.Known() {
		return nil, fmt.Errorf("%w: there is no note colour %q", ErrInvalid, op.Color)
	}
	d := setAll(s, op.Notes, FieldKind, func(*Note) string { return op.Kind })
	if op.Color != "" {
		d = append(d, setAll(s, op.Notes, FieldColor, func(*Note) string { return string(op.Color) })...)
	}
	return d, nil
}
