package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A findBar lies below the top bar: what is looked for, how much was found and where.
type findBar struct {
	f      *finder
	root   *fyne.Container
	field  *panel.Field
	count  *panel.Label
	arrows []*panel.Button
	chips  *fyne.Container
	all    *panel.Button
}

const (
	findHeight float32 = 52
	findField  float32 = 264
	findCount  float32 = 92
	chipLetter         = 16 // of a stage's name on its chip
)

func newFindBar(f *finder) *findBar {
	b := &findBar{f: f,
		field: panel.NewField("", say.FindHint),
		count: panel.Text("", theme.TextLabel, theme.Quiet),
		chips: panel.Row(0),
		all:   panel.NewButton(panel.Soft, say.SelectFound(0), f.selectAll),
	}
	b.field.OnChanged = f.find
	b.field.OnKey = f.key
	back := panel.NewIconButton(panel.Tool, panel.IconUp, say.FindBeforeTip, func() { f.step(-1) })
	next := panel.NewIconButton(panel.Tool, panel.IconDown, say.FindNextTip, func() { f.step(1) })
	b.arrows = []*panel.Button{back, next}
	closing := panel.NewIconButton(panel.Tool, panel.IconClose, say.FindStay, func() { f.close(false) })
	middle := func(o fyne.CanvasObject) fyne.CanvasObject {
		return container.New(middleLayout{}, o)
	}
	stages := container.NewHScroll(middle(b.chips))
	row := container.NewBorder(nil, nil,
		panel.Row(10, container.New(findLayout{f}, b.field.Framed()),
			panel.Fixed(findCount, 0, b.count), panel.Row(0, back, next)),
		panel.Row(10, b.all, closing),
		panel.Inset(0, 0, 2, 6, stages))
	b.root = container.NewStack(panel.NewSurface(theme.Sheet, "", 0, 0, nil),
		container.NewBorder(nil, panel.Rule(), nil, nil, panel.Inset(5, 5, 14, 14, row)))
	b.root.Hide()
	return b
}

// tell says how much was found, and in which stages.
func (b *findBar) tell(asked bool) {
	f := b.f
	n := len(f.shown)
	switch i := slices.Index(f.shown, f.at); {
	case !asked:
		b.count.Set("")
	case n == 0:
		b.count.Set("")
	case i < 0:
		b.count.Set(say.Found(n))
	default:
		b.count.Set(say.FoundAt(i+1, n))
	}
	for _, a := range b.arrows {
		a.Enable(n > 0)
	}
	b.all.Enable(n > 0)
	if text := say.SelectFound(n); b.all.Text != text {
		b.all.Text = text
		b.all.Refresh()
	}
	b.chips.Objects = b.chips.Objects[:0]
	if asked && n == 0 {
		b.chips.Add(panel.Text(say.FoundNone(b.field.Text), theme.TextLabel, theme.Quiet))
	}
	if asked {
		for _, st := range f.seek.stages {
			b.chip(st.id, st.name)
		}
		b.chip("", say.Unplaced)
	}
	b.root.Refresh()
}

func (b *findBar) chip(id workshop.StageID, name string) {
	n := b.f.count(id)
	if n == 0 {
		return
	}
	short := name
	if r := []rune(name); len(r) > chipLetter {
		short = string(r[:chipLetter-1]) + "…"
	}
	c := panel.NewButton(panel.Tool, say.Chip(short, n), func() {
		b.f.only(id)
		b.f.sc.shell.window.Canvas().Focus(b.field)
	})
	c.Chosen = b.f.stage != nil && *b.f.stage == id
	c.Tip = say.OnlyStage(name)
	b.chips.Add(c)
}

// findLayout gives the field its width, less in a narrow window.
type findLayout struct{ f *finder }

func (l findLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	w := findField
	if window := l.f.sc.shell.window.Canvas().Size().Width; window < 900 {
		w = max(140, findField-(900-window))
	}
	return fyne.NewSize(w, theme.FieldHeight)
}

func (l findLayout) Layout(o []fyne.CanvasObject, size fyne.Size) { o[0].Resize(size) }

// middleLayout puts one object in the middle of the height, at its own size.
type middleLayout struct{}

func (middleLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }

func (middleLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	m := o[0].MinSize()
	o[0].Resize(m)
	o[0].Move(fyne.NewPos(0, (size.Height-m.Height)/2))
}
