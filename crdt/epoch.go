package crdt

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// An Epoch is one document of a workshop in the row of documents that it has been: what
// was agreed of the one before, without its history, and what has been written since.
type Epoch struct {
	Number int    // from 0
	ID     string // the actor that began it; "0" for the first
}

// Of two epochs a workshop goes on in the one that comes later: the one of the greater number,
// or, if both have the same, that of the lower id.
func (e Epoch) after(o Epoch) bool {
	return cmp.Or(-cmp.Compare(e.Number, o.Number), cmp.Compare(e.ID, o.ID)) < 0
}

// What a document says of epochs, see docs/document.md. A document that does not hold the
// record "epoch/now" whole is not whole itself: it is written last.
const (
	kindEpoch    = workshop.Kind("epoch")
	epochNow     = "now"
	epochFirst   = "0"
	fieldFounder = "founder" // the actor that began the first
	fieldParent  = "parent"  // the id of the epoch that it came out of
	fieldNumber  = "number." // and the number; the value is the id
	fieldCovered = "a."      // and an actor; the value is the greatest number taken over of it, see covering
)

const epochPrefix = string(kindEpoch) + "/"

// EpochRecord is the key of the record that makes a document the next epoch.
const EpochRecord = epochPrefix + epochNow

var nowRef = workshop.Ref{Kind: kindEpoch, ID: epochNow}

// epochOf reads which epoch a document is.
func epochOf(s *workshop.Snapshot) Epoch {
	now := Epoch{ID: epochFirst}
	epochs(s, func(id, field, value string) {
		if number, ok := strings.CutPrefix(field, fieldNumber); ok && id == epochNow {
			if n, err := strconv.Atoi(number); err == nil && n > now.Number {
				now = Epoch{n, value}
			}
		}
	})
	return now
}

// coveredBy reads what a document has taken over of earlier ones: per actor the highest
// number.
func coveredBy(s *workshop.Snapshot) map[string]uint64 {
	covered := map[string]uint64{}
	eachCovered(s, func(_, actor string, n uint64) { covered[actor] = max(covered[actor], n) })
	return covered
}

// eachCovered lists what a document has taken over, of which epoch.
func eachCovered(s *workshop.Snapshot, each func(id, actor string, n uint64)) {
	epochs(s, func(id, field, value string) {
		actor, ok := strings.CutPrefix(field, fieldCovered)
		actor, _, _ = strings.Cut(actor, ".")
		number, of, other := strings.Cut(value, " ")
		if other {
			id = of
		}
		if n, err := strconv.ParseUint(number, 10, 64); ok && err == nil && n <= mostChanges {
			each(id, actor, n)
		}
	})
}

// mostChanges is how many changes an actor can have made: whoever says that more of them have been taken
// over says what is not so.
const mostChanges = math.MaxInt32

// epochs lists what a document says of epochs.
func epochs(s *workshop.Snapshot, each func(id, field, value string)) {
	s.Fields(func(ref workshop.Ref, field, value string) bool {
		if ref.Kind == kindEpoch {
			each(ref.ID, field, value)
		}
		return true
	})
}

// withoutEpochs leaves what people wrote.
func withoutEpochs(diff workshop.Diff) workshop.Diff {
	var out workshop.Diff
	for _, c := range diff {
		if c.Ref.Kind != kindEpoch {
			out = append(out, c)
		}
	}
	return out
}

// believed is what a document says has been taken over, but for more of an actor than it has written: own
// has written n, and nobody else knows that better.
func believed(s *workshop.Snapshot, own string, n uint64) map[string]uint64 {
	covered := map[string]uint64{}
	eachCovered(s, func(_, actor string, said uint64) {
		if actor != own || said <= n {
			covered[actor] = max(covered[actor], said)
		}
	})
	return covered
}

// takenOver is the Diff that notes in s, where a document begins, that the changes in vector, of
// the epoch with the id, have been taken over.
func takenOver(s *workshop.Snapshot, id string, vector map[string]uint64) workshop.Diff {
	ref := workshop.Ref{Kind: kindEpoch, ID: id}
	var diff workshop.Diff
	for _, actor := range sortedKeys(vector) {
		diff = append(diff, workshop.Change{Ref: ref, Field: fieldCovered + actor, Before: s.Field(ref, fieldCovered+actor), After: strconv.FormatUint(vector[actor], 10)})
	}
	return diff
}

// withoutFalse leaves out what somebody says has been taken over of the authors of the document at hand,
// which vector names: they have written in no other. It would keep what they write from those who
// believe it.
func withoutFalse(s *workshop.Snapshot, vector map[string]uint64) workshop.Diff {
	var diff workshop.Diff
	epochs(s, func(id, field, value string) {
		actor, ok := strings.CutPrefix(field, fieldCovered)
		actor, _, _ = strings.Cut(actor, ".")
		if ok && vector[actor] > 0 {
			diff = append(diff, workshop.Change{Ref: workshop.Ref{Kind: kindEpoch, ID: id}, Field: field, Before: value})
		}
	})
	return diff
}

// broughtOver is takenOver for what is taken over later. Several laptops may do that at once, of the
// same actor up to different numbers. So each number has a field of its own, or the smaller might be
// the one that stays; and all are on the record that the document began with, which names its
// parent: of a record that two laptops make at once one stands, whole. Covered is what counts as taken
// over by now.
func broughtOver(s *workshop.Snapshot, id string, vector, covered map[string]uint64) workshop.Diff {
	ref := workshop.Ref{Kind: kindEpoch, ID: s.Field(nowRef, fieldParent)}
	var diff workshop.Diff
	for _, actor := range sortedKeys(vector) {
		if covered[actor] >= vector[actor] {
			continue
		}
		value := strconv.FormatUint(vector[actor], 10)
		field := fieldCovered + actor + "." + value
		if id != ref.ID {
			value += " " + id
		}
		diff = append(diff, workshop.Change{Ref: ref, Field: field, Before: s.Field(ref, field), After: value})
	}
	return diff
}

// upTo leaves the changes that vector holds, or those that it does not.
func upTo(changes []Change, vector map[string]uint64, held bool) []Change {
	var out []Change
	for _, c := range changes {
		if (c.Seq <= vector[c.Actor]) == held {
			out = append(out, c)
		}
	}
	return out
}

func vectorOf(changes []Change) map[string]uint64 {
	v := map[string]uint64{}
	merge(v, changes)
	return v
}

func merge(v map[string]uint64, changes []Change) {
	for _, c := range changes {
		v[c.Actor] = max(v[c.Actor], c.Seq)
	}
}

// stateOf has a library of its own take up changes, which is thrown away. What builds on something
// that is not among them is left out: where an author has made two changes with one number, who
// counts by numbers may mean the other.
func stateOf(changes []Change) (*workshop.Snapshot, error) {
	here := make(map[format.Hash]bool, len(changes))
	attached := make([]Change, 0, len(changes))
	for _, c := range changes {
		head, err := format.ReadHead(c.Bytes)
		if err != nil {
			return nil, fmt.Errorf("crdt: read a change: %w", err)
		}
		if !slices.ContainsFunc(head.Deps, func(h format.Hash) bool { return !here[h] }) {
			here[c.Hash] = true
			attached = append(attached, c)
		}
	}
	lib, err := firstTake(strings.Repeat("00", 16), attached)
	if err != nil {
		return nil, err
	}
	return lib.snapshot()
}

// laptopLen is how much of an actor names the laptop, in hex digits.
const laptopLen = 16

// laptopOf is the part of an actor that names the laptop; all of one that is shorter, as no laptop of ours
// makes them.
func laptopOf(actor string) string { return actor[:min(laptopLen, len(actor))] }

// nextActor names this run of the program in its next document: of the same laptop, and as
// fresh as the one that it had.
func nextActor(actor, occasion string) string {
	sum := sha256.Sum256([]byte("throughline next actor\n" + actor + "\n" + occasion))
	return actor[:laptopLen] + hex.EncodeToString(sum[:8])
}

// freeActor is nextActor but for names of which somebody has said, before they were used, that what they
// write has been taken over.
func freeActor(actor, occasion string, covered map[string]uint64) string {
	for {
		next := nextActor(actor, occasion)
		if covered[next] == 0 {
			return next
		}
		occasion += " again"
	}
}

// whatItSays is a snapshot as the Diff that makes it out of nothing, in the order of keys.
func whatItSays(s *workshop.Snapshot) workshop.Diff {
	return (&workshop.Snapshot{}).Differences(s, math.MaxInt)
}

func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}
