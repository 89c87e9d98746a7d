package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A Remark is one comment of a thread, as it is shown.
type Remark struct {
	ID   string
	Who  string
	Hue  string // "#RRGGBB"
	When string // "4 minutes ago"
	Text string
	Mine bool // can be changed and deleted here
}

// ThreadAsk is what a thread of comments is opened with. Send and Change report whether
// the words were taken; if not they stay in the field.
type ThreadAsk struct {
	About  string // first words of the note
	Send   func(text string) bool
	Change func(id, text string) bool
	Delete func(id string)
}

// A ThreadSheet shows the comments on one note, and takes further ones.
type ThreadSheet struct {
	*Sheet
	ask      ThreadAsk
	rows     *fyne.Container
	scroll   *container.Scroll
	field    *panel.Field
	send     *panel.Button
	changing string // id of the comment whose words stand in the field
}

const (
	threadWidth  = 440
	threadHeight = 320 // of the comments, at most
	threadFace   = 26
)

// Thread opens the comments on a note. Enter sends what is written, Escape closes.
func Thread(h *Host, ask ThreadAsk) *ThreadSheet {
	t := &ThreadSheet{ask: ask, rows: panel.Column(14)}
	t.scroll = container.NewVScroll(panel.Inset(0, 0, 0, 10, t.rows))
	t.field = panel.NewField("", say.CommentHint)
	t.send = panel.NewButton(panel.Primary, say.CommentSend, t.press)
	t.send.Enable(false)
	t.field.OnChanged = func(s string) { t.send.Enable(strings.TrimSpace(s) != "") }
	t.field.OnSubmitted = func(string) { t.press() }
	head := panel.Column(4, heading(say.Comments), panel.Fixed(threadWidth, 18, panel.Text(ask.About, theme.TextLabel, theme.Quiet).Elided()))
	foot := container.NewBorder(nil, nil, nil, panel.Inset(0, 0, 8, 0, t.send), t.field.Framed())
	t.Sheet = h.Open(padded(panel.Column(18, head, t.scroll, panel.Fixed(threadWidth, theme.FieldHeight, foot))), t.field, nil)
	return t
}

// Set shows the comments, the earliest first.
func (t *ThreadSheet) Set(remarks []Remark) {
	more := len(remarks) > len(t.rows.Objects)
	t.rows.Objects = nil
	for _, r := range remarks {
		t.rows.Add(t.row(r))
	}
	if len(remarks) == 0 {
		t.rows.Add(panel.Wrapped(say.NoComments, theme.TextLabel, theme.Quiet, threadWidth-10, 0))
	}
	t.rows.Refresh()
	t.scroll.SetMinSize(fyne.NewSize(threadWidth, min(threadHeight, t.rows.MinSize().Height)))
	t.over.Refresh()
	if more {
		t.scroll.ScrollToBottom()
	}
}

func (t *ThreadSheet) row(r Remark) fyne.CanvasObject {
	name := panel.Row(8, panel.Bold(r.Who, theme.TextLabel), panel.Text(r.When, theme.TextTiny, theme.Quiet), panel.Stretch())
	if r.Mine {
		name.Add(panel.NewButton(panel.Link, say.CommentChange, func() { t.change(r) }))
		name.Add(panel.NewButton(panel.Link, say.CommentDelete, func() { t.drop(r) }))
	}
	const textWidth = threadWidth - threadFace - 12 - 10
	words := panel.Column(2, panel.Fixed(textWidth, 24, name), panel.Wrapped(r.Text, theme.TextBody, theme.Ink, textWidth, 0))
	face := container.NewVBox(panel.NewAvatar(r.Who, r.Hue, threadFace))
	return panel.Row(12, face, words)
}

// change puts the words of a comment into the field.
func (t *ThreadSheet) change(r Remark) {
	t.changing = r.ID
	t.field.SetText(r.Text)
	t.send.Text = say.CommentKeep
	t.send.Refresh()
	t.over.Refresh()
	t.host.Window.Canvas().Focus(t.field)
}

// drop deletes a comment.
func (t *ThreadSheet) drop(r Remark) {
	t.ask.Delete(r.ID)
	if t.changing == r.ID {
		t.rest()
	}
	t.host.Window.Canvas().Focus(t.field)
}

// rest empties the field, for the next comment.
func (t *ThreadSheet) rest() {
	t.changing = ""
	t.send.Text = say.CommentSend
	t.send.Refresh()
	t.field.SetText("")
	t.host.Window.Canvas().Focus(t.field)
}

func (t *ThreadSheet) press() {
	text := strings.TrimSpace(t.field.Text)
	if text == "" {
		return
	}
	taken := false
	if t.changing != "" {
		taken = t.ask.Change(t.changing, text)
	} else {
		taken = t.ask.Send(text)
	}
	if taken {
		t.rest()
	}
}
