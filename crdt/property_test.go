package crdt_test

import (
	"testing"

	"pgregory.net/rapid"
)

// Three people edit at once while changes get lost, come twice and out of order. What
// each sees is at every moment what the library holds; in the end all see the same.
func TestReplicasConverge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, 3)
		for range rapid.IntRange(5, 40).Draw(t, "steps") {
			p := rapid.SampledFrom(w.peers).Draw(t, "peer")
			if rapid.Bool().Draw(t, "edits") {
				p.edit()
			} else {
				w.deliver()
			}
			p.handBack()
			sound(t, p.Document)
			p.handBack()
		}
		w.settle()
	})
}

// The same with cut cables and restarts, some of them crashes: nothing that was said to
// be saved is missing.
func TestReplicasSurviveCutsAndRestarts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld(t, 3)
		for range rapid.IntRange(10, 60).Draw(t, "steps") {
			p := rapid.SampledFrom(w.peers).Draw(t, "peer")
			other := rapid.SampledFrom(w.peers).Draw(t, "other")
			switch rapid.IntRange(0, 21).Draw(t, "step") {
			default:
				p.edit()
			case 0, 1, 2, 3, 4, 5:
				w.deliver()
			case 6:
				w.cut[[2]int{p.me, other.me}] = true
			case 7:
				clear(w.cut)
			case 8:
				if p != other && !w.cut[[2]int{p.me, other.me}] {
					p.handBack()
					other.handBack()
					pull(t, p.Document, other.Document)
					p.handBack()
					other.handBack()
				}
			case 9:
				p.handBack()
				p.flush()
			case 10:
				p.restart(true)
			case 11:
				p.restart(false)
			case 12:
				p.compact(rapid.Bool().Draw(t, "view"))
				p.handBack()
			case 13:
				p.lend()
			case 14:
				p.handBack()
			}
		}
		w.settle()
	})
}
