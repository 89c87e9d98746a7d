package ui

import (
	"math/rand/v2"
	"time"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
)

// settingCursors keeps whose cursors this person wants to see, settingCalls whether
// colleagues may ask to be looked at.
const (
	settingCursors = "ui.cursors"
	settingCalls   = "ui.calls"
)

// How long a call is told, and how often this person may call.
const (
	callStays = 8 * time.Second
	callPause = 15 * time.Second
)

// togetherCommands follow people, call them, and choose whose cursors are seen.
func (sc *screen) togetherCommands() []editor.Command {
	menu := "View/" + say.PeopleTab
	some := func() bool { return len(sc.session.Others()) > 0 }
	all := []editor.Command{
		{ID: "people.follow", Title: say.FollowAsk, Group: 6, Enabled: some, Why: say.NobodyHere, Run: func() { sc.choosePerson(say.FollowAsk, sc.follow) }},
		{ID: "people.unfollow", Title: say.Unfollow, Group: 6, Enabled: func() bool { return sc.following != "" }, Why: say.NotFollowing, Run: func() { sc.follow("") }},
		{ID: "people.show", Title: say.ShowWhereAsk, Group: 6, Enabled: some, Why: say.NobodyHere, Run: func() { sc.choosePerson(say.ShowWhereAsk, sc.showWhere) }},
		{ID: "people.call", Title: say.CallAll, Group: 7, Enabled: func() bool { return somebody(sc.session.Status()) }, Why: say.CallNobody, Run: sc.callAll},
		{ID: "people.calls", Title: say.CallsOff, Group: 7, Run: sc.muteCalls, Toggles: true, Say: func() string {
			if sc.calls.muted {
				return say.CallsOn
			}
			return say.CallsOff
		}},
	}
	for _, c := range []struct{ which, title string }{
		{canvasview.CursorsAll, say.CursorsAll}, {canvasview.CursorsMoving, say.CursorsSome}, {canvasview.CursorsNone, say.CursorsNone},
	} {
		all = append(all, editor.Command{ID: "people.cursors." + c.which, Title: c.title, Group: 8, Run: func() { sc.showCursors(c.which) }})
	}
	for i := range all {
		all[i].Menu = menu
	}
	return all
}

// showCursors chooses whose cursors are seen, and keeps the choice.
func (sc *screen) showCursors(which string) {
	sc.shell.keep(settingCursors, which)
	if sc.view != nil {
		sc.view.ShowCursors(which)
	}
}

// choosePerson asks for one of those who are on a canvas.
func (sc *screen) choosePerson(title string, do func(id string)) {
	others := sc.session.Others()
	if len(others) == 0 || sc.shell.host.Busy() {
		return
	}
	names := make([]string, len(others))
	for i, o := range others {
		names[i] = o.Name
	}
	dialog.Choose(sc.shell.host, title, names, func(i int) { do(others[i].ID) })
}

// follow lets the view go along with a person's; the same again, or "", ends that.
func (sc *screen) follow(id string) {
	if id == sc.following {
		id = ""
	}
	if id == "" {
		if sc.view != nil {
			sc.view.Follow("")
		}
		sc.followed("")
		return
	}
	if c, ok := sc.other(id); ok && sc.goTo(c) {
		sc.view.Follow(id)
	}
}

// followed takes in whom the view follows now.
func (sc *screen) followed(id string) {
	sc.following = id
	sc.side.people()
}

// other is where a person is.
func (sc *screen) other(id string) (Cursor, bool) {
	for _, c := range sc.session.Others() {
		if c.ID == id {
			return c, true
		}
	}
	return Cursor{}, false
}

// goTo shows the canvas that a person looks at, and reports whether it is there.
func (sc *screen) goTo(c Cursor) bool {
	if sc.view == nil || sc.snapshot.Canvases.Get(c.Canvas) == nil {
		return false
	}
	if c.Canvas != sc.canvas {
		sc.show(c.Canvas)
		sc.view.SetOthers(sc.session.Others())
	}
	return sc.canvas == c.Canvas
}

// showWhere shows what a person sees, once.
func (sc *screen) showWhere(id string) {
	if c, ok := sc.other(id); ok {
		sc.lookWith(c)
	}
}

// lookWith shows the part of the canvas that somebody sees.
func (sc *screen) lookWith(c Cursor) {
	if !sc.goTo(c) || sc.view.Editor() == nil {
		return
	}
	sc.follow("")
	ed := sc.view.Editor()
	if see := c.View; !see.Empty() {
		ed.SetView(ed.View().Fit(see, ed.Insets, editor.MaxZoom))
	}
	sc.shell.focusScreen()
}

// others takes in where the others are.
func (sc *screen) othersMoved() {
	all := sc.session.Others()
	if lead, ok := sc.other(sc.following); ok && lead.Canvas != sc.canvas && sc.goTo(lead) {
		sc.view.Follow(lead.ID)
	}
	sc.view.SetOthers(all)
	sc.corner.setOthers(all)
	sc.calls.take(all)
	sc.side.people()
}

// callAll asks everyone to look where this person looks. It moves nobody.
func (sc *screen) callAll() {
	if sc.view == nil || sc.view.Editor() == nil {
		return
	}
	now := sc.shell.opts.Now()
	switch {
	case !somebody(sc.session.Status()):
		sc.toast(say.CallNobody, "", nil)
		return
	case !sc.calledAt.IsZero() && now.Sub(sc.calledAt) < callPause && !now.Before(sc.calledAt):
		sc.toast(say.CallWait, "", nil)
		return
	}
	sc.calledAt = now
	ed, number := sc.view.Editor(), rand.Uint32()|1
	ed.Call(number)
	sc.shell.wait(callStays, func() {
		if ed.Presence().Call == number {
			ed.Call(0)
		}
	})
	if sc.wall != nil {
		sc.wall.lookHere(sc.canvas, ed.View().Visible())
	}
	sc.toast(say.Called, "", nil)
	sc.shell.focusScreen()
}

// muteCalls lets colleagues ask no longer, or again, and keeps the choice.
func (sc *screen) muteCalls() {
	sc.calls.muted = !sc.calls.muted
	value := "on"
	if sc.calls.muted {
		value = "off"
		sc.calls.clear()
		sc.toast(say.CallsMuted, "", nil)
	}
	sc.shell.keep(settingCalls, value)
}
