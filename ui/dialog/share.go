package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A Guest is one laptop of the room, as the Share sheet lists it.
type Guest struct {
	Name   string
	Detail string // what stands beneath the name, "" for nothing
	Hue    string
	State  string
	Color  fyne.ThemeColorName // of State
	Away   bool
	More   func(at fyne.Position) // opens what can be done about them; nil is nothing
}

// A ShareSheet tells the words and the address, and who is in the room. It opens while
// the door is still opening.
type ShareSheet struct {
	*Sheet
	OnWall func() // the words are to be shown on the wall; set it at once

	words *fyne.Container
	addr  *panel.Label
	copy  *panel.Button
	count *panel.Label
	list  *fyne.Container
	text  string
	wide  float32
	fresh *panel.Button   // draws other words
	modes *panel.Segments // of the door
	about *panel.Label    // how the door stands

	doctor *doctor
}

const (
	shareWidth = 700
	listWidth  = 350
)

// Share opens the sheet. Toclip puts text on the clipboard.
func Share(h *Host, toClip func(string)) *ShareSheet {
	s := &ShareSheet{
		words: container.NewStack(),
		addr:  panel.Bold("", theme.TextBody),
		count: panel.Text("", theme.TextBody, theme.Quiet),
		list:  panel.Column(8),
	}
	s.copy = panel.NewButton(panel.Link, say.ShareCopy, func() {
		toClip(s.text)
		s.copy.Text = say.ShareCopied
		s.copy.Refresh()
	})
	s.copy.Enable(false)
	s.fresh = panel.NewButton(panel.Link, say.DoorNew, nil)
	s.fresh.Tip = say.DoorNewTip
	s.fresh.Hide()
	s.modes = panel.NewSegments([]string{say.DoorOpen, say.DoorAsk, say.DoorShut}, nil)
	s.modes.Hide()
	s.about = panel.Wrapped("", theme.TextSmall, theme.Quiet, listWidth-6, 2)
	done := panel.NewButton(panel.Soft, say.Done, func() { s.Close() })
	onWall := panel.NewButton(panel.Soft, say.WallShow, func() { s.Close(); s.OnWall() })
	s.wide = min(shareWidth, h.room().Width-2*edge)
	s.showWords(nil)

	scroll := container.NewVScroll(s.list)
	scroll.SetMinSize(fyne.NewSize(listWidth, 288))
	left := panel.Column(12,
		panel.Column(6,
			panel.Row(8, panel.Bold(say.ShareRoom, theme.TextBody), s.count, panel.Stretch(), panel.Fixed(208, 32, s.modes), panel.Fixed(6, 1, panel.Stretch())),
			s.about),
		scroll)
	s.doctor = newDoctor()
	right := s.doctor.root
	lower := container.NewBorder(nil, nil, left, nil, panel.Inset(0, 0, 26, 0, right))
	if s.wide < shareWidth {
		lower = panel.Column(16, left, right)
	}
	s.Sheet = h.Open(padded(panel.Column(14,
		panel.Row(8, heading(say.ShareTitle), panel.Stretch(), onWall, done),
		panel.Column(10,
			panel.Fixed(s.wide, 64, s.words),
			panel.Row(8, panel.Text(say.ShareAddress, theme.TextLabel, theme.Quiet), s.addr, panel.Text("·", theme.TextBody, theme.Quiet), s.copy, panel.Stretch(), s.fresh),
			panel.Text(say.ShareHow, theme.TextSmall, theme.Quiet).Elided(),
		),
		panel.Inset(12, 0, 0, 0, lower),
	)), done, nil)
	return s
}

// Admit shows the words and the address once the door is open.
func (s *ShareSheet) Admit(words []string, addr, invitation string) {
	s.showWords(words)
	s.addr.Set(addr)
	s.text = invitation
	s.copy.Enable(true)
	s.over.Refresh()
}

func (s *ShareSheet) showWords(words []string) {
	if len(words) == 0 {
		s.words.Objects = []fyne.CanvasObject{panel.NewSurface(theme.Tint, "", 10, 0,
			container.NewCenter(panel.Text(say.ShareOpening, theme.TextSection, theme.TealText)))}
	} else {
		s.words.Objects = []fyne.CanvasObject{panel.Tiles(words, s.wide)}
	}
	s.words.Refresh()
}

// Guests lists who is in the room, the person at this laptop first.
func (s *ShareSheet) Guests(guests []Guest) {
	var rows []fyne.CanvasObject
	here := 0
	for _, g := range guests {
		if !g.Away {
			here++
		}
		tail := panel.Row(0, panel.Fixed(10, 1, panel.Stretch()), panel.Text(g.State, theme.TextSmall, g.Color))
		if g.More != nil {
			var more *panel.Button
			more = panel.NewIconButton(panel.Tool, panel.IconMore, say.PersonMore, func() {
				g.More(fyne.CurrentApp().Driver().AbsolutePositionForObject(more).AddXY(0, more.Size().Height))
			})
			tail.Add(panel.Fixed(28, 28, more))
			tail.Add(panel.Fixed(6, 1, panel.Stretch()))
		} else {
			tail.Add(panel.Fixed(14, 1, panel.Stretch()))
		}
		name := panel.Bold(g.Name, theme.TextLabel).Elided()
		var who fyne.CanvasObject = panel.Fixed(0, 34, panel.Row(0, name))
		if g.Detail != "" {
			who = panel.Column(0, name, panel.Text(g.Detail, theme.TextTiny, theme.Quiet).Elided())
		}
		rows = append(rows, container.NewBorder(nil, nil,
			panel.Row(0, panel.NewAvatar(g.Name, g.Hue, 28), panel.Fixed(10, 1, panel.Stretch())),
			tail,
			who))
	}
	s.count.Set(say.Number(here))
	if len(guests) <= 1 {
		rows = append(rows, panel.Wrapped(say.ShareAlone, theme.TextLabel, theme.Quiet, listWidth-20, 0))
	}
	s.list.Objects = rows
	s.list.Refresh()
}

// A DoorSign is what the Share sheet shows of the door.
type DoorSign struct {
	Mode  int    // 0 open, 1 ask me, 2 shut
	About string // how it stands
	Alarm bool   // About is a warning
	Lead  bool   // the person may change it
}

// Door shows how the door stands. Change is called with the mode that is chosen, fresh to
// draw other words.
func (s *ShareSheet) Door(d DoorSign, change func(mode int), fresh func()) {
	s.modes.OnChange = nil
	s.modes.Choose(d.Mode)
	s.modes.OnChange = change
	s.fresh.Do = fresh
	for _, o := range []fyne.CanvasObject{s.modes, s.fresh} {
		if d.Lead {
			o.Show()
		} else {
			o.Hide()
		}
	}
	s.about.Color = theme.Quiet
	if d.Alarm {
		s.about.Color = theme.Alarm
	}
	s.about.Set(d.About)
	s.about.Refresh()
	s.over.Refresh()
}

// Sure asks whether something is to be done that others notice at once.
func Sure(h *Host, sentence, next, button string, do func()) *Sheet {
	var sheet *Sheet
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() })
	ok := panel.NewButton(panel.Primary, button, func() { sheet.Close(); do() })
	sheet = h.Open(told(sentence, next, cancel, ok), cancel, nil)
	return sheet
}
