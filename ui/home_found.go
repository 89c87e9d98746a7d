package ui

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// linkStart is what an invitation as a link begins with.
const linkStart = "throughline://join?"

// mostFound is how many workshops of the room Home lists.
const mostFound = 3

// look lists the workshops of the room as they are now.
func (r *room) look() {
	var found []FoundWorkshop
	r.shell.work("", func(context.Context) error {
		found = r.shell.backend.Found()
		return nil
	}, func(error) { r.list(found) })
}

func (r *room) list(found []FoundWorkshop) {
	if slices.EqualFunc(found, r.shown, sameFound) {
		return
	}
	r.shown = found
	r.found.Objects = nil
	for _, f := range found[:min(len(found), mostFound)] {
		r.found.Add(r.foundCard(f))
	}
	if more := len(found) - mostFound; more > 0 {
		r.found.Add(panel.Text(say.MoreFound(more), theme.TextSmall, theme.Quiet))
	}
	teach := say.RoomListening
	if len(found) > 0 {
		teach = say.RoomFound
	}
	r.teach.Set(teach)
	r.found.Refresh()
	r.root.Refresh()
}

func sameFound(a, b FoundWorkshop) bool {
	return a.ID == b.ID && a.Title == b.Title && a.Host == b.Host && a.Laptops == b.Laptops && slices.Equal(a.Addrs, b.Addrs)
}

// foundCard is one workshop of the room: a press fills in where it is, or opens it if this
// laptop was in it before.
func (r *room) foundCard(f FoundWorkshop) fyne.CanvasObject {
	title, hue, act := f.Title, "#7C3AED", say.Join
	if title == "" {
		title = say.RoomNoTitle
	}
	about := say.HostedBy(f.Host, f.Addrs[0], f.Laptops)
	do := func() {
		r.addr.SetText(f.Addrs[0])
		r.tell(say.RoomPick, theme.TealText)
		r.shell.window.Canvas().Focus(r.words.First())
		if r.words.Full() {
			r.enter()
		}
	}
	if f.ID != "" {
		hue, act = "#0F766E", say.RoomGoOn
		about = say.RoomYours + " · " + about
		do = func() { r.shell.open(f.ID) }
	}
	press := panel.NewButton(panel.Soft, act, do)
	const side = 36
	words := panel.Column(1, panel.Bold(title, theme.TextLabel).Elided(), panel.Text(about, theme.TextTiny, theme.Quiet).Elided())
	face := panel.Inset(13, 13, 14, 14, container.NewBorder(nil, nil,
		panel.Inset(0, 0, 0, 10, panel.NewAvatar(firstLetter(title), hue, side)),
		panel.Inset(0, 0, 10, 0, panel.Fixed(0, side, press)), words))
	return panel.NewCard(title+", "+about, face, do)
}

func firstLetter(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// search knocks at every address of the network, once.
func (r *room) search() {
	if r.busy {
		return
	}
	r.busy = true
	r.seek.Enable(false)
	r.shell.work("", func(ctx context.Context) error {
		return r.shell.backend.Search(ctx, func(done, total int) {
			r.shell.main.Post(func() {
				if r.busy {
					r.tell(say.Searching(done, total), theme.TealText)
				}
			})
		})
	}, func(err error) {
		r.busy = false
		r.seek.Enable(true)
		r.look()
		if err != nil {
			sentence, next := r.shell.backend.Explain(err)
			r.tell(strings.TrimSpace(sentence+" "+next), theme.Alarm)
			return
		}
		r.tell(say.SearchFound, theme.TealText)
	})
}

// apart takes a pasted link apart; link is "" if there is none.
func apart(text string) (words, addr, link string) {
	at := strings.Index(text, linkStart)
	if at < 0 {
		return "", "", ""
	}
	link = text[at:]
	if end := strings.IndexAny(link, " \t\r\n"); end >= 0 {
		link = link[:end]
	}
	q, err := url.ParseQuery(strings.TrimPrefix(link, linkStart))
	if err != nil {
		return "", "", ""
	}
	return q.Get("w"), q.Get("a"), link
}
