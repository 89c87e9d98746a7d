package proposing

import (
	"context"
	"slices"
	"strings"

	"throughline.app/editor"
	"throughline.app/ui/proposal"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// Set tells that the workshop moved on. What is looked at goes along.
func (p *Preview) Set(u workshop.Update) {
	switch {
	case p.draft == nil:
		p.offerRest(u)
		return
	case p.draft.Answer.Canvas != p.o.Canvas():
		p.Discard()
		return
	case u.Diff != nil && !p.regroups(u.Diff):
		return
	}
	p.follow()
}

// renew asks again what costs nothing to ask, as by votes: they come in meanwhile.
func (p *Preview) renew() {
	if !p.draft.Answer.Fixed() || p.draft.Snapshot() == p.o.Snapshot() {
		return
	}
	if a, err := p.of.Ask(context.Background(), p.o.Snapshot(), p.draft.Answer.Canvas, nil); err == nil {
		p.draft.Renew(a)
		p.show()
	}
}

// follow goes along with the workshop, and has places looked for where new notes came.
func (p *Preview) follow() {
	p.renew()
	p.later()
	changed, fresh := p.draft.Follow(p.o.Snapshot())
	if changed {
		p.show()
	}
	if !fresh || p.extra {
		return
	}
	p.extra = true
	draft, snap, canvas := p.draft, p.o.Snapshot(), p.o.Canvas()
	var later *proposal.Answer
	p.o.Work(func(ctx context.Context) (err error) {
		later, err = proposal.Question{}.Ask(ctx, snap, canvas, nil)
		return err
	}, func(err error) {
		p.extra = false
		if err == nil && p.draft == draft {
			draft.Later(later)
			p.show()
		}
	})
}

// regroups reports whether d may change the draft.
func (p *Preview) regroups(d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindAnswer: // dots are told of every group
			return true
		case workshop.KindPerson, workshop.KindStage, workshop.KindWorkshop:
			if p.draft.Answer.Fixed() {
				return true
			}
		case workshop.KindCategory, workshop.KindCanvas:
			return true
		case workshop.KindNote:
			switch c.Field {
			case workshop.FieldPlace, workshop.FieldText, workshop.FieldGone, workshop.FieldCategory, workshop.FieldSorted, workshop.FieldHeard, workshop.FieldLock, workshop.FieldShape:
				return true
			}
			if p.draft.Answer.Fixed() || strings.HasPrefix(c.Field, workshop.FieldPut) {
				return true
			}
		}
	}
	return false
}

// pilesToOffer is from how many piles on the rest is worth placing by their example.
const pilesToOffer = 2

// offerRest offers to place the rest, once, when this person named a pile and does not see
// the panel that says so.
func (p *Preview) offerRest(u workshop.Update) {
	named := u.Origin == workshop.Local && slices.ContainsFunc(u.Diff, func(c workshop.Change) bool {
		return c.Ref.Kind == workshop.KindCategory && c.Field == workshop.FieldName
	})
	if !named || p.offered || p.asking != nil || p.o.Listed() || p.Piles() < pilesToOffer || p.free() < fewToSuggest {
		return
	}
	p.offered = true
	p.o.Editor().Offer(editor.Offer{Sentence: say.PilesStarted(p.Piles()) + ".", Button: say.PlaceRest,
		Still: func() bool { return p.draft == nil && p.Piles() > 0 }, Do: func() { p.Ask(proposal.Question{Mode: proposal.Piles}) }})
}

// free is how many notes of the canvas a proposal could place.
func (p *Preview) free() (n int) {
	snap := p.o.Snapshot()
	for _, note := range snap.NoteList(p.o.Canvas()) {
		if note.Shape != workshop.Words && snap.CategoryOf(note) == nil && snap.MaySort(note) {
			n++
		}
	}
	return n
}
