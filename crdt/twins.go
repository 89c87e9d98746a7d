package crdt

import (
	"context"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// A Claim is an author's signature for one of two changes that it made with the same number.
// The epoch that begins because of it says so, in "epoch/<id>" of the one before; who holds the
// other change can tell by it why that epoch began with other values than were agreed.
type Claim struct {
	Actor     string // hex
	Seq       uint64
	Hash      [32]byte
	Signature []byte
}

// fieldClaim and an actor, a number and the beginning of a hash; the value is hash and signature.
const fieldClaim = "f."

const claimHash = 8 // bytes of it in the field's name

// claimed is the Diff that notes in s what was claimed in the epoch with the id.
func claimed(s *workshop.Snapshot, id string, claims []Claim) workshop.Diff {
	ref := workshop.Ref{Kind: kindEpoch, ID: id}
	var diff workshop.Diff
	for _, c := range claims {
		name := fieldClaim + c.Actor + "." + strconv.FormatUint(c.Seq, 10) + "." + hex.EncodeToString(c.Hash[:claimHash])
		if s.Field(ref, name) == "" {
			diff = append(diff, workshop.Change{Ref: ref, Field: name, After: hex.EncodeToString(append(c.Hash[:], c.Signature...))})
		}
	}
	return diff
}

// Claims lists what a workshop says of authors who made two changes with one number, in any epoch.
func Claims(s *workshop.Snapshot) (all []Claim) {
	epochs(s, func(_, field, value string) {
		if c, ok := readClaim(field, value); ok {
			all = append(all, c)
		}
	})
	return all
}

func readClaim(field, value string) (Claim, bool) {
	rest, ok := strings.CutPrefix(field, fieldClaim)
	parts := strings.Split(rest, ".")
	raw, err := hex.DecodeString(value)
	if !ok || err != nil || len(parts) != 3 || len(raw) <= 32 {
		return Claim{}, false
	}
	n, err := strconv.ParseUint(parts[1], 10, 64)
	return Claim{Actor: parts[0], Seq: n, Hash: [32]byte(raw), Signature: raw[32:]}, err == nil
}

// claimsOther reports whether a document says of the epoch with the id that an author has signed
// for another change than the one that is in mine.
func (d *Document) claimsOther(s *workshop.Snapshot, id string, mine []Change) bool {
	if d.opt.Signed == nil {
		return false
	}
	claims := map[string][]Claim{}
	epochs(s, func(of, field, value string) {
		if c, ok := readClaim(field, value); ok && of == id {
			claims[c.Actor] = append(claims[c.Actor], c)
		}
	})
	for _, m := range mine {
		for _, c := range claims[m.Actor] {
			if c.Seq == m.Seq && c.Hash != m.Hash && d.opt.Signed(c.Actor, c.Seq, c.Hash, c.Signature) {
				return true
			}
		}
	}
	return false
}

// A Twin is an author's numbers of which this document and another hold different changes.
// Mine and Theirs are in order, from the first that differs.
type Twin struct {
	Actor        string // hex
	Mine, Theirs []*format.Change
	Left         bool // mine is in a document that this laptop has left, which the other has not
}

// Compare looks which authors have made different changes with one number: one that is here, and
// one that is in a saved document from elsewhere. That may be one that this laptop has left: then what was
// here is compared. Nothing of it is taken in. Seen is told of all
// changes of the other. Hidden are those of them that are not here, though their numbers have been taken
// over of an earlier epoch: nobody would send them.
//
// Errors: [ErrRefused] with the reason and from, [ErrClosed], that of ctx.
func (d *Document) Compare(ctx context.Context, from string, saved []byte, seen func([]*format.Change)) (twins []Twin, hidden [][]byte, err error) {
	_, theirs, err := d.rebuild(from, saved)
	if err != nil {
		return nil, nil, err
	}
	seen(theirs)
	var mine []Change
	left := false
	if err := d.do(ctx, theHistory, func() {
		mine = d.history.changes
		if left = len(mine) > 0 && mine[0].Hash != theirs[0].Hash; left {
			mine = nil
			for _, changes := range d.past {
				if len(changes) > 0 && changes[0].Hash == theirs[0].Hash {
					mine = changes
				}
			}
			return
		}
		for _, c := range theirs {
			if d.others.covered[string(c.Actor)] >= c.Seq && !d.index.Has(c.Hash) {
				hidden = append(hidden, c.Raw)
			}
		}
	}); err != nil {
		return nil, nil, err
	}
	if left && mine == nil {
		if mine, err = d.archivedAs(theirs); err != nil {
			return nil, nil, err
		}
	}
	type place struct {
		actor string
		seq   uint64
	}
	here := make(map[place][32]byte, len(mine))
	for _, c := range mine {
		here[place{c.Actor, c.Seq}] = c.Hash
	}
	first := map[string]uint64{}
	for _, c := range theirs {
		hash, numbered := here[place{string(c.Actor), c.Seq}]
		if n, found := first[string(c.Actor)]; numbered && hash != c.Hash && (!found || c.Seq < n) {
			first[string(c.Actor)] = c.Seq
		}
	}
	pairs := map[string]*Twin{}
	for actor := range first {
		pairs[actor] = &Twin{Actor: actor, Left: left}
	}
	for _, c := range theirs {
		if t := pairs[string(c.Actor)]; t != nil && c.Seq >= first[t.Actor] {
			t.Theirs = append(t.Theirs, c)
		}
	}
	for _, c := range mine {
		if t := pairs[c.Actor]; t != nil && c.Seq >= first[t.Actor] {
			head, err := format.ReadHead(c.Bytes)
			if err != nil {
				return nil, nil, fmt.Errorf("crdt: compare: %w", err)
			}
			t.Mine = append(t.Mine, head)
		}
	}
	for _, actor := range sortedKeys(pairs) {
		twins = append(twins, *pairs[actor])
	}
	return twins, hidden, nil
}

// Unknown reports, in this order, which of these sets of heads name a change that is neither here
// nor in another document of this workshop that has come here. While a workshop is about to go
// on in another document everything is known.
func (d *Document) Unknown(heads [][]string) []bool {
	out := make([]bool, len(heads))
	_ = d.do(context.Background(), theHistory, func() {
		if d.target != nil {
			return
		}
		for i, some := range heads {
			for _, h := range some {
				raw, err := hex.DecodeString(h)
				if err != nil || len(raw) != 32 {
					continue
				}
				known := d.index.Has(format.Hash(raw))
				for _, o := range d.others.all {
					known = known || o.index.Has(format.Hash(raw))
				}
				out[i] = out[i] || !known
			}
		}
	})
	return out
}

// archivedAs is the document in the archive that began as another did, nil if there is none.
func (d *Document) archivedAs(other []*format.Change) ([]Change, error) {
	changes := make([]Change, len(other))
	for i, c := range other {
		changes[i] = changeOf(c)
	}
	began, err := stateOf(beginningOf(changes))
	if err != nil {
		return nil, err
	}
	mine := d.archived(epochOf(began).ID)
	if len(mine) == 0 || mine[0].Hash != other[0].Hash {
		return nil, nil
	}
	return mine, nil
}
