package issues

import (
	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
)

// A control is what can have the keyboard in the pane, by what it says; the how manieth of
// those that say the same.
type control struct {
	says string
	at   int
}

// controls are those of the pane as it is now, from top to bottom.
func (p *Pane) controls() (list []fyne.Focusable, names []control) {
	seen := make(map[string]int)
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		says := ""
		switch o := o.(type) {
		case *fyne.Container:
			for _, part := range o.Objects {
				walk(part)
			}
			return
		case *panel.Card:
			says = "card " + o.Name
		case *panel.Button:
			says = "button " + o.Text
		default:
			return
		}
		list, names = append(list, o.(fyne.Focusable)), append(names, control{says, seen[says]})
		seen[says]++
	}
	walk(p.column)
	return list, names
}

// keep runs do, which makes the pane anew, and gives the keyboard to the control that says the same as the one
// that had it, or else stands where that one stood.
func (p *Pane) keep(do func()) {
	window := fyne.CurrentApp().Driver().CanvasForObject(p.root)
	if window == nil || window.Focused() == nil {
		do()
		return
	}
	had, stood := control{}, -1
	before, names := p.controls()
	for i, f := range before {
		if f == window.Focused() {
			had, stood = names[i], i
		}
	}
	do()
	if stood < 0 {
		return
	}
	after, names := p.controls()
	for i, n := range names {
		if n == had {
			window.Focus(after[i])
			return
		}
	}
	if len(after) > 0 {
		window.Focus(after[min(stood, len(after)-1)])
	}
}
