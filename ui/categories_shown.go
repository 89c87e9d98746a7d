package ui

import (
	"throughline.app/editor"
	"throughline.app/ui/say"
)

// settingCategories keeps whether the person sees categories among the notes.
const settingCategories = "ui.categories"

const hidden = "hidden"

// categoriesCommand shows categories among the notes, or hides them; the choice is kept.
func (sc *screen) categoriesCommand() editor.Command {
	return editor.Command{ID: "view.categories", Title: say.ShowCategories, Group: 3, Run: func() {
		ed := sc.view.Editor()
		if ed == nil {
			return
		}
		show := ed.CategoriesHidden()
		ed.ShowCategories(show)
		want := hidden
		if show {
			want = ""
		}
		sc.shell.keep(settingCategories, want)
	}}
}

// recallCategories hides categories in a canvas that opens, if that was chosen.
func (sc *screen) recallCategories() {
	if ed := sc.view.Editor(); ed != nil && sc.shell.setting(settingCategories) == hidden {
		ed.ShowCategories(false)
	}
}
