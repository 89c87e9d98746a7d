package workshop

import "fmt"

// FieldStep names the step of the recipe that the room is at.
const FieldStep = "step"

// FollowRecipe lets the workshop follow a recipe from its beginning: no step is begun, none
// is done. Doing so again begins anew.
type FollowRecipe struct {
	Recipe string // "method/recipe"; "" follows none
}

// Plan implements [Op].
func (op FollowRecipe) Plan(s *Snapshot) (Diff, error) {
	if len(op.Recipe) > MaxName*2 {
		return nil, fmt.Errorf("%w: there is no recipe with so long a name", ErrInvalid)
	}
	ref := Ref{KindWorkshop, MetaID}
	d := Diff(nil).set(s, ref, FieldRecipe, op.Recipe).set(s, ref, FieldStep, "")
	return append(d, s.Meta.DoneSet.changes(s, ref, FieldDone, Keyed{})...), nil
}

// TakeStep says at which step of the recipe the room is, and which steps are done. Where the
// workshop follows no recipe it does nothing.
type TakeStep struct {
	Step string   // its key; "" is none, as when the last one is done
	Done []string // keys of steps that are done from now on
	Anew []string // and of those that are to be done again; applied after Done
}

// Plan implements [Op].
func (op TakeStep) Plan(s *Snapshot) (Diff, error) {
	if s.Meta.Recipe == "" {
		return nil, nil
	}
	next := s.Meta.DoneSet
	for _, key := range append(append([]string{op.Step}, op.Done...), op.Anew...) {
		if key != "" && !typedKey.MatchString(key) {
			return nil, fmt.Errorf("%w: there is no step %q", ErrInvalid, key)
		}
	}
	for _, key := range op.Done {
		next = next.With(key, "1")
	}
	for _, key := range op.Anew {
		next = next.With(key, "")
	}
	ref := Ref{KindWorkshop, MetaID}
	d := Diff(nil).set(s, ref, FieldStep, op.Step)
	return append(d, s.Meta.DoneSet.changes(s, ref, FieldDone, next)...), nil
}
