package ui

import (
	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/theme"
)

// screenLayout puts the bar above, the canvas beneath, and what floats over it. What is
// not shown takes no room.
type screenLayout struct {
	sc            *screen
	width, height float32 // as last laid out
}

func (*screenLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(420, 320) }

func (l *screenLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	sc := l.sc
	o[0].Resize(size)
	sc.middle.Move(fyne.NewPos(0, theme.BarHeight))
	middle := fyne.NewSize(size.Width, size.Height-theme.BarHeight)
	if sc.outline != nil && sc.side.open() { // a list is not covered, it gives way
		middle.Width -= sideWidth + sideEdge
	}
	sc.middle.Resize(middle)
	if size.Width != l.width || size.Height != l.height {
		l.width, l.height = size.Width, size.Height
		sc.shell.main.Post(func() {
			if sc.shell.screen == sc {
				sc.fit()
			}
		}) // what covers the canvas may be another
	}
	sc.bar.root.Resize(fyne.NewSize(size.Width, theme.BarHeight))
	top := theme.BarHeight
	sc.find.bar.root.Move(fyne.NewPos(0, top))
	sc.find.bar.root.Resize(fyne.NewSize(size.Width, findHeight))
	if sc.find.bar.root.Visible() {
		top += findHeight
	}
	sc.rail.column.room = size.Height - top - 16 - 2*railPad
	sc.rail.fit.Hidden = sc.rail.column.room < railHigh // it is in the corner too
	rail := sc.rail.root.MinSize()
	sc.rail.root.Move(fyne.NewPos(12, min(120, max(top+8, (size.Height+theme.BarHeight-rail.Height)/2))))
	sc.rail.root.Resize(rail)
	sc.side.root.Move(fyne.NewPos(size.Width-sideWidth-sideEdge, top+sideEdge))
	sc.side.root.Resize(fyne.NewSize(sideWidth, size.Height-top-2*sideEdge))

	call := sc.calls.root.MinSize()
	sc.calls.root.Resize(call)
	sc.calls.root.Move(fyne.NewPos((size.Width-call.Width)/2, top+sideEdge))

	ask := sc.asking.root.MinSize()
	sc.asking.root.Resize(ask)
	below := top + sideEdge
	if sc.calls.root.Visible() {
		below += call.Height + 8
	}
	sc.asking.root.Move(fyne.NewPos((size.Width-ask.Width)/2, below))
	sign := sc.watching.MinSize()
	sc.watching.Resize(sign)
	sc.watching.Move(fyne.NewPos(12, top+sideEdge))

	right := size.Width - sideEdge
	if sc.side.open() {
		right -= sideWidth + sideEdge
	}
	foot, below := sc.layPreview(size, right)
	if sc.outline != nil && foot > 0 {
		sc.middle.Resize(fyne.NewSize(middle.Width, middle.Height-foot))
	}
	sc.side.root.Resize(fyne.NewSize(sideWidth, size.Height-top-2*sideEdge-below))
	corner := sc.corner.root.MinSize()
	sc.corner.root.Resize(corner)
	sc.corner.root.Move(fyne.NewPos(right-corner.Width, size.Height-sideEdge-corner.Height-foot))

	toast := sc.toasts.root.MinSize()
	sc.toasts.root.Resize(toast)
	sc.toasts.root.Move(fyne.NewPos((size.Width-toast.Width)/2, size.Height-toast.Height-24-foot))
}

// railWidth is how wide the rail is with one column: what a canvas leaves free in any case.
const (
	railPad   float32 = 6
	railHigh  float32 = 560 // with all tools in one column
	railWidth         = theme.ControlHeight + 2*railPad
)

// arrange lays the screen out again, after something came or went.
func (sc *screen) arrange() {
	if sc.root != nil {
		sc.root.Layout.Layout(sc.root.Objects, sc.root.Size())
	}
}

// fit lays the screen out again and lets the canvas know what is covered.
func (sc *screen) fit() {
	sc.arrange()
	if sc.view == nil {
		return
	}
	ed := sc.view.Editor()
	if ed == nil {
		return
	}
	var in editor.Insets
	if extra := sc.rail.root.Size().Width - railWidth; extra > 0 {
		in.Left = float64(extra)
	}
	if sc.side.open() {
		in.Right = float64(sideWidth + sideEdge)
	}
	if sc.find.bar.root.Visible() {
		in.Top = float64(findHeight)
	}
	if sc.preview.Shown() {
		in.Bottom = float64(sc.preview.Bar().Size().Height + barGap)
	}
	chip := sc.corner.chip.MinSize()
	ed.CoverCorner(editor.ScreenVec{DX: in.Right + float64(chip.Width+sideEdge+6), DY: in.Bottom + float64(chip.Height+sideEdge+6)})
	ed.Cover(in)
}
