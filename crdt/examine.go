package crdt

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/automerge/automerge-go"

	"throughline.app/crdt/format"
)

var (
	// ErrHarmful is wrapped, with [ErrRefused], when an [Examiner] came to an end over a
	// workshop from elsewhere. Nothing of it was taken in.
	ErrHarmful = errors.New("it ended the program that examined it")
	// ErrUnexamined is wrapped when there was nothing to examine a workshop with. It says
	// nothing about the workshop, which was not taken in.
	ErrUnexamined = errors.New("it could not be examined")
)

// An Examiner has a workshop from elsewhere taken up by the library in a place that may
// come to an end by it, such as another process. It is asked about what package format
// let through, before this laptop takes it up itself.
type Examiner interface {
	// Examine does what [TakeUp] does, there. Errors: [ErrHarmful] if that place came to
	// an end, [ErrUnexamined] if there is none, that of ctx, or why the library does not
	// take it.
	Examine(ctx context.Context, changes []byte) (heads []string, err error)
}

// TakeUp has the library take up a workshop as its changes, one raw chunk behind the
// other, read it whole, save it, and load what it saved; it returns the heads. Nothing is
// looked at before: the wrong bytes end the process.
func TakeUp(changes []byte) ([]string, error) {
	doc := automerge.New()
	if err := doc.LoadIncremental(changes); err != nil {
		return nil, fmt.Errorf("crdt: take up: %w", err)
	}
	heads := headsOf(doc)
	again, err := automerge.Load(doc.Save())
	if err != nil {
		return nil, fmt.Errorf("crdt: take up: it does not load once it is saved: %w", err)
	}
	if !slices.Equal(headsOf(again), heads) {
		return nil, errors.New("crdt: take up: it is not the same once it is saved")
	}
	lib, err := newLibrary(again, "00")
	if err == nil {
		_, err = lib.snapshot()
	}
	return heads, err
}

func headsOf(doc *automerge.Doc) []string {
	var heads []string
	for _, h := range doc.Heads() {
		heads = append(heads, h.String())
	}
	slices.Sort(heads)
	return heads
}

// examine asks the Examiner, if there is one, about a whole workshop that came from from.
func (d *Document) examine(ctx context.Context, from string, index *format.Index, changes []*format.Change) error {
	if d.opt.Examiner == nil || len(changes) == 0 {
		return nil
	}
	var raw []byte
	for _, c := range changes {
		raw = append(raw, c.Raw...)
	}
	heads, err := d.opt.Examiner.Examine(ctx, raw)
	switch {
	case errors.Is(err, ErrUnexamined) || err != nil && ctx.Err() != nil:
		return fmt.Errorf("crdt: a workshop from %s: %w", from, err)
	case err != nil:
		return refusal(from, err)
	case !sameHeads(index, heads):
		return refusal(from, errors.New("the library reads it otherwise"))
	}
	return nil
}
