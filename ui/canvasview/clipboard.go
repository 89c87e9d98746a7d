package canvasview

import (
	"fyne.io/fyne/v2"

	"throughline.app/editor"
)

func (v *View) paste(c fyne.Clipboard) {
	text := c.Content()
	if v.OnPaste == nil || !v.OnPaste(text) {
		v.ed.Paste(text)
	}
}

func (v *View) copy(c fyne.Clipboard) {
	if text := v.ed.Copy(); text != "" {
		c.SetContent(text)
	}
}

func (v *View) cut(c fyne.Clipboard) {
	if text := v.ed.Cut(); text != "" {
		c.SetContent(text)
	}
}

// addClipboard adds the commands that need the clipboard. Their keys come as shortcuts of
// Fyne's own, see [View.TypedShortcut].
func (v *View) addClipboard() {
	with := func(do func(fyne.Clipboard)) func() {
		return func() { do(fyne.CurrentApp().Clipboard()) }
	}
	some := func() bool { return v.ed.Selection().Len() > 0 }
	key := func(k string) []editor.Chord { return []editor.Chord{{Mods: editor.Ctrl, Key: k}} }
	v.ed.AddCommands(
		editor.Command{ID: "edit.cut", Title: "Cut", Keys: key("X"), Enabled: some, Run: with(v.cut),
			Why: "Select a note first", Group: 2, On: editor.OnNote},
		editor.Command{ID: "edit.copy", Title: "Copy", Keys: key("C"), Enabled: some, Run: with(v.copy),
			Why: "Select a note first", Group: 2, On: editor.OnNote},
		editor.Command{ID: "edit.paste", Title: "Paste", Keys: key("V"), Enabled: func() bool { return true }, Run: with(v.paste),
			Group: 2, On: editor.OnNote | editor.OnPaper},
		editor.Command{ID: "edit.paste.one", Title: "Paste as one note", Enabled: func() bool { return true },
			Keys:  []editor.Chord{{Mods: editor.Ctrl | editor.Shift, Key: "V"}},
			Run:   with(func(c fyne.Clipboard) { v.ed.PasteOne(c.Content()) }),
			Group: 2, On: editor.OnPaper},
	)
}
