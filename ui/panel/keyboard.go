package panel

import "fyne.io/fyne/v2"

// canvasOf is the canvas that a control is on, nil if it is on none. The driver knows that
// only once it has drawn the control: one that has just come, and is typed into before its
// first frame, is on the canvas that it has the keyboard of.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	driver := fyne.CurrentApp().Driver()
	if c := driver.CanvasForObject(o); c != nil {
		return c
	}
	for _, w := range driver.AllWindows() {
		if at, ok := w.Canvas().Focused().(fyne.CanvasObject); ok && at == o {
			return w.Canvas()
		}
	}
	return nil
}

// passKey gives a key that a control has no use for to the window, so that Escape closes
// what it is in.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := canvasOf(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}
