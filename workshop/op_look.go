package workshop

import "fmt"

// Resize gives notes another least size.
type Resize struct {
	Notes []NoteID // distinct, any order
	Size  NoteSize
}

// Plan implements [Op].
func (op Resize) Plan(s *Snapshot) (Diff, error) {
	if !op.Size.Known() {
		return nil, fmt.Errorf("%w: there is no note size %q", ErrInvalid, op.Size)
	}
	return setAll(s, op.Notes, FieldSize, func(*Note) string { return string(op.Size) }), nil
}

// Rekind gives notes another card kind: what they mean where they stand.
type Rekind struct {
	Notes []NoteID // distinct, any order
	Kind  string
}

// Plan implements [Op].
func (op Rekind) Plan(s *Snapshot) (Diff, error) {
	if len(op.Kind) > MaxField {
		return nil, fmt.Errorf("%w: there is no such card", ErrInvalid)
	}
	return setAll(s, op.Notes, FieldKind, func(*Note) string { return op.Kind }), nil
}

// SetLegend says what note colours mean in this workshop. Colours that it does not name
// keep their meaning; "" takes one away.
type SetLegend struct {
	Meanings map[Color]string // cleaned and cut to [MaxName] characters
	// Functions says whether colours stand for functional areas; nil leaves that as it is.
	Functions *bool
}

// Plan implements [Op].
func (op SetLegend) Plan(s *Snapshot) (Diff, error) {
	for c := range op.Meanings {
		if !c.Known() {
			return nil, fmt.Errorf("%w: there is no note colour %q", ErrInvalid, c)
		}
	}
	var d Diff
	for _, c := range Colors() {
		if words, ok := op.Meanings[c]; ok {
			d = d.set(s, Ref{KindWorkshop, MetaID}, FieldLegend+string(c), CleanName(words))
		}
	}
	if op.Functions != nil {
		more, err := ColoursMean{*op.Functions}.Plan(s)
		return append(d, more...), err
	}
	return d, nil
}
