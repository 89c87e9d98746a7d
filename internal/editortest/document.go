package editortest

import (
	"fmt"

	"throughline.app/workshop"
)

// A Document is a workshop in memory. Ids count up, so that tests can name them.
type Document struct {
	now     *workshop.Snapshot
	ids     int
	Changes int                 // commits of this person that altered something
	Ops     []workshop.Op       // what they were
	Refuse  error               // returned by the next Apply, once
	Told    func(workshop.Diff) // of every change, if set
}

// NewDocument begins with s.
func NewDocument(s *workshop.Snapshot) *Document { return &Document{now: s} }

// Snapshot is the workshop as it is now.
func (d *Document) Snapshot() *workshop.Snapshot { return d.now }

// Me is this person.
func (d *Document) Me() workshop.PersonID { return "me" }

// NewID counts.
func (d *Document) NewID() string {
	d.ids++
	return fmt.Sprintf("id%04d", d.ids)
}

// Apply commits op.
func (d *Document) Apply(op workshop.Op) (workshop.Diff, error) {
	if err := d.Refuse; err != nil {
		d.Refuse = nil
		return nil, err
	}
	diff, err := d.commit(op)
	if err == nil && !diff.Empty() {
		d.Changes++
		d.Ops = append(d.Ops, op)
	}
	return diff, err
}

// Remote commits what a colleague does.
func (d *Document) Remote(op workshop.Op) (workshop.Diff, error) { return d.commit(op) }

func (d *Document) commit(op workshop.Op) (workshop.Diff, error) {
	diff, err := op.Plan(d.now)
	if err != nil {
		return nil, err
	}
	d.now = d.now.With(diff)
	if d.Told != nil && !diff.Empty() {
		d.Told(diff)
	}
	return diff, nil
}
