package workshop

import "fmt"

// UseStages gives a canvas other stages. Stages that are there become new ones, by the
// place in Names that Into gives them: the first of those with one place gets its name and
// stays the record that it was, so that its notes, its canvases and what is linked to it
// come along; the others are merged into it. Stages that Into leaves out stay, behind the
// new ones, if Keep has them, and are removed otherwise.
type UseStages struct {
	Canvas CanvasID
	Names  []string                       // from left to right, 1 to [MaxStages]
	Fresh  []StageID                      // one for each name, for those that nothing becomes
	Into   map[StageID]int                // stages that are shown, to places in Names
	Below  map[StageID]map[string]float64 // of those that are merged, see [MergeInto]
	Keep   map[StageID]bool
}

// Plan implements [Op].
func (op UseStages) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Canvas) == nil {
		return nil, nil
	}
	if len(op.Names) == 0 || len(op.Names) > MaxStages || len(op.Fresh) != len(op.Names) {
		return nil, fmt.Errorf("%w: a canvas has 1 to %d stages", ErrInvalid, MaxStages)
	}
	become := make([]StageID, len(op.Names))
	var kept []StageID
	var d Diff
	for _, st := range s.StageList(op.Canvas) {
		at, goes := op.Into[st.ID]
		switch {
		case goes && (at < 0 || at >= len(op.Names)):
			return nil, fmt.Errorf("%w: there is no stage %d", ErrInvalid, at)
		case goes && become[at] == "":
			become[at] = st.ID
		case goes:
			d = d.set(s, st.ID.Ref(), FieldInto, string(become[at]))
			d = d.set(s, st.ID.Ref(), FieldBelow, string(BelowOf(op.Below[st.ID])))
			d = d.set(s, st.ID.Ref(), FieldGone, "1")
		case op.Keep[st.ID]:
			kept = append(kept, st.ID)
		default:
			d = d.set(s, st.ID.Ref(), FieldGone, "1")
		}
	}
	if len(op.Names)+len(kept) > MaxStages {
		return nil, fmt.Errorf("%w: a canvas holds at most %d stages", ErrInvalid, MaxStages)
	}
	orders := OrderAfter("", len(op.Names)+len(kept))
	for i, name := range op.Names {
		name = CleanName(name)
		switch id := become[i]; {
		case name == "":
			return nil, fmt.Errorf("%w: a stage needs a name", ErrInvalid)
		case id != "":
			d = renameTied(d.set(s, id.Ref(), FieldName, name), s, id, name).set(s, id.Ref(), FieldOrder, orders[i])
		case op.Fresh[i] == "" || s.Stages.Get(op.Fresh[i]) != nil:
			return nil, fmt.Errorf("%w: the stage's id is missing or taken", ErrInvalid)
		default:
			st := Stage{ID: op.Fresh[i], Canvas: op.Canvas, Name: name, Order: orders[i]}
			d = append(d, created(st.ID.Ref(), stageFields, &st)...)
		}
	}
	for i, id := range kept {
		d = d.set(s, id.Ref(), FieldOrder, orders[len(op.Names)+i])
	}
	return d, nil
}
