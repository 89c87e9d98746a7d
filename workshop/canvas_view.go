package workshop

import "fmt"

// FieldView is the family of a canvas's views: what is computed from it and drawn on it, as
// a curve, "on" or "off" by the view's key in the method.
const FieldView = "view."

// ShowView shows a view on a canvas, to everybody and in every picture, or hides it.
type ShowView struct {
	Canvas CanvasID
	View   string // key of the view in the method
	On     bool
}

// Plan implements [Op]. A canvas that is not there gives an empty [Diff].
func (op ShowView) Plan(s *Snapshot) (Diff, error) {
	if s.Canvases.Get(op.Canvas) == nil {
		return nil, nil
	}
	if !typedKey.MatchString(op.View) {
		return nil, fmt.Errorf("%w: there is no view %q", ErrInvalid, op.View)
	}
	word := "off"
	if op.On {
		word = "on"
	}
	return Diff(nil).set(s, op.Canvas.Ref(), FieldView+op.View, word), nil
}

// Shows reports whether a view is shown on the canvas; unless somebody said so it is as the
// method has it.
func (c *Canvas) Shows(view string, byItself bool) bool {
	switch c.Views.Get(view) {
	case "on":
		return true
	case "off":
		return false
	}
	return byItself
}
