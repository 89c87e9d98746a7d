package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/ui/say"
)

// An area is a part of the window that F6 goes to. From its first control Tab goes on.
type area struct {
	root  fyne.CanvasObject
	first fyne.Focusable
}

// areas are those that can be seen, in the order of F6. The first is the canvas, or the
// outline, whose root is nil.
func (sc *screen) areas() []area {
	all := []area{{}}
	add := func(root fyne.CanvasObject, first fyne.Focusable) {
		if root.Visible() {
			all = append(all, area{root, first})
		}
	}
	if b := sc.toasts.button; b != nil { // first: it does not stay
		add(sc.toasts.root, b)
	}
	add(sc.bar.root, sc.bar.menu)
	add(sc.find.bar.root, sc.find.bar.field)
	add(sc.rail.root, sc.rail.tools[string(editor.SelectTool)])
	add(sc.side.root, sc.side.tabs)
	add(sc.corner.root, sc.corner.first)
	return all
}

// areaCommands go from one area of the window to another.
func (sc *screen) areaCommands() []editor.Command {
	return []editor.Command{
		{ID: "workshop.area", Title: say.NextArea, Group: 4, Run: func() { sc.goArea(1) }, Keys: []editor.Chord{{Key: "F6"}}},
		{ID: "workshop.area.before", Title: say.BeforeArea, Menu: "Workshop", Group: 4, Run: func() { sc.goArea(-1) },
			Keys: []editor.Chord{{Mods: editor.Shift, Key: "F6"}}},
	}
}

// goArea gives the keyboard to the area that is by further on.
func (sc *screen) goArea(by int) {
	all, at := sc.areas(), 0
	window := sc.shell.window.Canvas()
	if focused, ok := window.Focused().(fyne.CanvasObject); ok {
		for i, a := range all[1:] {
			if covers(a.root, focused) {
				at = i + 1
			}
		}
	}
	if next := all[(at+by+len(all))%len(all)]; next.root != nil {
		window.Focus(next.first)
		return
	}
	sc.shell.focusScreen()
}

// areaKey takes F6 from a control that has no use for it.
func (sc *screen) areaKey(e *fyne.KeyEvent) bool {
	if e.Name != fyne.KeyF6 {
		return false
	}
	by := 1
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		by = -1
	}
	sc.goArea(by)
	return true
}

// covers reports whether one object lies within the place of another.
func covers(outer, inner fyne.CanvasObject) bool {
	const slack = 2
	d := fyne.CurrentApp().Driver()
	a, b := d.AbsolutePositionForObject(outer), d.AbsolutePositionForObject(inner)
	as, bs := outer.Size(), inner.Size()
	return b.X >= a.X-slack && b.Y >= a.Y-slack && b.X+bs.Width <= a.X+as.Width+slack && b.Y+bs.Height <= a.Y+as.Height+slack
}
