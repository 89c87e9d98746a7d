package editor

import "throughline.app/workshop"

// EditName begins to write the name of a stage or a lane, where it stands.
func (ed *Editor) EditName(ref workshop.Ref) {
	if ed.shown(ref) {
		ed.nameScaffold(ref, "rename a "+kindName(ref), false)
	}
}

// nameScaffold is beginNaming for a stage or a lane, in sight.
func (ed *Editor) nameScaffold(ref workshop.Ref, label string, fresh bool) {
	ed.beginNaming(Naming{Ref: ref, Was: ed.nameOf(ref)}, label, fresh)
	if r, ok := ed.NameRect(ref); ok {
		ed.Reveal(r)
	}
}

// NameRect is where the name of a stage or a lane stands. It reports false for what is not
// on the canvas.
func (ed *Editor) NameRect(ref workshop.Ref) (workshop.Rect, bool) {
	l := ed.Layout()
	if g := l.GridBox; g != nil && ref.Kind == KindColumn {
		for j, c := range g.Columns {
			if c.Key == ref.ID {
				return g.HeadCell(j), true
			}
		}
		return g.Add, !g.Add.Empty()
	}
	for _, st := range l.Stages {
		if st.ID.Ref() == ref {
			return st.Head, true
		}
	}
	for _, ln := range l.Lanes {
		if ln.ID.Ref() == ref {
			r := ln.Title
			r.Max.Y = min(r.Max.Y, r.Min.Y+40)
			return r, true
		}
	}
	return workshop.Rect{}, false
}
