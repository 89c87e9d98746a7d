package crdt

import (
	"context"
	"fmt"
	"unicode/utf8"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A change of more than this is written as several. Peers take up to
// format.MaxChangeOps operations and format.MaxChangeBytes; one record is at most about
// 4,000 operations or 120 KB.
const (
	splitOps   = 16_000
	splitBytes = 960 << 10
)

// Apply commits op as one change and returns what it altered; an op that alters nothing
// makes no change. It waits neither for the disk nor for a busy library.
//
// Errors: [workshop.ErrInvalid] if op breaks a limit, [ErrClosed], or the library's own;
// nothing is written.
func (d *Document) Apply(op workshop.Op) (workshop.Diff, error) {
	return d.ApplyAs(op, workshop.Local)
}

// ApplyAs is Apply for an edit of another origin: Undo.
func (d *Document) ApplyAs(op workshop.Op, origin workshop.Origin) (workshop.Diff, error) {
	var diff workshop.Diff
	var err error
	if stop := d.do(context.Background(), nothing, func() { diff, err = d.apply(op, origin) }); stop != nil {
		return nil, stop
	}
	return diff, err
}

func (d *Document) apply(op workshop.Op, origin workshop.Origin) (workshop.Diff, error) {
	now := d.shown.Load()
	diff, err := op.Plan(now)
	if err != nil || diff.Empty() {
		return nil, err
	}
	if err := checkDiff(diff); err != nil {
		return nil, err
	}
	if d.lib == nil || d.frozen {
		e := deferred{diff: diff, born: make(map[workshop.Ref]bool)}
		for _, ref := range diff.Refs() {
			e.born[ref] = !exists(now, ref)
		}
		d.deferred = append(d.deferred, e)
		d.unsaved.Add(1)
		d.publish(now.With(diff), diff, origin)
		d.keepWaiting()
		return diff, nil
	}
	made, err := d.write(diff)
	if err != nil {
		return nil, d.restore(err)
	}
	d.publish(now.With(diff), diff, origin)
	d.keep(made, origin)
	return diff, nil
}

var schema = format.DefaultSchema()

// checkDiff refuses what peers would refuse. Ops keep to the limits; this is for fields
// whose length nobody bounded.
func checkDiff(diff workshop.Diff) error {
	for _, c := range diff {
		switch {
		case !schema.ValidRecord(c.Ref.Key()) || !schema.ValidField(c.Field):
			return fmt.Errorf("%w: bad name of a %s or of its field %s", workshop.ErrInvalid, c.Ref.Kind, c.Field)
		case workshop.IsText(c.Ref.Kind, c.Field):
			if err := workshop.CheckText(c.After); err != nil {
				return err
			}
		case len(c.After) > workshop.MaxField || !utf8.ValidString(c.After):
			return fmt.Errorf("%w: the %s of a %s is longer than %d bytes, or not UTF-8",
				workshop.ErrInvalid, c.Field, c.Ref.Kind, workshop.MaxField)
		}
	}
	return nil
}

// write commits a Diff as one change, or as several where it is very large, and takes
// each into the index. Owner only, with the library at hand.
func (d *Document) write(diff workshop.Diff) ([]Change, error) {
	var made []Change
	ops, size := 0, 0
	end := func() error {
		if ops == 0 {
			return nil
		}
		ops, size = 0, 0
		c, err := d.commit()
		if err == nil {
			made = append(made, c)
		}
		return err
	}
	for _, group := range byRecord(diff) {
		n, b := weigh(group)
		if ops+n > splitOps || size+b > splitBytes {
			if err := end(); err != nil {
				return made, err
			}
		}
		if err := d.lib.write(group[0].Ref, group); err != nil {
			return made, err
		}
		ops, size = ops+n, size+b
	}
	return made, end()
}

// byRecord groups a Diff by record, in order of first appearance.
func byRecord(diff workshop.Diff) [][]workshop.Change {
	var groups [][]workshop.Change
	at := make(map[workshop.Ref]int)
	for _, c := range diff {
		i, ok := at[c.Ref]
		if !ok {
			i = len(groups)
			at[c.Ref] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// weigh estimates from above the operations and bytes that writing one record takes.
func weigh(group []workshop.Change) (ops, size int) {
	made := true // for all that is known here
	for _, c := range group {
		made = made && c.Before == ""
		ops++
		size += len(c.Field) + len(c.After) + 24
		if workshop.IsText(c.Ref.Kind, c.Field) {
			s := workshop.SpliceOf(c.Before, c.After)
			n := s.Delete + utf8.RuneCountInString(s.Insert)
			ops, size = ops+n, size+12*n
		}
	}
	if made {
		ops, size = ops+1, size+100
	}
	return ops, size
}

func (d *Document) commit() (Change, error) {
	raw, err := d.lib.commit(d.opt.Now())
	if err != nil {
		return Change{}, err
	}
	c, err := format.ParseChange(raw)
	if err != nil {
		return Change{}, fmt.Errorf("crdt: read own change: %w", err)
	}
	if err := d.index.Check(c); err != nil {
		return Change{}, fmt.Errorf("crdt: check own change: %w", err)
	}
	d.index.Add(c)
	return changeOf(c), nil
}

func changeOf(c *format.Change) Change {
	return Change{Hash: c.Hash, Actor: string(c.Actor), Seq: c.Seq, Bytes: c.Raw, Deps: c.Deps}
}
