package canvasview

import (
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
)

// pressComments opens the comments on a note if the press is on their mark, and reports
// whether it was.
func (v *View) pressComments(ev *desktop.MouseEvent) bool {
	if button(ev.Button) != editor.Left || v.ed.Tool() != editor.SelectTool || mods(ev.Modifier) != 0 {
		return false
	}
	id, on := v.scene.CommentsAt(v.ed.View().ToCanvas(screen(ev.Position)))
	if !on {
		return false
	}
	v.input = input{}
	v.ed.OpenComments(id)
	return true
}
