package dialog

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A Place is a category that a note could go to.
type Place struct {
	Name string
	Dot  color.Color
	Why  string
}

// Confirm tells what would be done and does it if the person says so.
func Confirm(h *Host, sentence, next, button string, do func()) *Sheet {
	var sheet *Sheet
	yes := panel.NewButton(panel.Primary, button, func() { sheet.Close(); do() })
	no := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	sheet = h.Open(told(sentence, next, no, yes), yes, nil)
	return sheet
}

// Places asks for one of a few places, at most nine: a click takes one, and so does its
// number. Enter takes the first, or the one that has the keyboard.
func Places(h *Host, question, about string, places []Place, done func(i int)) *Sheet {
	var sheet *Sheet
	take := func(i int) {
		sheet.Close()
		done(i)
	}
	rows := panel.Column(8)
	var first *panel.Card
	for i, p := range places {
		card := panel.NewCard(p.Name, panel.Inset(10, 10, 12, 12, PlaceRow(i, p, askWidth-24)), func() { take(i) })
		card.OnRune = func(r rune) bool {
			n := int(r - '1')
			if n < 0 || n >= len(places) {
				return false
			}
			take(n)
			return true
		}
		if i == 0 {
			first, card.First = card, true
		}
		rows.Add(card)
	}
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(16,
		panel.Column(4, heading(question), panel.Wrapped(about, theme.TextLabel, theme.Quiet, askWidth, 2)),
		rows,
		panel.Row(8, panel.Stretch(), cancel),
	)), first, nil)
	return sheet
}

// PlaceRow is the number, the hue and the name of a place, and why.
func PlaceRow(i int, p Place, width float32) fyne.CanvasObject {
	dot := canvas.NewCircle(p.Dot)
	number := panel.Text(string(rune('1'+i)), theme.TextSmall, theme.Quiet)
	name := panel.Text(p.Name, theme.TextLabel, theme.Ink).Elided()
	name.Bold = p.Why != ""
	head := container.NewBorder(nil, nil, panel.Row(8, number, panel.Fixed(9, 9, dot), panel.Fixed(1, 1, container.NewWithoutLayout())), nil, name)
	if p.Why == "" {
		return head
	}
	return panel.Column(2, head, panel.Wrapped(p.Why, theme.TextSmall, theme.SoftInk, width, 2))
}

// Same shows sets of words that mean the same, and lets the person add and remove some.
// Change does one of both and reports whether that could be understood; sets is asked again
// after. Done is called when the sheet closes.
func Same(h *Host, sets func() []string, change func(add, remove string) bool, done func()) *Sheet {
	var sheet *Sheet
	list := panel.Column(4)
	field := panel.NewField("", say.SameHint)
	hint := panel.Text("", theme.TextSmall, theme.Amber)
	var fill func()
	fill = func() {
		list.RemoveAll()
		all := sets()
		for _, line := range all {
			remove := panel.NewIconButton(panel.Tool, panel.IconClose, say.SameRemove, func() {
				change("", line)
				fill()
				h.Window.Canvas().Focus(field)
			})
			list.Add(container.NewBorder(nil, nil, nil, remove, panel.Text(line, theme.TextBody, theme.Ink).Elided()))
		}
		if len(all) == 0 {
			list.Add(panel.Text(say.SameNone, theme.TextLabel, theme.Quiet))
		}
		if sheet != nil {
			sheet.Remeasure()
		}
	}
	add := func() {
		h.Window.Canvas().Focus(field)
		if field.Text == "" {
			return
		}
		if !change(field.Text, "") {
			hint.Set(say.SameNeedsTwo)
			return
		}
		hint.Set("")
		field.SetText("")
		fill()
	}
	field.OnSubmitted = func(string) { add() }
	fill()
	sheet = h.Open(padded(panel.Column(16,
		panel.Column(4, heading(say.SameTitle), panel.Wrapped(say.SameHelp, theme.TextLabel, theme.Quiet, askWidth, 0)),
		panel.Row(8, panel.Fixed(askWidth-90, theme.FieldHeight, field.Framed()), panel.NewButton(panel.Soft, say.SameAdd, add)),
		hint, list,
		panel.Row(8, panel.Stretch(), panel.NewButton(panel.Primary, say.Done, func() { sheet.Close() })),
	)), field, done)
	return sheet
}
