package dialog

import (
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// chooseRows is how many items are seen at once; the arrow keys move through the rest.
const chooseRows = 8

// Choose asks for one of several, in their order: typing leaves those that hold every word
// typed, the arrow keys move, Enter or a click takes one. Done gets its place in items.
func Choose(h *Host, title string, items []string, done func(i int)) *Sheet {
	c := &chooser{items: items, rows: make([]*panel.Choice, chooseRows)}
	field := panel.NewField("", say.ChooseHint)
	objects := make([]fyne.CanvasObject, chooseRows)
	take := func(row int) {
		if i, ok := c.item(row); ok {
			c.sheet.Close()
			done(i)
		}
	}
	for i := range c.rows {
		c.rows[i] = panel.NewChoice(func() { take(i) })
		objects[i] = c.rows[i]
	}
	field.OnChanged = func(text string) { c.filter(text) }
	field.OnSubmitted = func(string) { take(c.at - c.top) }
	field.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyDown:
			c.move(1)
		case fyne.KeyUp:
			c.move(-1)
		case fyne.KeyPageDown:
			c.move(chooseRows)
		case fyne.KeyPageUp:
			c.move(-chooseRows)
		default:
			return false
		}
		return true
	}
	c.filter("")
	c.sheet = h.Open(padded(panel.Column(14,
		heading(title),
		panel.Fixed(askWidth, theme.FieldHeight, field.Framed()),
		panel.Column(2, objects...),
	)), field, nil)
	return c.sheet
}

// A chooser is what is open in [Choose].
type chooser struct {
	sheet *Sheet
	items []string
	found []int // places in items that the filter leaves
	at    int   // in found: the one that Enter takes
	top   int   // in found: the first that is seen
	rows  []*panel.Choice
}

func (c *chooser) filter(text string) {
	words := strings.Fields(strings.ToLower(text))
	c.found, c.at, c.top = nil, 0, 0
	for i, item := range c.items {
		low, holds := strings.ToLower(item), true
		for _, w := range words {
			holds = holds && strings.Contains(low, w)
		}
		if holds {
			c.found = append(c.found, i)
		}
	}
	c.show()
}

func (c *chooser) move(by int) {
	c.at = max(0, min(len(c.found)-1, c.at+by))
	c.top = max(min(c.top, c.at), c.at-chooseRows+1)
	c.show()
}

// item is the place in items of a row that is seen.
func (c *chooser) item(row int) (int, bool) {
	if i := c.top + row; i >= 0 && i < len(c.found) {
		return c.found[i], true
	}
	return 0, false
}

func (c *chooser) show() {
	for row, r := range c.rows {
		i, ok := c.item(row)
		switch {
		case ok:
			r.Set(c.items[i], c.top+row == c.at, true)
		case row == 0:
			r.Set(say.ChooseNone, false, false)
		default:
			r.Set("", false, false)
		}
	}
}
