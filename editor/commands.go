package editor

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A Command is something asked for by name: by key, from a menu, from the palette, from
// the tool rail. Only ID, Title, Enabled and Run are needed: where it stands follows from
// the first part of its id, unless Menu, Group and On say otherwise.
type Command struct {
	ID      string // "edit.undo"; unique
	Title   string // as menus say it
	Keys    []Chord
	Enabled func() bool
	Run     func()

	Say   func() string // the title as it is now: "Undo: move 12 notes"; nil is Title
	Why   string        // what is missing while it is not enabled: "Select a note first"
	Menu  string        // the menu it stands in, or a menu within one: "Note/Colour"
	Group int           // commands of a menu stand in order of group, with lines between groups
	On    Spot          // what it is offered for when a menu opens there

	Anywhere bool // its keys are heard while something is written, too
	Toggles  bool // doing it again takes it back
	First    bool // while it is enabled its keys are heard before those of other commands
}

// Name is the title as it is now.
func (c *Command) Name() string {
	if c.Say != nil {
		if s := c.Say(); s != "" {
			return s
		}
	}
	return c.Title
}

// Commands lists everything that can be asked for. The order is that of a menu.
func (ed *Editor) Commands() []Command { return ed.commands }

// AddCommands adds commands that the screen has beside the editor's own, so that keys,
// menus and palette are made from one list. It panics where an id is taken.
func (ed *Editor) AddCommands(more ...Command) {
	for _, c := range more {
		if ed.command(c.ID) != nil {
			panic("editor: two commands " + c.ID)
		}
		c = c.placed()
		if ed.Grid() != nil && slices.ContainsFunc(ofNotes, func(p string) bool { return strings.HasPrefix(c.ID, p) }) {
			ed.offGrid(&c)
		}
		ed.commands = append(ed.commands, c)
		ed.hold(&ed.commands[len(ed.commands)-1])
	}
	ed.indexKeys()
}

// Run runs a command by its id, and reports whether it is there and enabled.
func (ed *Editor) Run(id string) bool {
	if c := ed.command(id); c != nil && c.Enabled() {
		c.Run()
		return true
	}
	return false
}

// KeyAnywhere is [Editor.Key] for keys that come while something is written: only those
// commands that are heard anywhere answer. What is written is kept first.
func (ed *Editor) KeyAnywhere(c Chord) bool {
	cmd := ed.byKey[c]
	if cmd == nil || !cmd.Anywhere || !cmd.Enabled() || !ed.Finish() {
		return false
	}
	cmd.Run()
	return true
}

func (ed *Editor) command(id string) *Command {
	for i := range ed.commands {
		if c := &ed.commands[i]; c.ID == id {
			return c
		}
	}
	return nil
}

// needsNotes tells why most commands are not enabled.
const needsNotes = "Select a note first"

func (ed *Editor) buildCommands() {
	always := func() bool { return true }
	one := func() bool { return ed.selection.Len() == 1 }
	add := func(id, title string, enabled func() bool, run func(), keys ...Chord) *Command {
		ed.commands = append(ed.commands, Command{ID: id, Title: title, Keys: keys, Enabled: enabled, Run: run})
		return &ed.commands[len(ed.commands)-1]
	}
	for _, t := range ed.Tools {
		add("tool."+string(t.ID), t.Title, always, func() { ed.TakeUp(t.ID) }, Chord{0, t.Key})
	}
	ed.addEditing(add)

	add("note.edit", "Edit the note", func() bool { return one() || ed.links.chosen != "" || ed.Hover().Ref.ID != "" }, ed.editSelected, Chord{0, "Return"}, Chord{0, "Enter"}, Chord{0, "F2"}).Why = "Select one note first"
	c := add("note.next", "Next note", always, func() { ed.Step(true) }, Chord{0, "Tab"})
	c.Group, c.On = 8, Nowhere
	c = add("note.previous", "Note before", always, func() { ed.Step(false) }, Chord{Shift, "Tab"})
	c.Group, c.On = 8, Nowhere
	ed.arrangeCommands(add)
	ed.textCommands(add)
	ed.stageCommands(add)
	ed.insideCommand(add)
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
	ed.addLooking(add)
	ed.addLinking(add)
	ed.addCategories(add)
	ed.addPicturing(add)
	ed.addCommenting(add)
	ed.addDots(add)
	ed.gridCommands(add)
	ed.addFeeling(add)
	ed.cardCommands(add)
	ed.elsewhereCommand(add)
	ed.bracketCommands(add)

	for i := range ed.commands {
		c := &ed.commands[i]
		*c = c.placed()
	}
	ed.indexKeys()
}

type adder func(id, title string, enabled func() bool, run func(), keys ...Chord) *Command

// addEditing adds what is done to any selection.
func (ed *Editor) addEditing(add adder) {
	some := func() bool { return ed.selection.Len() > 0 }
	step := func(verb string, label func() string) func() string {
		return func() string {
			if l := label(); l != "" {
				return verb + ": " + l
			}
			return ""
		}
	}
	undo := add("edit.undo", "Undo", func() bool { return ed.CanUndo() != "" || ed.editing != nil }, ed.Undo, Chord{Ctrl, "Z"})
	undo.Say, undo.Why, undo.On = step("Undo", ed.CanUndo), "Nothing to undo", OnPaper
	redo := add("edit.redo", "Redo", func() bool { return ed.CanRedo() != "" }, ed.Redo, Chord{Ctrl | Shift, "Z"}, Chord{Ctrl, "Y"})
	redo.Say, redo.Why, redo.On = step("Redo", ed.CanRedo), "Nothing to redo", OnPaper
	c := add("edit.duplicate", "Duplicate", some, ed.Duplicate, Chord{Ctrl, "D"})
	c.Group, c.On, c.Why = 3, OnNote, needsNotes
	c = add("edit.delete", "Delete", func() bool { return some() || ed.links.chosen != "" }, ed.Delete, Chord{0, "Delete"}, Chord{0, "BackSpace"})
	c.Group, c.On, c.Why = 3, OnNote, needsNotes
	always := func() bool { return true }
	c = add("edit.all", "Select all", always, ed.SelectAll, Chord{Ctrl, "A"})
	c.Group, c.On = 4, OnPaper
	add("edit.none", "Select nothing", always, ed.escape, Chord{0, "Escape"}).Group = 4
}

// addLooking adds what moves the view.
func (ed *Editor) addLooking(add adder) {
	always := func() bool { return true }
	add("view.fit", "See all", always, ed.Fit, Chord{Shift, "1"}).On = OnPaper
	add("view.selection", "See the selection", always, ed.FitSelection, Chord{Shift, "2"})
	add("view.actual", "100 %", always, func() { ed.ZoomTo(1) }, Chord{Ctrl, "0"}).Group = 1
	add("view.in", "Zoom in", always, func() { ed.zoomBy(1.25) }, Chord{Ctrl, "="}, Chord{Ctrl | Shift, "="}, Chord{Ctrl, "+"}).Group = 1
	add("view.out", "Zoom out", always, func() { ed.zoomBy(1 / 1.25) }, Chord{Ctrl, "-"}).Group = 1
	for i := range 9 {
		c := add(fmt.Sprintf("stage.%d", i+1), fmt.Sprintf("Go to stage %d", i+1),
			func() bool { return i < len(ed.Layout().Stages) }, func() { ed.GoToStage(i) }, Chord{0, fmt.Sprint(i + 1)})
		c.Menu, c.Group, c.Why = "View/Go to stage", 2, "There are fewer stages"
		c.Say = func() string {
			if st := ed.Layout().Stages; i < len(st) {
				return "Go to stage " + st[i].Name
			}
			return ""
		}
	}
}

func (ed *Editor) indexKeys() {
	ed.byKey, ed.first = make(map[Chord]*Command), make(map[Chord][]*Command)
	for i := range ed.commands {
		c := &ed.commands[i]
		for _, k := range c.Keys {
			if c.First {
				ed.first[k] = append(ed.first[k], c)
			} else {
				ed.byKey[k] = c
			}
		}
	}
}

// escape ends one thing at a time: what is going on, the tool, the selection.
func (ed *Editor) escape() {
	switch {
	case ed.editing != nil || ed.links.open:
		ed.Finish()
	case ed.pan != nil || ed.preview.Busy():
		ed.Cancel()
	case ed.feeling != nil:
		ed.FocusFeeling(nil)
	case ed.tool.ID != ed.Tools[0].ID:
		ed.TakeUp(ed.Tools[0].ID)
	case ed.GridChoosing():
		ed.ChooseMarks(false)
	case ed.OnEscape != nil && ed.OnEscape():
	case ed.GridFocus().Part != NoGridPart:
		ed.FocusGrid(noSpot)
	default:
		ed.Select()
	}
}
