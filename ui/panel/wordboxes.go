package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"throughline.app/assets/words"
	"throughline.app/ui/theme"
)

// WordBoxes takes the five words of a room code, one in each box. A blank goes on to the
// next box and completes the word; all words can be pasted at once.
type WordBoxes struct {
	widget.BaseWidget
	OnChange func() // something was typed, pasted or deleted
	OnEnter  func() // Enter in the last box, or in any when all are full
	boxes    []*wordBox
	row      *fyne.Container
}

// NewWordBoxes makes empty boxes.
func NewWordBoxes() *WordBoxes {
	w := &WordBoxes{}
	w.ExtendBaseWidget(w)
	for i := range words.RoomCode {
		b := &wordBox{all: w, at: i, points: mostPoints}
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
	w.arrange()
}

func (w *WordBoxes) arrange() {
	if w.row != nil {
		w.row.Layout.Layout(nil, w.row.Size())
	}
}

// First is the box to focus first.
func (w *WordBoxes) First() fyne.Focusable { return w.boxes[0] }

func (w *WordBoxes) advance(from int) {
	w.boxes[from].settle()
	w.changed()
	w.focus(from + 1)
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
	w.arrange()
	if w.OnChange != nil {
		w.OnChange()
	}
}

func (w *WordBoxes) focus(i int) {
	if i < 0 || i >= len(w.boxes) {
		return
	}
	for _, b := range w.boxes { // one of them may have the keyboard before it was drawn
		if c := canvasOf(b); c != nil {
			c.Focus(w.boxes[i])
			return
		}
	}
}

// CreateRenderer implements [fyne.Widget].
func (w *WordBoxes) CreateRenderer() fyne.WidgetRenderer {
	w.row = container.New(&wordsLayout{w})
	for _, b := range w.boxes {
		w.row.Add(b)
	}
	return widget.NewSimpleRenderer(w.row)
}

const (
	boxGap      = 6
	boxPad      = 10 // between a word and its box, both sides together
	leastBox    = 40
	mostPoints  = theme.TextBody
	leastPoints = 7
)

// wordsLayout makes boxes equally wide, but gives a long word the room of short ones, and
// writes all words smaller rather than cut one.
type wordsLayout struct{ w *WordBoxes }

func (l *wordsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(280, theme.FieldHeight)
}

func (l *wordsLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	boxes := l.w.boxes
	room := size.Width - boxGap*float32(len(boxes)-1)
	points := float32(mostPoints)
	widths := l.need(points)
	for points > leastPoints && sum(widths) > room {
		points -= 0.5
		widths = l.need(points)
	}
	level(widths, room)
	x := float32(0)
	for i, b := range boxes {
		b.points = points
		b.Move(fyne.NewPos(x, 0))
		b.Resize(fyne.NewSize(widths[i], size.Height))
		b.Refresh()
		x += widths[i] + boxGap
	}
}

func (l *wordsLayout) need(points float32) []float32 {
	var widths []float32
	for _, b := range l.w.boxes {
		text := fyne.MeasureText(b.word(), points, fyne.TextStyle{Bold: true}).Width
		widths = append(widths, max(leastBox, text+boxPad))
	}
	return widths
}

// level raises the least widths until all of room is given away.
func level(widths []float32, room float32) {
	share := room / float32(len(widths))
	for range widths {
		taken, free := float32(0), 0
		for _, w := range widths {
			if w > share {
				taken += w
			} else {
				free++
			}
		}
		if free == 0 {
			return
		}
		share = (room - taken) / float32(free)
	}
	for i, w := range widths {
		widths[i] = max(w, share)
	}
}

func sum(widths []float32) float32 {
	total := float32(0)
	for _, w := range widths {
		total += w
	}
	return total
}
