package editor

import (
	"fmt"
	"slices"

	"throughline.app/method"
	"throughline.app/workshop"
)

const labelMakeCategory = "make a category"

// PillAt is the container whose pill is under a point of the canvas, or the name that is
// shown of the category of a note that lies alone.
func (ed *Editor) PillAt(p workshop.Point) (*method.Container, bool) {
	if c, ok := ed.Hits().PillAt(p, float64(ed.view.Zoom)); ok {
		return c, true
	}
	return ed.tagAt(p)
}

// PillRect is where the name of a category is seen on the canvas: in that region, or if it
// has no notes there in its first. Where they all lie alone it is at the foot of one.
func (ed *Editor) PillRect(id workshop.CategoryID, r workshop.Region) (workshop.Rect, bool) {
	c := ed.Shown().Category(id)
	if c == nil {
		return workshop.Rect{}, false
	}
	if rect, ok := ed.Hits().PillRect(c.ID, r, float64(ed.view.Zoom)); ok {
		return rect, true
	}
	members := ed.Shown().Members(c.ID, ed.canvas)
	for _, n := range members {
		if ed.regionOf(n) == r {
			return ed.Hits().TagRect(n.ID, float64(ed.view.Zoom))
		}
	}
	for _, n := range members {
		if rect, ok := ed.Hits().PillRect(c.ID, ed.regionOf(n), float64(ed.view.Zoom)); ok {
			return rect, true
		}
	}
	if len(members) > 0 {
		return ed.Hits().TagRect(members[0].ID, float64(ed.view.Zoom))
	}
	return workshop.Rect{}, false
}

// regionOf is the region in which a note is shown.
func (ed *Editor) regionOf(n *workshop.Note) workshop.Region {
	r, _ := ed.Layout().RegionAt(ed.Layout().At(n).Add(workshop.Vec{DX: 0.5, DY: 0.5}))
	return r
}

// MakeCategory makes a category of notes and lets the person write its name at once. Left
// empty it keeps a name such as "Category 3".
func (ed *Editor) MakeCategory(ids ...workshop.NoteID) {
	ed.makeCategory(labelMakeCategory, ids)
}

func (ed *Editor) makeCategory(label string, ids []workshop.NoteID, before ...workshop.Op) {
	ed.Finish()
	ed.ShowCategories(true)
	snap := ed.doc.Snapshot()
	ids = slices.DeleteFunc(slices.Clone(ids), func(id workshop.NoteID) bool { return !ed.on(snap, id) })
	if len(ids) == 0 {
		return
	}
	c := workshop.Category{ID: workshop.CategoryID(ed.doc.NewID()), Name: snap.FreeCategoryName()}
	op := append(workshop.Together(before), workshop.MakeCategory{Category: c, Notes: ids, By: ed.doc.Me()})
	if _, ok := ed.Do(label, op); !ok {
		return
	}
	ed.Select(ids...)
	ed.beginNaming(Naming{Ref: c.ID.Ref(), Region: ed.regionOf(ed.doc.Snapshot().Notes.Get(ids[0])), Was: c.Name}, label, true)
	if r, ok := ed.PillRect(c.ID, ed.naming.Region); ok {
		ed.Reveal(r)
	}
}

// RenameCategory lets the person write the name of a category on its pill: the one in that
// region, or else its first. It reports false if it has no notes on this canvas.
func (ed *Editor) RenameCategory(id workshop.CategoryID, r workshop.Region) bool {
	c := ed.Shown().Category(id)
	if c == nil {
		return false
	}
	if _, here := ed.Hits().PillRect(c.ID, r, float64(ed.view.Zoom)); !here {
		if members := ed.Shown().Members(c.ID, ed.canvas); len(members) > 0 {
			r = ed.regionOf(members[0])
		}
	}
	pill, ok := ed.PillRect(c.ID, r)
	if !ok {
		return false
	}
	ed.beginNaming(Naming{Ref: c.ID.Ref(), Region: r, Was: c.Name}, "rename a category", false)
	ed.Reveal(pill)
	return true
}

// LeaveCategory takes notes out of their categories. A category that loses all is dissolved.
func (ed *Editor) LeaveCategory(ids ...workshop.NoteID) {
	ids = ed.put(ids, "")
	snap := ed.doc.Snapshot()
	leaving := make(map[workshop.CategoryID]int)
	for _, id := range ids {
		if c := snap.CategoryOf(snap.Notes.Get(id)); c != nil && ed.on(snap, id) {
			leaving[c.ID]++
		}
	}
	n := 0
	op := workshop.Together{workshop.JoinCategory{Notes: ids, By: ed.doc.Me()}}
	for id, of := range leaving {
		n += of
		if ed.size(id) == of {
			op = append(op, workshop.DissolveCategory{Category: id})
		}
	}
	if n > 0 {
		ed.Do(fmt.Sprintf("take %s out of %s", notes(n), ed.called(leaving)), op)
	}
}

// size is how many notes a category has, on all canvases.
func (ed *Editor) size(id workshop.CategoryID) int {
	snap, n := ed.doc.Snapshot(), 0
	for _, c := range snap.CanvasList() {
		n += len(snap.Members(id, c.ID))
	}
	return n
}

// called names the only category in a set, or says that there are several.
func (ed *Editor) called(set map[workshop.CategoryID]int) string {
	for id := range set {
		if c := ed.doc.Snapshot().Category(id); c != nil && len(set) == 1 {
			return quoted(c.Name)
		}
	}
	return "their categories"
}

// quoted is a name as labels and sentences say it.
func quoted(name string) string { return "“" + name + "”" }

// JoinCategory puts notes into a category.
func (ed *Editor) JoinCategory(id workshop.CategoryID, ids ...workshop.NoteID) {
	if ids = ed.put(ids, id); len(ids) > 0 {
		ed.JoinWritten(id, ids...)
	}
}

// JoinWritten puts notes into a category of the document, whatever is tried.
func (ed *Editor) JoinWritten(id workshop.CategoryID, ids ...workshop.NoteID) {
	if c := ed.doc.Snapshot().Category(id); c != nil {
		ed.Do(fmt.Sprintf("put %s into %s", notes(len(ids)), quoted(c.Name)), workshop.JoinCategory{Category: c.ID, Notes: ids, By: ed.doc.Me()})
	}
}

// DissolveCategory takes a category away; its notes stay.
func (ed *Editor) DissolveCategory(id workshop.CategoryID) {
	if ed.putMembers(id, "") {
		return
	}
	if c := ed.doc.Snapshot().Category(id); c != nil {
		if _, ok := ed.Do("dissolve "+quoted(c.Name), workshop.DissolveCategory{Category: c.ID}); ok {
			ed.OfferUndo(quoted(c.Name) + " dissolved; its notes stay where they are")
		}
	}
}

// MergeCategories makes one of several.
func (ed *Editor) MergeCategories(into workshop.CategoryID, from ...workshop.CategoryID) {
	from = slices.DeleteFunc(slices.Clone(from), func(id workshop.CategoryID) bool { return id == into || ed.putMembers(id, into) })
	if len(from) == 0 {
		return
	}
	if c := ed.doc.Snapshot().Category(into); c != nil {
		ed.Do("merge categories into "+quoted(c.Name), workshop.MergeCategories{From: from, Into: into})
	}
}

// RecolorCategory gives a category another hue.
func (ed *Editor) RecolorCategory(id workshop.CategoryID, hue workshop.Color) {
	if c := ed.doc.Snapshot().Category(id); c != nil {
		ed.Do("recolour "+quoted(c.Name), workshop.RecolorCategory{Category: c.ID, Color: hue})
	}
}

// SelectCategory selects all notes of a category on this canvas, or adds them to what is
// selected.
func (ed *Editor) SelectCategory(id workshop.CategoryID, add bool) {
	var ids []workshop.NoteID
	if add {
		ids = ed.selection.IDs()
	}
	for _, n := range ed.Shown().Members(id, ed.canvas) {
		ids = append(ids, n.ID)
	}
	ed.Select(ids...)
}

// ShowCategory selects the notes of a category and moves the view to them.
func (ed *Editor) ShowCategory(id workshop.CategoryID) {
	ed.Finish()
	ed.SelectCategory(id, false)
	ed.Reveal(ed.bounds(ed.selection.ids))
}

// SelectedCategories are the categories of the selected notes, each once.
func (ed *Editor) SelectedCategories() []workshop.CategoryID {
	snap := ed.Shown()
	var ids []workshop.CategoryID
	for _, id := range ed.selection.ids {
		if c := snap.CategoryOf(snap.Notes.Get(id)); c != nil && !slices.Contains(ids, c.ID) {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// category is the one that a command is about: that on which a menu was opened, or the only
// one of the selected notes.
func (ed *Editor) category() (workshop.CategoryID, bool) {
	if t, ok := ed.Target(); ok && t.On == OnCategory {
		return workshop.CategoryID(t.Ref.ID), true
	}
	if ids := ed.SelectedCategories(); len(ids) == 1 {
		return ids[0], true
	}
	return "", false
}
