package outline

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

const (
	rowHeight   float32 = 32
	doubleClick         = 400 * time.Millisecond
)

// A list shows the rows that are in sight, and has the keyboard.
type list struct {
	widget.BaseWidget
	v       *View
	top     float32 // how far it is scrolled, in Fyne units
	focused bool
	last    time.Time // of the press before, and where
	lastAt  int
	rows    []*rowView // used again
	bar     *canvas.Rectangle
	shown   []fyne.CanvasObject
}

func newList(v *View) *list {
	l := &list{v: v, bar: canvas.NewRectangle(color.Transparent)}
	l.bar.CornerRadius = 3
	l.ExtendBaseWidget(l)
	return l
}

// page is how many rows are seen at once, less one.
func (l *list) page() int { return max(1, int(l.Size().Height/rowHeight)-1) }

func (l *list) most() float32 {
	return max(0, float32(len(l.v.tree.rows))*rowHeight-l.Size().Height)
}

func (l *list) scrollTo(top float32) { l.top = max(0, min(l.most(), top)) }

// reveal scrolls as little as needed until a row is seen.
func (l *list) reveal(i int) {
	y := float32(i) * rowHeight
	switch h := l.Size().Height; {
	case h < rowHeight:
	case y < l.top:
		l.scrollTo(y)
	case y+rowHeight > l.top+h:
		l.scrollTo(y + rowHeight - h)
	}
}

// below is the place in the window under the beginning of a row.
func (l *list) below(i int) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	indent := float32(l.v.tree.rows[i].depth) * rowIndent
	return at.AddXY(40+indent, float32(i+1)*rowHeight-l.top)
}

// Scrolled is the wheel.
func (l *list) Scrolled(ev *fyne.ScrollEvent) {
	l.scrollTo(l.top - ev.Scrolled.DY*2)
	l.Refresh()
}

// MouseDown goes to a row; before its words it opens or closes it, twice it is written in,
// and with the other button its menu opens.
func (l *list) MouseDown(ev *desktop.MouseEvent) {
	v := l.v
	v.finish()
	v.Focus()
	i := int((ev.Position.Y + l.top) / rowHeight)
	if i < 0 || i >= len(v.tree.rows) {
		return
	}
	r := v.tree.rows[i]
	held := v.opts.Held()
	switch {
	case ev.Button == desktop.MouseButtonSecondary:
		if r.note == nil || !v.ed.Selection().Has(r.note.ID) {
			v.goTo(i, false)
		} else {
			v.put(i)
		}
		v.menu(ev.AbsolutePosition)
		return
	case r.group && ev.Position.X < 36+float32(r.depth)*rowIndent:
		v.toggle(i)
		return
	}
	now := time.Now()
	twice := i == l.lastAt && now.Sub(l.last) < doubleClick
	l.last, l.lastAt = now, i
	v.goTo(i, held&1 != 0)
	if twice {
		v.edit()
	}
}

// MouseUp is part of [desktop.Mouseable]. Fyne takes the keyboard from what is not under
// the pointer after a press: an entry that has just opened takes it back.
func (l *list) MouseUp(*desktop.MouseEvent) {
	if l.v.inEntry() {
		l.v.opts.Wait(10*time.Millisecond, l.v.Focus)
	}
}

// FocusGained is part of [fyne.Focusable].
func (l *list) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost is part of [fyne.Focusable].
func (l *list) FocusLost() { l.focused = false; l.Refresh() }

// TypedKey is part of [fyne.Focusable].
func (l *list) TypedKey(ev *fyne.KeyEvent) { l.v.typed(ev.Name) }

// TypedRune is part of [fyne.Focusable].
func (l *list) TypedRune(r rune) { l.v.wrote(r) }

// TypedShortcut is part of [fyne.Shortcutable].
func (l *list) TypedShortcut(s fyne.Shortcut) { l.v.shortcut(s) }

// CreateRenderer is part of [fyne.Widget].
func (l *list) CreateRenderer() fyne.WidgetRenderer { return &listRenderer{l} }

type listRenderer struct{ l *list }

// IsClip marks the renderer as one that clips.
func (*listRenderer) IsClip()                        {}
func (*listRenderer) Destroy()                       {}
func (*listRenderer) MinSize() fyne.Size             { return fyne.NewSize(400, 3*rowHeight) }
func (r *listRenderer) Objects() []fyne.CanvasObject { return r.l.shown }

func (r *listRenderer) Layout(fyne.Size) {
	r.l.reveal(r.l.v.at)
	r.Refresh()
}

// Refresh lays out what is in sight.
func (r *listRenderer) Refresh() {
	l := r.l
	size := l.Size()
	l.shown = l.shown[:0]
	if size.Height < 1 {
		return
	}
	l.scrollTo(l.top)
	first := int(l.top / rowHeight)
	for k := 0; ; k++ {
		i := first + k
		y := float32(i)*rowHeight - l.top
		if i >= len(l.v.tree.rows) || y >= size.Height {
			break
		}
		if k == len(l.rows) {
			l.rows = append(l.rows, newRowView())
		}
		l.rows[k].set(l, i)
		l.rows[k].layout(y, size.Width-10)
		l.shown = append(l.shown, l.rows[k].objects()...)
	}
	if most := l.most(); most > 0 {
		h := max(24, size.Height*size.Height/(most+size.Height))
		l.bar.FillColor = fynetheme.Color(theme.Line)
		l.bar.Resize(fyne.NewSize(5, h))
		l.bar.Move(fyne.NewPos(size.Width-5, (size.Height-h)*l.top/most))
		l.shown = append(l.shown, l.bar)
	}
	if l.v.inEntry() {
		l.showEntry(size)
	}
	canvas.Refresh(l)
}

// showEntry lays the entry over the row where the person is.
func (l *list) showEntry(size fyne.Size) {
	at := l.v.at
	box := l.v.entry.Framed()
	x := 40 + float32(l.v.tree.rows[at].depth)*rowIndent
	h := max(rowHeight+4, l.v.entry.MinSize().Height+2)
	y := max(0, min(float32(at)*rowHeight-l.top-2, size.Height-h))
	box.Move(fyne.NewPos(x, y))
	box.Resize(fyne.NewSize(max(200, min(620, size.Width-x-20)), h))
	l.shown = append(l.shown, box)
}
