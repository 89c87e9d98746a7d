package storage_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/storage"
)

func TestAFlippedBitIsFoundNamedAndRepairedByAppendingAgain(t *testing.T) {
	for _, column := range []string{"bytes", "hash", "actor", "seq", "sum"} {
		t.Run(column, func(t *testing.T) {
			dir := t.TempDir()
			s := open(t, dir, quick())
			all := changes("a", 1, 20)
			appendAll(t, s, "w", all...)
			flip := map[string]string{"seq": "seq = 9", "actor": "actor = 'b'"}[column]
			if flip == "" { // one bit of the first byte
				row := all[6]
				b := map[string][]byte{"bytes": row.Bytes, "hash": row.Hash, "sum": make([]byte, 32)}[column]
				b = append([]byte{b[0] ^ 1}, b[1:]...)
				require.NoError(t, s.WriteExec("UPDATE changes SET "+column+" = ? WHERE seq = 7", b))
			} else {
				require.NoError(t, s.WriteExec("UPDATE changes SET "+flip+" WHERE seq = 7"))
			}
			require.NoError(t, s.Close())

			s = open(t, dir, quick())
			require.Empty(t, s.SetAside(), "SQLite itself sees nothing")
			saved, err := s.Load(t.Context(), "w")
			require.NoError(t, err)
			require.Len(t, saved.Changes, 19)
			require.Len(t, saved.Damaged, 2, "the row and the gap: %q", saved.Damaged)
			require.Contains(t, saved.Damaged[0], "change 7 ")
			require.Contains(t, saved.Damaged[1], "7 to 7")

			appendAll(t, s, "w", all[6])
			saved, err = s.Load(t.Context(), "w")
			require.NoError(t, err)
			require.Len(t, saved.Changes, 20)
			require.Empty(t, saved.Damaged)
		})
	}
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
