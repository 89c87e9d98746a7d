package proposing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A bar is the dark bar at the foot of the canvas: what is looked at, fewer and more, and
// the way out.
type bar struct {
	p        *Preview
	root     *fyne.Container
	title    *panel.Label
	slider   *panel.Slider
	meter    *panel.Progress
	discard  *panel.Button
	exit     fyne.CanvasObject // discard, in its place
	end      fyne.CanvasObject // apply, as wide as the meter
	notes    int               // that are compared
	arrange  *panel.Button
	apply    *panel.Button
	row      *fyne.Container
	optional [][]fyne.CanvasObject // left out together where there is little room, the first first
	part     float64
}

func newBar(p *Preview) *bar {
	b := &bar{p: p, root: container.NewStack()}
	b.slider = panel.NewSlider(say.HowMany, p.Many)
	b.root.Hide()
	return b
}

func (b *bar) put(row *fyne.Container, optional ...[]fyne.CanvasObject) {
	b.row = row
	surface := panel.NewSurface(theme.Bar, "", 12, 8, row)
	surface.Shadow = true
	b.optional = optional
	b.root.Objects = []fyne.CanvasObject{surface}
	b.root.Show()
	b.root.Refresh() // it may be there already, with something else on it
	b.p.o.Placed()
}

func (b *bar) onBar(text string, size float32) *panel.Label {
	return panel.Text(text, size, theme.OnBar)
}

// wait says that a question is on its way, with what is done of it. Cancel stands where
// Discard will: who clicks as the answer comes hits nothing else.
func (b *bar) wait(notes int) {
	b.notes, b.meter = notes, panel.NewProgress(b.part)
	b.title = b.onBar(say.Comparing(notes), theme.TextBody).Elided()
	b.ends(say.Cancel)
	meter := panel.Fixed(b.end.MinSize().Width, b.end.MinSize().Height, container.NewCenter(b.meter))
	b.put(panel.Row(12, panel.Fixed(2, 1, container.NewWithoutLayout()), b.title, panel.Stretch(), b.exit, meter), nil)
}

// ends makes the buttons at the end of the bar. The way out is as wide whatever it is called.
func (b *bar) ends(out string) {
	p := b.p
	width := float32(0)
	for _, text := range []string{say.Cancel, say.Discard} {
		width = max(width, panel.NewButton(panel.OnBar, text, nil).MinSize().Width)
	}
	b.discard = panel.NewButton(panel.OnBar, out, p.giveUp)
	b.exit = panel.Fixed(width, b.discard.MinSize().Height, b.discard)
	b.apply = panel.NewButton(panel.Primary, say.Apply, p.Apply)
	is := b.apply.MinSize().Max(panel.NewProgress(0).MinSize())
	b.end = panel.Fixed(is.Width, is.Height, b.apply)
}

func (b *bar) progress(part float64) {
	b.part = part
	if b.meter != nil {
		b.meter.Set(part)
	}
}

// begin shows the bar of a draft.
func (b *bar) begin() {
	p := b.p
	b.meter = nil
	b.title = b.onBar("", theme.TextBody).Elided()
	b.title.Bold = true
	hint := b.onBar(say.ProposalOnlyYou, theme.TextSmall)
	fewer, more := b.onBar(say.Fewer, theme.TextLabel), b.onBar(say.More, theme.TextLabel)
	least, most, auto := p.draft.Answer.Range()
	b.slider.Range(least, most, auto)
	b.slider.Set(p.want)
	b.ends(say.Discard)
	b.arrange = panel.NewButton(panel.OnBar, say.Arrange, p.Arrange)
	b.arrange.Tip = say.ArrangeTip
	row := panel.Row(12, panel.Fixed(2, 1, container.NewWithoutLayout()), b.title, hint, panel.Stretch())
	optional := [][]fyne.CanvasObject{{hint}, {b.arrange}}
	if most > least {
		row.Add(fewer)
		row.Add(b.slider)
		row.Add(more)
		optional = [][]fyne.CanvasObject{{hint}, {fewer, more}, {b.arrange}}
	}
	for _, o := range []fyne.CanvasObject{b.arrange, b.exit, b.end} {
		row.Add(o)
	}
	b.put(row, optional...)
}

// tell says how many categories there are now.
func (b *bar) tell() {
	if b.title == nil || b.meter != nil {
		return
	}
	was := b.title.Text
	if b.say(false); b.title.Text != was {
		b.p.o.Placed()
	}
	groups, _, _ := b.p.draft.Counts()
	changes := groups > 0 || len(b.p.draft.Gone) > 0
	b.apply.Look = panel.OnBar
	if changes {
		b.apply.Look = panel.Primary
	}
	b.apply.Enable(changes)
	b.arrange.Enable(changes)
}

// say writes the title, short where there is little room.
func (b *bar) say(short bool) {
	if b.title == nil || b.meter != nil || b.p.draft == nil {
		return
	}
	groups, notes, _ := b.p.draft.Counts()
	switch {
	case groups == 0:
		b.title.Set(say.ProposalNone)
	case short:
		b.title.Set(say.PreviewShort(groups))
	default:
		b.title.Set(say.Preview(groups, notes))
	}
}

func (b *bar) clear() {
	b.title, b.meter, b.part = nil, nil, 0
	if b.root.Visible() {
		b.root.Objects = nil
		b.root.Hide()
	}
}

// Fit leaves out of the bar what there is no room for, and returns how large it is then.
func (p *Preview) Fit(width float32) fyne.Size {
	b := p.bar
	if !b.root.Visible() {
		return fyne.Size{}
	}
	for _, part := range b.optional {
		for _, o := range part {
			o.Show()
		}
	}
	b.say(false)
	natural := func() float32 {
		return b.root.MinSize().Width + b.title.Natural() - b.title.MinSize().Width + 1
	}
	for i, part := range b.optional {
		if i > 0 && natural() > width {
			b.say(true)
		}
		if natural() <= width {
			break
		}
		for _, o := range part {
			o.Hide()
		}
	}
	if natural() > width {
		b.say(true)
	}
	is := fyne.NewSize(max(natural(), width), b.root.MinSize().Height)
	b.row.Layout.Layout(b.row.Objects, b.row.Size()) // the bar may be as large as before
	return is
}
