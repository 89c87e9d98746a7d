package editor

import "throughline.app/workshop"

// Naming is a name that is being written in place.
type Naming struct {
	Ref    workshop.Ref
	Region workshop.Region // of a category: the container on whose pill it is written
	Was    string          // the name when writing began
	Text   string          // what stands in the entry
}

// naming is a Naming and the step of which it is part.
type naming struct {
	Naming
	label string // of the step in the history
	fresh bool   // the thing was made in that step
}

// Naming is the name that is being written, if one is.
func (ed *Editor) Naming() (Naming, bool) {
	if ed.naming == nil {
		return Naming{}, false
	}
	return ed.naming.Naming, true
}

// beginNaming lets the person write a name in place. A fresh thing was made in the last
// step: name and thing are taken back together.
func (ed *Editor) beginNaming(n Naming, label string, fresh bool) {
	if ed.refuseWatching() {
		return
	}
	if !fresh {
		ed.Finish()
	}
	n.Text = n.Was
	ed.naming = &naming{Naming: n, label: label, fresh: fresh}
	ed.notify()
}

// WriteName tells what stands in the entry of the name now; [Editor.Finish] keeps it.
func (ed *Editor) WriteName(text string) {
	if ed.naming != nil {
		ed.naming.Text = text
	}
}

// KeepName ends the writing of a name and keeps it. An empty one leaves the name as it was.
func (ed *Editor) KeepName() {
	n := ed.naming
	if n == nil {
		return
	}
	ed.naming = nil
	name := workshop.CleanName(n.Text)
	switch {
	case name == "" || name == n.Was:
	case n.Ref.Kind == workshop.KindCategory && ed.tried(workshop.CategoryID(n.Ref.ID)):
		ed.trying.trial.Rename(workshop.CategoryID(n.Ref.ID), name)
	case n.Ref.Kind == KindColumn:
		ed.keepColumn(n, name)
	default:
		op := workshop.Rename{Ref: n.Ref, Name: name}
		if d, err := ed.apply(op); err == nil {
			if n.fresh {
				ed.history.Extend(n.label, d)
			} else {
				ed.history.Record(n.label, d)
			}
		}
	}
	ed.notify()
}

// DropName ends the writing of a name and leaves it as it was.
func (ed *Editor) DropName() {
	if ed.naming != nil {
		ed.naming = nil
		ed.notify()
	}
}
