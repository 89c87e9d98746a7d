package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// Sizes of the wall on a screen of 1440 × 900, in units of the window; they grow and shrink
// with it. What is to be read across a room is a fortieth of the height and more.
const (
	wallEdge    float32 = 28
	wallHead    float32 = 118
	wallFoot    float32 = 92
	wallTitle   float32 = 22
	wallLine    float32 = 38 // the instruction
	wallLong    float32 = 27 // one that has two lines
	wallFigures float32 = 76 // the timer
	wallWord    float32 = 34 // a word to join with
	wallNote    float32 = 22
	wallFace    float32 = 46
	maxWallFace         = 7
)

// wallParts are what stands on the wall around the canvas.
type wallParts struct {
	root   *fyne.Container
	ground *paper
	middle *fyne.Container // the canvas
	veil   *veil
	bands  [2]*panel.Surface // behind what stands above and below
	rules  [2]*panel.Surface
	title  *panel.Label
	line   *panel.Label
	timer  *panel.Surface
	inner  *wallTimer
	joinBy *panel.Label
	tiles  *fyne.Container
	addr   *panel.Label
	count  *panel.Label
	faces  *fyne.Container
	words  []string
	shown  []panel.Person
	size   fyne.Size // as last laid out
	fit    func()
}

func newWallParts(w *wall) *wallParts {
	p := &wallParts{
		ground: &paper{}, middle: container.NewStack(), veil: &veil{},
		title: panel.Text("", wallTitle, theme.Quiet).Elided(), line: panel.Bold("", wallLine).Elided(),
		joinBy: panel.Text(say.WallJoin, wallNote, theme.Quiet), tiles: container.NewStack(),
		addr:  panel.Text("", wallNote, theme.Quiet).Elided(),
		count: panel.Bold("", wallNote), faces: container.NewStack(),
	}
	p.ground.ExtendBaseWidget(p.ground)
	p.veil.ExtendBaseWidget(p.veil)
	p.inner = &wallTimer{figures: panel.Bold("", wallFigures), note: panel.Bold("", wallNote)}
	p.timer = panel.NewSurface(theme.AmberTint, "", theme.RadiusCard, 0, container.New(p.inner, p.inner.note, p.inner.figures))
	p.fit = func() { w.sc.shell.main.Post(w.whole) }
	objects := []fyne.CanvasObject{p.ground, p.middle}
	for i := range p.bands {
		p.bands[i], p.rules[i] = panel.NewSurface(theme.Sheet, "", 0, 0, nil), panel.Rule()
		objects = append(objects, p.bands[i], p.rules[i])
	}
	p.root = container.New(p, append(objects, p.veil, p.title, p.line, p.timer, p.joinBy, p.tiles, p.addr, p.count, p.faces)...)
	return p
}

// put shows a canvas.
func (p *wallParts) put(canvas fyne.CanvasObject) {
	p.middle.Objects = []fyne.CanvasObject{canvas}
	p.middle.Refresh()
	p.again()
}

func (p *wallParts) retitle(title string) { p.title.Set(title); p.again() }

// moment shows what the room does now.
func (p *wallParts) moment(m Moment) {
	figures, ground, ink := timerLook(m)
	note := ""
	switch {
	case m.Over():
		note = say.TimerOver
	case m.Length > 0 && !m.Running:
		note = say.TimerPaused
	}
	same := p.line.Text == m.Instruction && len(p.inner.figures.Text) == len(figures) && p.inner.note.Text == note && p.timer.Visible() == (m.Length > 0)
	p.line.Text, p.inner.note.Text, p.inner.note.Color = m.Instruction, note, ink
	show(p.timer, m.Length > 0)
	if p.inner.figures.Text != figures || p.inner.figures.Color != ink {
		p.inner.figures.Text, p.inner.figures.Color, p.timer.Fill = figures, ink, ground
		p.timer.Refresh()
	}
	if !same {
		p.again()
	}
}

// join tells the words and what to do with them, none where the door is shut.
func (p *wallParts) join(by string, words []string, addr string) {
	if slices.Equal(words, p.words) && p.addr.Text == addr && p.joinBy.Text == by {
		return
	}
	p.words, p.addr.Text, p.joinBy.Text = words, addr, by
	p.size = fyne.Size{} // the tiles are made for a width
	p.again()
}

// people tells who is in; those who only look on do not count.
func (p *wallParts) people(all []panel.Person, alone bool, status Status) {
	in := slices.DeleteFunc(slices.Clone(all), func(f panel.Person) bool { return f.Away || f.Watching })
	if alone && len(in) > 0 && in[0].Self {
		in = in[1:]
	}
	text := say.WallIn(len(in))
	if status.Trouble != "" {
		text = status.Trouble
	}
	if slices.Equal(in, p.shown) && text == p.count.Text {
		return
	}
	p.shown, p.count.Text = in, text
	p.size = fyne.Size{}
	p.again()
}

// again lays the wall out again.
func (p *wallParts) again() {
	if p.root != nil {
		p.Layout(p.root.Objects, p.root.Size())
		p.root.Refresh()
	}
}

// MinSize implements [fyne.Layout].
func (p *wallParts) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 320) }

// Layout implements [fyne.Layout].
func (p *wallParts) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if size.Width < 1 || size.Height < 1 {
		return
	}
	u := min(size.Height/900, size.Width/1440)
	p.ground.Resize(size)
	edge, head, foot := wallEdge*u, wallHead*u, wallFoot*u
	if p.line.Text == "" && !p.timer.Visible() {
		head = wallHead * u * 0.6
	}
	if len(p.words) == 0 && p.count.Text == "" && len(p.shown) == 0 {
		foot = 0
	}
	p.layHead(size, edge, head, u)
	p.layFoot(size, edge, foot, u)
	p.middle.Move(fyne.NewPos(0, head))
	p.middle.Resize(fyne.NewSize(size.Width, size.Height-head-foot))
	for i, band := range [2]struct{ top, high, rule float32 }{{0, head, head - 1}, {size.Height - foot, foot, size.Height - foot}} {
		p.bands[i].Move(fyne.NewPos(0, band.top))
		p.bands[i].Resize(fyne.NewSize(size.Width, band.high))
		p.rules[i].Move(fyne.NewPos(0, band.rule))
		p.rules[i].Resize(fyne.NewSize(size.Width, 1))
	}
	p.veil.Resize(size)
	if size != p.size {
		p.size = size
		p.fit()
	}
}

func (p *wallParts) layHead(size fyne.Size, edge, head, u float32) {
	room := size.Width - 2*edge
	if p.timer.Visible() {
		p.inner.u = u
		chip := fyne.NewSize(p.inner.wide(), head-2*10*u)
		p.timer.Radius = theme.RadiusCard * u
		p.timer.Resize(chip)
		p.timer.Move(fyne.NewPos(size.Width-edge-chip.Width, 10*u))
		p.timer.Refresh()
		room -= chip.Width + 24*u
	}
	p.title.Bold, p.title.Color, p.title.TextSize = false, theme.Quiet, wallTitle*u
	if p.line.Text == "" { // the title is what there is to read
		p.title.Bold, p.title.Color, p.title.TextSize = true, theme.Ink, wallLong*u
	}
	p.line.TextSize, p.line.Width, p.line.Lines = wallLine*u, 0, 0
	if p.line.Natural() > room {
		p.line.TextSize, p.line.Width, p.line.Lines = wallLong*u, room, 2
	}
	title, line := p.title.MinSize().Height, p.line.MinSize().Height
	show(p.line, p.line.Text != "")
	if !p.line.Visible() {
		line = 0
	}
	top := (head - title - line) / 2
	p.title.Resize(fyne.NewSize(room, title))
	p.title.Move(fyne.NewPos(edge, top))
	p.line.Resize(fyne.NewSize(room, line))
	p.line.Move(fyne.NewPos(edge, top+title))
	p.title.Refresh()
	p.line.Refresh()
}

func (p *wallParts) layFoot(size fyne.Size, edge, foot, u float32) {
	top := size.Height - foot
	middle := func(o fyne.CanvasObject, x, w float32) {
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos(x, top+(foot-h)/2))
	}
	for _, l := range []*panel.Label{p.joinBy, p.addr, p.count} {
		l.TextSize = wallNote * u
	}
	if p.size != size {
		p.faces.Objects = []fyne.CanvasObject{panel.FacesOf(p.shown, maxWallFace, wallFace*u)}
	}
	right := size.Width - edge
	if len(p.shown) > 0 {
		faces := p.faces.MinSize().Width
		right -= faces
		middle(p.faces, right, faces)
		right -= 16 * u
	}
	show(p.faces, len(p.shown) > 0)
	count := p.count.Natural() + 1
	right -= count
	middle(p.count, right, count)
	right -= 40 * u

	on := len(p.words) > 0
	show(p.joinBy, on)
	show(p.tiles, on)
	show(p.addr, on)
	if !on {
		return
	}
	by := p.joinBy.Natural() + 1
	middle(p.joinBy, edge, by)
	x, addr := edge+by+18*u, p.addr.Natural()+1
	wide := min(right-x, 980*u)
	if wide+18*u+addr > right-x {
		wide = max(right-x-18*u-addr, min(right-x, 760*u))
	}
	if p.size != size {
		p.tiles.Objects = []fyne.CanvasObject{panel.TilesOf(p.words, wide, wallWord*u)}
	}
	high := foot - 2*14*u
	p.tiles.Resize(fyne.NewSize(wide, high))
	p.tiles.Move(fyne.NewPos(x, top+(foot-high)/2))
	show(p.addr, x+wide+18*u+addr <= right)
	middle(p.addr, x+wide+18*u, addr)
	for _, l := range []*panel.Label{p.joinBy, p.addr, p.count} {
		l.Refresh()
	}
}

// A wallTimer puts the figures at the right of a word about them.
type wallTimer struct {
	figures, note *panel.Label
	u             float32
}

// wide is the room that both take; figures that change do not change it.
func (t *wallTimer) wide() float32 {
	t.figures.TextSize, t.note.TextSize = wallFigures*t.u, wallNote*1.3*t.u
	w := t.figures.Natural() + 1 + 2*26*t.u
	if t.note.Text != "" {
		w += t.note.Natural() + 1 + 22*t.u
	}
	return w
}

// MinSize implements [fyne.Layout].
func (t *wallTimer) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Layout implements [fyne.Layout].
func (t *wallTimer) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	w := t.figures.Natural() + 1
	h := t.figures.MinSize().Height
	t.figures.Resize(fyne.NewSize(w, h))
	t.figures.Move(fyne.NewPos(size.Width-26*t.u-w, (size.Height-h)/2))
	show(t.note, t.note.Text != "")
	nh := t.note.MinSize().Height
	t.note.Resize(fyne.NewSize(t.note.Natural()+1, nh))
	t.note.Move(fyne.NewPos(26*t.u, (size.Height-nh)/2))
}
