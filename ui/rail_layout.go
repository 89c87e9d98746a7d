package ui

import (
	"slices"

	"fyne.io/fyne/v2"
)

// A railLayout puts tools one below the other, and goes on in a new column where the window
// is too low for all of them.
type railLayout struct {
	gap  float32
	room float32 // as high as it may be; 0 is no limit
}

// columns deals the tools out to as few columns as there is room for, all about as high.
func (l *railLayout) columns(objects []fyne.CanvasObject) [][]fyne.CanvasObject {
	all := l.high(objects)
	if l.room <= 0 || all <= l.room {
		return [][]fyne.CanvasObject{objects}
	}
	n := 1 + int(all/l.room)
	for part := all / float32(n); ; part += 4 {
		var columns [][]fyne.CanvasObject
		begin := 0
		for i := range objects {
			if i > begin && l.high(objects[begin:i+1]) > part {
				columns = append(columns, objects[begin:i])
				begin = i
			}
		}
		columns = append(columns, objects[begin:])
		switch {
		case len(columns) > n:
		case part <= l.room || n > 3:
			return columns
		default:
			n++
			part = all / float32(n)
		}
	}
}

func (l *railLayout) high(objects []fyne.CanvasObject) float32 {
	h := -l.gap
	for _, o := range objects {
		h += l.gap + o.MinSize().Height
	}
	return max(0, h)
}

// seen leaves out what is hidden.
func seen(objects []fyne.CanvasObject) []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(objects), func(o fyne.CanvasObject) bool { return !o.Visible() })
}

// leastTool is the least height of a tool; what is lower is a line between tools.
const leastTool = 20

func wide(objects []fyne.CanvasObject) float32 {
	w := float32(0)
	for _, o := range objects {
		w = max(w, o.MinSize().Width)
	}
	return w
}

// MinSize implements [fyne.Layout].
func (l *railLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, c := range l.columns(seen(objects)) {
		if i > 0 {
			size.Width += l.gap
		}
		size.Width += wide(c)
		size.Height = max(size.Height, l.high(c))
	}
	return size
}

// Layout implements [fyne.Layout].
func (l *railLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	x := float32(0)
	for _, c := range l.columns(seen(objects)) {
		w, y := wide(c), float32(0)
		for i, o := range c {
			h := o.MinSize().Height
			if (i == 0 || i == len(c)-1) && h < leastTool && len(c) > 1 { // a line parts nothing from nothing
				o.Move(fyne.NewPos(x, -4*h))
				o.Resize(fyne.NewSize(0, 0))
				continue
			}
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, h))
			y += h + l.gap
		}
		x += w + l.gap
	}
}
