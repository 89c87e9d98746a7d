package panel

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/ui/theme"
)

// A Label is text in one of the theme's colours. It is one line as wide as its text,
// unless Elide or Width is set. Change fields before it is shown, or call Refresh.
type Label struct {
	widget.BaseWidget
	Text     string
	Color    fyne.ThemeColorName
	TextSize float32
	Bold     bool
	Align    fyne.TextAlign
	Elide    bool    // one line that may be made narrower: the text then ends in …
	Width    float32 // wrap at this width, in Fyne units; 0 is one line
	Lines    int     // most lines of a wrapped text, the last ends in …; 0 is no limit
}

// Text is a one-line label.
func Text(text string, size float32, color fyne.ThemeColorName) *Label {
	l := &Label{Text: text, TextSize: size, Color: color}
	l.ExtendBaseWidget(l)
	return l
}

// Bold is a one-line label in bold ink.
func Bold(text string, size float32) *Label {
	l := Text(text, size, theme.Ink)
	l.Bold = true
	return l
}

// Wrapped is a label that wraps at width and has at most lines lines, 0 for no limit.
func Wrapped(text string, size float32, color fyne.ThemeColorName, width float32, lines int) *Label {
	l := Text(text, size, color)
	l.Width, l.Lines = width, lines
	return l
}

// Elided makes l end in … where there is too little room, and returns it.
func (l *Label) Elided() *Label {
	l.Elide = true
	return l
}

// Set changes the text.
func (l *Label) Set(text string) {
	if l.Text != text {
		l.Text = text
		l.Refresh()
	}
}

// Natural is the width that shows the whole text on one line.
func (l *Label) Natural() float32 { return l.measure(l.Text).Width }

func (l *Label) style() fyne.TextStyle { return fyne.TextStyle{Bold: l.Bold} }

func (l *Label) measure(s string) fyne.Size { return fyne.MeasureText(s, l.TextSize, l.style()) }

// rows breaks the text for the width that the label has.
func (l *Label) rows() []string {
	switch {
	case l.Width > 0:
		return wrap(l.Text, l.Width, l.Lines, func(s string) float32 { return l.measure(s).Width })
	case l.Elide && l.Size().Width > 0:
		return []string{elide(l.Text, l.Size().Width+0.5, func(s string) float32 { return l.measure(s).Width })}
	}
	return []string{l.Text}
}

// Cut reports whether part of the text is not shown.
func (l *Label) Cut() bool {
	rows := l.rows()
	return len(rows) > 0 && strings.HasSuffix(rows[len(rows)-1], "…") && !strings.HasSuffix(l.Text, "…")
}

// MouseIn implements [desktop.Hoverable]: a text that is cut is told whole.
func (l *Label) MouseIn(*desktop.MouseEvent) {
	if l.Cut() {
		showTip(l, l.Text)
	}
}

// MouseMoved implements [desktop.Hoverable].
func (l *Label) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (l *Label) MouseOut() { hideTip(l) }

// CreateRenderer implements [fyne.Widget].
func (l *Label) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	return &labelRenderer{label: l}
}

type labelRenderer struct {
	label *Label
	lines []*canvas.Text
	objs  []fyne.CanvasObject
}

func (r *labelRenderer) Destroy()                     {}
func (r *labelRenderer) Objects() []fyne.CanvasObject { r.fill(); return r.objs }

func (r *labelRenderer) MinSize() fyne.Size {
	l := r.label
	if l.Width > 0 {
		return fyne.NewSize(l.Width, l.measure("Mg").Height*float32(len(l.rows())))
	}
	size := l.measure(l.Text)
	if l.Text == "" {
		size.Height = l.measure("M").Height
	}
	if l.Elide {
		size.Width = min(size.Width, l.measure("M…").Width)
	}
	return size
}

func (r *labelRenderer) fill() {
	l := r.label
	rows := l.rows()
	for len(r.lines) < len(rows) {
		r.lines = append(r.lines, &canvas.Text{})
	}
	r.objs = r.objs[:0]
	for i, s := range rows {
		t := r.lines[i]
		t.Text, t.TextSize, t.TextStyle, t.Color, t.Alignment = s, l.TextSize, l.style(), themed(l.Color), l.Align
		r.objs = append(r.objs, t)
	}
}

func (r *labelRenderer) Layout(size fyne.Size) {
	r.fill()
	h := r.label.measure("Mg").Height
	top := (size.Height - h*float32(len(r.objs))) / 2
	if r.label.Width > 0 {
		top = 0
	}
	for i, o := range r.objs {
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, top+h*float32(i)))
	}
}

func (r *labelRenderer) Refresh() {
	r.Layout(r.label.Size())
	for _, o := range r.objs {
		o.Refresh()
	}
	canvas.Refresh(r.label)
}
