package crdt

import (
	"context"
	"errors"
	"fmt"
	"math"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// An other is a document from elsewhere, as its changes.
type other struct {
	index   *format.Index
	changes []*format.Change
}

// mergeEpochs is Merge for a document that shares no change with the one here, which began with
// root and has taken over covered.
func (d *Document) mergeEpochs(ctx context.Context, from string, saved []byte, o other, m Merged,
	root string, now Epoch, covered map[string]uint64, past map[string][]Change) (Merged, error) {
	state, _, err := ReadDocument(saved)
	if err != nil {
		return m, refusal(from, err)
	}
	theirs, epoch := coveredBy(state), epochOf(state)
	apart := false
	for actor := range theirs {
		apart = apart || covered[actor] > 0
	}
	switch {
	case covered[string(o.changes[0].Actor)] > 0 || apart && !epoch.after(now):
		err = d.bring(ctx, from, o, epoch, covered, past)
	case theirs[root] > 0 || apart:
		err = d.goOnIn(ctx, from, o, epoch)
	default:
		err = fmt.Errorf("crdt: merge from %s: %w", from, ErrUnrelated)
	}
	if err != nil {
		return m, err
	}
	m.Moved = withoutEpochs(m.Before.Differences(d.Snapshot(), math.MaxInt)).Refs()
	if len(m.Moved) > 0 {
		m.Taken = len(o.changes)
	}
	return m, nil
}

// goOnIn follows into the document that came.
func (d *Document) goOnIn(ctx context.Context, from string, o other, epoch Epoch) error {
	all := make([]arrival, len(o.changes))
	for i, c := range o.changes {
		all[i] = arrival{c, from}
	}
	if _, err := d.take(ctx, batch{from: from, keeper: d.opt.Keeper}, all); err != nil {
		return err
	}
	if err := d.Follow(ctx); err != nil {
		return err
	}
	if now := d.Epoch(); now != epoch && !now.after(epoch) {
		return refusal(from, errors.New("the workshop does not go on in it"))
	}
	return nil
}

// bring writes here what an earlier document has and this one has not taken over.
func (d *Document) bring(ctx context.Context, from string, o other, epoch Epoch,
	covered map[string]uint64, past map[string][]Change) error {
	var all []Change
	for _, c := range o.changes {
		all = append(all, changeOf(c))
	}
	if len(upTo(all, covered, false)) == 0 {
		return nil
	}
	if err := d.examine(ctx, from, o.index, o.changes); err != nil {
		return err
	}
	state, err := stateOf(all) // what the document itself says of that is not believed
	if err != nil {
		return refusal(from, err)
	}
	s := &step{}
	if s.anew, err = d.bringChanges(ctx, all, state, covered, past); err != nil {
		return err
	}
	s.state = d.Snapshot()
	if err := d.leftBehind(s, state, epoch, all, covered); err != nil {
		return err
	}
	stop := d.do(ctx, theLibrary, func() {
		for _, g := range s.gaps {
			if _, err = d.apply(brought{left: g}, workshop.Remote); err != nil {
				return
			}
		}
		if _, err = d.apply(brought{s.left, s.note}, workshop.Remote); err == nil {
			d.learn(d.shown.Load())
		}
	})
	if stop != nil {
		return stop
	}
	return err
}

// bringChanges writes here, change by change, what a document has that came of the changes in all.
func (d *Document) bringChanges(ctx context.Context, all []Change, state *workshop.Snapshot, covered map[string]uint64, past map[string][]Change) (*rewriting, error) {
	var here []Change
	if err := d.do(ctx, theHistory, func() { here = d.history.changes }); err != nil {
		return nil, err
	}
	anew, some, err := d.carried(all, state, here, d.Snapshot(), covered, past)
	if err != nil || len(some) == 0 {
		return anew, err
	}
	var own []arrival
	for _, c := range some {
		parsed, err := format.ParseChange(c.Bytes)
		if err != nil {
			return nil, err
		}
		own = append(own, arrival{parsed, thisLaptop})
	}
	_, err = d.take(ctx, batch{from: thisLaptop, own: true}, own)
	return anew, err
}

// brought is what an earlier document has, as an op.
type brought struct {
	left deferred
	note workshop.Diff
}

// Plan implements [workshop.Op].
func (b brought) Plan(s *workshop.Snapshot) (workshop.Diff, error) {
	return append(fit(s, b.left), b.note...), nil
}
