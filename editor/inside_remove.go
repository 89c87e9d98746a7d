package editor

import (
	"fmt"

	"throughline.app/workshop"
)

// askInside asks what becomes of the canvases that open up a stage which is to be removed,
// and removes it then. It reports false if there are none, or nobody can be asked.
func (ed *Editor) askInside(stage workshop.StageID, name string) bool {
	snap := ed.doc.Snapshot()
	inside := snap.CanvasesOf(stage)
	if len(inside) == 0 || ed.OnChoose == nil {
		return false
	}
	var alone []*workshop.Canvas // those that open up no other stage
	for _, c := range inside {
		if len(snap.StagesOf(c)) == 1 {
			alone = append(alone, c)
		}
	}
	items := []string{"Keep them as canvases of their own"}
	title := fmt.Sprintf("%s has %d canvases. What becomes of them?", name, len(inside))
	if len(inside) == 1 {
		items[0] = "Keep it as a canvas of its own"
		title = fmt.Sprintf("%s has a canvas with %s. What becomes of it?", name, counted(snap.NotesOn(inside[0].ID)))
	}
	switch {
	case len(alone) == 1 && len(inside) == 1:
		items = append(items, "Remove it with the stage")
	case len(alone) > 0 && len(alone) < len(inside):
		items = append(items, "Remove with the stage those that serve no other one")
	case len(alone) > 0:
		items = append(items, "Remove them with the stage")
	default:
		items[0] = "Remove the stage; the canvas serves others too"
	}
	ed.Choose(Choice{Title: title, Items: items, Do: func(i int) {
		n := len(ed.notesIn(stage.Ref()))
		op := workshop.Together{workshop.Remove{Ref: stage.Ref()}}
		if i == 1 {
			for _, c := range alone {
				op = append(op, workshop.Remove{Ref: c.ID.Ref()})
			}
		}
		if _, ok := ed.Do("remove a stage", op); ok {
			ed.tellRemoved(name, n)
		}
	}})
	return true
}
