// Package cluster groups notes by their words, and says why.
//
// It is pure and deterministic: the same notes give the same groups, names and reasons on
// every laptop, whatever order they come in, to the last bit. There is no randomness, no
// goroutine, no model weights and no network in it. Everything that it says is made of
// words that are on the notes.
//
// [Analyse] does once what does not depend on how many groups are wanted; [Analysis.Groups]
// then answers fast enough for a slider. Notes with a Group are piles that people made:
// they are never taken out of it, and [Analyse] places the others by their example.
//
//	a, err := cluster.Analyse(ctx, notes, cluster.Options{})
//	p := a.Groups(0)                    // as many as the notes fall into best
//	p = a.Groups(5)                     // five, says the slider
//	places := a.Suggest(id, p.Groups)   // three groups that a note fits best
//
// It refuses to know where notes lie, who is in the room, and how a proposal becomes
// categories: that is for those who call it. How it works, what it reaches and what was
// tried and turned down is in docs/clustering.md.
package cluster
