package crdt_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// said is an op that says of an epoch that changes of an actor up to a number have been taken over.
type said struct {
	actor  string
	number uint64
}

func (s said) Plan(now *workshop.Snapshot) (workshop.Diff, error) {
	n := strconv.FormatUint(s.number, 10)
	c := workshop.Change{Ref: workshop.Ref{Kind: "epoch", ID: "0"}, Field: "a." + s.actor + "." + n, After: n}
	if now.Field(c.Ref, c.Field) == n {
		return nil, nil
	}
	return workshop.Diff{c}, nil
}

// Whoever may write may say that changes which nobody has seen have been taken over. That keeps nobody's
// words from the others, nobody waits while somebody counts up to what was said, and nobody is kept
// from going on in a fresh document.
func TestNobodysWordsAreSaidToBeTakenOver(t *testing.T) {
	for _, claim := range []uint64{7, 1 << 30, 1 << 40, 1<<64 - 1} {
		for _, whose := range []string{"theirs", "a made-up one", "ab", ""} {
			t.Run(fmt.Sprint(claim, " of ", whose), func(t *testing.T) {
				a, b, c := newElder(t, "a"), newElder(t, "b"), newElder(t, "c")
				all := []*elder{a, b, c}
				lie := func() {
					s := said{whose, claim}
					switch whose {
					case "theirs":
						s.actor = c.Actor()
					case "a made-up one":
						s.actor = "00112233445566778899aabbccddeeff"
					}
					apply(t, b.Document, s)
				}
				var words []string
				write := func() {
					for range 3 {
						n := note(50 + len(words))
						n.Text = fmt.Sprintf("of the one who is silenced, %d.", len(words))
						words = append(words, n.Text)
						apply(t, c.Document, workshop.AddNotes{Notes: []workshop.Note{n}})
					}
				}
				begin(t, a.Document, 3)
				a.give(b)
				a.give(c)
				write()
				settleElders(t, all)
				lie()
				settleElders(t, all)
				write()
				settleElders(t, all)
				sameElders(t, all, words)

				write() // and nobody else has it when they go on
				require.NoError(t, a.Fold(t.Context()))
				a.give(b)
				lie()
				settleElders(t, all)
				write()
				settleElders(t, all)
				sameElders(t, all, words)
				for _, e := range all {
					require.Equal(t, 1, e.Epoch().Number)
				}
			})
		}
	}
}
