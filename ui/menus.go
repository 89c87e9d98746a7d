package ui

import (
	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/panel"
)

// openMenus opens all menus below their button.
func (sc *screen) openMenus() {
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	var items []panel.MenuItem
	for _, m := range editor.Menus(sc.list()) {
		items = append(items, panel.MenuItem{Text: m.Title, Sub: sc.items(m)})
	}
	b := sc.bar.menu
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(0, b.Size().Height+6)
	menu := panel.ShowMenu(sc.shell.window.Canvas(), at, items)
	menu.OnClose = sc.shell.focusScreen
}

// openMenuAt opens the menu of what the pointer is on; the editor has taken aim.
func (sc *screen) openMenuAt(at fyne.Position) {
	ed := sc.view.Editor()
	if ed == nil || sc.shell.host.Busy() {
		return
	}
	target, ok := ed.Target()
	if !ok {
		return
	}
	items := sc.items(editor.MenuOn(sc.list(), target.On))
	if len(items) == 0 {
		ed.ForgetTarget()
		return
	}
	menu := panel.ShowMenu(sc.shell.window.Canvas(), at, items)
	menu.OnClose = func() {
		sc.shell.focusScreen()
		sc.shell.main.Post(ed.ForgetTarget) // after what was chosen
	}
}

// openMenuHere opens the menu of what is selected.
func (sc *screen) openMenuHere() {
	ed := sc.view.Editor()
	if ed == nil {
		return
	}
	_, at := ed.AimAtSelection()
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(sc.view.Object())
	sc.openMenuAt(corner.AddXY(float32(at.X), float32(at.Y)))
}

// items are the lines of a menu as they are now.
func (sc *screen) items(m editor.Menu) []panel.MenuItem {
	var items []panel.MenuItem
	for _, i := range m.Items {
		switch {
		case i.Menu != nil:
			items = append(items, panel.MenuItem{Text: i.Menu.Title, Sub: sc.items(*i.Menu)})
		case i.Command != nil:
			c := i.Command
			item := panel.MenuItem{Text: c.Name(), Off: !c.Enabled(), Why: c.Why, Do: c.Run}
			if len(c.Keys) > 0 {
				item.Key = panel.KeyName(c.Keys[0].String())
			}
			items = append(items, item)
		default:
			items = append(items, panel.MenuItem{})
		}
	}
	return items
}
