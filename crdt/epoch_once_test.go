package crdt_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

var (
	histories = flag.Int("epochs.histories", 60, "how many histories of laptops that begin epochs apart to play")
	history   = flag.Int("epochs.seed", 1, "the first of them")
)

// What people write into notes that were there before is there once in the end, whatever epochs
// are begun apart from each other, however often laptops are killed in between, and whoever brings
// along what others wrote, several at once and cut off from each other too.
func TestWhatIsBroughtAlongComesOnce(t *testing.T) {
	for seed := *history; seed < *history+*histories; seed++ {
		told := once(t, uint64(seed))
		if t.Failed() {
			t.Fatalf("%s\nreplay with: go test ./crdt -run ComesOnce -epochs.histories=1 -epochs.seed=%d", strings.Join(told, "\n"), seed)
		}
	}
}

// gather is a testing.TB of one history: it stops that, and not the whole test.
type gather struct {
	tb
	clean []func()
}

func (g *gather) Cleanup(f func()) { g.clean = append(g.clean, f) }

// once plays one history, and says what happened.
func once(t *testing.T, seed uint64) (told []string) {
	luck := rand.New(rand.NewPCG(seed, 2))
	g := &gather{tb: t}
	defer func() {
		for _, f := range g.clean {
			f()
		}
	}()
	tell := func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) }
	defer func() {
		if t.Failed() {
			t.Logf("seed %d:\n%s", seed, strings.Join(told, "\n"))
		}
	}()
	var all []*elder
	for i := range 3 + luck.IntN(2) {
		all = append(all, newElder(g, fmt.Sprint("laptop ", i)))
	}
	begin(g, all[0].Document, 2)
	for _, e := range all[1:] {
		all[0].give(e)
	}
	var words []string
	notes := 2
	for range 10 + luck.IntN(40) {
		e := all[luck.IntN(len(all))]
		switch luck.IntN(14) {
		case 0:
			n := note(notes)
			n.Text = written(len(words))
			notes++
			words = append(words, n.Text)
			tell("%s adds %q", e.name, n.Text)
			apply(g, e.Document, workshop.AddNotes{Notes: []workshop.Note{n}})
		case 1, 2, 3:
			n := e.Snapshot().Notes.Get(note(luck.IntN(notes)).ID)
			if n == nil {
				continue
			}
			word := written(len(words))
			words = append(words, word)
			runes := []rune(n.Text)
			at := luck.IntN(len(runes) + 1)
			tell("%s writes %q into %q", e.name, word, n.Text)
			apply(g, e.Document, workshop.EditText{Note: n.ID, Base: n.Text, Text: string(runes[:at]) + word + string(runes[at:])})
		case 4, 5, 6, 7:
			to := all[luck.IntN(len(all))]
			if to != e && e.give(to) {
				tell("%s gives %s: it is in %v, following %v", e.name, to.name, to.Epoch(), to.Following())
			}
		case 8, 9:
			if err := e.Fold(context.Background()); err != nil {
				require.ErrorIs(g, err, crdt.ErrBusy)
				continue
			}
			tell("%s begins %v", e.name, e.Epoch())
		case 10, 11:
			if e.Following() {
				require.NoError(g, e.Follow(context.Background()))
				tell("%s follows: %v", e.name, e.Epoch())
			}
		case 12:
			tell("%s is killed", e.name)
			e.kill()
		case 13:
			tell("%s ends and begins again", e.name)
			e.restart(luck.IntN(2) == 0)
		}
	}
	tell("all come together")
	settleElders(g, all)
	sameElders(g, all, words)
	text := everyText(all[0].Snapshot())
	for _, w := range words {
		require.Equal(g, 1, strings.Count(text, w), "%s is written once in\n%s", w, text)
	}
	return told
}
