package ui

import (
	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// elsewhereCommands show notes on several canvases.
func (sc *screen) elsewhereCommands() []editor.Command {
	return []editor.Command{
		{ID: "note.show", Title: say.NoteShow, Menu: "Note", Group: 4, On: editor.OnNote, Run: sc.showElsewhere,
			Enabled: func() bool { return len(sc.selected()) > 0 && len(sc.snapshot.CanvasList()) > 1 }, Why: say.NoteShowWhy},
		{ID: "note.where", Title: say.NoteWhere, Menu: "Note", Group: 4, On: editor.OnNote, Run: sc.whereElse,
			Enabled: func() bool { return len(sc.elsewhere()) > 0 }, Why: say.NoteWhereWhy},
	}
}

// selected are the notes that are selected on the canvas.
func (sc *screen) selected() []workshop.NoteID {
	if sc.view == nil || sc.view.Editor() == nil {
		return nil
	}
	return sc.view.Editor().Selection().IDs()
}

// elsewhere are the other canvases that a selected note is on, in the order of the list.
func (sc *screen) elsewhere() []*workshop.Canvas {
	on := make(map[workshop.CanvasID]bool)
	for _, id := range sc.selected() {
		if n := sc.snapshot.Notes.Get(id); n != nil {
			for _, c := range n.Canvases() {
				on[c] = true
			}
		}
	}
	var all []*workshop.Canvas
	for _, c := range sc.snapshot.CanvasList() {
		if on[c.ID] && c.ID != sc.canvas {
			all = append(all, c)
		}
	}
	return all
}

// showElsewhere asks on which canvas the selected notes are to be shown too.
func (sc *screen) showElsewhere() {
	ids := sc.selected()
	var to []*workshop.Canvas
	var names []string
	with, err := drawing()
	if err != nil {
		sc.shell.trouble("show notes on another canvas", err)
		return
	}
	for _, c := range sc.snapshot.CanvasList() {
		if c.ID == sc.canvas || method.Find(with.methods, c.Kind).Grid != nil {
			continue
		}
		for _, id := range ids {
			if n := sc.snapshot.Notes.Get(id); n != nil && !n.On(c.ID) {
				to, names = append(to, c), append(names, sc.canvasName(c))
				break
			}
		}
	}
	if len(to) == 0 {
		sc.toast(say.NoteOnAll(len(ids)), "", nil)
		return
	}
	dialog.Choose(sc.shell.host, say.NoteShowOn, names, func(i int) { sc.showNotesOn(ids, to[i]) })
}

func (sc *screen) showNotesOn(ids []workshop.NoteID, to *workshop.Canvas) {
	with, err := drawing()
	if err != nil || sc.view == nil || sc.view.Editor() == nil {
		sc.shell.trouble("show notes on another canvas", err)
		return
	}
	kind := method.Find(with.methods, to.Kind)
	moves := kind.Guests(sc.snapshot, ids, sc.canvas, to.ID, with.shaper.Measure)
	if len(moves) == 0 {
		return
	}
	shelved := 0
	for _, m := range moves {
		if m.To.Region == (workshop.Region{}) {
			shelved++
		}
	}
	if _, ok := sc.do(say.StepShow(len(moves)), workshop.ShowNotes{At: moves}); ok {
		sc.toast(say.NotesShown(len(moves), shelved, to.Title), say.Look, func() { sc.lookAt(to.ID, ids) })
	}
}

// whereElse leads to the same notes on another canvas.
func (sc *screen) whereElse() {
	ids, all := sc.selected(), sc.elsewhere()
	if len(all) == 1 {
		sc.lookAt(all[0].ID, ids)
		return
	}
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = sc.canvasName(c)
	}
	dialog.Choose(sc.shell.host, say.NoteWhereOn, names, func(i int) { sc.lookAt(all[i].ID, ids) })
}

// lookAt shows a canvas, with those of the notes selected that are on it.
func (sc *screen) lookAt(canvas workshop.CanvasID, ids []workshop.NoteID) {
	if c := sc.snapshot.Canvases.Get(canvas); c == nil || c.Gone {
		return
	}
	if sc.canvas != canvas {
		sc.show(canvas)
	}
	if sc.view != nil && sc.view.Editor() != nil {
		sc.view.Editor().Show(ids...)
	}
}
