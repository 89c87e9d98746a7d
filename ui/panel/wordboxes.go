package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline.app/assets/words"
)

// WordBoxes takes the five words of a room code, one in each box. A blank goes on to the
// next box and completes the word; all words can be pasted at once.
type WordBoxes struct {
	widget.BaseWidget
	OnChange func() // something was typed, pasted or deleted
	OnEnter  func() // Enter in the last box, or in any when all are full
	boxes    []*wordBox
}

// NewWordBoxes makes empty boxes.
func NewWordBoxes() *WordBoxes {
	w := &WordBoxes{}
	w.ExtendBaseWidget(w)
	for i := range words.RoomCode {
		b := &wordBox{all: w, at: i}
		b.ExtendBaseWidget(b)
		w.boxes = append(w.boxes, b)
	}
	return w
}

// Words is what the boxes hold, completed where it is certain, joined with blanks.
func (w *WordBoxes) Words() string {
	var all []string
	for _, b := range w.boxes {
		if word := b.word(); word != "" {
			all = append(all, word)
		}
	}
	return strings.Join(all, " ")
}

// Full reports whether every box holds a word of the list.
func (w *WordBoxes) Full() bool {
	for _, b := range w.boxes {
		if !b.whole() {
			return false
		}
	}
	return true
}

// Paste puts the words of text into the boxes: all of them if there are as many, otherwise
// from box at on. What follows the words, such as an address, is left alone.
func (w *WordBoxes) Paste(at int, text string) {
	var found []string
	for _, part := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return r != '-' && r != '\'' && (r < 'a' || r > 'z')
	}) {
		if whole, ok := words.Complete(part); ok {
			found = append(found, whole)
		}
	}
	if len(found) >= len(w.boxes) {
		at = 0
	}
	for i, word := range found {
		if at+i < len(w.boxes) {
			w.boxes[at+i].typed = word
			w.boxes[at+i].settle()
		}
	}
	if len(found) > 0 {
		w.focus(min(at+len(found), len(w.boxes)-1))
		w.changed()
	}
}

// Clear empties the boxes.
func (w *WordBoxes) Clear() {
	for _, b := range w.boxes {
		b.typed, b.wrong = "", false
		b.Refresh()
	}
}

// First is the box to focus first.
func (w *WordBoxes) First() fyne.Focusable { return w.boxes[0] }

func (w *WordBoxes) advance(from int) {
	w.boxes[from].settle()
	w.changed()
	if !w.boxes[from].wrong {
		w.focus(from + 1)
	}
}

func (w *WordBoxes) enter(from int) {
	w.boxes[from].settle()
	w.changed()
	if (from == len(w.boxes)-1 || w.Full()) && w.OnEnter != nil {
		w.OnEnter()
		return
	}
	w.focus(from + 1)
}

func (w *WordBoxes) changed() {
	if w.OnChange != nil {
		w.OnChange()
	}
}

func (w *WordBoxes) focus(i int) {
	if i < 0 || i >= len(w.boxes) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.Focus(w.boxes[i])
	}
}

// CreateRenderer implements [fyne.Widget].
func (w *WordBoxes) CreateRenderer() fyne.WidgetRenderer {
	row := container.New(evenLayout{gap: 8})
	for _, b := range w.boxes {
		row.Add(b)
	}
	return widget.NewSimpleRenderer(row)
}

// evenLayout gives every object the same width.
type evenLayout struct{ gap float32 }

func (l evenLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	n := float32(len(objects))
	return fyne.NewSize(size.Width*n+l.gap*(n-1), size.Height)
}

func (l evenLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := float32(len(objects))
	w := (size.Width - l.gap*(n-1)) / n
	for i, o := range objects {
		o.Resize(fyne.NewSize(w, size.Height))
		o.Move(fyne.NewPos((w+l.gap)*float32(i), 0))
	}
}

// Even puts objects side by side, all equally wide.
func Even(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(evenLayout{gap}, objects...)
}
