package crdt

import (
	"errors"
	"fmt"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// restore makes the document again out of its history, after the library failed in the
// middle of something or wrote what peers would refuse: it has no way of its own to take
// half a change back. What was being done is undone as a whole. It costs as much as
// opening, and is not known to have been needed. It returns the cause.
func (d *Document) restore(cause error) error {
	d.opt.Log.Error("crdt: the library failed; making the document again", "err", cause)
	index, err := indexOf(d.history.changes)
	if err != nil {
		return errors.Join(cause, err)
	}
	lib, err := firstTake(d.Actor(), d.history.changes)
	if err != nil {
		return errors.Join(cause, err)
	}
	s, err := lib.snapshot()
	if err != nil {
		return errors.Join(cause, err)
	}
	d.lib, d.index = lib, index
	if !s.Equal(d.shown.Load()) {
		d.publish(s, nil, workshop.Load)
	}
	return cause
}

// indexOf is the index of changes in the order in which they were taken in.
func indexOf(changes []Change) (*format.Index, error) {
	index := format.NewIndex()
	for _, c := range changes {
		parsed, err := format.ParseChange(c.Bytes)
		if err == nil {
			err = index.Check(parsed)
		}
		if err != nil {
			return nil, fmt.Errorf("crdt: make the document again: %w", err)
		}
		index.Add(parsed)
	}
	return index, nil
}
