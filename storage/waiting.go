package storage

import (
	"cmp"
	"slices"
)

// waitingOf is what waits to be written of a workshop, in order.
func (s *Store) waitingOf(workshop string) []pending {
	s.queueMu.Lock()
	defer s.queueMu.Unlock()
	var all []pending
	for _, p := range s.queue {
		if p.workshop == workshop {
			all = append(all, p)
		}
	}
	return all
}

// add puts what waits behind what was read, as it will be read once it is written.
func (v *Saved) add(waiting []pending) {
	if len(waiting) == 0 {
		return
	}
	here := make(map[string]bool, len(v.Changes))
	for _, c := range v.Changes {
		here[string(c.Hash)] = true
	}
	for _, p := range waiting {
		for _, c := range p.changes {
			if c.Seq > v.Contained[c.Actor] && !here[string(c.Hash)] {
				here[string(c.Hash)] = true
				v.Changes = append(v.Changes, c)
			}
		}
		for _, one := range p.vouchers {
			v.Vouchers = slices.DeleteFunc(v.Vouchers, func(o Voucher) bool {
				return o.Seq == one.Seq && o.Actor == one.Actor && string(o.Signer) == string(one.Signer)
			})
			v.Vouchers = append(v.Vouchers, one)
		}
		if p.step != nil {
			v.step(*p.step)
		}
	}
}

// step does to the piles what writing a step does.
func (v *Saved) step(step Step) {
	v.Steps = slices.DeleteFunc(v.Steps, func(o Step) bool {
		return o.Undone == step.Undone && (o.Number == step.Number || step.Bytes == nil && o.Number > step.Number)
	})
	if step.Bytes == nil {
		return
	}
	at, _ := slices.BinarySearchFunc(v.Steps, step, func(a, b Step) int {
		return cmp.Or(cmp.Compare(boolean(a.Undone), boolean(b.Undone)), cmp.Compare(a.Number, b.Number))
	})
	v.Steps = slices.Insert(v.Steps, at, step)
}
