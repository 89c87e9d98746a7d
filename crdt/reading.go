package crdt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A reading is a document as it was at any of its heads.
type reading struct {
	changes []Change
	heads   []*format.Change
	deps    [][]format.Hash
	keys    [][]format.Key          // that each is on
	made    []map[workshop.Ref]bool // records that each makes
	place   map[format.Hash]int

	index *format.Index
	lib   *library // at those heads
	at    []format.Hash
	in    []bool
}

func newReading(changes []Change) (*reading, error) {
	r := &reading{place: map[format.Hash]int{}, index: format.NewIndex()}
	for _, c := range changes {
		if err := r.add(c, false); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// add takes in one more change. Here says that the library has made it just now.
func (r *reading) add(c Change, here bool) error {
	parsed, err := format.ParseChange(c.Bytes)
	if err == nil {
		err = r.index.Check(parsed)
	}
	if err != nil {
		return fmt.Errorf("crdt: write anew: %w", err)
	}
	keys := r.index.Add(parsed)
	made := map[workshop.Ref]bool{}
	for _, k := range keys {
		if ref, ok := workshop.ParseKey(k.Record); ok && k.Field == "" {
			made[ref] = true
		}
	}
	deps := slices.Clone(parsed.Deps)
	sortHashes(deps)
	r.place[c.Hash] = len(r.changes)
	r.changes, r.heads, r.deps = append(r.changes, c), append(r.heads, parsed), append(r.deps, deps)
	r.keys, r.made, r.in = append(r.keys, keys), append(r.made, made), append(r.in, here)
	if here {
		r.at = []format.Hash{c.Hash}
	}
	return nil
}

// reset forgets where it stands.
func (r *reading) reset() {
	r.lib, r.at = nil, nil
	clear(r.in)
}

// goTo has the library stand where some changes, and all before them, have been taken in.
func (r *reading) goTo(heads []format.Hash) error {
	if r.lib != nil && slices.Equal(r.at, heads) {
		return nil
	}
	want := make([]bool, len(r.changes))
	for todo := slices.Clone(heads); len(todo) > 0; {
		i, known := r.place[todo[len(todo)-1]]
		todo = todo[:len(todo)-1]
		if known && !want[i] {
			want[i] = true
			todo = append(todo, r.deps[i]...)
		}
	}
	for i := range want {
		if r.in[i] && !want[i] {
			r.reset()
			break
		}
	}
	var more []Change
	for i, c := range r.changes {
		if want[i] && !r.in[i] {
			more = append(more, c)
		}
	}
	if err := r.take(more); err != nil {
		return err
	}
	r.in, r.at = want, slices.Clone(heads)
	return nil
}

func (r *reading) take(more []Change) (err error) {
	if r.lib == nil {
		r.lib, err = firstTake(nobody, more)
		return err
	}
	clear(r.lib.records)
	if len(more) > 0 {
		err = r.lib.take(more)
	}
	return err
}

// nobody is the actor of a library that is only read.
const nobody = "00000000000000000000000000000000"

// step is what one change alters where it was made: of what people write.
func (r *reading) step(i int) (workshop.Diff, error) {
	if err := r.goTo(r.deps[i]); err != nil {
		return nil, err
	}
	var keys []format.Key
	b := workshop.NewBuilder(nil)
	for _, k := range r.keys[i] {
		ref, ok := workshop.ParseKey(k.Record)
		if !ok || ref.Kind == kindEpoch {
			continue
		}
		keys = append(keys, k)
		if k.Field != "" {
			value, err := r.lib.field(k.Record, k.Field)
			if err != nil {
				return nil, err
			}
			b.Set(ref, k.Field, value)
			continue
		}
		fields, err := r.lib.fields(k.Record)
		if err != nil {
			return nil, err
		}
		for name, value := range fields {
			b.Set(ref, name, value)
		}
	}
	if err := r.take(r.changes[i : i+1]); err != nil {
		return nil, err
	}
	r.in[i], r.at = true, []format.Hash{r.changes[i].Hash}
	return r.lib.reread(b.Snapshot(), keys, nil)
}

// write makes a change on top of some of the changes, or of the beginning, by an actor that
// begins with called. It reports false if nothing is altered. Loose is what is on records that are not
// there: their author has made another, or others have brought them in another way.
func (r *reading) write(called string, heads []format.Hash, diff workshop.Diff, made map[workshop.Ref]bool, at int64) (change Change, loose workshop.Diff, altered bool, err error) {
	if len(heads) == 0 {
		heads = []format.Hash{r.changes[r.beginning()-1].Hash}
	}
	sortHashes(heads)
	heads = slices.Compact(heads)
	if err := r.goTo(heads); err != nil {
		return Change{}, nil, false, err
	}
	sum := sha256.New() // of all that makes the change, so that no two share its actor
	fmt.Fprintln(sum, at)
	for _, h := range heads {
		sum.Write(h[:])
	}
	var groups [][]workshop.Change
	for _, group := range byRecord(diff) {
		ref := group[0].Ref
		there, err := r.lib.record(ref.Key())
		if err != nil {
			return Change{}, nil, false, err
		}
		if there == nil && !made[ref] {
			loose = append(loose, group...)
			continue
		}
		var some []workshop.Change
		for _, c := range group {
			now, err := r.lib.field(ref.Key(), c.Field)
			if err != nil {
				return Change{}, nil, false, err
			}
			switch text := workshop.IsText(ref.Kind, c.Field); {
			case text && there != nil && made[ref]: // it came in another way, too
				c.After = union(now, c.After)
			case text:
				c.After = rebase(c.Before, c.After, now)
			case there != nil && made[ref] && now != "":
				c.After = now
			}
			if workshop.IsText(ref.Kind, c.Field) && workshop.CheckText(c.After) != nil {
				c.After = now
			}
			if c.After != now {
				some = append(some, c)
				fmt.Fprintf(sum, "%s %s %q\n", ref.Key(), c.Field, c.After)
			}
		}
		if len(some) > 0 {
			groups = append(groups, some)
		}
	}
	if len(groups) == 0 {
		return Change{}, loose, false, nil
	}
	if err := r.lib.as(called + markAnew + hex.EncodeToString(sum.Sum(nil)[:(laptopLen-len(markAnew))/2])); err != nil {
		return Change{}, nil, false, err
	}
	for _, group := range groups {
		if err := r.lib.write(group[0].Ref, group); err != nil {
			return Change{}, nil, false, err
		}
	}
	raw, err := r.lib.commit(time.UnixMilli(at))
	if err != nil {
		return Change{}, nil, false, err
	}
	c, err := format.ParseChange(raw)
	if err != nil {
		return Change{}, nil, false, fmt.Errorf("crdt: write anew: %w", err)
	}
	return changeOf(c), loose, true, nil
}

// beginning is how many changes the document began with.
func (r *reading) beginning() int {
	n := 0
	for n < len(r.changes) && r.changes[n].Actor == r.changes[0].Actor {
		n++
	}
	return n
}
