package proposing

import (
	"context"

	"throughline.app/ui/proposal"
	"throughline.app/workshop"
)

// Set tells that the workshop moved on. What is looked at goes along.
func (p *Preview) Set(u workshop.Update) {
	switch {
	case p.draft == nil:
		return
	case p.draft.Answer.Canvas != p.o.Canvas():
		p.Discard()
		return
	case u.Diff != nil && !regroups(u.Diff):
		return
	}
	p.follow()
}

// follow goes along with the workshop, and has places looked for where new notes came.
func (p *Preview) follow() {
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

// regroups reports whether d may change a draft.
func regroups(d workshop.Diff) bool {
	for _, c := range d {
		switch c.Ref.Kind {
		case workshop.KindCategory, workshop.KindCanvas:
			return true
		case workshop.KindNote:
			switch c.Field {
			case workshop.FieldPlace, workshop.FieldText, workshop.FieldGone, workshop.FieldCategory, workshop.FieldSorted, workshop.FieldLock, workshop.FieldShape:
				return true
			}
		}
	}
	return false
}
