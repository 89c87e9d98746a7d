package laptop_test

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/sync/replica"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

var mutations = flag.Int("mutations", 4_000, "mutated batches that a member of a live room sends")

// A member of a room of five goes mad: it sends changes with some bytes wrong, half of them with
// a checksum that fits, all of them signed as its own. Nobody ends, nobody's document is
// spoiled, what honest people write goes on, and each batch that is damaged is laid at its door.
func TestMutatedBatchesInALiveRoom(t *testing.T) {
	host, mad := open(t, t.TempDir()), open(t, t.TempDir())
	rooms := []*laptop.Room{create(t, host)}
	inv := share(t, rooms[0])
	for range 3 {
		rooms = append(rooms, join(t, open(t, t.TempDir()), inv))
	}
	rooms = append(rooms, join(t, mad, inv))
	key := laptop.Key(mad)
	me := roster.FingerprintOf(key.Public().(ed25519.PublicKey))
	for _, r := range rooms {
		until(t, r, "the newcomer's rights", func() bool { return laptop.Roster(r).May(me, roster.Write) })
	}
	for i := range 5 {
		require.NoError(t, write(rooms[i], fmt.Sprintf("before %d", i)))
	}
	for _, r := range rooms {
		until(t, r, "all notes", func() bool { return r.Snapshot().Notes.Len() == 5 })
	}
	whole, err := laptop.Whole(t.Context(), rooms[0])
	require.NoError(t, err)
	good := madnessOf(t, whole, me)
	together := func() {
		t.Helper()
		for _, r := range rooms {
			until(t, r, "the room to come together", func() bool { return slices.Equal(r.Heads(), rooms[0].Heads()) })
		}
	}

	luck := rand.New(rand.NewPCG(4, 7))
	blamed, waiting, taken, epoch := 0, 0, 0, 0
	for i := range *mutations {
		if i%500 == 0 && laptop.Epoch(rooms[0]) != epoch { // two that were sound had one number: the room went on elsewhere
			together()
			epoch = laptop.Epoch(rooms[0])
			whole, err := laptop.Whole(t.Context(), rooms[0])
			require.NoError(t, err)
			good = madnessOf(t, whole, me)
		}
		c := good[luck.IntN(len(good))]
		raw := mutate(luck, c.Bytes)
		if luck.IntN(8) == 0 {
			other := good[luck.IntN(len(good))].Bytes
			raw = append(raw[:luck.IntN(len(raw))], other[luck.IntN(len(other)):]...)
		}
		if luck.IntN(2) == 0 && len(raw) > 8 {
			sum := sha256.Sum256(raw[8:])
			copy(raw[4:8], sum[:4])
		}
		r := rooms[luck.IntN(4)]
		switch err := laptop.Deliver(t.Context(), r, laptop.Fingerprint(mad), [][]byte{signed(key, r.ID(), raw, c)}); {
		case err == nil:
			taken++ // as it was, or again a sound change
			together()
		case errors.Is(err, replica.ErrRefused):
			blamed++
		default:
			waiting++ // for what it builds on, or by an actor that is nobody's: the session goes on
		}
		if i%max(1, *mutations/20) == 0 {
			require.NoError(t, write(rooms[i%len(rooms)], fmt.Sprintf("meanwhile %d", i)))
		}
	}
	t.Logf("%d mutated batches: %d refused and laid at the sender's door, %d without effect, %d taken as sound, %d epochs", *mutations, blamed, waiting, taken, laptop.Epoch(rooms[0]))
	require.Greater(t, blamed, *mutations/2)

	honest := func(r *laptop.Room) (all []string) {
		for _, text := range texts(r) {
			if strings.HasPrefix(text, "before") || strings.HasPrefix(text, "meanwhile") {
				all = append(all, text)
			}
		}
		return all
	}
	together()
	for _, r := range rooms {
		require.GreaterOrEqual(t, len(honest(r)), 25)
		require.Equal(t, honest(rooms[0]), honest(r))
		saved, err := laptop.Whole(t.Context(), r)
		require.NoError(t, err)
		shown, heads, err := crdt.ReadDocument(saved)
		require.NoError(t, err)
		require.Equal(t, r.Heads(), heads)
		require.Empty(t, r.Snapshot().Differences(shown, 5))
		require.NoError(t, r.Status().Trouble)
	}
}

// madnessOf is sound changes of many kinds, each the first of an actor of its own.
func madnessOf(t *testing.T, whole []byte, me wire.Fingerprint) (made []crdt.Change) {
	t.Helper()
	now, _, err := crdt.ReadDocument(whole)
	require.NoError(t, err)
	var ids []workshop.NoteID
	for _, n := range now.Notes.All() {
		ids = append(ids, n.ID)
	}
	slices.Sort(ids)
	canvas, old := now.CanvasList()[0], now.Notes.Get(ids[0])
	n := *old
	n.ID, n.Text = "madnote00001", "Grüße 🙂 from me"
	to := old.Place
	to.At.X += 37
	for _, op := range []workshop.Op{
		workshop.AddNotes{Notes: []workshop.Note{n}},
		workshop.EditText{Note: old.ID, Base: old.Text, Text: old.Text + " again 🙂"},
		workshop.MoveNotes{Moves: []workshop.Move{{Note: ids[1], To: to}, {Note: ids[2], To: to}}},
		workshop.Recolor{Notes: ids[:1], Color: workshop.Violet},
		workshop.MakeCategory{Category: workshop.Category{ID: "madpile00001", Name: "Mine", Color: workshop.CategoryHues()[0]}, Notes: ids[2:4]},
		workshop.EditHeader{Canvas: canvas.ID, Base: canvas.Header, Text: canvas.Header + "ours"},
		workshop.Rename{Ref: now.StageList(canvas.ID)[0].ID.Ref(), Name: "Mad"},
		anOp(1), anOp(2),
	} {
		s := newScribe(t, whole, me)
		if _, err := s.doc.Apply(op); err == nil { // some of it was taken before
			made = append(made, s.made...)
		}
	}
	require.NotEmpty(t, made)
	return made
}

// signed seals bytes that say to be a change as the mad one's own, as well as they can be.
func signed(key ed25519.PrivateKey, workshop string, raw []byte, like crdt.Change) []byte {
	mark := roster.Mark{Seq: like.Seq, Hash: like.Hash}
	actor, _ := hex.DecodeString(like.Actor)
	mark.Actor = string(actor)
	if head, err := format.ReadHead(raw); err == nil {
		if actor, err := hex.DecodeString(string(head.Actor)); err == nil {
			mark = roster.Mark{Actor: string(actor), Seq: head.Seq, Hash: head.Hash}
		}
	}
	v := vouch.Voucher{}
	copy(v.Signature[:], roster.Sign(key, workshop, mark))
	return vouch.Seal(raw, []vouch.Voucher{v})
}
