package canvasview

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
)

// FocusGained is part of [fyne.Focusable].
func (v *View) FocusGained() {}

// FocusLost lets go of the space bar, whose release will be somebody else's.
func (v *View) FocusLost() {
	v.ed.Space(false)
	v.releaseLaser()
}

// AcceptsTab keeps Tab here: it goes to the next note.
func (v *View) AcceptsTab() bool { return true }

// KeyDown and KeyUp follow the space bar, which holds the paper, and the laser's key.
func (v *View) KeyDown(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace:
		v.ed.Space(true)
	case fyne.KeyK:
		v.holdLaser()
	}
}

// KeyUp: see KeyDown.
func (v *View) KeyUp(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeySpace:
		v.ed.Space(false)
	case fyne.KeyK:
		v.releaseLaser()
	}
}

// TypedKey is a key alone or with Shift.
func (v *View) TypedKey(ev *fyne.KeyEvent) {
	if w := v.writer(); w != nil { // it opened a moment ago and has not the keyboard yet
		w.TypedKey(ev)
		return
	}
	if v.repeatsLaser(ev.Name) {
		return
	}
	if ev.Name == fyne.KeyEscape && v.company.follows != "" {
		v.Follow("")
		return
	}
	v.ed.Key(editor.Chord{Mods: v.opts.Modifiers(), Key: keyName(ev.Name)}, v.opts.Now())
}

// TypedRune is what a key writes; it follows the key. A question mark asks for the keys,
// wherever it stands on the keyboard.
func (v *View) TypedRune(r rune) {
	if w := v.writer(); w != nil {
		w.TypedRune(r)
		return
	}
	if v.laserKey.repeated {
		return
	}
	if r == '?' && v.OnHelp != nil {
		v.OnHelp()
		return
	}
	v.ed.Rune(r, v.opts.Now())
}

// TypedShortcut is a key with Ctrl, Alt or Command.
func (v *View) TypedShortcut(s fyne.Shortcut) {
	if w, ok := v.writer().(fyne.Shortcutable); ok {
		w.TypedShortcut(s)
		return
	}
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		v.paste(s.Clipboard)
	case *fyne.ShortcutCopy:
		v.copy(s.Clipboard)
	case *fyne.ShortcutCut:
		v.cut(s.Clipboard)
	}
	if c, ok := chordOf(s); ok {
		v.ed.Key(c, v.opts.Now())
	}
}

// chordOf translates a shortcut; those that Fyne names itself come without their keys.
func chordOf(s fyne.Shortcut) (editor.Chord, bool) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		return editor.Chord{Mods: editor.Ctrl, Key: "Z"}, true
	case *fyne.ShortcutRedo:
		return editor.Chord{Mods: editor.Ctrl, Key: "Y"}, true
	case *fyne.ShortcutSelectAll:
		return editor.Chord{Mods: editor.Ctrl, Key: "A"}, true
	case *desktop.CustomShortcut:
		return editor.Chord{Mods: mods(s.Modifier), Key: keyName(s.KeyName)}, true
	}
	return editor.Chord{}, false
}

// keyName is what stands on a key, for which Fyne has other names now and then.
func keyName(k fyne.KeyName) string {
	switch k {
	case fyne.KeyEnter:
		return "Enter"
	case fyne.KeyPageDown:
		return "PageDown"
	case fyne.KeyPageUp:
		return "PageUp"
	}
	return string(k)
}

// mods translates modifiers; Command is Ctrl where that is the habit.
func mods(m fyne.KeyModifier) editor.Mods {
	var out editor.Mods
	if m&fyne.KeyModifierShift != 0 {
		out |= editor.Shift
	}
	if m&fyne.KeyModifierAlt != 0 {
		out |= editor.Alt
	}
	ctrl := fyne.KeyModifierControl
	if runtime.GOOS == "darwin" {
		ctrl = fyne.KeyModifierSuper
	}
	if m&ctrl != 0 {
		out |= editor.Ctrl
	}
	return out
}

// heldModifiers are those held now, for events that do not tell.
func heldModifiers() editor.Mods {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return mods(d.CurrentKeyModifiers())
	}
	return 0
}

// Held are the modifier keys that are held now.
func Held() editor.Mods { return heldModifiers() }
