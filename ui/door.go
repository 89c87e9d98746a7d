package ui

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// doorModes are those of the switch in Share.
var doorModes = []string{"open", "ask", "shut"}

// redoor shows how the door stands, who asks to be let in, and what this person may do.
func (sc *screen) redoor(status Status) {
	sc.asking.look()
	sc.look(status)
	if sc.share == nil {
		return
	}
	d := sc.session.Door()
	if d.Mode == "" {
		return
	}
	sign := dialog.DoorSign{Mode: max(0, slices.Index(doorModes, d.Mode)), Lead: d.Lead}
	switch {
	case d.Tried != "":
		sign.About, sign.Alarm = say.DoorTried(d.Tried), true
	case !d.Lead:
		sign.About = say.DoorOther
	case d.Mode == "ask":
		sign.About = say.DoorAsks
	case d.Mode == "shut":
		sign.About = say.DoorIsShut
	case d.Until.IsZero():
		sign.About = say.DoorIsOpen
	default:
		sign.About = say.DoorUntil(d.Until.Local())
	}
	sc.share.Door(sign, func(i int) { sc.setDoor(doorModes[i]) }, sc.newWords)
	sc.admit(sc.share, Invitation{Words: d.Words, Addr: d.Addr, Link: d.Link})
}

// atDoor does what may take a moment, and tells if it does not go.
func (sc *screen) atDoor(what string, do func() error, then func()) {
	sc.shell.work("", func(context.Context) error { return do() }, func(err error) {
		if err != nil {
			sc.shell.trouble(what, err)
		} else if then != nil {
			then()
		}
		if sc.shell.screen == sc {
			sc.restand()
		}
	})
}

func (sc *screen) setDoor(mode string) {
	sc.atDoor("set the door", func() error { return sc.session.SetDoor(mode) }, nil)
}

func (sc *screen) newWords() {
	sc.atDoor("draw new words", sc.session.NewWords, func() { sc.toast(say.DoorNewDone, "", nil) })
}

// look follows what this person may do: one who only watches changes nothing, and a sign
// says so; one who was removed hears it once.
func (sc *screen) look(s Status) {
	reason := ""
	if s.Role == RoleObserver || s.Role == RoleWall {
		reason = say.WatchReason
	}
	if sc.view != nil && sc.view.Editor() != nil {
		sc.view.Editor().Watch(reason)
	}
	sc.rail.watch(reason)
	if sign := reason != ""; sign != sc.watching.Visible() {
		show(sc.watching, sign)
		sc.arrange()
	}
	if s.Removed != "" && sc.removed == "" && !sc.shell.host.Busy() {
		dialog.Trouble(sc.shell.host, say.RemovedBy(s.Removed), say.RemovedWhat(s.Removed))
		sc.removed = s.Removed
	}
	if s.Removed == "" {
		sc.removed = ""
	}
}

// newWatchSign is the quiet word of one who only watches.
func newWatchSign() *fyne.Container {
	sign := container.NewStack(panel.NewSurface(theme.Soft, theme.Line, theme.RadiusControl, 0,
		panel.Inset(5, 5, 11, 11, panel.Text(say.WatchSign, theme.TextSmall, theme.SoftInk))))
	sign.Hide()
	return sign
}

// roleOf is what is told of a member's role, "" for the usual one.
func roleOf(m Member) string {
	switch m.Role {
	case RoleFacilitator:
		return say.RoleLeads
	case RoleObserver:
		return say.RoleWatches
	case RoleWall:
		return say.RoleBigScreen
	case RoleRemoved:
		return say.RoleOut
	}
	if m.LetsIn {
		return say.RoleLetsIn
	}
	return ""
}

// personItems are what can be done about a member; none for who may not.
func (sc *screen) personItems(m Member) []panel.MenuItem {
	if !sc.session.Door().Lead || m.Role == "" {
		return nil
	}
	name := cmp.Or(m.Name, say.Colleague)
	as := func(text, role string, letsIn bool) panel.MenuItem {
		return panel.MenuItem{Text: text, Do: func() {
			sc.atDoor("appoint a person", func() error { return sc.session.Appoint(m.ID, role, letsIn) }, nil)
		}}
	}
	if m.Role == RoleRemoved {
		return []panel.MenuItem{as(say.PersonBack, RoleParticipant, false)}
	}
	var items []panel.MenuItem
	if m.Role != RoleFacilitator {
		items = append(items, as(say.PersonLeads, RoleFacilitator, false))
	}
	if m.Role == RoleParticipant {
		if m.LetsIn {
			items = append(items, as(say.PersonLetsNoOne, RoleParticipant, false))
		} else {
			items = append(items, as(say.PersonLetsIn, RoleParticipant, true))
		}
	} else {
		items = append(items, as(say.PersonWrites, RoleParticipant, false))
	}
	if m.Role != RoleObserver {
		items = append(items, as(say.PersonWatches, RoleObserver, false))
	}
	return append(items, panel.MenuItem{}, panel.MenuItem{Text: say.PersonOut, Do: func() {
		dialog.Sure(sc.shell.host, say.RemoveAsk(name), say.RemoveWhat(name), say.Remove, func() {
			sc.atDoor("remove a person", func() error { return sc.session.Remove(m.ID) }, nil)
		})
	}})
}

// personMenu opens what can be done about a member, or is nil if nothing can.
func (sc *screen) personMenu(m Member) func(at fyne.Position) {
	if len(sc.personItems(m)) == 0 {
		return nil
	}
	return func(at fyne.Position) {
		panel.ShowMenu(sc.shell.window.Canvas(), at, sc.personItems(m))
	}
}

// doorCommands are those of the door.
func (sc *screen) doorCommands() []editor.Command {
	lead := func() bool { return sc.session.Door().Lead }
	asks := func() bool { return len(sc.session.Asking()) > 0 }
	all := []editor.Command{
		{ID: "door.answer", Title: say.AskAnswer, Group: 6, Enabled: asks, Why: say.AskNobody, Run: sc.asking.letAllIn},
		{ID: "door.words", Title: say.DoorCommandNew, Group: 6, Enabled: lead, Run: sc.newWords},
	}
	for i, title := range []string{say.DoorSetOpen, say.DoorSetAsk, say.DoorSetShut} {
		all = append(all, editor.Command{ID: "door." + doorModes[i], Title: title, Group: 7, Enabled: lead, Run: func() { sc.setDoor(doorModes[i]) }})
	}
	for i := range all {
		all[i].Menu = "View/" + say.PeopleTab
		all[i].Why = cmp.Or(all[i].Why, say.DoorMayNot)
	}
	return all
}
