package laptop

import (
	"throughline.app/storage"
	"throughline.app/workshop"
)

// restoreHistory makes the person's history of kept steps. One that cannot be read is
// logged and left out.
func (r *Room) restoreHistory(stored []storage.Step) {
	var kept []workshop.StepChange
	for _, s := range stored {
		d, err := workshop.DecodeDiff(s.Bytes)
		if err != nil {
			r.log.Warn("a step cannot be undone any more", "number", s.Number, "err", err)
			continue
		}
		kept = append(kept, workshop.StepChange{Undone: s.Undone, Number: s.Number, Step: &workshop.Step{Label: s.Label, Diff: d}})
	}
	r.history = workshop.RestoreHistory(kept, r.keepStep)
}

// keepStep has the disk follow the history; it does not wait for it.
func (r *Room) keepStep(c workshop.StepChange) {
	s := storage.Step{Undone: c.Undone, Number: c.Number}
	if c.Step != nil {
		s.Label, s.Bytes = c.Step.Label, c.Step.Diff.Encode()
	}
	r.laptop.store.PutStep(r.id, s)
}

// History is what the person at this laptop can take back and bring back in this workshop,
// earlier sessions included. It belongs to one goroutine: that of the hands.
func (r *Room) History() *workshop.History { return r.history }
