package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/ui/say"
)

// commands are those of the window. They join the canvas's own in one list, of which
// menus, palette, keys and the Keys sheet are made.
func (sc *screen) commands() []editor.Command {
	always := func() bool { return true }
	key := func(m editor.Mods, k string) []editor.Chord { return []editor.Chord{{Mods: m, Key: k}} }
	all := []editor.Command{
		{ID: "find.palette", Title: say.PaletteAsk, Group: 6, Run: sc.openPalette, Keys: key(editor.Ctrl, "K"), Anywhere: true},
		{ID: "workshop.rename", Title: say.RenameAsk, Run: sc.rename},
		{ID: "share.open", Title: say.ShareAsk, Group: 1, Run: sc.openShare},
		{ID: "export.open", Title: say.ExportAsk, Group: 1, Run: sc.openExport, Keys: key(editor.Ctrl, "E")},
		{ID: "export.table", Title: say.ExportTable, Group: 1, Run: sc.exportTable, Enabled: sc.onGrid, Why: say.ExportNoTable},
		{ID: "image.add", Title: say.AddPicture, Group: 6, Run: sc.askPicture, On: editor.OnNote | editor.OnPaper},
		{ID: "workshop.home", Title: say.BackHome, Group: 3, Run: func() { sc.shell.leave(sc.shell.goHome) }},
		{ID: "workshop.menu", Title: say.OpenMenus, Group: 4, Run: sc.openMenus, Keys: key(0, "F10"), Anywhere: true},
		{ID: "workshop.here", Title: say.MenuHere, Group: 4, Run: sc.openMenuHere, Keys: []editor.Chord{{Mods: editor.Shift, Key: "F10"}, {Key: "Menu"}}},
		{ID: "workshop.notice", Title: say.GoToNotice, Group: 4, Run: func() { sc.toasts.focus(sc.shell.window.Canvas()) },
			Enabled: func() bool { return sc.toasts.button != nil }, Why: say.NoNotice},
		{ID: "workshop.settings", Title: say.SettingsAsk, Group: 2, Run: sc.shell.openSettings, Keys: key(editor.Ctrl, ","), Anywhere: true},
		{ID: "view.theme", Title: say.OtherMode, Group: 5, Run: sc.shell.nextMode},
		{ID: "workshop.keys", Title: say.KeysAsk, Group: 2, Run: sc.showKeys, Keys: key(0, "?")},
	}
	all = append(all, sc.carryCommands()...)
	all = append(all, sc.find.commands()...)
	all = append(all, sc.corner.command(), sc.categoriesCommand())
	all = append(all, sc.side.commands()...)
	all = append(all, sc.textCommands()...)
	all = append(all, sc.outlineCommands()...)
	all = append(all, sc.areaCommands()...)
	all = append(all, sc.togetherCommands()...)
	all = append(all, sc.canvasCommands()...)
	all = append(all, sc.elsewhereCommands()...)
	all = append(all, sc.preview.Commands()...)
	all = append(all, sc.issueCommands()...)
	all = append(all, sc.cardCommands()...)
	all = append(all, sc.checkCommands()...)
	all = append(all, sc.momentCommands()...)
	all = append(all, sc.agendaCommands()...)
	all = append(all, sc.roundCommands()...)
	all = append(all, sc.validationCommands()...)
	all = append(all, sc.viewCommands()...)
	all = append(all, sc.doorCommands()...)
	for i := range all {
		if all[i].Enabled == nil {
			all[i].Enabled = always
		}
	}
	return all
}

// hear lets the window hear the keys of its own commands wherever the keyboard is, but in
// a sheet that lies over it. It returns what ends that.
func (sc *screen) hear(commands []editor.Command) (stop func()) {
	c := sc.shell.window.Canvas()
	var heard []fyne.Shortcut
	for _, cmd := range commands {
		for _, k := range cmd.Keys {
			if !k.Mods.Has(editor.Ctrl) {
				continue
			}
			s := shortcut(k)
			c.AddShortcut(s, func(fyne.Shortcut) {
				if !sc.shell.host.Busy() && cmd.Enabled() {
					cmd.Run()
				}
			})
			heard = append(heard, s)
		}
	}
	return func() {
		for _, s := range heard {
			c.RemoveShortcut(s)
		}
	}
}

// shortcut is a chord as Fyne names it.
func shortcut(c editor.Chord) fyne.Shortcut {
	s := &desktop.CustomShortcut{KeyName: fyne.KeyName(c.Key)}
	switch c.Key {
	case "PageDown":
		s.KeyName = fyne.KeyPageDown
	case "PageUp":
		s.KeyName = fyne.KeyPageUp
	}
	for _, m := range []struct {
		has editor.Mods
		is  fyne.KeyModifier
	}{{editor.Ctrl, fyne.KeyModifierShortcutDefault}, {editor.Shift, fyne.KeyModifierShift}, {editor.Alt, fyne.KeyModifierAlt}} {
		if c.Mods.Has(m.has) {
			s.Modifier |= m.is
		}
	}
	return s
}

// list is every command there is now.
func (sc *screen) list() []editor.Command {
	if sc.view == nil {
		return nil
	}
	return sc.view.Commands()
}
