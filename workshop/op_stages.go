package workshop

import "fmt"

// AddStage adds a stage to a canvas, right of After, or before all if After is "".
type AddStage struct {
	Stage Stage // with a fresh ID, Canvas and Name; its Order is set
	After StageID
}

// Plan implements [Op].
func (op AddStage) Plan(s *Snapshot) (Diff, error) {
	st := op.Stage
	if err := fresh(s, st.ID.Ref(), st.Canvas, st.Name); err != nil {
		return nil, err
	}
	line := s.stageLine(st.Canvas)
	if len(line) >= MaxStages {
		return nil, fmt.Errorf("%w: a canvas holds at most %d stages", ErrInvalid, MaxStages)
	}
	var d Diff
	st.Order, d = line.put(s, string(op.After))
	st.Name = CleanName(st.Name)
	return append(created(st.ID.Ref(), stageFields, &st), d...), nil
}

// AddLane adds a lane to a canvas, below After, or above all if After is "".
type AddLane struct {
	Lane  Lane // with a fresh ID, Canvas and Name; its Order is set
	After LaneID
}

// Plan implements [Op].
func (op AddLane) Plan(s *Snapshot) (Diff, error) {
	l := op.Lane
	if err := fresh(s, l.ID.Ref(), l.Canvas, l.Name); err != nil {
		return nil, err
	}
	line := s.laneLine(l.Canvas)
	if len(line) >= MaxLanes {
		return nil, fmt.Errorf("%w: a canvas holds at most %d lanes", ErrInvalid, MaxLanes)
	}
	var d Diff
	l.Order, d = line.put(s, string(op.After))
	l.Name = CleanName(l.Name)
	return append(created(l.ID.Ref(), laneFields, &l), d...), nil
}

func fresh(s *Snapshot, ref Ref, canvas CanvasID, name string) error {
	switch {
	case ref.ID == "" || s.Has(ref):
		return fmt.Errorf("%w: the %s's id is missing or taken", ErrInvalid, ref.Kind)
	case s.Canvases.Get(canvas) == nil:
		return fmt.Errorf("%w: there is no canvas %q", ErrInvalid, canvas)
	case CleanName(name) == "":
		return fmt.Errorf("%w: a %s needs a name", ErrInvalid, ref.Kind)
	}
	return nil
}

// Reorder puts a stage right of another, or a lane or canvas below another; with an empty
// After it comes first. What is not shown any more is skipped.
type Reorder struct {
	Ref   Ref    // of a stage, a lane or a canvas
	After string // id of another one, "" for none
}

// Plan implements [Op].
func (op Reorder) Plan(s *Snapshot) (Diff, error) {
	line, err := s.lineOf(op.Ref)
	if err != nil {
		return nil, err
	}
	at, after := line.index(op.Ref.ID), line.index(op.After)
	if at < 0 || op.After != "" && after < 0 || after == at || after == at-1 {
		return nil, nil
	}
	order, d := append(line[:at:at], line[at+1:]...).put(s, op.After)
	return d.set(s, op.Ref, FieldOrder, order), nil
}

// MergeInto shows the notes of one stage in another, or those of one lane in another. The
// notes are not rewritten, so that what a colleague writes there at the same time comes
// along; [Snapshot.StageOf] tells where they are shown.
type MergeInto struct {
	From, Into Ref                // two stages, or two lanes, of one canvas
	Below      map[string]float64 // see [Below]
}

// Plan implements [Op].
func (op MergeInto) Plan(s *Snapshot) (Diff, error) {
	line, err := s.lineOf(op.From)
	if err != nil {
		return nil, err
	}
	if op.Into.Kind != op.From.Kind || op.From.Kind == KindCanvas {
		return nil, fmt.Errorf("%w: a %s cannot be merged with a %s", ErrInvalid, op.From.Kind, op.Into.Kind)
	}
	if op.From == op.Into || line.index(op.From.ID) < 0 || line.index(op.Into.ID) < 0 {
		return nil, nil
	}
	d := Diff(nil).set(s, op.From, FieldInto, op.Into.ID)
	d = d.set(s, op.From, FieldBelow, string(BelowOf(op.Below)))
	return d.set(s, op.From, FieldGone, "1"), nil
}

// Remove takes a stage or a lane off its canvas, or a canvas out of the workshop. Notes of
// a stage or lane are shown on the Unplaced shelf, those of a canvas wait on it until it is
// brought back; nothing of them is rewritten.
type Remove struct{ Ref Ref }

// Plan implements [Op].
func (op Remove) Plan(s *Snapshot) (Diff, error) {
	line, err := s.lineOf(op.Ref)
	if err != nil || line.index(op.Ref.ID) < 0 {
		return nil, err
	}
	if op.Ref.Kind == KindCanvas {
		return removedCanvas(s, op.Ref, line)
	}
	d := Diff(nil).set(s, op.Ref, FieldInto, "")
	return d.set(s, op.Ref, FieldGone, "1"), nil
}

// SetWidth makes a stage's column at least so wide; 0 leaves it to its notes.
type SetWidth struct {
	Stage StageID
	Width float64 // canvas units, up to [MaxColumn]
}

// Plan implements [Op].
func (op SetWidth) Plan(s *Snapshot) (Diff, error) {
	if s.Stages.Get(op.Stage) == nil {
		return nil, nil
	}
	value := ""
	if w := max(0, min(MaxColumn, clampCoord(op.Width))); w > 0 {
		value = string(appendCoord(nil, w))
	}
	return Diff(nil).set(s, op.Stage.Ref(), FieldWidth, value), nil
}

// SetLaneColor gives a lane the colour of the notes that are written in it; "" leaves it
// to the method.
type SetLaneColor struct {
	Lane  LaneID
	Color Color
}

// Plan implements [Op].
func (op SetLaneColor) Plan(s *Snapshot) (Diff, error) {
	if op.Color != "" && !op.Color.Known() {
		return nil, fmt.Errorf("%w: there is no note colour %q", ErrInvalid, op.Color)
	}
	if s.Lanes.Get(op.Lane) == nil {
		return nil, nil
	}
	return Diff(nil).set(s, op.Lane.Ref(), FieldColor, string(op.Color)), nil
}
