package crdt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// write writes what a change has altered on top of what stands for those before it, and returns what
// stands for all of them. Made are the records that it has made.
func (w *rewriting) write(c Change, at int64, on images, diff workshop.Diff, made map[workshop.Ref]bool) (images, error) {
	stands := on
	for p := range parts {
		var some []workshop.Change
		for _, d := range diff {
			if (d.Ref.Kind == workshop.KindWorkshop) == (p == led) {
				some = append(some, d)
			}
		}
		if len(some) == 0 {
			continue
		}
		heads := on[anybodys]
		if p == led {
			heads = slices.Concat(on[anybodys], on[led])
		}
		var rest []workshop.Change
		for _, group := range byRecord(some) {
			if ref := group[0].Ref; !made[ref] || exists(w.first, ref) {
				rest = append(rest, group...)
				continue
			}
			born, err := w.born(c, at, p, group)
			if err != nil {
				return stands, err
			}
			heads = slices.Concat(heads, born)
			stands[p] = slices.Concat(stands[p], born)
		}
		if len(rest) == 0 {
			continue
		}
		written, loose, ok, err := w.to[p].write(calledAnew(c.Actor, c.Seq, p), heads, rest, made, at)
		if err != nil {
			return stands, err
		}
		if c.Seq > w.covered[c.Actor] && !w.astray[c.Hash] {
			w.loose = append(w.loose, loose...)
		}
		if ok, err = w.take(c, p, written, ok, true); err != nil {
			return stands, err
		}
		if ok {
			stands[p] = []format.Hash{written.Hash}
		}
	}
	return stands, nil
}

// take takes in what a change is in the next document, if it is there or to be brought. Here says that
// the library of that part has made it.
func (w *rewriting) take(c Change, p int, written Change, altered, here bool) (bool, error) {
	switch {
	case !altered:
		return false, nil
	case w.held[written.Hash]:
	case c.Seq <= w.covered[c.Actor] || w.astray[c.Hash]: // somebody has brought it in another way
		if here {
			w.to[p].reset()
		}
		w.astray[c.Hash] = true
		return false, nil
	default:
		w.bring[p] = append(w.bring[p], written)
		w.held[written.Hash] = true
	}
	if _, known := w.to[p].place[written.Hash]; known {
		return true, nil
	}
	for q := range w.to {
		if err := w.to[q].add(written, here && p == q); err != nil {
			return false, err
		}
	}
	return true, nil
}

// born writes a record that was made: on nothing but what the next document began with, and as if nobody
// in particular had made it. So it is the same by whatever way it comes, and never made twice, each with
// what others write on it.
func (w *rewriting) born(c Change, at int64, p int, group []workshop.Change) ([]format.Hash, error) {
	ref := group[0].Ref
	if w.base == nil {
		var err error
		if w.base, err = firstTake(nobody, w.to[p].changes[:w.to[p].beginning()]); err != nil {
			return nil, err
		}
	}
	doc, err := w.base.doc.Fork()
	if err != nil {
		return nil, fmt.Errorf("crdt: write anew: %w", err)
	}
	r := *w.to[p]
	if r.lib, err = newLibrary(doc, nobody); err != nil {
		return nil, err
	}
	r.at = []format.Hash{r.changes[r.beginning()-1].Hash}
	sum := sha256.Sum256([]byte("throughline made anew\n" + ref.Key()))
	written, _, ok, err := r.write(hex.EncodeToString(sum[:laptopLen/2]), nil, group, map[workshop.Ref]bool{ref: true}, at)
	if err != nil || !w.held[written.Hash] && exists(w.now, ref) { // it is there in another way
		return nil, err
	}
	if ok, err = w.take(c, p, written, ok, false); !ok || err != nil {
		return nil, err
	}
	return []format.Hash{written.Hash}, nil
}

// calledAnew is the first half of the actor of a change that is written anew; nobody's laptop. It stays
// the same through all documents.
func calledAnew(actor string, seq uint64, part int) string {
	if strings.HasPrefix(strings.TrimPrefix(actor, laptopOf(actor)), markAnew) {
		return laptopOf(actor)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "throughline written anew\n%s %d %d", actor, seq, part))
	return hex.EncodeToString(sum[:laptopLen/2])
}

// markAnew follows that half; hex.
const markAnew = "616e6577"
