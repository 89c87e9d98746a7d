package tool

import (
	"throughline.app/editor"
	"throughline.app/workshop"
)

// categoryIdle waits for a press where a line around notes begins.
type categoryIdle struct{}

func (categoryIdle) Name() string { return "category.idle" }

func (s categoryIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	if ev.Kind == editor.Down && ev.Button == editor.Left {
		return categoryDrawing{from: ev}
	}
	return s
}

// categoryDrawing draws a rectangle; the notes whose middles it holds become a category.
// A click on a note makes one of it, or of the selection that it is part of.
type categoryDrawing struct{ from editor.Event }

func (categoryDrawing) Name() string { return "category.drawing" }

func (s categoryDrawing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	r := spanned(s.from.At, ev.At)
	switch ev.Kind {
	case editor.Move:
		if ev.Screen.Sub(s.from.Screen).Len() >= dragBegins || !ed.Preview().Empty() {
			ed.SetPreview(editor.Preview{Marquee: r})
			ed.Select(heldBy(ed, r)...)
		}
	case editor.Up:
		ids := heldBy(ed, r)
		if ed.Preview().Empty() {
			ids = clicked(ed, ev.At)
		}
		ed.SetPreview(editor.Preview{})
		if len(ids) == 0 {
			return categoryIdle{}
		}
		ed.TakeUp(editor.SelectTool)
		ed.MakeCategory(ids...)
		return selectIdle{}
	case editor.Cancel:
		ed.SetPreview(editor.Preview{})
		return categoryIdle{}
	}
	return s
}

// clicked is the note under a point, or the selection if it is part of it.
func clicked(ed *editor.Editor, p workshop.Point) []workshop.NoteID {
	id, ok := ed.Hits().NoteAt(p)
	switch {
	case !ok:
		return nil
	case ed.Selection().Has(id):
		return ed.Selection().IDs()
	}
	return []workshop.NoteID{id}
}

// heldBy lists the notes whose middles lie in r.
func heldBy(ed *editor.Editor, r workshop.Rect) []workshop.NoteID {
	var ids []workshop.NoteID
	for _, id := range ed.Hits().NotesIn(r, false) {
		if n, ok := ed.Hits().NoteRect(id); ok && r.Contains(n.Center()) {
			ids = append(ids, id)
		}
	}
	return ids
}

// spanned is the rectangle between two corners.
func spanned(a, b workshop.Point) workshop.Rect {
	return workshop.Rect{
		Min: workshop.Point{X: min(a.X, b.X), Y: min(a.Y, b.Y)},
		Max: workshop.Point{X: max(a.X, b.X), Y: max(a.Y, b.Y)},
	}
}
