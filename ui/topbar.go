package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// maxFaces is how many avatars the bar shows at most, the +n counted.
const maxFaces = 5

// A topBar says where the person is and how the workshop stands.
type topBar struct {
	root     fyne.CanvasObject
	menu     *panel.Button
	crumb    *crumb
	find     *panel.Card
	undo     *panel.Button
	redo     *panel.Button
	moment   *momentBar
	faces    *fyne.Container
	chip     *panel.Button
	export   *panel.Button
	row      *fyne.Container
	shown    []panel.Person
	standing string // how the workshop stands
}

func newTopBar(sc *screen) *topBar {
	b := &topBar{
		menu:     panel.NewIconButton(panel.Tool, panel.IconMenu, say.Menus, sc.openMenus),
		undo:     panel.NewIconButton(panel.Soft, panel.IconUndo, say.NothingUndo, func() { sc.run("edit.undo") }),
		redo:     panel.NewIconButton(panel.Soft, panel.IconRedo, say.NothingRedo, func() { sc.run("edit.redo") }),
		moment:   newMomentBar(sc),
		faces:    container.NewStack(),
		chip:     panel.NewButton(panel.Soft, say.Loading, sc.showTrouble),
		standing: say.Loading,
	}
	b.crumb = newCrumb(sc.rename, sc.openCanvases)
	home := panel.NewCard(say.BackHome, panel.NewLogo(28), func() { sc.shell.leave(sc.shell.goHome) })
	home.Plain, home.Tip = true, say.BackHome
	export := panel.NewButton(panel.Soft, say.Export, sc.openExport)
	export.Tip = say.ExportTip
	share := panel.NewButton(panel.Primary, say.Share, sc.openShare)
	share.Tip = say.ShareTip
	b.chip.Dot = theme.Dim
	b.export = export
	faces := panel.NewCard(say.PeopleTip, b.faces, func() { sc.side.show("people") })
	faces.Plain = true
	right := panel.Row(12, b.moment.root, faces, b.chip, export, share)
	b.find = panel.NewCard(say.FindHint, panel.NewSurface(theme.Soft, "", theme.RadiusControl, 0,
		panel.Inset(0, 0, 11, 11, panel.Row(8, panel.Text(say.FindHint, theme.TextLabel, theme.Quiet), panel.Stretch(),
			panel.Text(panel.KeyName(say.FindKey), theme.TextTiny, theme.Quiet)))), func() { sc.find.open() })
	b.find.Plain, b.find.Tip = true, say.FindTip
	b.row = container.New(barLayout{b}, home, b.menu, b.crumb, b.undo, b.redo, b.find, right, b.moment.line)
	b.root = container.NewStack(panel.NewSurface(theme.Sheet, "", 0, 0, nil),
		container.NewBorder(nil, panel.Rule(), nil, nil, b.row))
	b.setHand(Hand{})
	return b
}

// setHand lets undo and redo say which step they mean.
func (b *topBar) setHand(h Hand) {
	say1 := func(button *panel.Button, verb, step, nothing, keys string) {
		tip := nothing
		if step != "" {
			tip = say.UndoStep(verb, step, keys)
		}
		if button.Tip != tip {
			button.Tip = tip
		}
		button.Enable(step != "")
	}
	say1(b.undo, say.Undo, h.Undo, say.NothingUndo, panel.KeyName("Ctrl+Z"))
	say1(b.redo, say.Redo, h.Redo, say.NothingRedo, panel.KeyName("Ctrl+Shift+Z"))
}

// faces are the people of the bar: this person first, then those who are here, then those
// who are away.
func (sc *screen) faces(s Status) []panel.Person {
	var people []panel.Person
	if me := sc.shell.profile; me.Name != "" {
		people = append(people, panel.Person{Name: me.Name, Hue: me.Hue, Tip: joined(me.Name, me.Function, say.You), Self: true})
	}
	for _, m := range s.Members {
		if m.Role == RoleRemoved {
			continue
		}
		people = append(people, panel.Person{Name: m.Name, Hue: m.Hue, Away: !m.Here, Watching: m.Watching, Tip: joined(m.Name, sc.functionOf(m), sc.stateOf(m))})
	}
	return people
}

// people shows who is in the workshop.
func (b *topBar) people(people []panel.Person) {
	if slices.Equal(people, b.shown) {
		return
	}
	b.shown = people
	b.faces.Objects = []fyne.CanvasObject{panel.Faces(people, maxFaces)}
	b.row.Refresh()
}

// stand says how the workshop stands.
func (b *topBar) stand(text string, dot fyne.ThemeColorName, tip string) {
	if b.standing == text && b.chip.Dot == dot && b.chip.Tip == tip {
		return
	}
	b.standing = text
	b.chip.Text, b.chip.Dot, b.chip.Tip, b.chip.Least = text, dot, tip, 0
	if text == say.Saving || text == say.Loading { // as wide as what follows, so that nothing jumps
		b.chip.Least = fyne.MeasureText(say.Saved, theme.TextLabel, fyne.TextStyle{Bold: true}).Width + 40
	}
	b.chip.Refresh()
	b.row.Refresh()
}

// give leaves out what can be done elsewhere too where the bar is narrow: Export is in the
// menus, who is here in Share.
func (b *topBar) give(width float32) {
	show(b.export, width >= 760)
	show(b.faces, width >= 680)
	text := b.standing
	if width < 560 {
		text = "" // the dot says it
	}
	if b.chip.Text != text {
		b.chip.Text = text
		b.chip.Refresh()
	}
}

// barLayout is: mark, menus, where you are, undo, redo, find …… what to do now, the rest.
// Where you are gives way, and then find does; both give way to what to do now.
type barLayout struct{ b *topBar }

func (barLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, theme.BarHeight-1) }

func (l barLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const edge, gap = 14, 12
	x := float32(edge)
	place := func(obj fyne.CanvasObject, w float32) {
		h := obj.MinSize().Height
		obj.Resize(fyne.NewSize(w, h))
		obj.Move(fyne.NewPos(x, (size.Height-h)/2))
		x += w + gap
	}
	l.b.give(size.Width)
	right, find := o[6].MinSize(), o[5]
	undo, redo := o[3].MinSize().Width, o[4].MinSize().Width
	place(o[0], o[0].MinSize().Width)
	x -= 4
	place(o[1], o[1].MinSize().Width)
	x -= 4
	room := size.Width - x - undo - redo - right.Width - edge - 4*gap
	line, said := o[7].(*panel.Label), float32(0)
	if line.Text != "" {
		said = min(line.Natural()+1, 320) + gap
	}
	find.Show()
	if box := find.MinSize().Width + gap; room-box-said < 200 {
		find.Hide()
	} else {
		room -= box
	}
	if said > 0 {
		said = max(0, min(said, room-140))
		room -= said
	}
	place(o[2], max(60, min(o[2].(*crumb).natural(), room)))
	place(o[3], undo)
	place(o[4], redo)
	if find.Visible() {
		w := find.MinSize().Width
		find.Resize(fyne.NewSize(w, theme.ControlHeight))
		find.Move(fyne.NewPos(x, (size.Height-theme.ControlHeight)/2))
	}
	o[6].Resize(right)
	o[6].Move(fyne.NewPos(size.Width-edge-right.Width, (size.Height-right.Height)/2))
	show(line, said > 4*gap)
	h := line.MinSize().Height
	line.Resize(fyne.NewSize(max(1, said-gap), h))
	line.Move(fyne.NewPos(size.Width-edge-right.Width-said, (size.Height-h)/2))
}
