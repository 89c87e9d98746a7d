package canvasview

import (
	"time"

	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// A hover is what the pointer rests on.
type hover struct {
	note  workshop.NoteID // "" for none
	plus  bool            // a plus of a note
	pill  bool            // the name of a category
	grid  editor.GridSpot
	over  editor.Tag      // a pill that only counts, and what would name it
	words string          // of it
	stop  func()          // ends the wait for the pluses
	shown workshop.NoteID // has pluses because the pointer rested on it

	feeling told // of the stage of a curve
}

// hoverRest is how long the pointer rests on a note before it shows its pluses.
const hoverRest = 350 * time.Millisecond

// plusNear is how far from a note, in units of the window, its pluses stay.
const plusNear = 26

// point follows the pointer while no button is held.
func (v *View) point(at editor.ScreenPoint) {
	v.pointGrid(at)
	h := &v.hover
	p := v.ed.View().ToCanvas(at)
	note, plus := workshop.NoteID(""), false
	was := h.over
	h.pill, h.over = false, editor.Tag{}
	if v.input.button == editor.NoButton && v.ed.Tool() == editor.SelectTool && !v.overlay.writing && !v.ed.Preview().Busy() {
		v.pointPill(p)
		if tag, ok := v.ed.TagAt(p); ok {
			note = tag
		} else if !h.pill {
			note, _ = v.ed.Hits().NoteAt(p)
		}
		_, plus = v.ed.PlusAt(p)
	}
	v.pointFeeling(p, note == "" && v.input.button == editor.NoButton && !v.overlay.writing && !v.ed.Preview().Busy())
	if r, ok := v.ed.Hits().NoteRect(h.shown); h.shown != "" && (!ok || !r.Inset(-plusNear/float64(v.ed.View().Zoom)).Contains(p)) {
		h.shown = ""
		v.ed.ShowPluses("")
	}
	if note == h.note && plus == h.plus {
		if h.over != was {
			v.refresh()
		}
		return
	}
	v.ed.ShowTag("")
	if h.stop != nil {
		h.stop()
		h.stop = nil
	}
	h.note, h.plus = note, plus
	if note != "" {
		h.stop = v.opts.After(hoverRest, func() {
			h.stop = nil
			if h.note == note && v.input.button == editor.NoButton {
				h.shown = note
				v.ed.ShowPluses(note)
				v.ed.ShowTag(note)
			}
		})
	}
	v.refresh()
}

// pointPill finds the pill under the pointer; one that only counts says its name.
func (v *View) pointPill(p workshop.Point) {
	c, ok := v.ed.PillAt(p)
	if v.hover.pill = ok; !ok {
		return
	}
	if words, at, ok := v.scene.WholePill(c.Category, c.Region, float64(v.ed.View().Zoom)); ok {
		v.hover.over, v.hover.words = editor.Tag{Category: c.Category, At: at}, words
	}
}

// Cursor is the shape of the pointer; see [desktop.Cursorable].
func (v *View) Cursor() desktop.Cursor {
	switch tool, p, part := v.ed.Tool(), v.ed.Preview(), v.ed.Hover().Part; {
	case p.Held.ID != "" && p.Box.Empty(), (part == editor.EdgePart || part == editor.BracketStart || part == editor.BracketEnd) && !p.Busy():
		return desktop.HResizeCursor
	case v.ed.Panning(), len(p.Lifted) > 0, p.Held.ID != "":
		return grabCursor
	case v.ed.Grabbing():
		return handCursor
	case v.hover.grid.Part != editor.NoGridPart && tool == editor.SelectTool:
		return desktop.PointerCursor
	case p.Feeling != nil, len(v.hover.feeling.words) > 0 && tool == editor.SelectTool && part <= editor.NamePart:
		return desktop.VResizeCursor
	case v.hover.plus, v.hover.pill, part > editor.NamePart:
		return desktop.PointerCursor
	case tool != editor.SelectTool:
		return desktop.CrosshairCursor
	case v.hover.note != "" && !v.ed.Locked(v.hover.note):
		return handCursor
	}
	return desktop.DefaultCursor
}

// arrangeHover outlines the note under the pointer, quietly.
func (o *overlay) arrangeHover(view editor.Viewport) {
	h := o.v.hover
	if h.note == "" || o.writing || o.v.ed.Preview().Busy() || o.v.ed.Selection().Has(h.note) {
		return
	}
	if r, ok := o.v.scene.NoteRect(h.note); ok {
		o.hovered.CornerRadius = float32(4*view.Zoom) + 1
		o.put(o.hovered, view, r.Inset(-1/float64(view.Zoom)))
	}
}

// arrangeBlank shows where a note would come.
func (o *overlay) arrangeBlank(view editor.Viewport, p editor.Preview) {
	if !p.Blank.Empty() {
		o.blank.CornerRadius = float32(4*view.Zoom) + 1
		o.put(o.blank, view, p.Blank)
	}
}
