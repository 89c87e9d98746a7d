package ui

import (
	"context"
	"path/filepath"
	"strings"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// goElsewhere shows a note where it lives, or the lane in which what a grid is about is
// written.
func (sc *screen) goElsewhere(e editor.Elsewhere) {
	if n := sc.snapshot.Notes.Get(workshop.NoteID(e.Ref.ID)); e.Ref.Kind == workshop.KindNote && n != nil {
		sc.lookAt(n.Place.Canvas, []workshop.NoteID{n.ID})
		return
	}
	with, err := drawing()
	if err != nil || e.Card == "" {
		return
	}
	for _, c := range sc.snapshot.CanvasList() {
		kind := method.Find(with.methods, c.Kind)
		if kind.Grid != nil || c.Of != "" {
			continue
		}
		for _, l := range sc.snapshot.LaneList(c.ID) {
			if kind.Lane(l).Card != e.Card {
				continue
			}
			sc.show(c.ID)
			if stages := sc.snapshot.StageList(c.ID); len(stages) > 0 && sc.view != nil && sc.view.Editor() != nil {
				sc.view.Editor().WriteIn(workshop.Region{Stage: stages[0].ID, Lane: l.ID}, "")
			}
			return
		}
	}
	sc.toast(say.GridNowhere, "", nil)
}

// onGrid reports whether the canvas is a grid.
func (sc *screen) onGrid() bool {
	return sc.view != nil && sc.view.Editor() != nil && sc.view.Editor().Grid() != nil
}

// exportTable saves the grid as a table of the format that the person chooses, where
// pictures are saved.
func (sc *screen) exportTable() {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	if c == nil || !sc.onGrid() || sc.shell.host.Busy() {
		return
	}
	var names []string
	for _, t := range say.GridTables {
		names = append(names, t.Name)
	}
	dialog.Choose(sc.shell.host, say.ExportTableAs, names, func(i int) {
		dir := pictureFolders()[0].path
		file := filepath.Join(dir, freeNamed(dir, fileName(sc.snapshot.Meta.Title, c.Title), say.GridTables[i].End))
		sc.shell.work("", func(context.Context) error { return sc.session.ExportTable(c.ID, file) }, func(err error) {
			if err != nil {
				sentence, next := sc.shell.backend.Explain(err)
				sc.toast(strings.TrimSpace(sentence+" "+next), "", nil)
				return
			}
			sc.toast(say.SavedAs(file), "", nil)
		})
	})
}
