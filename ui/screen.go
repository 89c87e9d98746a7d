package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/outline"
	"throughline.app/ui/panel"
	"throughline.app/ui/proposing"
	"throughline.app/ui/say"
	"throughline.app/ui/search"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A screen is one open workshop: the bar above, the tools at the left, the canvas.
type screen struct {
	shell     *Shell
	session   Session
	feed      *feed
	snapshot  *workshop.Snapshot
	canvas    workshop.CanvasID
	view      CanvasView // nil while the workshop has no canvas
	bar       *topBar
	rail      *rail
	middle    *fyne.Container
	root      *fyne.Container
	toasts    *toasts
	thread    *thread // nil unless its sheet is open
	side      *side
	find      *finder
	preview   *proposing.Preview
	corner    *corner
	calls     *calls
	wall      *wall // nil unless it is shown
	asking    *asking
	watching  *fyne.Container // the sign of one who only watches
	removed   string          // who put this person out, once they have heard it
	following string          // id of the one whose view is followed
	calledAt  time.Time       // when this person asked all to look
	journal   journal
	index     *search.Index              // the last that was made
	recent    []string                   // ids of what was asked for in the palette, the last one last
	own       []editor.Command           // of the window
	deaf      func()                     // the window no longer hears their keys
	share     *dialog.ShareSheet         // nil unless open
	checkup   *checkup                   // likewise
	outline   *outline.View              // nil unless it is shown in place of the canvas
	looking   bool                       // the room is behind, for less than lag as yet
	late      bool                       // it has been for longer
	going     workshop.CanvasID          // to be shown as soon as it is there
	refused   workshop.CanvasID          // a canvas that could not be shown, so that it is said once
	told      map[workshop.CanvasID]bool // their lost notes were told of
	then      func()                     // what follows once the workshop is closed; nil unless it is on its way out
}

func newScreen(s *Shell, session Session) *screen {
	sc := &screen{shell: s, session: session, middle: container.NewStack()}
	sc.feed = &feed{post: s.main.Post, show: sc.take}
	sc.bar = newTopBar(sc)
	sc.rail = newRail(sc)
	sc.toasts = newToasts(s.wait, sc.arrange, s.focusScreen)
	sc.toasts.most = func() float32 { return max(160, min(toastWidth, s.window.Canvas().Size().Width-240)) }
	sc.toasts.still = func() bool { return s.comfort.still }
	ground := &paper{}
	ground.ExtendBaseWidget(ground)
	sc.preview = sc.newPreview()
	sc.side, sc.find, sc.corner = newSide(sc), newFinder(sc), newCorner(sc)
	sc.calls, sc.asking, sc.watching = newCalls(sc), newAsking(sc), newWatchSign()
	sc.root = container.New(&screenLayout{sc: sc}, ground, sc.middle, sc.bar.root, sc.rail.root,
		sc.corner.root, sc.find.bar.root, sc.side.root, sc.preview.Bar(), sc.toasts.root, sc.calls.root, sc.asking.root, sc.watching)

	sc.own = sc.commands()
	sc.deaf = func() {}
	if !s.opts.Wall {
		sc.deaf = sc.hear(sc.own)
	}
	session.OnUpdate(sc.feed.Update)
	session.OnStatus(sc.feed.Status)
	session.OnOthers(sc.feed.Others)
	session.OnPicture(sc.feed.Picture)
	session.OnMoment(sc.feed.Moment)
	session.OnDoor(sc.feed.Status)
	sc.snapshot = session.Snapshot()
	sc.retitle()
	sc.settle()
	sc.restand()
	if s.opts.Wall {
		session.Watch(true)
		sc.wall = newWall(sc, s.window, "")
		sc.wall.alone = true
		sc.wall.restand()
	}
	sc.bar.moment.look()
	return sc
}

// take shows what happened since the last time.
func (sc *screen) take(n news) {
	if n.changed {
		sc.snapshot = n.update.Snapshot
		if n.update.Diff.Touches(workshop.KindWorkshop) || n.update.Diff.Touches(workshop.KindCanvas) || n.update.Diff == nil {
			sc.retitle()
			sc.settle()
		}
		if sc.view != nil {
			sc.view.Set(n.update)
		}
		if sc.outline != nil {
			sc.outline.Changed()
		}
		sc.journal.take(n.update, sc.session.Authors(n.update.By), sc.shell.opts.Now())
		sc.preview.Set(n.update)
		sc.side.set(n.update)
		sc.tellStep(n.update)
		sc.tellRound(n.update)
		sc.find.set(n.update)
		sc.thread.set(n.update)
		sc.corner.changed()
		if sc.wall != nil {
			sc.wall.set(n.update)
		}
	}
	for _, sum := range n.pictures {
		if sc.view != nil {
			sc.view.PictureCame(sum)
		}
		if sc.wall != nil && sc.wall.view != nil {
			sc.wall.view.PictureCame(sum)
		}
	}
	if n.status {
		sc.restand()
	}
	if n.moment {
		sc.bar.moment.look()
	}
	if n.others && sc.view != nil {
		sc.othersMoved()
	}
	if n.others && sc.wall != nil {
		sc.wall.others(sc.session.Others())
	}
}

// settle chooses the canvas to show: the one that was asked for, the one shown before, or
// else the first.
func (sc *screen) settle() {
	if sc.shell.opts.Wall {
		return // the wall chooses
	}
	if c := sc.snapshot.Canvases.Get(sc.going); c != nil && !c.Gone {
		sc.show(c.ID)
		return
	}
	if sc.view != nil {
		if sc.canvasAt() >= 0 {
			return
		}
	}
	list := sc.snapshot.CanvasList()
	if len(list) == 0 {
		if sc.view == nil {
			sc.middle.Objects = []fyne.CanvasObject{container.NewCenter(panel.Text(say.Loading, theme.TextBody, theme.Quiet))}
			if !sc.session.Status().Loading {
				sc.middle.Objects = []fyne.CanvasObject{container.NewCenter(panel.Text(say.NoCanvas, theme.TextBody, theme.Quiet))}
			}
			sc.middle.Refresh()
		}
		return
	}
	if list[0].ID != sc.refused {
		sc.show(list[0].ID)
	}
}

func (sc *screen) show(canvas workshop.CanvasID) {
	view, err := sc.shell.opts.NewView(ViewOptions{
		Session: sc.session,
		Canvas:  canvas,
		Window:  sc.shell.window,
		Dark:    sc.shell.dark(),
		Habits:  sc.shell.comfort.habits,
		Post:    sc.shell.main.Post,
		Hue:     sc.shell.profile.Hue,
		Follows: sc.followed,
		Changed: sc.handChanged,
		Pointer: func(p editor.Presence) { sc.session.Point(canvas, p) },
		Trouble: func(err error) { sc.shell.trouble("edit", err) },
		Help:    sc.showKeys,
		Moved:   sc.corner.look,
		Said:    sc.openComments,
		Pasted:  sc.pasted,
		Offer:   sc.toasts.offer,
		Choose:  func(c editor.Choice) { dialog.Choose(sc.shell.host, c.Title, c.Items, c.Do) },
		Menu:    sc.openMenuAt,
		Web:     sc.openWeb,
		Inside:  sc.openInside,
		Journey: sc.openJourneys,
		Take:    sc.takeStage,
		Go:      sc.goElsewhere,
		Issue:   sc.openIssue,
	})
	if err != nil {
		sc.refused = canvas
		sc.shell.trouble("show a canvas", err)
		return
	}
	sc.closeOutline()
	sc.preview.Discard()
	if sc.view != nil {
		sc.find.close(false)
		sc.view.Close()
	}
	sc.canvas, sc.view, sc.going = canvas, view, ""
	view.AddCommands(sc.own...)
	sc.rail.onGrid(view.Editor() != nil && view.Editor().Grid() != nil)
	sc.recallCategories()
	sc.look(sc.session.Status())
	view.ShowCursors(sc.shell.setting(settingCursors))
	sc.middle.Objects = []fyne.CanvasObject{view.Object()}
	sc.middle.Refresh()
	sc.retitle()
	sc.tellLost()
	sc.fit()
	sc.corner.changed()
	sc.handChanged()
	sc.shell.focusScreen()
}

// retitle says where the person is, and what the colours mean there.
func (sc *screen) retitle() {
	sc.rail.explain(&sc.snapshot.Meta)
	title := sc.snapshot.Meta.Title
	sc.bar.crumb.set(title, sc.trail())
	sc.bar.row.Refresh()
	sc.shell.window.SetTitle(title + " – " + say.Product)
}

func (sc *screen) handChanged() {
	if sc.outline != nil {
		sc.outline.Changed()
	}
	hand := Hand{}
	if sc.view != nil {
		hand = sc.view.Hand()
	}
	sc.bar.setHand(hand)
	sc.rail.setHand(hand)
	sc.side.follow()
	sc.toasts.look()
}

// lag is how long the room may be behind before the bar says so: every edit is on its way
// for a moment.
const lag = 400 * time.Millisecond

// restand shows how the workshop stands, and who is here.
func (sc *screen) restand() {
	status := sc.session.Status()
	text, dot := standing(status)
	switch passing := dot == theme.Amber && status.Trouble == "" && somebody(status); {
	case !passing:
		sc.late = false
		sc.bar.stand(text, dot, status.Trouble)
	case sc.late:
		sc.bar.stand(text, dot, "")
	case !sc.looking:
		sc.looking = true
		sc.shell.wait(lag, func() {
			sc.looking, sc.late = false, true
			if !sc.left() {
				sc.restand()
			}
		})
	}
	sc.bar.people(sc.faces(status))
	sc.side.people()
	if sc.wall != nil {
		sc.wall.restand()
	}
	if sc.share != nil {
		sc.share.Guests(sc.guests(status))
	}
	if sc.checkup != nil {
		sc.checkup.heed(status)
	}
	sc.redoor(status)
	if sc.view == nil {
		sc.settle()
	}
}

func somebody(s Status) bool {
	return slices.ContainsFunc(s.Members, func(m Member) bool { return m.Here })
}

func (sc *screen) run(id string) {
	if sc.view != nil {
		sc.view.Run(id)
		sc.shell.focusScreen()
	}
}

func (sc *screen) rename() {
	dialog.Title(sc.shell.host, say.Rename, sc.snapshot.Meta.Title, say.OK, func(title string) {
		op := workshop.Rename{Ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}, Name: title}
		if _, err := sc.session.Apply(op); err != nil {
			sc.shell.trouble("rename a workshop", err)
		}
	})
}

// showTrouble tells the trouble of the status, or opens Share where there is none.
func (sc *screen) showTrouble() {
	if st := sc.session.Status(); st.Trouble != "" {
		dialog.Trouble(sc.shell.host, st.Trouble, st.NextStep)
		return
	}
	sc.openShare()
}

func (sc *screen) themeChanged() {
	sc.side.redraw()
	if sc.wall != nil && sc.wall.view != nil {
		sc.wall.view.SetDark(sc.shell.dark())
	}
	if sc.view != nil {
		sc.view.SetDark(sc.shell.dark())
		sc.corner.changed()
	}
}

// left reports whether the person has left: what is still on its way for this workshop comes
// to nothing.
func (sc *screen) left() bool { return sc.then != nil }

// close lets go of the screen; the session is closed by the caller.
func (sc *screen) close() {
	sc.preview.Discard()
	sc.feed.Close()
	sc.bar.moment.close()
	if sc.wall != nil && sc.wall.alone {
		sc.wall.close()
	}
	sc.closeWall()
	sc.deaf()
	if sc.view != nil {
		sc.view.Close()
	}
}
