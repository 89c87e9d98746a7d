package storage_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/storage"
)

func TestAFlippedBitIsFoundNamedAndRepairedByAppendingAgain(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	all := changes("a", 1, 20)
	for i, c := range all { // some come with who vouches for them, some before
		s.PutVouchers("w", []storage.Voucher{voucher(c, "")}, func(error) {})
		if i%3 == 0 {
			require.NoError(t, s.Flush(t.Context()))
		}
		s.Append("w", all[i:i+1], nil)
	}
	require.NoError(t, s.Flush(t.Context()))
	rows, err := s.Batches()
	require.NoError(t, err)
	rapid.Check(t, func(rt *rapid.T) {
		id := rapid.SampledFrom(slices.Sorted(maps.Keys(rows))).Draw(rt, "row")
		bit := rapid.IntRange(0, 8*len(rows[id])-1).Draw(rt, "bit")
		spoiled := bytes.Clone(rows[id])
		spoiled[bit/8] ^= 1 << (bit % 8)
		require.NoError(rt, s.WriteExec("UPDATE batches SET entries = ? WHERE id = ?", spoiled, id))
		saved, err := s.Load(t.Context(), "w")
		require.NoError(rt, err)
		require.NotEmpty(rt, saved.Damaged)
		require.Contains(rt, saved.Damaged[0], "does not match its hash")
		require.GreaterOrEqual(rt, len(saved.Changes), 19, "one entry and no other")
		require.GreaterOrEqual(rt, len(saved.Vouchers), 19)
		require.Less(rt, len(saved.Changes)+len(saved.Vouchers), 40)
		for _, c := range saved.Changes {
			require.Equal(rt, all[c.Seq-1], c)
		}
		for _, v := range saved.Vouchers {
			require.Equal(rt, voucher(all[v.Seq-1], ""), v)
		}

		s.Append("w", all, nil)
		require.NoError(rt, s.Flush(t.Context()))
		saved, err = s.Load(t.Context(), "w")
		require.NoError(rt, err)
		require.Len(rt, saved.Changes, 20)
		require.Empty(rt, saved.Damaged, "told once")
		require.NoError(rt, s.WriteExec("DELETE FROM batches WHERE id > ?", len(rows)))
		require.NoError(rt, s.WriteExec("INSERT OR REPLACE INTO batches (id, workshop, entries) VALUES (?, 'w', ?)", id, rows[id]))
	})
}

func TestACutTailOfAnActorShowsAsAGap(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	appendAll(t, s, "w", append(changes("a", 1, 3), changes("b", 4, 6)...)...)
	appendAll(t, s, "w", change("b", 9, 1))
	saved, err := s.Load(t.Context(), "w")
	require.NoError(t, err)
	require.Len(t, saved.Changes, 7)
	require.Equal(t, []string{`changes 1 to 3 of "b" are missing`, `changes 7 to 8 of "b" are missing`}, saved.Damaged)
}

func TestCompactionKeepsLaterRows(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	appendAll(t, s, "w", changes("a", 1, 10)...)
	appendAll(t, s, "w", changes("b", 1, 5)...)
	appendAll(t, s, "other", changes("a", 1, 2)...)
	s.Append("w", changes("a", 11, 12), nil) // waits while the document is made
	require.NoError(t, s.Compact(ctx, "w", []byte("doc"), map[string]uint64{"a": 10, "b": 3}, []byte("heads")))
	require.NoError(t, s.Flush(ctx))

	saved, err := s.Load(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, "doc", string(saved.Document))
	require.Equal(t, "heads", string(saved.Heads))
	require.Equal(t, map[string]uint64{"a": 10, "b": 3}, saved.Contained)
	require.Equal(t, append(changes("b", 4, 5), changes("a", 11, 12)...), saved.Changes)
	require.Empty(t, saved.Damaged)

	other, err := s.Load(ctx, "other")
	require.NoError(t, err)
	require.Len(t, other.Changes, 2)
}

func TestRowsGoOnceEveryKeptDocumentHasThem(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	count := func() (n int) {
		saved, err := s.Load(ctx, "w")
		require.NoError(t, err)
		require.Empty(t, saved.Damaged)
		return len(saved.Changes)
	}
	for n := uint64(1); n <= 6; n++ {
		appendAll(t, s, "w", changes("a", 10*n-9, 10*n)...)
		require.Equal(t, 10, count())
		require.NoError(t, s.Compact(ctx, "w", fmt.Appendf(nil, "doc %d", n), map[string]uint64{"a": 10 * n}, nil))
		require.Zero(t, count())
	}
	// Any one document may rot: the one before it and the rows still make the whole.
	require.NoError(t, s.WriteExec("UPDATE documents SET bytes = 'dog 6' WHERE bytes = CAST('doc 6' AS BLOB)"))
	saved, err := s.Load(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, "doc 5", string(saved.Document))
	require.Equal(t, changes("a", 51, 60), saved.Changes)
	require.Len(t, saved.Damaged, 1)
	require.Contains(t, saved.Damaged[0], "saved document 6")

	require.NoError(t, s.WriteExec("DELETE FROM documents WHERE bytes = CAST('doc 5' AS BLOB)"))
	saved, err = s.Load(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, "doc 4", string(saved.Document))
	require.Equal(t, changes("a", 41, 60), saved.Changes)
	require.Empty(t, saved.Damaged)
}

func TestWhoVouchesStaysWhenRowsGo(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	var want []storage.Voucher
	vouch := func(v storage.Voucher) {
		s.PutVouchers("w", []storage.Voucher{v}, func(error) {})
		want = append(want, v)
	}
	for _, c := range changes("a", 1, 30) {
		if c.Seq > 10 {
			vouch(voucher(c, ""))
		}
		s.Append("w", []storage.Change{c}, nil)
	}
	require.NoError(t, s.Flush(ctx))
	for _, c := range changes("a", 1, 10) { // of these only now
		vouch(voucher(c, "somebody"))
	}
	require.NoError(t, s.Flush(ctx))
	again := voucher(change("a", 30, 100), "")
	again.Bytes = []byte("another signature of the same signer")
	s.PutVouchers("w", []storage.Voucher{again}, func(error) {})
	want[19] = again
	require.NoError(t, s.Flush(ctx))
	for range 3 {
		require.NoError(t, s.Compact(ctx, "w", []byte("doc"), map[string]uint64{"a": 25}, nil))
		saved, err := s.Load(ctx, "w")
		require.NoError(t, err)
		require.Empty(t, saved.Damaged)
		require.ElementsMatch(t, want, saved.Vouchers)
		require.Equal(t, changes("a", 26, 30), saved.Changes)
	}
	require.NoError(t, s.Compact(ctx, "w", []byte("doc"), map[string]uint64{"a": 30}, nil))
	require.NoError(t, s.Compact(ctx, "w", []byte("doc"), map[string]uint64{"a": 30}, nil))
	require.NoError(t, s.Compact(ctx, "w", []byte("doc"), map[string]uint64{"a": 30}, nil))
	rows, err := s.Count("batches")
	require.NoError(t, err)
	require.Zero(t, rows)
	saved, err := s.Load(ctx, "w")
	require.NoError(t, err)
	require.ElementsMatch(t, want, saved.Vouchers)
}

// A data folder of before there were batches: a row for each change and each voucher.
func TestAnOlderJournalGoesOn(t *testing.T) {
	ctx := t.Context()
	dir := t.TempDir()
	s := open(t, dir, quick())
	var want []storage.Voucher
	for i, c := range changes("a", 1, 30) {
		sum := storage.SumChange("w", c)
		if i == 12 {
			sum[0] ^= 1
		}
		require.NoError(t, s.WriteExec("INSERT INTO changes (workshop, hash, actor, seq, bytes, sum) VALUES ('w', ?, ?, ?, ?, ?)",
			c.Hash, c.Actor, c.Seq, c.Bytes, sum))
		v := voucher(c, "")
		require.NoError(t, s.WriteExec("INSERT INTO vouchers (workshop, actor, seq, hash, signer, bytes) VALUES ('w', ?, ?, ?, ?, ?)",
			v.Actor, v.Seq, v.Hash, []byte{}, v.Bytes))
		want = append(want, v)
	}
	saved, err := s.Load(ctx, "w")
	require.NoError(t, err)
	require.Len(t, saved.Changes, 29)
	require.Len(t, saved.Damaged, 2)
	require.Contains(t, saved.Damaged[0], "number 13")

	s.PutVouchers("w", []storage.Voucher{voucher(change("a", 31, 100), "")}, func(error) {})
	want = append(want, voucher(change("a", 31, 100), ""))
	appendAll(t, s, "w", changes("a", 10, 31)...) // some are there
	require.NoError(t, s.Close())
	s = open(t, dir, quick())
	saved, err = s.Load(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, saved.Damaged)
	require.ElementsMatch(t, changes("a", 1, 31), saved.Changes)
	require.ElementsMatch(t, want, saved.Vouchers)

	for range 2 {
		require.NoError(t, s.Compact(ctx, "w", []byte("doc"), map[string]uint64{"a": 28}, nil))
	}
	saved, err = s.Load(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, changes("a", 29, 31), saved.Changes)
	require.ElementsMatch(t, want, saved.Vouchers)
}

func TestCompactOnAFullDiskChangesNothing(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	appendAll(t, s, "w", changes("a", 1, 10)...)
	pages, err := s.Pages()
	require.NoError(t, err)
	require.NoError(t, s.SetMaxPages(pages))
	err = s.Compact(ctx, "w", make([]byte, 1<<20), map[string]uint64{"a": 10}, nil)
	require.ErrorIs(t, err, storage.ErrFull)
	saved, err := s.Load(ctx, "w")
	require.NoError(t, err)
	require.Nil(t, saved.Document)
	require.Len(t, saved.Changes, 10)
}

func TestStoredView(t *testing.T) {
	ctx := t.Context()
	s := open(t, t.TempDir(), quick())
	require.NoError(t, s.PutView(ctx, "w", []byte("one"), []byte("h1")))
	require.NoError(t, s.PutView(ctx, "w", []byte("two"), []byte("h2")))
	saved, err := s.Load(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, "two", string(saved.View))
	require.Equal(t, "h2", string(saved.ViewHeads))
	view, heads, err := s.View(ctx, "w")
	require.NoError(t, err)
	require.Equal(t, "two", string(view))
	require.Equal(t, "h2", string(heads))

	require.NoError(t, s.WriteExec("UPDATE views SET bytes = 'twp'"))
	view, _, err = s.View(ctx, "w")
	require.NoError(t, err)
	require.Nil(t, view)
	saved, err = s.Load(ctx, "w")
	require.NoError(t, err)
	require.Nil(t, saved.View)
	require.Len(t, saved.Damaged, 1)
	saved, err = s.Load(ctx, "w")
	require.NoError(t, err)
	require.Empty(t, saved.Damaged, "told once")
}
