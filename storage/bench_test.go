package storage_test

import (
	"fmt"
	"sync"
	"testing"

	"throughline.app/storage"
)

// BenchmarkAcknowledged is the time from Append to done for lone changes, each of which
// waits for its own commit.
func BenchmarkAcknowledged(b *testing.B) {
	s, err := storage.Open(b.TempDir(), quick())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	go s.Run(b.Context())
	acked := make(chan error, 1)
	n := uint64(0)
	for b.Loop() {
		n++
		s.Append("w", []storage.Change{change("a", n, 200)}, func(err error) { acked <- err })
		if err := <-acked; err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRoom is the time for what a laptop in a room of ten that writes puts down at once: a
// change of its own and one of each other, signed.
func BenchmarkRoom(b *testing.B) {
	s, err := storage.Open(b.TempDir(), quick())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	n := uint64(0)
	for b.Loop() {
		n++
		for a := range 10 {
			c := change(fmt.Sprintf("%032x", a), n, 220)
			v := voucher(c, "")
			v.Bytes = v.Bytes[:64]
			s.PutVouchers("w", []storage.Voucher{v}, func(error) {})
			s.Append("w", []storage.Change{c}, nil)
		}
		if err := s.Flush(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkBurst is the time for each of 1,000 changes that are appended at once.
func BenchmarkBurst(b *testing.B) {
	s, err := storage.Open(b.TempDir(), quick())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	go s.Run(b.Context())
	n := uint64(0)
	for b.Loop() {
		var wg sync.WaitGroup
		for range 1000 {
			n++
			wg.Add(1)
			s.Append("w", []storage.Change{change("a", n, 200)}, func(error) { wg.Done() })
		}
		wg.Wait()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(n), "µs/change")
}

// BenchmarkLoad reads and checks journals of different lengths.
func BenchmarkLoad(b *testing.B) {
	for _, rows := range []uint64{1_000, 20_000, 100_000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			s, err := storage.Open(b.TempDir(), quick())
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			for n := uint64(1); n <= rows; n++ {
				s.Append("w", []storage.Change{change("a", n, 200)}, nil)
			}
			if err := s.Flush(b.Context()); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				saved, err := s.Load(b.Context(), "w")
				if err != nil || uint64(len(saved.Changes)) != rows {
					b.Fatal(len(saved.Changes), err)
				}
			}
		})
	}
}
