package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// openShare opens the door and tells how to come in. A person without a name is asked for
// it first, so that colleagues know whose notes they read.
func (sc *screen) openShare() {
	if sc.share != nil {
		return
	}
	sc.shell.named(func() {
		if sc.shell.screen != sc || sc.share != nil {
			return
		}
		sheet := dialog.Share(sc.shell.host, sc.shell.app.Clipboard().SetContent)
		sheet.OnWall = sc.showWall
		sc.share = sheet
		sheet.OnClose(func() { sc.share, sc.checkup = nil, nil })
		sc.restand()
		var door Invitation
		sc.shell.work("", func(ctx context.Context) (err error) {
			door, err = sc.session.Share(ctx)
			return err
		}, func(err error) {
			if err != nil {
				sheet.Close()
				sc.shell.trouble("share a workshop", err)
				return
			}
			if !sheet.Closed() {
				sc.diagnose(sheet)
				sc.admit(sheet, door)
				sc.restand()
			}
		})
	})
}

// admit shows what others need to join.
func (sc *screen) admit(sheet *dialog.ShareSheet, door Invitation) {
	sheet.Admit(door.Words, door.Addr, say.Invitation(strings.Join(door.Words, " "), door.Addr, door.Link))
}

// A checkup has the Connection doctor look at the network while the Share sheet is open: when
// it opens, when it is asked to, and when laptops came or went.
type checkup struct {
	sc    *screen
	sheet *dialog.ShareSheet
	busy  bool
	due   bool // somebody came or went meanwhile
	here  int  // how many others were here when it looked last
}

func (sc *screen) diagnose(sheet *dialog.ShareSheet) {
	c := &checkup{sc: sc, sheet: sheet}
	sc.checkup = c
	sheet.OnDoctor(func() { sheet.Looking(); c.look() })
	sheet.Looking()
	c.look()
}

// heed looks again once the number of laptops is another.
func (c *checkup) heed(s Status) {
	if hereOf(s) != c.here {
		c.look()
	}
}

func hereOf(s Status) (n int) {
	for _, m := range s.Members {
		if m.Here {
			n++
		}
	}
	return n
}

func (c *checkup) look() {
	if c.busy {
		c.due = true
		return
	}
	c.busy, c.due, c.here = true, false, hereOf(c.sc.session.Status())
	var found Diagnosis
	var tells bool
	c.sc.shell.work("", func(ctx context.Context) (err error) {
		tells = c.sc.session.TellsRoom()
		found, err = c.sc.session.Diagnose(ctx)
		return err
	}, func(err error) {
		c.busy = false
		if c.sheet.Closed() {
			return
		}
		c.tell(found, tells, err)
		if c.due {
			c.look()
		}
	})
}

// tell shows what was found.
func (c *checkup) tell(found Diagnosis, tells bool, err error) {
	if err != nil {
		sentence, next := c.sc.shell.backend.Explain(err)
		c.sheet.Diagnosed(nil, strings.TrimSpace(sentence+" "+next))
		return
	}
	var lines []dialog.DoctorLine
	for _, l := range found.Lines {
		lines = append(lines, dialog.DoctorLine{What: l.What, Value: l.Value, Color: [...]fyne.ThemeColorName{theme.Good, theme.Amber, theme.Alarm}[l.Mark]})
	}
	c.sheet.Diagnosed(lines, found.Next)
	c.sheet.Tells(tells, func(tell bool) {
		c.sc.shell.work("", func(ctx context.Context) error { return c.sc.session.TellRoom(ctx, tell) }, func(err error) {
			if err != nil {
				c.sc.shell.trouble("tell the room of a workshop", err)
			}
		})
	})
}

// guests lists who is in the room, this person first.
func (sc *screen) guests(s Status) []dialog.Guest {
	me := sc.shell.profile
	list := []dialog.Guest{{Name: me.Name, Detail: say.ShareYou, Hue: me.Hue, State: saved(s.Saved), Color: theme.GoodText}}
	list[0].Detail = joined(me.Function, roleOf(Member{Role: s.Role}), say.ShareYou)
	if !s.Saved {
		list[0].Color = theme.Amber
	}
	for _, m := range s.Members {
		if m.Role == RoleRemoved && sc.personMenu(m) == nil {
			continue
		}
		g := dialog.Guest{Name: m.Name, Hue: m.Hue, State: say.InStep, Color: theme.GoodText, Away: !m.Here, More: sc.personMenu(m)}
		g.Detail = joined(sc.functionOf(m), roleOf(m))
		switch {
		case m.Role == RoleRemoved:
			g.Detail, g.State, g.Color = sc.functionOf(m), say.RoleOut, theme.Quiet
		case !m.Here:
			g.State, g.Color = say.Away, theme.Quiet
		case m.Behind > 0:
			g.State, g.Color = say.MemberBehind(m.Behind), theme.Amber
		case m.Watching:
			g.State = say.Watching
		}
		list = append(list, g)
	}
	return list
}

func saved(all bool) string {
	if all {
		return say.SavedShort
	}
	return say.Saving
}
