package outline

import (
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// key is a key in the list.
func (v *View) typed(name fyne.KeyName) {
	held := v.opts.Held()
	extend := held.Has(editor.Shift)
	key := string(name)
	if name == fyne.KeyEnter {
		key = "Enter"
	}
	v.mute = false
	if !(v.ed.Grid() != nil && ownKey(name)) && v.ed.KeyFirst(editor.Chord{Mods: held, Key: key}) {
		v.mute = len(key) == 1
		v.Changed()
		return
	}
	switch name {
	case fyne.KeyUp:
		v.goTo(v.at-1, extend)
	case fyne.KeyDown:
		v.goTo(v.at+1, extend)
	case fyne.KeyPageUp:
		v.goTo(v.at-v.list.page(), extend)
	case fyne.KeyPageDown:
		v.goTo(v.at+v.list.page(), extend)
	case fyne.KeyHome:
		v.goTo(0, extend)
	case fyne.KeyEnd:
		v.goTo(len(v.tree.rows)-1, extend)
	case fyne.KeyLeft:
		v.outward()
	case fyne.KeyRight:
		v.inward()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF2:
		v.edit()
	case fyne.KeySpace:
		v.toggle(v.at)
	case fyne.KeyEscape:
		if v.filter.Text != "" {
			v.filter.SetText("")
			return
		}
		v.leave()
	case fyne.KeyF10, desktop.KeyMenu:
		if name == fyne.KeyF10 && !extend {
			v.opts.Hands.TypedKey(&fyne.KeyEvent{Name: name})
			return
		}
		v.menu(v.list.below(v.at))
	case fyne.KeyDelete, fyne.KeyBackspace, fyne.KeyF6:
		v.opts.Hands.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// outward closes a group, or goes to the group that a row is in.
func (v *View) outward() {
	if r := v.tree.rows[v.at]; r.group && r.open && len(v.tree.words) == 0 {
		v.toggle(v.at)
		return
	}
	if up := v.tree.parent(v.at); up >= 0 {
		v.goTo(up, false)
	}
}

// inward opens a group, or goes to the first row in it.
func (v *View) inward() {
	r := v.tree.rows[v.at]
	switch {
	case r.group && !r.open:
		v.toggle(v.at)
	case r.group && v.at+1 < len(v.tree.rows) && v.tree.rows[v.at+1].depth > r.depth:
		v.goTo(v.at+1, false)
	}
}

// rune is what a key writes: N adds, a stroke or any other letter goes on in the filter.
func (v *View) wrote(r rune) {
	if v.mute {
		v.mute = false
		return
	}
	switch {
	case r == 'n' || r == 'N':
		v.add()
	case r == '?':
		v.opts.Hands.TypedRune(r)
	case r == '/':
		v.opts.Window.Focus(v.filter)
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		v.filter.SetText(v.filter.Text + string(r))
		v.filter.CursorColumn = len([]rune(v.filter.Text))
		v.opts.Window.Focus(v.filter)
	}
}

// shortcut is a key with Ctrl or Alt: Alt+Up and Alt+Down move, the rest are commands as
// on the canvas.
func (v *View) shortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok {
		down := c.KeyName == fyne.KeyDown
		switch {
		case c.Modifier == fyne.KeyModifierAlt && (down || c.KeyName == fyne.KeyUp):
			if n := v.tree.rows[v.at].note; n != nil {
				v.ed.Swap(n.ID, down)
				v.Changed()
			}
			return
		case c.Modifier == fyne.KeyModifierShortcutDefault && c.KeyName == fyne.KeyF:
			v.opts.Window.Focus(v.filter)
			return
		}
	}
	v.opts.Hands.TypedShortcut(s)
	v.Changed()
}

// filterKey leaves the filter: Down and Enter for the list, Escape empties it first.
func (v *View) filterKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyEscape:
		if v.filter.Text != "" {
			v.filter.SetText("")
			return true
		}
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		if v.tree.rows[v.at].note == nil && len(v.tree.words) > 0 {
			for i, r := range v.tree.rows {
				if r.note != nil || r.spot.Part == editor.RowPart {
					v.goTo(i, false)
					break
				}
			}
		}
	default:
		return false
	}
	v.Focus()
	return true
}

// add begins a new note where the person is.
func (v *View) add() {
	if v.ed.Grid() != nil {
		v.ed.Run("grid.column.add")
		return
	}
	r := v.tree.rows[v.at]
	if r.note != nil {
		if at, ok := v.ed.Snapshot().ShownOn(r.note, v.ed.Canvas()); ok {
			r.region = at
		}
	}
	if r.depth < 2 && !v.tree.byCategory {
		if stages, lanes := v.tree.snap.StageList(v.ed.Canvas()), v.tree.snap.LaneList(v.ed.Canvas()); len(stages) > 0 && len(lanes) > 0 {
			r.region = workshop.Region{Stage: stages[0].ID, Lane: lanes[0].ID}
		}
	}
	delete(v.tree.closed, r.key)
	if v.filter.Text != "" {
		v.filter.SetText("") // a note that does not fit it could not be seen
	}
	v.ed.WriteIn(r.region, r.category)
	v.Changed()
}

// edit writes on a note, renames a group, or goes to another canvas.
func (v *View) edit() {
	switch r := v.tree.rows[v.at]; {
	case r.note != nil:
		v.ed.EditNote(r.note.ID)
	case r.spot.Part == editor.RowPart:
		v.ed.OpenGrid()
		return
	case r.spot.Part == editor.CellPart:
		return // its letters are the keys
	case r.elsewhere:
		v.opts.Go(workshop.CanvasID(r.ref.ID))
		return
	case r.link != nil:
		v.renaming = r.ref
		v.openEntry(r.link.Label, false)
	case r.ref.Kind != "":
		v.renaming = r.ref
		v.openEntry(r.name, false)
	}
	v.Changed()
}
