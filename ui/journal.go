package ui

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A deed is one line of the History tab: who did what, when, and where it can be seen.
type deed struct {
	who   []Author // none if it is not known who
	mine  bool
	what  say.Deed
	n     int    // how many
	words string // of one note, or a name
	at    time.Time
	notes []workshop.NoteID
}

// maxDeeds bounds what is remembered of a session; the oldest are forgotten first.
const maxDeeds = 300

// deedPause is how long the same thing done again to the same note counts as one.
const deedPause = time.Minute

// A journal remembers what was done in this session, the latest last.
type journal struct{ deeds []deed }

// take adds what an update did.
func (j *journal) take(u workshop.Update, by []Author, at time.Time) {
	if u.Diff.Empty() || u.Origin == workshop.Load {
		return
	}
	d := deedOf(u, by, at)
	if d.what == "" {
		return
	}
	if n := len(j.deeds); n > 0 {
		last := &j.deeds[n-1]
		if last.mine == d.mine && slices.Equal(last.who, d.who) && len(d.notes) == 1 && slices.Equal(last.notes, d.notes) && at.Sub(last.at) < deedPause &&
			(last.what == d.what || last.what == say.DidWrite && d.what == say.DidEdit) {
			last.at, last.words = at, d.words
			return
		}
	}
	j.deeds = append(j.deeds, d)
	if over := len(j.deeds) - maxDeeds; over > 0 {
		j.deeds = slices.Delete(j.deeds, 0, over)
	}
}

// deedOf says what an update did in the main: of several things the rarest kind counts.
func deedOf(u workshop.Update, by []Author, at time.Time) deed {
	d := deed{mine: u.Origin != workshop.Remote, at: at}
	if !d.mine {
		d.who = by
	}
	did := make(map[say.Deed]map[string]bool)
	note := func(what say.Deed, id string) {
		if did[what] == nil {
			did[what] = make(map[string]bool)
		}
		did[what][id] = true
	}
	for _, c := range u.Diff {
		if what := deedIn(c, u.Snapshot); what != "" {
			note(what, c.Ref.ID)
		}
	}
	for _, what := range say.Deeds {
		if len(did[what]) > 0 {
			d.what, d.n = what, len(did[what])
			break
		}
	}
	for _, c := range u.Diff {
		if c.Ref.Kind == workshop.KindNote && did[d.what][c.Ref.ID] && !slices.Contains(d.notes, workshop.NoteID(c.Ref.ID)) {
			d.notes = append(d.notes, workshop.NoteID(c.Ref.ID))
		}
		if c.Field == workshop.FieldName && did[d.what][c.Ref.ID] {
			d.words = c.After
		}
	}
	if len(d.notes) > 0 {
		if n := u.Snapshot.Notes.Get(d.notes[0]); n != nil {
			if d.n == 1 {
				d.words = n.Text
			}
			if !d.mine && d.what == say.DidWrite && len(by) == 0 && n.Author != "" {
				d.who = []Author{{Person: n.Author}}
			}
		}
	}
	return d
}

// deedIn is what one change means, "" if it says nothing by itself.
func deedIn(c workshop.Change, s *workshop.Snapshot) say.Deed {
	switch c.Ref.Kind {
	case workshop.KindNote:
		n := s.Notes.Get(workshop.NoteID(c.Ref.ID))
		switch c.Field {
		case workshop.FieldPlace:
			if c.Before == "" {
				return say.DidWrite
			}
			return say.DidMove
		case workshop.FieldGone:
			if n != nil && n.Deleted() {
				return say.DidDelete
			}
			return say.DidRestore
		case workshop.FieldText:
			return say.DidEdit
		case workshop.FieldColor:
			return say.DidRecolour
		case workshop.FieldCategory:
			return say.DidSort
		}
		switch further := strings.HasPrefix(c.Field, workshop.FieldShown); {
		case further && c.After == "":
			return say.DidHide
		case further && c.Before == "":
			return say.DidShow
		case further:
			return say.DidMove
		}
	case workshop.KindStage, workshop.KindLane:
		return say.DidStage
	case workshop.KindCategory:
		return say.DidCategory
	case workshop.KindCanvas:
		if c.Field == workshop.FieldHeader {
			return say.DidHeader
		}
	case workshop.KindWorkshop:
		return say.DidRename
	}
	return ""
}

// name is who did it, as the list says.
func (d deed) name(s *workshop.Snapshot) string {
	if d.mine {
		return say.You
	}
	var names []string
	for _, h := range d.who {
		if name := cmp.Or(s.AuthorName(h.Person), say.Colleague); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return say.Several(names)
}

// line tells what was done, and who brought it where that was not who did it.
func (d deed) line(s *workshop.Snapshot, me workshop.PersonID) string {
	said := say.DeedLine(d.what, d.n, d.words)
	for _, h := range d.who {
		switch h.Through {
		case "":
		case me:
			return joined(say.BroughtByYou, said)
		default:
			return joined(say.BroughtBy(cmp.Or(s.AuthorName(h.Through), say.Colleague)), said)
		}
	}
	return said
}
