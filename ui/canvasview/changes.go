package canvasview

import (
	"slices"
	"strings"

	"throughline.app/render"
	"throughline.app/workshop"
)

// build lays out and draws everything anew.
func (v *View) build() {
	v.layout = v.kind.Layout(v.snap, v.opts.Canvas, v.opts.Shaper.Measure)
	v.scene = render.Build(v.snap, v.layout, v.opts.Shaper, render.Options{Style: v.opts.Style, Authors: v.opts.Authors, Hide: v.hidden, NoLinks: v.unlinked, NoCategories: v.plain, Lit: v.lit, Rings: v.trial != nil, Marks: marksOf(v.trial), Ratio: v.ratio, Pictures: v.gallery, Slips: v.opts.Slips})
	v.tiles.setScene(v.scene, []workshop.Rect{everything})
	v.look()
}

// look finds out whether there is anything to see.
func (v *View) look() {
	v.blank = true
	for _, n := range v.snap.Notes.All() {
		if n.On(v.opts.Canvas) && !n.Deleted() {
			v.blank = false
			return
		}
	}
}

var everything = workshop.Rect{
	Min: workshop.Point{X: -2 * workshop.MaxCoord, Y: -2 * workshop.MaxCoord},
	Max: workshop.Point{X: 2 * workshop.MaxCoord, Y: 2 * workshop.MaxCoord},
}

// Set shows what the document became. Updates may be squashed, and may come later than
// what this person did since.
func (v *View) Set(u workshop.Update) {
	if u.Origin == workshop.Load || u.Diff == nil {
		v.snap = v.ed.Shown()
		v.build()
	} else {
		v.step(u.Diff)
	}
	v.ed.Changed()
	v.overlay.syncEntry()
	v.overlay.links.panel.sync(v)
	v.refresh()
}

// lift takes the notes in the hand out of the tiles, and puts them back. Where copies are
// carried the notes stay in the tiles too.
func (v *View) lift() {
	p := v.ed.Preview()
	if len(p.Lifted) > 0 && len(v.carried) == 0 {
		v.overlay.lifted.lift(v.scene, p.Lifted, float64(v.ed.View().Zoom)*v.ratio)
	}
	if !sameNotes(v.carried, p.Lifted) {
		v.carried = noteSet(p.Lifted)
		if len(p.Lifted) > 0 {
			v.overlay.lifted.keep(v.carried)
		}
	}
	hide := p.Lifted
	if p.Copy {
		hide = nil
	}
	if !sameNotes(v.hidden, hide) {
		v.hide(hide)
	}
}

func sameNotes(set map[workshop.NoteID]bool, ids []workshop.NoteID) bool {
	return len(ids) == len(set) && !slices.ContainsFunc(ids, func(id workshop.NoteID) bool { return !set[id] })
}

func noteSet(ids []workshop.NoteID) map[workshop.NoteID]bool {
	set := make(map[workshop.NoteID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// applied shows what this person did, in the next frame.
func (v *View) applied(d workshop.Diff) { v.step(d) }

// step takes d into what is shown. Each field takes its latest
// value, not d's: this person's edits are shown before colleagues' that were committed
// earlier but are told later, and must not be undone on the screen by them. A field whose
// change has not been told stays as it is drawn, so that the scene knows what to erase.
func (v *View) step(d workshop.Diff) {
	now := v.doc.Snapshot()
	if v.ed != nil { // it is made with the view
		now = v.ed.Shown()
	}
	latest := make(workshop.Diff, len(d))
	for i, c := range d {
		c.Before, c.After = v.snap.Field(c.Ref, c.Field), now.Field(c.Ref, c.Field)
		latest[i] = c
	}
	v.snap = v.snap.With(latest)
	v.advance(latest)
}

// advance draws what d touched.
func (v *View) advance(d workshop.Diff) {
	if moves(d) || v.kind.Grid != nil { // a grid is about things on other canvases
		v.layout = v.kind.Layout(v.snap, v.opts.Canvas, v.opts.Shaper.Measure)
	}
	scene, dirty := v.scene.With(v.snap, v.layout, d)
	v.scene = scene
	v.tiles.setScene(scene, dirty)
	v.look()
}

// moves reports whether d may have moved a box of the layout.
func moves(d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindStage, workshop.KindLane, workshop.KindCanvas, workshop.KindWorkshop:
			return true
		case workshop.KindNote:
			switch c.Field {
			case workshop.FieldPlace, workshop.FieldText, workshop.FieldGone, workshop.FieldKind, workshop.FieldSize, workshop.FieldShape, workshop.FieldImage:
				return true
			}
			if strings.HasPrefix(c.Field, workshop.FieldTag) || strings.HasPrefix(c.Field, workshop.FieldShown) { // words without a sheet grow with tags
				return true
			}
		}
	}
	return false
}

// SetLit lets some notes stand out and the others stand back, as while something is
// searched; nil shows all alike again. The map is not written to, and must not be changed
// afterwards.
func (v *View) SetLit(lit map[workshop.NoteID]bool) {
	v.lit = lit
	scene, dirty := v.scene.Lit(lit)
	v.scene = scene
	v.tiles.setScene(scene, dirty)
	v.refresh()
}

// hide draws the scene without some notes.
func (v *View) hide(ids []workshop.NoteID) {
	var touched workshop.Diff
	note := func(id workshop.NoteID) {
		touched = append(touched, workshop.Change{Ref: id.Ref(), Field: workshop.FieldOrder})
	}
	for id := range v.hidden {
		note(id)
	}
	v.hidden = make(map[workshop.NoteID]bool, len(ids))
	for _, id := range ids {
		v.hidden[id] = true
		note(id)
	}
	v.scene = v.scene.Hiding(v.hidden)
	v.advance(touched)
}
