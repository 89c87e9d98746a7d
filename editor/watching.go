package editor

import (
	"errors"
	"slices"
	"strings"
)

// ErrWatching says that the person only looks on: nothing was changed.
var ErrWatching = errors.New("who watches changes nothing")

// Watch has the person only look on from now on, and says why whenever they would change
// something; an empty reason lets them write again. What was being written is given up.
func (ed *Editor) Watch(reason string) {
	if ed.watch == reason {
		return
	}
	ed.watch = reason
	if reason != "" {
		ed.handle(Event{Kind: Cancel})
		ed.editing, ed.naming = nil, nil
		if !slices.Contains(looking, "tool."+string(ed.tool.ID)) {
			ed.TakeUp(ed.Tools[0].ID)
		}
	}
	for i := range ed.commands {
		ed.hold(&ed.commands[i])
	}
	ed.notify()
}

// Watching is why the person cannot change anything, "" if they can.
func (ed *Editor) Watching() string { return ed.watch }

// refuseWatching says why nothing happens, and reports whether the person only looks on.
func (ed *Editor) refuseWatching() bool {
	if ed.watch == "" {
		return false
	}
	if ed.OnOffer != nil {
		ed.OnOffer(Offer{Sentence: ed.watch})
	}
	return true
}

// hold takes a command that changes something away from who only looks on, or gives it back.
func (ed *Editor) hold(c *Command) {
	if onlyLooks(c.ID) {
		return
	}
	was, held := ed.held[c.ID]
	switch {
	case ed.watch != "" && !held:
		if ed.held == nil {
			ed.held = make(map[string]Command)
		}
		ed.held[c.ID] = *c
		c.Enabled, c.Why = func() bool { return false }, ed.watch
	case ed.watch != "":
		c.Why = ed.watch
	case held:
		c.Enabled, c.Why = was.Enabled, was.Why
		delete(ed.held, c.ID)
	}
}

// looking are commands that change nothing, and beginnings of the ids of more.
var (
	looking = []string{
		"edit.copy", "edit.all", "edit.none", "note.next", "note.previous", "tool.select", "tool.hand", "tool.laser",
		"canvas.go", "canvas.next", "canvas.previous", "canvas.up", "tag.open", "link.next", "link.notes", "category.select", "text.open", "grid.row",
	}
	lookingAt = []string{"view.", "find.", "people.", "share.", "export.", "workshop.", "door.", "grid.go.", "moment.", "timer.", "comment."}
)

// onlyLooks tells whether the command with an id changes nothing of the workshop.
func onlyLooks(id string) bool {
	if id == "workshop.rename" {
		return false
	}
	if stage, ok := strings.CutPrefix(id, "stage."); ok {
		return len(stage) == 1 // the way to it
	}
	return slices.Contains(looking, id) || slices.ContainsFunc(lookingAt, func(p string) bool { return strings.HasPrefix(id, p) })
}
