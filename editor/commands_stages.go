package editor

import (
	"fmt"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

// subject is the stage, or the lane, that a command is about: the one that a menu was
// opened on, that of what is selected, the one under the pointer, or the only one. It
// reports false where the person has to be asked.
func (ed *Editor) subject(kind workshop.Kind) (workshop.Ref, bool) {
	return ed.subjectOf(kind, ed.seen)
}

// subjectOf is subject; what merely lies under the pointer counts if hovering does.
func (ed *Editor) subjectOf(kind workshop.Kind, hovering bool) (workshop.Ref, bool) {
	t, aimed := ed.Target()
	if aimed && t.Ref.Kind == kind && ed.shown(t.Ref) {
		return t.Ref, true
	}
	l := ed.Layout()
	for _, id := range ed.selection.ids {
		if n := ed.doc.Snapshot().Notes.Get(id); n != nil {
			r := l.HomeOf(n)
			if kind == workshop.KindLane && r.Lane != "" {
				return r.Lane.Ref(), true
			}
			if kind == workshop.KindStage && r.Stage != "" {
				return r.Stage.Ref(), true
			}
		}
	}
	at := t.At
	if !aimed {
		at = ed.view.ToCanvas(ed.pointer)
	}
	if aimed || hovering {
		for _, st := range l.Stages {
			if kind == workshop.KindStage && st.Head.Union(st.Column).Contains(at) {
				return st.ID.Ref(), true
			}
		}
		for _, ln := range l.Lanes {
			if kind == workshop.KindLane && ln.Row.Contains(at) {
				return ln.ID.Ref(), true
			}
		}
	}
	if line := ed.line(kind); len(line) == 1 {
		return line[0], true
	}
	return workshop.Ref{}, false
}

// about runs do for the subject, or for the one that the person chooses of those that fit.
func (ed *Editor) about(kind workshop.Kind, title string, fits func(workshop.Ref) bool, do func(workshop.Ref)) {
	if ref, ok := ed.subject(kind); ok {
		if fits(ref) {
			do(ref)
		}
		return
	}
	ed.askWhich(kind, title, fits, do)
}

// askWhich runs do for the one that the person chooses of those that fit.
func (ed *Editor) askWhich(kind workshop.Kind, title string, fits func(workshop.Ref) bool, do func(workshop.Ref)) {
	refs := slices.DeleteFunc(ed.line(kind), func(r workshop.Ref) bool { return !fits(r) })
	names := make([]string, len(refs))
	for i, ref := range refs {
		names[i] = ed.nameOf(ref)
	}
	ed.Choose(Choice{Title: title, Items: names, Do: func(i int) {
		if ed.shown(refs[i]) {
			do(refs[i])
		}
	}})
}

// possible reports whether about would find one that fits.
func (ed *Editor) possible(kind workshop.Kind, fits func(workshop.Ref) bool) bool {
	if ref, ok := ed.subject(kind); ok {
		return fits(ref)
	}
	return slices.ContainsFunc(ed.line(kind), fits)
}

// stageCommands are those on stages and lanes. Add is as in buildCommands.
func (ed *Editor) stageCommands(add adder) {
	ed.lineCommands(add, workshop.KindStage, words{"stage", "Stage", "before", "after", "left", "right", "the one before", "the one after"})
	ed.lineCommands(add, workshop.KindLane, words{"lane", "Lane", "above", "below", "up", "down", "the one above", "the one below"})

	box := func(ref workshop.Ref) (b method.StageBox) {
		for _, st := range ed.Layout().Stages {
			if st.ID.Ref() == ref {
				b = st
			}
		}
		return b
	}
	pinned := func(ref workshop.Ref) bool { return box(ref).Pinned }
	width := func(why, id, title string, fits func(workshop.Ref) bool, do func(workshop.Ref)) {
		c := ed.aboutOne(add, workshop.KindStage, "stage."+id, title, fits, do)
		c.Menu, c.Group, c.Why = "Stage/Width", 5, why
	}
	width("There is no stage", "wider", "Make wider", func(workshop.Ref) bool { return !ed.Layout().Fixed(workshop.KindStage) }, func(r workshop.Ref) { ed.widen(r, method.ColumnStep) })
	width("It is as wide as its notes", "narrower", "Make narrower",
		func(r workshop.Ref) bool { return pinned(r) && box(r).Column.W() > method.ColumnPitch },
		func(r workshop.Ref) { ed.widen(r, -method.ColumnStep) })
	width("It is as wide as its notes", "auto", "As wide as its notes", pinned,
		func(r workshop.Ref) { ed.SetWidth(workshop.StageID(r.ID), 0) })
	for _, color := range append(workshop.Colors(), "") {
		id, title, group := string(color), "New notes: "+string(color), 5
		if color == "" {
			id, title, group = "own", "As the method has it", 6
		}
		c := ed.aboutOne(add, workshop.KindLane, "lane.color."+id, title, everyOne, func(r workshop.Ref) {
			ed.Do("colour a lane", workshop.SetLaneColor{Lane: workshop.LaneID(r.ID), Color: color})
		})
		c.Menu, c.Group, c.Why = "Lane/Colour of new notes", group, "There is no lane"
	}
}

func everyOne(workshop.Ref) bool { return true }

// aboutOne adds a command about a stage or a lane.
func (ed *Editor) aboutOne(add adder, kind workshop.Kind, id, title string, fits func(workshop.Ref) bool, do func(workshop.Ref)) *Command {
	return add(id, title, func() bool { return ed.possible(kind, fits) }, func() { ed.about(kind, title, fits, do) })
}

// words is how one speaks of stages, or of lanes.
type words struct {
	id, title     string
	before, after string // where one is added
	back, forth   string // where one is moved
	prev, next    string // what it is merged with
}

func (ed *Editor) lineCommands(add adder, kind workshop.Kind, w words) {
	put := func(group int, why, id, title string, fits func(workshop.Ref) bool, do func(workshop.Ref)) *Command {
		c := ed.aboutOne(add, kind, w.id+"."+id, title, fits, do)
		c.Menu, c.Group, c.Why = w.title, group, why
		return c
	}
	none, first, last := "There is no "+w.id, "It is the first", "It is the last"
	seen := func(workshop.Ref) bool { return ed.Layout().Shows(kind) }
	free := func(workshop.Ref) bool { return !ed.Layout().Fixed(kind) }
	fixed := "On this canvas a " + w.id + " is only renamed"
	hasBefore := func(r workshop.Ref) bool { return free(r) && ed.Before(r).ID != "" }
	hasAfter := func(r workshop.Ref) bool { return free(r) && ed.after(r).ID != "" }
	put(1, none, "rename", "Rename the "+w.id, seen, ed.EditName).Say = ed.saying(kind, "Rename %s", nil)
	put(2, fixed, "add-"+w.before, "Add a "+w.id+" "+w.before, free, func(r workshop.Ref) { ed.AddBeside(ed.Before(r)) })
	c := add(w.id+".add-"+w.after, "Add a "+w.id+" "+w.after, func() bool { return free(workshop.Ref{}) }, func() {
		if len(ed.line(kind)) == 0 {
			ed.AddBeside(workshop.Ref{Kind: kind})
			return
		}
		ed.about(kind, "Add a "+w.id+" "+w.after, everyOne, ed.AddBeside)
	})
	c.Group, c.Why = 2, fixed
	put(3, first, "back", "Move "+w.back, hasBefore, func(r workshop.Ref) { ed.Reorder(r, ed.Before(ed.Before(r))) })
	put(3, last, "forth", "Move "+w.forth, hasAfter, func(r workshop.Ref) { ed.Reorder(r, ed.after(r)) })
	put(4, last, "merge-next", "Merge with "+w.next, hasAfter, func(r workshop.Ref) { ed.Merge(ed.after(r), r) }).
		Say = ed.saying(kind, "Merge with %s, "+w.next, ed.after)
	put(4, first, "merge-previous", "Merge with "+w.prev, hasBefore, func(r workshop.Ref) { ed.Merge(r, ed.Before(r)) }).
		Say = ed.saying(kind, "Merge with %s, "+w.prev, ed.Before)
	put(4, fixed, "split", "Split in two", free, ed.Split)
	put(9, fixed, "remove", "Remove the "+w.id, free, ed.RemoveScaffold).Say = ed.saying(kind, "Remove %s", nil)
}

// saying puts the name of what a command is about, or of its neighbour, into its title.
func (ed *Editor) saying(kind workshop.Kind, format string, of func(workshop.Ref) workshop.Ref) func() string {
	return func() string {
		ref, ok := ed.subject(kind)
		if ok && of != nil {
			ref = of(ref)
		}
		if !ok || ref.ID == "" {
			return ""
		}
		return fmt.Sprintf(format, shortName(ed.nameOf(ref)))
	}
}

// shortName cuts a name to what a menu has room for.
func shortName(name string) string {
	const most = 24
	if r := []rune(name); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return name
}
