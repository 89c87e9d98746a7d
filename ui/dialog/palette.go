package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A PaletteLine is one thing to go for.
type PaletteLine struct {
	panel.ListLine
	Do func()
}

const (
	paletteWidth = 600
	paletteLines = 11 // seen at once
)

// A growing is as high as its lines need.
type growing struct{ lines int }

func (g *growing) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(paletteWidth, panel.HeightFor(max(1, min(g.lines, paletteLines))))
}

func (g *growing) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// Palette asks what to do. Lines lists what fits what is typed, the best first; it is
// called for every key, so it must be quick.
func Palette(h *Host, lines func(typed string) []PaletteLine) *Sheet {
	field := panel.NewField("", say.PaletteHint)
	none := panel.Text(say.PaletteNone, theme.TextBody, theme.Quiet)
	var sheet *Sheet
	var now []PaletteLine
	pick := func(i int) {
		if i >= 0 && i < len(now) && !now[i].Off {
			do := now[i].Do
			sheet.Close()
			do()
		}
	}
	list, room := panel.NewList(pick), &growing{}
	show := func(typed string) {
		now = lines(typed)
		items := make([]panel.ListLine, len(now))
		for i, l := range now {
			items[i] = l.ListLine
		}
		none.Hidden = len(now) > 0
		none.Refresh()
		room.lines = len(now)
		if sheet != nil {
			sheet.Remeasure()
		}
		list.Set(items)
	}
	field.OnChanged = show
	field.OnSubmitted = func(string) { pick(list.Chosen()) }
	field.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyDown:
			list.Step(1)
		case fyne.KeyUp:
			list.Step(-1)
		case fyne.KeyPageDown:
			list.Step(10)
		case fyne.KeyPageUp:
			list.Step(-10)
		default:
			return false
		}
		return true
	}
	show("")
	sheet = h.opened(panel.Inset(14, 14, 14, 14, container.NewBorder(
		panel.Inset(0, 10, 0, 0, panel.Fixed(paletteWidth, theme.FieldHeight, field.Framed())), nil, nil, nil,
		container.New(room, list, container.NewCenter(none)))), field, nil)
	return sheet.Hang(panel.HeightFor(paletteLines) + theme.FieldHeight + 38)
}
