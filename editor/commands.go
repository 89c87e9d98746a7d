package editor

import (
	"fmt"

	"throughline.app/workshop"
)

// A Command is something asked for by name: by key, from a menu, from the tool rail.
type Command struct {
	ID      string // "edit.undo"; unique
	Title   string // as menus say it
	Keys    []Chord
	Enabled func() bool
	Run     func()
}

// Commands lists everything that can be asked for. The order is that of a menu.
func (ed *Editor) Commands() []Command { return ed.commands }

// Run runs a command by its id, and reports whether it is there and enabled.
func (ed *Editor) Run(id string) bool {
	for i := range ed.commands {
		if c := &ed.commands[i]; c.ID == id && c.Enabled() {
			c.Run()
			return true
		}
	}
	return false
}

func (ed *Editor) buildCommands() {
	always := func() bool { return true }
	some := func() bool { return ed.selection.Len() > 0 }
	one := func() bool { return ed.selection.Len() == 1 }
	add := func(id, title string, enabled func() bool, run func(), keys ...Chord) {
		ed.commands = append(ed.commands, Command{id, title, keys, enabled, run})
	}
	for _, t := range ed.Tools {
		add("tool."+string(t.ID), t.Title, always, func() { ed.TakeUp(t.ID) }, Chord{0, t.Key})
	}
	add("edit.undo", "Undo", func() bool { return ed.CanUndo() != "" || ed.editing != nil }, ed.Undo, Chord{Ctrl, "Z"})
	add("edit.redo", "Redo", func() bool { return ed.CanRedo() != "" }, ed.Redo, Chord{Ctrl | Shift, "Z"}, Chord{Ctrl, "Y"})
	add("edit.delete", "Delete", some, ed.Delete, Chord{0, "Delete"}, Chord{0, "BackSpace"})
	add("edit.duplicate", "Duplicate", some, ed.Duplicate, Chord{Ctrl, "D"})
	add("edit.all", "Select all", always, ed.SelectAll, Chord{Ctrl, "A"})
	add("edit.none", "Select nothing", always, ed.escape, Chord{0, "Escape"})

	add("note.edit", "Edit the note", one, func() { ed.EditNote(ed.selection.ids[0]) }, Chord{0, "Return"}, Chord{0, "Enter"}, Chord{0, "F2"})
	add("note.next", "Next note", always, func() { ed.Step(true) }, Chord{0, "Tab"})
	add("note.previous", "Note before", always, func() { ed.Step(false) }, Chord{Shift, "Tab"})
	add("note.front", "Bring to the front", some, ed.Raise, Chord{0, "]"}, Chord{Ctrl, "]"})
	add("header.edit", "Edit the header", always, ed.EditHeader)
	for i, c := range workshop.Colors() {
		add("color."+string(c), "Colour: "+string(c), func() bool { return ed.selection.Len() > 0 || ed.editing != nil },
			func() { ed.Recolor(c) }, Chord{Alt, fmt.Sprint(i + 1)})
	}
	for _, n := range []struct {
		dir        Direction
		key, title string
	}{{Leftward, "Left", "left"}, {Rightward, "Right", "right"}, {Upward, "Up", "up"}, {Downward, "Down", "down"}} {
		add("nudge."+n.title, "Nudge "+n.title, always, func() { ed.Nudge(n.dir, false) }, Chord{0, n.key})
		add("nudge.far."+n.title, "Nudge far "+n.title, always, func() { ed.Nudge(n.dir, true) }, Chord{Shift, n.key})
	}

	add("view.fit", "See all", always, ed.Fit, Chord{Shift, "1"})
	add("view.selection", "See the selection", always, ed.FitSelection, Chord{Shift, "2"})
	add("view.actual", "100 %", always, func() { ed.ZoomTo(1) }, Chord{Ctrl, "0"})
	add("view.in", "Zoom in", always, func() { ed.zoomBy(1.25) }, Chord{Ctrl, "="}, Chord{Ctrl | Shift, "="}, Chord{Ctrl, "+"})
	add("view.out", "Zoom out", always, func() { ed.zoomBy(1 / 1.25) }, Chord{Ctrl, "-"})
	for i := range 9 {
		add(fmt.Sprintf("stage.%d", i+1), fmt.Sprintf("Go to stage %d", i+1),
			func() bool { return i < len(ed.Layout().Stages) }, func() { ed.GoToStage(i) }, Chord{0, fmt.Sprint(i + 1)})
	}

	ed.byKey = make(map[Chord]*Command)
	for i := range ed.commands {
		for _, k := range ed.commands[i].Keys {
			ed.byKey[k] = &ed.commands[i]
		}
	}
}

// escape ends one thing at a time: what is going on, the tool, the selection.
func (ed *Editor) escape() {
	switch {
	case ed.editing != nil:
		ed.Finish()
	case ed.pan != nil || ed.preview.Busy():
		ed.Cancel()
	case ed.tool.ID != ed.Tools[0].ID:
		ed.TakeUp(ed.Tools[0].ID)
	default:
		ed.Select()
	}
}
