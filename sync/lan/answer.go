package lan

import (
	"context"
	"sync"
	"time"
)

// SlowestAnswer asks every member that is here for a sign of life on a connection of its own, and
// returns the longest time that one took; 0 if nobody answered. It ends with ctx.
func (n *Node) SlowestAnswer(ctx context.Context) time.Duration {
	var mu sync.Mutex
	var slowest time.Duration
	var all sync.WaitGroup
	for _, m := range n.Members() {
		if m.Addr == "" {
			continue
		}
		all.Go(func() {
			begun := time.Now()
			conn, err := n.opt.Dial(ctx, "tcp", m.Addr)
			if err != nil {
				return
			}
			took := time.Since(begun)
			_ = conn.Close()
			mu.Lock()
			defer mu.Unlock()
			slowest = max(slowest, took)
		})
	}
	all.Wait()
	return slowest
}
