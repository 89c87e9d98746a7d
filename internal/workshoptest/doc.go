// Package workshoptest makes workshops for tests and benchmarks: random ones with rapid,
// and big ones that are the same every time.
//
// It knows which ops make sense on a snapshot. It refuses to know how a document applies
// them.
//
//	rapid.Check(t, func(t *rapid.T) {
//		s := workshoptest.Snapshot(t)
//		op := workshoptest.Op(s).Draw(t, "op")
//		…
//	})
//	big := workshoptest.Big(5_000)
package workshoptest
