package render

import "throughline.app/workshop"

// inscribed is where the layout's own words stand among the lanes: those of brackets, of
// lines between lanes, and of what lies between two brackets.
func (sc *Scene) inscribed() []workshop.Rect {
	b := &groundBuilder{ground: new(ground), l: sc.layout, sh: sc.sh, style: sc.opt.Style}
	if sc.layout.GridBox != nil {
		return nil
	}
	b.brackets()
	b.dashedLines()
	var words []workshop.Rect
	for _, s := range b.ground.shapes {
		if t, ok := s.(textShape); ok {
			words = append(words, workshop.RectAt(t.at, workshop.Size{W: t.w, H: t.b.height()}))
		}
	}
	return words
}
