package lan_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/sync/lan"
)

// TestARoomArrivesAtOnce: eleven laptops join within the same moment, everybody writes, and
// every one ends with a session to every other and the same document.
func TestARoomArrivesAtOnce(t *testing.T) {
	ana := newLaptop(t, "Ana")
	ana.share()
	laptops := []*laptop{ana}
	for i := range 11 {
		laptops = append(laptops, newLaptop(t, fmt.Sprint("P", i)))
	}
	began := time.Now()
	nodes := make([]*lan.Node, len(laptops))
	errs := make([]error, len(laptops))
	var joining sync.WaitGroup
	for i, l := range laptops[1:] {
		o := l.options()
		joining.Go(func() {
			nodes[i+1], errs[i+1] = lan.Join(t.Context(), o, ana.node.Words(), ana.node.Addr())
		})
	}
	joining.Wait()
	for i, l := range laptops[1:] {
		require.NoError(t, errs[i+1])
		l.run(nodes[i+1])
	}
	allMeet(t, laptops...)
	t.Logf("12 laptops, all see all after %v", time.Since(began))
	began = time.Now()
	for i := range 600 {
		laptops[i%12].doc.Write(fmt.Sprint(i))
	}
	allEqual(t, 600, laptops...)
	t.Logf("600 changes of 12 at once, all equal after %v", time.Since(began))
}

// BenchmarkChange is the time from a change on one laptop until the other holds it.
func BenchmarkChange(b *testing.B) {
	ana, ben := newLaptop(b, "Ana"), newLaptop(b, "Ben")
	ana.share()
	ben.join(ana.node.Words(), ana.node.Addr())
	for len(ana.hub.InStep()) == 0 || len(ben.hub.InStep()) == 0 {
		time.Sleep(time.Millisecond)
	}
	for n := 1; b.Loop(); n++ {
		ana.doc.Write("a note of about the usual length, moved from here to there")
		for {
			changed := ben.doc.Changed()
			if ben.doc.Len() == n {
				break
			}
			<-changed
		}
	}
}
