package ui

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// home is where the program begins: start a workshop, go on with one, join one.
type home struct {
	shell *Shell
	root  fyne.CanvasObject
	start *fyne.Container
	wrong *fyne.Container // tells of the person's own method files that cannot be used
	shown []string        // titles of what can be started, and those faults, as they are shown
	yours *fyne.Container
	room  *room
	asked int // counts reloads; an answer to an older one is not shown
}

const (
	startWidth    = 160
	workshopLeast = 232
	workshopMost  = 260
)

func newHome(s *Shell) *home {
	h := &home{shell: s, start: panel.Flow(14), wrong: panel.Column(0), yours: container.NewStack(), room: newRoom(s)}
	h.offer(s.backend.Methods(), Library{})
	logo := panel.NewLogo(40)
	title := panel.Column(0, panel.Bold(say.Product, theme.TextName), panel.Text(say.Tagline, theme.TextLabel, theme.Quiet).Elided())
	file := panel.NewButton(panel.Soft, say.OpenFile, s.askFile)
	file.Tip = say.OpenFileTip
	left := panel.Column(0,
		panel.Inset(0, 0, 0, 0, container.NewBorder(nil, nil, panel.Inset(6, 6, 0, 12, logo), nil, title)),
		panel.Inset(26, 14, 0, 0, panel.Bold(say.Start, theme.TextSection)),
		h.start,
		h.wrong,
		panel.Inset(28, 10, 0, 0, panel.Row(8, panel.Bold(say.Yours, theme.TextSection), panel.Stretch(), file)),
		h.yours,
	)
	h.yours.Add(panel.Text(say.YoursWait, theme.TextBody, theme.Quiet))
	ground := &paper{}
	ground.ExtendBaseWidget(ground)
	both := &bothLayout{}
	h.root = container.New(homeLayout{both}, ground,
		panel.NewScroller(container.New(both, panel.Inset(44, 32, 4, 4, left), h.room.root), false).Scroll)
	return h
}

// homeLayout is the ground, and all else in one list that scrolls.
type homeLayout struct{ both *bothLayout }

func (homeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(420, 320) }

func (l homeLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	l.both.width = size.Width
	for _, part := range o {
		part.Resize(size)
	}
}

// bothLayout puts the room's sheet at the right and the rest beside it; where the window is
// narrow, one below the other.
type bothLayout struct{ width float32 }

// beside is the least width at which both have room side by side.
const beside = 860

func (l *bothLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	rest, room := o[0].MinSize().Height, o[1].MinSize().Height
	if l.width < beside {
		return fyne.NewSize(0, rest+room+homeEdge)
	}
	return fyne.NewSize(0, max(rest, room+2*homeTop))
}

const (
	homeTop  float32 = 44 // above and below the sheet
	homeEdge float32 = 36
)

func (l *bothLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	left, right, between := float32(64), float32(60), float32(60)
	if size.Width < 1360 {
		left, right, between = 40, homeEdge, 36
	}
	o[0].Move(fyne.NewPos(left-4, 0))
	if size.Width < beside {
		o[0].Resize(fyne.NewSize(size.Width-left-right+8, o[0].MinSize().Height))
		o[0].Resize(fyne.NewSize(size.Width-left-right+8, o[0].MinSize().Height)) // its height follows from its width
		o[1].Move(fyne.NewPos(left, o[0].Size().Height))
		o[1].Resize(fyne.NewSize(min(roomWidth, size.Width-left-right), o[1].MinSize().Height))
		return
	}
	o[0].Resize(fyne.NewSize(size.Width-left-right-between-roomWidth+8, size.Height))
	o[1].Move(fyne.NewPos(size.Width-right-roomWidth, homeTop))
	o[1].Resize(fyne.NewSize(roomWidth, size.Height-2*homeTop))
}

// methodFace draws what a method's canvas begins with, and says it.
func methodFace(m MethodCard) fyne.CanvasObject {
	const inner = startWidth - 26
	drawn := panel.NewSurface(theme.Soft, "", theme.RadiusControl, 10, panel.Fixed(inner-20, 44, sketch(m.Sketch, 3)))
	title := panel.Wrapped(m.Title, theme.TextLabel, theme.Ink, inner, 2)
	title.Bold = true
	return panel.Inset(13, 13, 13, 13, panel.Column(10, drawn, panel.Fixed(inner, 68, panel.Column(2,
		title, panel.Wrapped(m.Summary, theme.TextTiny, theme.Quiet, inner, 2)))))
}

// onlyMethodFace is a card for the one method there is: its drawing, and its words beside.
func onlyMethodFace(m MethodCard) fyne.CanvasObject {
	const drawn, words = 150, 250
	return panel.Inset(13, 13, 13, 20, panel.Row(18,
		panel.NewSurface(theme.Soft, "", theme.RadiusControl, 12, panel.Fixed(drawn-24, 60, sketch(m.Sketch, 4))),
		panel.Fixed(words, 0, panel.Column(4,
			panel.Bold(m.Title, theme.TextSection).Elided(),
			panel.Wrapped(m.Summary, theme.TextLabel, theme.Quiet, words, 2)))))
}

func (h *home) ask(m MethodCard) {
	offered := say.DefaultTitle(m.Title, h.shell.opts.Now())
	var rows []dialog.Preset
	own := 0
	if m.Kind != nil {
		rows, own = presets(m.Kind)
	}
	dialog.Begin(h.shell.host, say.TitleAsk, offered, say.Create, rows, own, func(title string, preset int) {
		from := m.Name
		if preset >= 0 && preset != own {
			from += "#" + rows[preset].Title
		}
		h.shell.create(from, title)
	})
}

// reload looks for the workshops of this laptop.
func (h *home) reload() {
	h.asked++
	asked := h.asked
	var cards []WorkshopCard
	var faces []image.Image
	var starts []MethodCard
	var lib Library
	h.shell.work("", func(ctx context.Context) (err error) {
		lib = h.shell.library()
		starts = h.shell.backend.Methods()
		cards, err = h.shell.backend.Workshops(ctx)
		for _, c := range cards {
			faces = append(faces, thumbnail(c.Thumbnail))
		}
		return err
	}, func(err error) {
		if asked != h.asked {
			return
		}
		h.offer(starts, lib)
		switch {
		case err != nil:
			h.shell.log.Warn("ui: list workshops", "err", err)
			sentence, next := h.shell.backend.Explain(err)
			h.show(teach(sentence, next))
		case len(cards) == 0:
			h.show(teach(say.YoursEmpty, say.YoursTeach))
		default:
			flow := panel.Grid(16, workshopLeast, workshopMost)
			for i, c := range cards {
				flow.Add(panel.NewCard(c.Title, h.workshopFace(c, faces[i]), func() { h.shell.open(c.ID) }))
			}
			h.show(flow)
		}
	})
	h.room.reload()
}

func (h *home) show(o fyne.CanvasObject) {
	h.yours.Objects = []fyne.CanvasObject{o}
	h.yours.Refresh()
	h.root.Refresh()
}

// teach fills a place that is empty with what to do about it.
func teach(sentence, next string) fyne.CanvasObject {
	const width = 470
	return panel.Row(0, panel.NewSurface(theme.Sheet, theme.Line, theme.RadiusCard, 20, panel.Column(6,
		panel.Bold(sentence, theme.TextBody),
		panel.Wrapped(next, theme.TextLabel, theme.Quiet, width, 0))))
}

func (h *home) workshopFace(c WorkshopCard, face image.Image) fyne.CanvasObject {
	top := panel.NewBoardTop(140, face)
	about := say.Ago(c.Opened, h.shell.opts.Now())
	if c.People > 0 {
		about += " · " + say.People(c.People)
	}
	return panel.Column(0,
		panel.Fixed(workshopLeast, 140, top),
		panel.Inset(12, 13, 13, 13, panel.Column(3,
			panel.Bold(c.Title, theme.TextLabel).Elided(),
			panel.Row(8,
				panel.Text(about, theme.TextTiny, theme.Quiet).Elided(),
				panel.Stretch(),
				panel.Text(say.Notes(c.Notes), theme.TextTiny, theme.Quiet)))))
}

// paper is the ground of a screen; it takes the keyboard away from fields when clicked.
type paper struct {
	ground
}

func (p *paper) Tapped(*fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Unfocus()
	}
}
