package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

const (
	roomWidth = 390
	roomInner = roomWidth - 52
)

// room is the sheet at the right of Home: join by words, and who you are.
type room struct {
	shell *Shell
	root  fyne.CanvasObject
	words *panel.WordBoxes
	addr  *panel.Field
	said  *panel.Label
	join  *panel.Button
	name  *panel.Field
	area  *panel.Field // functional area
	hues  *panel.Hues
	kept  Profile
	busy  bool
	stop  func() // leaves the door; nil unless it is waited there

	link, linkAddr string // the one that was pasted, good while its address stands in the field

	found *fyne.Container // the workshops of this room
	teach *panel.Label
	seek  *panel.Button
	shown []FoundWorkshop
}

func newRoom(s *Shell) *room {
	r := &room{shell: s, words: panel.NewWordBoxes(), addr: panel.NewField("", say.AddressHint), name: panel.NewField("", say.NameShort), area: panel.NewField("", say.FunctionShort)}
	r.said = panel.Wrapped(say.JoinSafe, theme.TextSmall, theme.Quiet, roomInner, 0)
	r.join = panel.NewButton(panel.Primary, say.Join, r.enter)
	r.hues = panel.NewHues(workshop.Hues(), "")
	r.words.OnChange = func() { r.tell("", theme.Quiet) }
	r.words.OnEnter = func() {
		if r.words.Full() && (len(r.shown) > 0 || r.addr.Text != "") {
			r.enter()
			return
		}
		s.window.Canvas().Focus(r.addr)
	}
	r.addr.OnSubmitted = func(string) { r.enter() }
	r.addr.OnChanged = func(text string) {
		if strings.ContainsAny(text, " \n") || strings.Contains(text, linkStart) { // the whole invitation was pasted here
			r.pasted(text)
		}
	}
	r.name.OnLeave = func(string) { r.keep() }
	r.name.OnSubmitted = func(string) { r.keep() }
	r.area.OnLeave = func(string) { r.keep() }
	r.area.OnSubmitted = func(string) { r.keep() }
	r.hues.OnChange = func(string) { r.keep() }

	r.found = panel.Column(10)
	r.teach = panel.Wrapped(say.RoomListening, theme.TextLabel, theme.Quiet, roomInner, 0)
	r.seek = panel.NewButton(panel.Link, say.SearchNetwork, r.search)
	s.backend.OnFound(func() { s.main.Post(r.look) })

	caption := func(t string) fyne.CanvasObject { return panel.Bold(t, theme.TextLabel) }
	column := panel.Column(26,
		panel.Column(4,
			panel.Row(8, panel.Bold(say.Room, theme.TextHeading), panel.Stretch(), s.newModeButton()),
			r.teach),
		r.found,
		panel.Column(10,
			caption(say.JoinWords),
			r.words,
			panel.Inset(4, 0, 0, 0, caption(say.JoinAddress)),
			container.NewBorder(nil, nil, nil, panel.Inset(0, 0, 10, 0, panel.Fixed(96, theme.FieldHeight, r.join)), panel.Fixed(0, theme.FieldHeight, r.addr.Framed())),
			panel.Fixed(0, 50, r.said),
			panel.Row(0, r.seek)),
		panel.Column(10,
			panel.Row(10,
				panel.Column(8, caption(say.YourName), panel.Fixed((roomInner-10)/2, theme.FieldHeight, r.name.Framed())),
				panel.Column(8, caption(say.FunctionYours), panel.Fixed((roomInner-10)/2, theme.FieldHeight, r.area.Framed()))),
			r.hues),
	)
	sheet := panel.NewSurface(theme.Sheet, theme.Line, theme.RadiusSheet, 0,
		panel.Inset(26, 26, 26, 26, column))
	r.root = sheet
	return r
}

func (r *room) reload() {
	r.know()
	r.words.Clear()
	r.tell("", theme.Quiet)
	r.shell.work("", func(context.Context) error { r.shell.backend.LookAround(); return nil }, func(error) { r.look() })
}

// know shows who the person is.
func (r *room) know() {
	r.kept = r.shell.profile
	r.name.SetText(r.kept.Name)
	r.area.SetText(r.kept.Function)
	r.hues.Choose(r.kept.Hue)
	r.name.Dot(r.kept.Hue)
}

// pasted takes words and address apart, as *Copy invitation* puts them together.
func (r *room) pasted(text string) {
	if words, addr, link := apart(text); link != "" {
		r.addr.SetText(addr)
		r.link, r.linkAddr = link, addr
		r.words.Paste(0, words)
		r.shell.window.Canvas().Focus(r.addr)
		return
	}
	rest := text
	for _, part := range strings.Fields(text) {
		if strings.Contains(part, ":") {
			rest = strings.Replace(text, part, "", 1)
			r.addr.SetText(part)
		}
	}
	if rest == text {
		r.addr.SetText("")
	}
	r.words.Paste(0, rest)
	r.shell.window.Canvas().Focus(r.addr)
}

// tell says something beneath the boxes; nothing brings back what always stands there.
func (r *room) tell(sentence string, color fyne.ThemeColorName) {
	if sentence == "" {
		sentence, color = say.JoinSafe, theme.Quiet
	}
	if r.said.Text != sentence || r.said.Color != color {
		r.said.Text, r.said.Color = sentence, color
		r.said.Refresh()
		r.root.Refresh()
	}
}

func (r *room) enter() {
	addr := strings.TrimSpace(r.addr.Text)
	switch {
	case r.stop != nil:
		r.stop()
		return
	case r.busy:
		return
	case !r.words.Full():
		r.tell(say.WordsFew, theme.Alarm)
		r.shell.window.Canvas().Focus(r.words.First())
		return
	case r.link != "" && addr == r.linkAddr:
		addr = r.link // it names who will answer there
	}
	r.keep()
	r.shell.named(func() {
		r.know()
		r.knock(addr)
	})
}

// knock joins with the words in the boxes. While somebody has to let this laptop in the
// button leaves the door again.
func (r *room) knock(addr string) {
	r.busy = true
	r.join.Enable(false)
	r.tell(say.Joining, theme.TealText)
	var session Session
	words := r.words.Words()
	atDoor, leave := context.WithCancel(context.Background())
	r.shell.work("", func(ctx context.Context) (err error) {
		defer context.AfterFunc(ctx, leave)()
		session, err = r.shell.backend.Join(atDoor, words, addr, func(who []string) {
			r.shell.main.Post(func() {
				if r.busy {
					r.waits(who, leave)
				}
			})
		})
		return err
	}, func(err error) {
		left := err != nil && atDoor.Err() != nil
		leave()
		r.busy, r.stop = false, nil
		r.join.Text = say.Join
		r.join.Enable(true)
		r.join.Refresh()
		if left {
			r.tell("", theme.Quiet)
			return
		}
		if err != nil {
			r.shell.log.Warn("ui: join a workshop", "err", err)
			sentence, next := r.shell.backend.Explain(err)
			r.tell(strings.TrimSpace(sentence+" "+next), theme.Alarm)
			return
		}
		r.tell("", theme.Quiet)
		r.shell.enter(session)
	})
}

// waits tells who is asked to let this laptop in.
func (r *room) waits(who []string, leave func()) {
	r.tell(say.Waiting(who), theme.TealText)
	if r.stop == nil {
		r.stop = leave
		r.join.Text = say.Cancel
		r.join.Enable(true)
		r.join.Refresh()
	}
}

// keep saves who the person is, if that is another than before.
func (r *room) keep() {
	p := r.kept
	p.Name, p.Function = strings.TrimSpace(r.name.Text), strings.TrimSpace(r.area.Text)
	if hue := r.hues.Chosen(); hue != "" {
		p.Hue = hue
	}
	if p == r.kept {
		return
	}
	r.shell.setProfile(p, nil)
	r.kept = p
	r.name.Dot(p.Hue)
}
