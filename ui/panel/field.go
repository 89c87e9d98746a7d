package panel

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// A Field is one line to type in. Escape goes to the window, so that it closes the dialog
// that the field is in.
type Field struct {
	widget.Entry
	OnLeave func(text string) // the focus went elsewhere
}

// NewField makes a field; hint stands in it while it is empty.
func NewField(text, hint string) *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	f.Text, f.PlaceHolder = text, hint
	return f
}

// Dot puts a disc of a person's colour before the text.
func (f *Field) Dot(hue string) {
	c := Hue(hue)
	hex := fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B)
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="11" fill="` + hex + `"/></svg>`
	f.SetIcon(fyne.NewStaticResource("dot"+hex+".svg", []byte(svg)))
}

// FocusLost implements [fyne.Focusable].
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.OnLeave != nil {
		f.OnLeave(f.Text)
	}
}

// TypedKey implements [fyne.Focusable].
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape {
		passKey(f, e)
		return
	}
	f.Entry.TypedKey(e)
}
