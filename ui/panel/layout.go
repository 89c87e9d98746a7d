package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Column stacks objects with gap between them, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(gap), objects...)
}

// Row puts objects side by side with gap between them, centred on the row's middle.
// Labels that may end in … get what they need first, a [Stretch] takes what is left over.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(rowLayout{gap}, objects...)
}

// Stretch is the part of a [Row] that takes what is left over.
func Stretch() fyne.CanvasObject { return layout.NewSpacer() }

type rowLayout struct{ gap float32 }

func (l rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		n++
	}
	size.Width += l.gap * float32(max(0, n-1))
	return size
}

func (l rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width - l.MinSize(objects).Width
	widths := make([]float32, len(objects))
	stretches := 0
	for i, o := range objects {
		widths[i] = o.MinSize().Width
		switch o := o.(type) {
		case *Label: // first what texts need to be whole
			if o.Elide && o.Visible() && left > 0 {
				more := min(left, max(0, o.Natural()+1-widths[i]))
				widths[i] += more
				left -= more
			}
		case *layout.Spacer:
			stretches++
		}
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		if _, ok := o.(*layout.Spacer); ok && left > 0 {
			widths[i] += left / float32(stretches)
		}
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(widths[i], h))
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += widths[i] + l.gap
	}
}

// Fixed gives one object a least width and height.
func Fixed(w, h float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(fixedLayout{fyne.NewSize(w, h)}, o)
}

type fixedLayout struct{ size fyne.Size }

func (l fixedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return l.size.Max(objects[0].MinSize())
}

func (l fixedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(size)
	objects[0].Move(fyne.NewPos(0, 0))
}

// Inset leaves room around an object.
func Inset(top, bottom, left, right float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(top, bottom, left, right), o)
}

// Flow puts objects side by side and goes on in a new line where the width ends. Lines
// are as high as their highest object.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

// Grid is a [Flow] of objects that are all equally wide: as many as fit of at least least,
// and none wider than most.
func Grid(gap, least, most float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap, least: least, most: most}, objects...)
}

type flowLayout struct {
	gap         float32
	least, most float32 // of an object's width; 0 leaves each its own
	width       float32 // as last laid out: what the height depends on
}

// across is how wide an object is made.
func (l *flowLayout) across(o fyne.CanvasObject, width float32) float32 {
	if l.least == 0 {
		return o.MinSize().Width
	}
	n := max(1, float32(int((width+l.gap)/(l.least+l.gap))))
	return max(l.least, min(l.most, (width-l.gap*(n-1))/n))
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	if l.width > 0 {
		size.Height = l.place(objects, l.width, false)
	}
	return size
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.place(objects, size.Width, true)
}

func (l *flowLayout) place(objects []fyne.CanvasObject, width float32, move bool) float32 {
	x, y := float32(0), float32(0)
	begin, high := 0, float32(0)
	finish := func(end int) {
		for _, o := range objects[begin:end] {
			if move {
				o.Resize(fyne.NewSize(l.across(o, width), high))
			}
		}
	}
	for i, o := range objects {
		m := o.MinSize()
		m.Width = l.across(o, width)
		if x > 0 && x+m.Width > width+0.5 {
			finish(i)
			x, y, begin, high = 0, y+high+l.gap, i, 0
		}
		if move {
			o.Move(fyne.NewPos(x, y))
		}
		x += m.Width + l.gap
		high = max(high, m.Height)
	}
	finish(len(objects))
	return y + high
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
