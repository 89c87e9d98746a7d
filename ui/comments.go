package ui

import (
	"strings"
	"time"

	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// openComments shows what is said about a note, and lets the person say something.
func (sc *screen) openComments(note workshop.NoteID) {
	ed := sc.view.Editor()
	n := sc.session.Snapshot().Notes.Get(note)
	if ed == nil || n == nil || sc.shell.host.Busy() {
		return
	}
	about := strings.Join(strings.Fields(n.Text), " ")
	if about == "" {
		about = say.NoteOfPicture
	}
	sc.thread = &thread{sc: sc, note: note}
	sc.thread.sheet = dialog.Thread(sc.shell.host, dialog.ThreadAsk{
		About:  about,
		Send:   func(text string) bool { return sc.thread.did(ed.Comment(note, text, sc.shell.opts.Now())) },
		Change: func(id, text string) bool { return sc.thread.did(ed.EditComment(workshop.CommentID(id), text)) },
		Delete: func(id string) { sc.thread.did(ed.DeleteComment(workshop.CommentID(id))) },
	})
	sc.thread.sheet.OnClose(func() { sc.thread = nil })
	sc.thread.show()
}

// A thread is the sheet with the comments on a note, while it is open.
type thread struct {
	sc    *screen
	note  workshop.NoteID
	sheet *dialog.ThreadSheet
}

// did shows what this person did.
func (t *thread) did(ok bool) bool {
	t.show()
	return ok
}

// set tells that the workshop moved on.
func (t *thread) set(u workshop.Update) {
	if t != nil && (u.Diff == nil || u.Diff.Touches(workshop.KindComment) || u.Diff.Touches(workshop.KindPerson)) {
		t.show()
	}
}

func (t *thread) show() {
	s, now := t.sc.session.Snapshot(), t.sc.shell.opts.Now()
	var all []dialog.Remark
	for _, c := range s.CommentsOn(t.note) {
		r := dialog.Remark{
			ID: string(c.ID), Who: s.AuthorName(c.Author), Hue: workshop.HueOf(c.Author), Text: c.Text,
			Mine: c.Author == t.sc.session.Me(),
		}
		if p := s.People.Get(c.Author); p != nil && p.Hue != "" {
			r.Hue = p.Hue
		}
		switch {
		case r.Mine:
			r.Who = say.You
		case r.Who == "":
			r.Who = say.Somebody
		}
		if at := c.Written(); at > 0 {
			r.When = say.Ago(time.UnixMilli(at), now)
		}
		all = append(all, r)
	}
	t.sheet.Set(all)
}
