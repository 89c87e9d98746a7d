package ui

import (
	"context"
	"strings"

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
		sc.share = sheet
		sheet.OnClose(func() { sc.share = nil })
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
				sheet.Admit(door.Words, door.Addr, say.Invitation(strings.Join(door.Words, " "), door.Addr, door.Link))
			}
		})
	})
}

// guests lists who is in the room, this person first.
func (sc *screen) guests(s Status) []dialog.Guest {
	me := sc.shell.profile
	list := []dialog.Guest{{Name: me.Name, Detail: say.ShareYou, Hue: me.Hue, State: saved(s.Saved), Color: theme.GoodText}}
	if me.Function != "" {
		list[0].Detail = me.Function + " · " + say.ShareYou
	}
	if !s.Saved {
		list[0].Color = theme.Amber
	}
	for _, m := range s.Members {
		g := dialog.Guest{Name: m.Name, Hue: m.Hue, State: say.InStep, Color: theme.GoodText}
		switch {
		case !m.Here:
			g.State, g.Color = say.Away, theme.Quiet
		case m.Behind > 0:
			g.State, g.Color = say.MemberBehind(m.Behind), theme.Amber
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
