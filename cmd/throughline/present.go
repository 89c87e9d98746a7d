package main

import (
	"strings"

	"throughline.app/editor"
	"throughline.app/sync/presence"
	"throughline.app/sync/wire"
	"throughline.app/ui"
	"throughline.app/workshop"
)

// Point implements [ui.Session].
func (s *roomSession) Point(canvas workshop.CanvasID, p editor.Presence) {
	s.Room.Point(presence.State{
		Canvas: string(canvas), X: p.At.X, Y: p.At.Y, Editing: string(p.Editing),
		Selection: selected(p), Lifted: idsOf(p.Lifted), DX: p.By.DX, DY: p.By.DY,
		View: wire.Box{X: p.View.Min.X, Y: p.View.Min.Y, W: max(0, p.View.W()), H: max(0, p.View.H())},
		Call: p.Call, Follows: p.Follows, Last: p.Last, Trail: trailOf(p.Trail),
	})
}

// Others implements [ui.Session].
func (s *roomSession) Others() []ui.Cursor {
	var cursors []ui.Cursor
	for _, o := range s.Room.Others() {
		notes, cell := chosen(o.Selection)
		cursors = append(cursors, ui.Cursor{
			ID: o.Member, Name: o.Name, Hue: o.Color, Canvas: workshop.CanvasID(o.Canvas),
			Presence: editor.Presence{
				At: workshop.Point{X: o.X, Y: o.Y}, Editing: workshop.NoteID(o.Editing),
				Selection: notes, Cell: cell, Lifted: noteIDs(o.Lifted), By: workshop.Vec{DX: o.DX, DY: o.DY},
				View: workshop.RectAt(workshop.Point{X: o.View.X, Y: o.View.Y}, workshop.Size{W: o.View.W, H: o.View.H}),
				Call: o.Call, Follows: o.Follows, Last: o.Last, Trail: points(o.Trail),
			}.Bounded(),
		})
	}
	return cursors
}

// selected is what a person has selected, as it travels: notes, or on a grid the keys of the
// row and the column of a cell, which no note's id looks like.
func selected(p editor.Presence) []string {
	if p.Cell != (editor.GridCell{}) && len(p.Selection) == 0 && len(p.Cell.Row) <= wire.MaxID && len(p.Cell.Column) <= wire.MaxID {
		return []string{p.Cell.Row, p.Cell.Column}
	}
	return idsOf(p.Selection)
}

// chosen reads what [selected] wrote.
func chosen(words []string) ([]workshop.NoteID, editor.GridCell) {
	if len(words) == 2 && strings.Contains(words[0], "/") && strings.Contains(words[1], "/") {
		return nil, editor.GridCell{Row: words[0], Column: words[1]}
	}
	return noteIDs(words), editor.GridCell{}
}

func idsOf(ids []workshop.NoteID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

func noteIDs(words []string) []workshop.NoteID {
	out := make([]workshop.NoteID, len(words))
	for i, w := range words {
		out[i] = workshop.NoteID(w)
	}
	return out
}

func trailOf(points []workshop.Point) []wire.Point {
	var out []wire.Point
	for _, p := range points {
		out = append(out, wire.Point{X: p.X, Y: p.Y})
	}
	return out
}

func points(trail []wire.Point) []workshop.Point {
	var out []workshop.Point
	for _, p := range trail {
		out = append(out, workshop.Point{X: p.X, Y: p.Y})
	}
	return out
}
