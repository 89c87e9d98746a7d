package outline

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
)

// draftPause is how long the person pauses before what is written is kept.
const draftPause = 800 * time.Millisecond

// newEntry makes the entry that lies over the row that is written in.
func (v *View) newEntry() {
	v.entry = panel.NewField("", "")
	v.entry.MultiLine = true
	v.entry.Wrapping = fyne.TextWrapOff
	v.entry.SetMinRowsVisible(1)
	v.entry.OnKey = v.entryKey
	v.entry.OnChanged = func(text string) {
		v.entry.SetMinRowsVisible(min(8, 1+strings.Count(text, "\n")))
		if v.writing == "" || v.busy {
			return
		}
		v.ed.Write(text)
		if v.draft != nil {
			v.draft()
		}
		v.draft = v.opts.Wait(draftPause, func() {
			if v.writing != "" {
				v.ed.Keep()
			}
		})
		v.list.Refresh()
	}
	v.entry.OnLeave = func(string) {
		if v.writing != "" {
			v.ed.Keep()
		}
	}
}

// inEntry reports whether something is being written.
func (v *View) inEntry() bool { return v.writing != "" || v.renaming.Kind != "" }

// entryKey ends the writing: Enter and Escape keep it, Tab goes on with a new note.
func (v *View) entryKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.opts.Held().Has(editor.Shift) && v.writing != "" {
			return false
		}
		v.finish()
	case fyne.KeyEscape:
		if v.named.Kind != "" {
			v.named = workshop.Ref{}
			v.ed.DropName()
		}
		v.renaming = workshop.Ref{} // the name stays as it was
		v.finish()
	case fyne.KeyTab:
		note := v.writing != ""
		v.finish()
		if note {
			v.add()
			return true
		}
	default:
		return false
	}
	v.Changed()
	v.Focus()
	return true
}

// finish keeps what is written. A text that was refused stays in the entry.
func (v *View) finish() {
	if v.draft != nil {
		v.draft()
		v.draft = nil
	}
	if v.named.Kind != "" {
		v.named, v.renaming = workshop.Ref{}, workshop.Ref{}
		v.ed.WriteName(v.entry.Text)
		v.ed.KeepName()
	}
	if ref := v.renaming; ref.Kind != "" {
		v.renaming = workshop.Ref{}
		if ref.Kind == workshop.KindLink {
			v.busy = true
			v.ed.OpenLink(workshop.LinkID(ref.ID))
			v.ed.WriteLabel(v.entry.Text)
			v.ed.CloseLink()
			v.busy = false
		} else if name := v.entry.Text; name != v.tree.rows[v.at].name {
			v.ed.Retitle(ref, name)
		}
	}
	if v.writing != "" {
		v.ed.Finish()
	}
	v.syncEntry()
}

// syncEntry follows the editor: what is written there is written here.
func (v *View) syncEntry() {
	w, ok := v.ed.Editing()
	ok = ok && !w.Header
	switch {
	case !ok && v.writing != "":
		v.writing = ""
		if !v.busy {
			v.rebuild()
		}
		v.Focus()
	case ok && w.Note.ID != v.writing:
		v.writing = w.Note.ID
		v.openEntry(w.Text, true)
	case ok && w.Text != v.entry.Text: // a colleague wrote in it too
		v.busy = true
		v.entry.SetText(w.Text)
		v.busy = false
	}
	v.list.Refresh()
}

// syncName follows commands that ask for a name, as when a category is made: it is written
// in the row of the thing, or where the person is if that is not shown.
func (v *View) syncName() {
	n, ok := v.ed.Naming()
	switch {
	case ok && v.named != n.Ref:
		v.named, v.renaming = n.Ref, n.Ref
		if i := slices.IndexFunc(v.tree.rows, func(r row) bool { return r.group && r.ref == n.Ref }); i >= 0 {
			v.put(i)
		}
		v.openEntry(n.Text, false)
		v.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	case !ok && v.named.Kind != "":
		v.named, v.renaming = workshop.Ref{}, workshop.Ref{}
		v.Focus()
	}
}

// openEntry shows the entry over the row where the person is.
func (v *View) openEntry(text string, lines bool) {
	was := v.busy
	v.busy = true
	v.entry.MultiLine = lines
	v.entry.SetText(text)
	v.entry.SetMinRowsVisible(min(8, 1+strings.Count(text, "\n")))
	rows := strings.Split(text, "\n")
	v.entry.CursorRow, v.entry.CursorColumn = len(rows)-1, len([]rune(rows[len(rows)-1]))
	v.busy = was
	v.list.Refresh()
	v.Focus()
}
