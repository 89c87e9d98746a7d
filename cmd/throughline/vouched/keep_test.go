package vouched_test

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/vouched"
	"throughline.app/crdt"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/workshop"
)

// A disk that breaks for a while has every voucher once it is whole again, in order, before a whole
// document is stored.
func TestWhatTheDiskDidNotTakeIsKeptWithTheNext(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	print := roster.FingerprintOf(key.Public().(ed25519.PublicKey))
	var broken error
	var stored []uint64
	v := vouched.New(vouched.Options{
		Book: vouch.NewBook("w1", key), Led: func(string) bool { return false },
		Keep: func(some []vouch.Kept, done func(error)) {
			if broken == nil {
				for _, k := range some {
					stored = append(stored, k.Seq)
				}
			}
			done(broken)
		},
	})
	doc, err := crdt.Open(crdt.Options{Actor: hex.EncodeToString(print[:16]), Keeper: v}, crdt.Saved{})
	require.NoError(t, err)
	v.SetDocument(doc)
	doc.OnChanges(v.Made)
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- doc.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		<-ended
	})
	<-doc.Ready()
	write := func(op workshop.Op) {
		_, err := doc.Apply(op)
		require.NoError(t, err)
		_, _, _, err = doc.Save(ctx) // which waits until it has been taken in
		require.NoError(t, err)
	}
	write(workshop.Begin{Title: "Tariffs", Method: "lifecycle"})
	require.Equal(t, []uint64{1}, stored)
	broken = errors.New("the disk is broken")
	write(workshop.Rename{Ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}, Name: "Prices"})
	write(workshop.Rename{Ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}, Name: "Bills"})
	require.Equal(t, []uint64{1}, stored)
	require.ErrorIs(t, v.KeepAgain(ctx), broken)
	broken = nil
	write(workshop.Rename{Ref: workshop.Ref{Kind: workshop.KindWorkshop, ID: workshop.MetaID}, Name: "Contracts"})
	require.Equal(t, []uint64{1, 2, 3, 4}, stored)
	require.NoError(t, v.KeepAgain(ctx))
	require.Equal(t, []uint64{1, 2, 3, 4}, stored, "once")
}
