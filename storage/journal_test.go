package storage_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/storage"
)

func TestAppendedChangesLoadInOrderAndOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := open(t, t.TempDir(), quick())
		defer s.Close()
		pool := append(changes("a", 1, 12), changes("b", 1, 12)...)
		var want []storage.Change
		seen := map[int]bool{}
		for range rapid.IntRange(1, 30).Draw(rt, "appends") {
			var group []storage.Change
			for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(pool)-1), 1, 5).Draw(rt, "group") {
				group = append(group, pool[i])
				if !seen[i] {
					seen[i] = true
					want = append(want, pool[i])
				}
			}
			s.Append("w", group, nil)
			if rapid.Bool().Draw(rt, "flush") {
				require.NoError(rt, s.Flush(context.Background()))
			}
		}
		require.NoError(rt, s.Flush(context.Background()))
		saved, err := s.Load(context.Background(), "w")
		require.NoError(rt, err)
		require.Equal(rt, want, saved.Changes)
	})
}

func TestWaitingChangesShareOneTransaction(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	var order []uint64
	for _, c := range changes("a", 1, 500) {
		s.Append("w", []storage.Change{c}, func(err error) {
			require.NoError(t, err)
			order = append(order, c.Seq)
		})
	}
	require.Equal(t, 500, s.Waiting())
	require.NoError(t, s.Flush(t.Context()))
	require.EqualValues(t, 1, s.Commits())
	require.Zero(t, s.Waiting())
	for i, seq := range order {
		require.EqualValues(t, i+1, seq)
	}
}

func TestRunGroupsABurst(t *testing.T) {
	opt := quick()
	opt.Gather = 20 * time.Millisecond
	s := open(t, t.TempDir(), opt)
	run(t, s)
	var wg sync.WaitGroup
	for _, c := range changes("a", 1, 1000) {
		wg.Add(1)
		s.Append("w", []storage.Change{c}, func(err error) {
			defer wg.Done()
			require.NoError(t, err)
		})
	}
	wg.Wait()
	require.Less(t, s.Commits(), uint64(50), "transactions for 1,000 appends")
	t.Logf("1,000 appends in %d transactions", s.Commits())
}

func TestABadChangeIsRefusedAloneAndOthersAreWritten(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	var errs [3]error
	s.Append("w", changes("a", 1, 1), func(err error) { errs[0] = err })
	s.Append("w", []storage.Change{{Actor: "a", Seq: 2}}, func(err error) { errs[1] = err })
	s.Append("w", changes("a", 2, 2), func(err error) { errs[2] = err })
	require.NoError(t, s.Flush(t.Context()))
	require.NoError(t, errs[0])
	require.Error(t, errs[1])
	require.NoError(t, errs[2])
}

func TestCloseWritesWhatWaits(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, quick())
	s.Append("w", changes("a", 1, 5), nil)
	require.NoError(t, s.Close())

	late := make(chan error, 1)
	s.Append("w", changes("a", 6, 6), func(err error) { late <- err })
	require.ErrorIs(t, <-late, storage.ErrClosed)

	saved, err := open(t, dir, quick()).Load(t.Context(), "w")
	require.NoError(t, err)
	require.Equal(t, changes("a", 1, 5), saved.Changes)
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	troubles := make(chan error, 100)
	opt := quick()
	opt.OnTrouble = func(err error) { troubles <- err }
	s := open(t, dir, opt)
	appendAll(t, s, "w", changes("a", 1, 10)...)
	pages, err := s.Pages()
	require.NoError(t, err)
	require.NoError(t, s.SetMaxPages(pages+2))
	run(t, s)

	var mu sync.Mutex
	var order []uint64
	var wg sync.WaitGroup
	for _, c := range changes("a", 11, 400) {
		wg.Add(1)
		s.Append("w", []storage.Change{c}, func(err error) {
			defer wg.Done()
			require.NoError(t, err)
			mu.Lock()
			order = append(order, c.Seq)
			mu.Unlock()
		})
	}
	require.ErrorIs(t, <-troubles, storage.ErrFull)
	require.ErrorIs(t, s.Flush(t.Context()), storage.ErrFull)
	require.ErrorIs(t, s.PutView(t.Context(), "w", make([]byte, 1<<20), nil), storage.ErrFull)
	saved, err := s.Load(t.Context(), "w")
	require.NoError(t, err, "what is there can be read meanwhile")
	require.GreaterOrEqual(t, len(saved.Changes), 10)

	require.NoError(t, s.SetMaxPages(1<<30))
	wg.Wait()
	require.NoError(t, <-troubles, "told that it is over, once, and of the trouble once")
	saved, err = s.Load(t.Context(), "w")
	require.NoError(t, err)
	require.Equal(t, changes("a", 1, 400), saved.Changes)
	for i, seq := range order {
		require.EqualValues(t, i+11, seq)
	}
}

func TestBallastIsFreedWhenTheDiskIsFull(t *testing.T) {
	dir := t.TempDir()
	opt := quick()
	opt.Ballast = 64 << 10
	s := open(t, dir, opt)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	require.NoError(t, s.Run(ctx)) // lays the ballast
	require.FileExists(t, dir+"/ballast")
	pages, err := s.Pages()
	require.NoError(t, err)
	require.NoError(t, s.SetMaxPages(pages))
	s.Append("w", changes("a", 1, 100), nil)
	require.ErrorIs(t, s.Flush(t.Context()), storage.ErrFull)
	require.NoFileExists(t, dir+"/ballast")
	require.NoError(t, s.SetMaxPages(1<<30))
	require.NoError(t, s.Flush(t.Context()))
}

func TestClosingOnAFullDiskAnswersEveryAppend(t *testing.T) {
	s := open(t, t.TempDir(), quick())
	pages, err := s.Pages()
	require.NoError(t, err)
	require.NoError(t, s.SetMaxPages(pages))
	var got error
	s.Append("w", changes("a", 1, 100), func(err error) { got = err })
	require.ErrorIs(t, s.Close(), storage.ErrFull)
	require.ErrorIs(t, got, storage.ErrFull)
	require.ErrorIs(t, got, storage.ErrClosed)
}

func TestWhatOthersHaveWaitsUntilSomethingDoesNot(t *testing.T) {
	opt := quick()
	opt.GatherPatiently = time.Hour
	s := open(t, t.TempDir(), opt)
	run(t, s)
	written := make(chan uint64, 3)
	note := func(seq uint64) func(error) {
		return func(err error) {
			require.NoError(t, err)
			written <- seq
		}
	}
	all := changes("a", 1, 3)
	s.AppendPatiently("w", all[:1], note(1))
	s.AppendPatiently("w", all[1:2], note(2))
	require.Equal(t, 2, s.Waiting())
	require.Zero(t, s.Commits())
	s.Append("w", all[2:], note(3))
	for want := range uint64(3) {
		require.Equal(t, want+1, <-written)
	}
}
