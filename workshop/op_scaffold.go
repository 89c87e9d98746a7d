package workshop

import "fmt"

// Begin gives a new workshop its title and method.
type Begin struct {
	Title  string
	Method string
}

// Plan implements [Op].
func (op Begin) Plan(s *Snapshot) (Diff, error) {
	title := CleanName(op.Title)
	if title == "" {
		return nil, fmt.Errorf("%w: a workshop needs a title", ErrInvalid)
	}
	ref := Ref{KindWorkshop, MetaID}
	return Diff(nil).set(s, ref, FieldTitle, title).set(s, ref, FieldMethod, op.Method), nil
}

// AddCanvas adds a canvas with its stages and lanes.
type AddCanvas struct {
	Canvas Canvas  // with a fresh ID; an empty Order puts it last
	Stages []Stage // with fresh IDs and Order keys; their Canvas is set
	Lanes  []Lane  // likewise
}

// Plan implements [Op].
func (op AddCanvas) Plan(s *Snapshot) (Diff, error) {
	c := op.Canvas
	if c.ID == "" || s.Canvases.Get(c.ID) != nil {
		return nil, fmt.Errorf("%w: the canvas's id is missing or taken", ErrInvalid)
	}
	if err := CheckText(c.Header); err != nil {
		return nil, err
	}
	if c.Order == "" {
		last := ""
		for _, other := range s.Canvases.All() {
			last = max(last, other.Order)
		}
		c.Order = OrderAfter(last, 1)[0]
	}
	c.Title = CleanName(c.Title)
	d := created(c.ID.Ref(), canvasFields, &c)
	for _, st := range op.Stages {
		st.Canvas, st.Name = c.ID, CleanName(st.Name)
		d = append(d, created(st.ID.Ref(), stageFields, &st)...)
	}
	for _, l := range op.Lanes {
		l.Canvas, l.Name = c.ID, CleanName(l.Name)
		d = append(d, created(l.ID.Ref(), laneFields, &l)...)
	}
	return d, nil
}

// Rename gives a record that has a name or a title another one.
type Rename struct {
	Ref  Ref
	Name string // cleaned and cut to [MaxName]; not empty
}

// Plan implements [Op].
func (op Rename) Plan(s *Snapshot) (Diff, error) {
	name := CleanName(op.Name)
	if name == "" {
		return nil, fmt.Errorf("%w: a name cannot be empty", ErrInvalid)
	}
	field := FieldName
	switch op.Ref.Kind {
	case KindWorkshop, KindCanvas:
		field = FieldTitle
	case KindStage, KindLane, KindCategory, KindPerson:
	default:
		return nil, fmt.Errorf("%w: a %s has no name", ErrInvalid, op.Ref.Kind)
	}
	if !s.Has(op.Ref) {
		return nil, nil
	}
	d := Diff(nil).set(s, op.Ref, field, name)
	if op.Ref.Kind == KindStage {
		d = renameTied(d, s, StageID(op.Ref.ID), name)
	}
	return d, nil
}

// renameTied lets the stages of other canvases that are tied to one have its new name too, as
// long as nobody called them something else. Those of variants keep theirs: that is what
// differs.
func renameTied(d Diff, s *Snapshot, id StageID, name string) Diff {
	before := s.Stages.Get(id).Name
	for _, c := range s.CanvasList() {
		if c.From != "" {
			continue
		}
		for _, st := range s.StageList(c.ID) {
			if st.From == id && st.Name == before {
				d = d.set(s, st.ID.Ref(), FieldName, name)
			}
		}
	}
	return d
}

// Introduce adds a person or updates what is known of one.
type Introduce struct {
	Person Person
}

// Plan implements [Op].
func (op Introduce) Plan(s *Snapshot) (Diff, error) {
	p := op.Person
	if p.ID == "" {
		return nil, fmt.Errorf("%w: a person needs an id", ErrInvalid)
	}
	var d Diff
	d = d.set(s, p.ID.Ref(), FieldName, CleanName(p.Name))
	d = d.set(s, p.ID.Ref(), FieldFunction, CleanName(p.Function))
	return d.set(s, p.ID.Ref(), FieldHue, p.Hue), nil
}
