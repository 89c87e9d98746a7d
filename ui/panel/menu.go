package panel

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// A MenuItem is one line of a [Menu]. The zero item is a line that parts others.
type MenuItem struct {
	Text string
	Key  string     // "Ctrl+Z", told at the right
	Off  bool       // cannot be asked for now
	Why  string     // told when the pointer rests on an item that is off
	Sub  []MenuItem // opens beside it
	Do   func()
}

func (i MenuItem) line() bool { return i.Text == "" }

// A Menu lies over the window until something is chosen: with the pointer, or with arrows,
// letters and Enter. It closes by Escape and by a click beside it. It belongs to the main
// goroutine.
type Menu struct {
	widget.BaseWidget
	OnClose func() // it has gone, whatever was chosen; what was chosen is done after

	canvas  fyne.Canvas
	columns []*menuColumn
	last    fyne.Position // of the pointer, to see where it goes
	closed  bool
}

// A menuColumn is one open list. Chosen and first are indices of items.
type menuColumn struct {
	items  []MenuItem
	chosen int // -1 for none
	first  int // the topmost in sight
	pos    fyne.Position
	size   fyne.Size
	rows   int // in sight
}

// ShowMenu opens a menu whose corner is at a place in the window, or as near to it as the
// window allows.
func ShowMenu(c fyne.Canvas, at fyne.Position, items []MenuItem) *Menu {
	m := &Menu{canvas: c, last: at}
	m.ExtendBaseWidget(m)
	m.open(items, at, at.X)
	c.Overlays().Add(m)
	c.Focus(m)
	return m
}

// Close takes the menu away.
func (m *Menu) Close() {
	if m.closed {
		return
	}
	m.closed = true
	m.canvas.Overlays().Remove(m)
	if m.OnClose != nil {
		m.OnClose()
	}
}

// Choose runs the item whose path of texts is given, as a click would; it reports false
// if it is not there or off.
func (m *Menu) Choose(path ...string) bool {
	items := m.columns[0].items
	for n, text := range path {
		i := indexOf(items, text)
		switch {
		case i < 0 || items[i].Off:
			return false
		case n == len(path)-1:
			m.do(items[i])
			return true
		}
		items = items[i].Sub
	}
	return false
}

func indexOf(items []MenuItem, text string) int {
	for i, item := range items {
		if item.Text == text {
			return i
		}
	}
	return -1
}

func (m *Menu) do(item MenuItem) {
	if item.Off || item.Do == nil {
		return
	}
	m.Close()
	item.Do()
}

// Sizes of a menu, in Fyne units.
const (
	menuRow   float32 = 30
	menuLine  float32 = 9
	menuPad   float32 = 6
	menuInset float32 = 10 // of a row's text
	menuEdge  float32 = 8  // kept free at the window's edge
	menuLeast float32 = 190
)

// open adds a column at a place; where the window ends it goes to the left of flip.
func (m *Menu) open(items []MenuItem, at fyne.Position, flip float32) {
	window := m.canvas.Size()
	c := &menuColumn{items: items, chosen: -1}
	c.size.Width = menuWidth(items)
	c.size.Height = min(c.height(0, len(items))+2*menuPad, window.Height-2*menuEdge)
	if at.X+c.size.Width > window.Width-menuEdge {
		at.X = max(menuEdge, flip-c.size.Width)
	}
	at.Y = max(menuEdge, min(at.Y, window.Height-menuEdge-c.size.Height))
	c.pos = at
	m.columns = append(m.columns, c)
	c.fill()
}

// height of the items from one to before another.
func (c *menuColumn) height(from, to int) float32 {
	h := float32(0)
	for _, item := range c.items[from:to] {
		if item.line() {
			h += menuLine
		} else {
			h += menuRow
		}
	}
	return h
}

// fill counts the rows that are in sight.
func (c *menuColumn) fill() {
	c.rows = 0
	for c.first+c.rows < len(c.items) && c.height(c.first, c.first+c.rows+1) <= c.size.Height-2*menuPad+0.5 {
		c.rows++
	}
}

// scroll moves the list by rows, as far as it goes.
func (c *menuColumn) scroll(by int) {
	before := c.first
	c.first = max(0, c.first+by)
	c.fill()
	for c.first > 0 && c.first+c.rows >= len(c.items) && c.height(c.first-1, len(c.items)) <= c.size.Height-2*menuPad+0.5 {
		c.first--
		c.fill()
	}
	if by > 0 && c.first+c.rows > len(c.items) {
		c.first = before
		c.fill()
	}
}

// at is the item under a place, or -1.
func (c *menuColumn) at(p fyne.Position) int {
	if p.X < c.pos.X || p.X >= c.pos.X+c.size.Width || p.Y < c.pos.Y || p.Y >= c.pos.Y+c.size.Height {
		return -1
	}
	y := c.pos.Y + menuPad
	for i := c.first; i < c.first+c.rows; i++ {
		h := c.height(i, i+1)
		if p.Y >= y && p.Y < y+h {
			if c.items[i].line() {
				return -1
			}
			return i
		}
		y += h
	}
	return -1
}

// find is the column and the item under a place; the column is -1 beside all of them.
func (m *Menu) find(p fyne.Position) (column, item int) {
	for i := len(m.columns) - 1; i >= 0; i-- {
		c := m.columns[i]
		if p.X >= c.pos.X && p.X < c.pos.X+c.size.Width && p.Y >= c.pos.Y && p.Y < c.pos.Y+c.size.Height {
			return i, c.at(p)
		}
	}
	return -1, -1
}

// choose highlights an item and opens what is within it.
func (m *Menu) choose(column, item int) {
	c := m.columns[column]
	if c.chosen == item && len(m.columns) == column+1 && (item < 0 || c.items[item].Sub == nil) {
		return
	}
	if c.chosen == item && len(m.columns) > column+1 {
		return
	}
	m.columns = m.columns[:column+1]
	c.chosen = item
	if item >= 0 && len(c.items[item].Sub) > 0 {
		y := c.pos.Y + c.height(c.first, item)
		m.open(c.items[item].Sub, fyne.NewPos(c.pos.X+c.size.Width-2, y), c.pos.X+2)
	}
	m.Refresh()
}

// Tapped implements [fyne.Tappable].
func (m *Menu) Tapped(e *fyne.PointEvent) {
	column, item := m.find(e.Position)
	switch {
	case column < 0:
		m.Close()
	case item >= 0 && m.columns[column].items[item].Sub == nil:
		m.do(m.columns[column].items[item])
	}
}

// TappedSecondary implements [fyne.SecondaryTappable].
func (m *Menu) TappedSecondary(e *fyne.PointEvent) {
	if column, _ := m.find(e.Position); column < 0 {
		m.Close()
	}
}

// MouseIn implements [desktop.Hoverable].
func (m *Menu) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseOut implements [desktop.Hoverable].
func (m *Menu) MouseOut() {}

// MouseMoved implements [desktop.Hoverable]. A pointer on its way into what has opened
// does not choose what it crosses.
func (m *Menu) MouseMoved(e *desktop.MouseEvent) {
	went := e.Position.Subtract(m.last)
	m.last = e.Position
	column, item := m.find(e.Position)
	if column < 0 || item < 0 {
		return
	}
	if column+1 < len(m.columns) {
		towards := m.columns[column+1].pos.X > m.columns[column].pos.X
		dy := max(went.Y, -went.Y)
		if towards && went.X > dy*0.6 || !towards && -went.X > dy*0.6 {
			return
		}
	}
	m.choose(column, item)
}

// Scrolled implements [fyne.Scrollable].
func (m *Menu) Scrolled(e *fyne.ScrollEvent) {
	if column, _ := m.find(e.Position); column >= 0 {
		by := 2
		if e.Scrolled.DY > 0 {
			by = -2
		}
		m.columns[column].scroll(by)
		m.columns = m.columns[:column+1]
		m.Refresh()
	}
}

// FocusGained implements [fyne.Focusable].
func (m *Menu) FocusGained() {}

// FocusLost implements [fyne.Focusable].
func (m *Menu) FocusLost() {}

// AcceptsTab keeps Tab here.
func (m *Menu) AcceptsTab() bool { return true }

// TypedRune implements [fyne.Focusable]: a letter goes to the next item that begins so.
func (m *Menu) TypedRune(r rune) {
	c := m.columns[len(m.columns)-1]
	for n := 1; n <= len(c.items); n++ {
		i := (max(c.chosen, -1) + n + len(c.items)) % len(c.items)
		if first := strings.ToLower(c.items[i].Text); first != "" && strings.HasPrefix(first, string(unicode.ToLower(r))) {
			m.moveTo(i)
			return
		}
	}
}

// TypedKey implements [fyne.Focusable].
func (m *Menu) TypedKey(e *fyne.KeyEvent) {
	deep := len(m.columns) - 1
	if deep > 0 && m.columns[deep].chosen < 0 && e.Name != fyne.KeyRight && e.Name != fyne.KeyReturn && e.Name != fyne.KeyEnter {
		deep-- // what has opened has not been gone into
	}
	c := m.columns[deep]
	switch e.Name {
	case fyne.KeyEscape:
		m.Close()
	case fyne.KeyDown, fyne.KeyTab:
		m.step(deep, 1)
	case fyne.KeyUp:
		m.step(deep, -1)
	case fyne.KeyHome:
		c.chosen = -1
		m.step(deep, 1)
	case fyne.KeyEnd:
		c.chosen = len(c.items)
		m.step(deep, -1)
	case fyne.KeyLeft:
		if deep > 0 {
			m.columns = m.columns[:deep+1]
			c.chosen = -1
			m.Refresh()
		}
	case fyne.KeyRight, fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		switch {
		case c.chosen < 0:
			m.step(deep, 1)
		case len(c.items[c.chosen].Sub) > 0:
			m.step(len(m.columns)-1, 1)
		case e.Name != fyne.KeyRight:
			m.do(c.items[c.chosen])
		}
	}
}

// step goes to the next item of a column, round its end.
func (m *Menu) step(column, by int) {
	c := m.columns[column]
	n := len(c.items)
	i := c.chosen
	if i < 0 && by < 0 {
		i = n
	}
	for range c.items {
		i = (i + by + n) % n
		if !c.items[i].line() {
			m.columns = m.columns[:column+1]
			m.moveTo(i)
			return
		}
	}
}

// moveTo chooses an item of the last column and brings it into sight.
func (m *Menu) moveTo(i int) {
	c := m.columns[len(m.columns)-1]
	for i < c.first {
		c.scroll(-1)
	}
	for n := 0; i >= c.first+c.rows && n < len(c.items); n++ {
		c.scroll(1)
	}
	m.choose(len(m.columns)-1, i)
}
