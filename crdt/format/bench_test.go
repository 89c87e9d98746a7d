package format_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

// A board is a saved document of many notes, and changes that follow it: first notes are moved,
// then 12 runes are typed into notes over 3.
type board struct {
	saved        []byte
	moves, typed [][]byte
}

var boards = map[int]*board{}
var boardsLock sync.Mutex

// makeBoard makes n notes of 8 fields and 45 runes of text, each in a change of its own.
func makeBoard(t testing.TB, n int) *board {
	boardsLock.Lock()
	defer boardsLock.Unlock()
	if b := boards[n]; b != nil {
		return b
	}
	d := automerge.New()
	require.NoError(t, d.SetActorID("0102030405060708090a0b0c0d0e0f10"))
	commit := func() []byte {
		at := time.UnixMilli(1_700_000_000_000)
		h, err := d.Commit("", automerge.CommitOptions{Time: &at})
		require.NoError(t, err)
		c, err := d.Change(h)
		require.NoError(t, err)
		return c.Save()
	}
	words := strings.Fields("the customer waits for an answer nobody owns because billing and support do not share one list")
	for i := range n {
		m := automerge.NewMap()
		require.NoError(t, d.RootMap().Set(fmt.Sprintf("note/%012d", i*7919%n), m))
		for f, v := range map[string]string{
			"place": fmt.Sprintf("main/plan/team%d/%d/%d", i%7, i*37%1000, i*91%800), "color": []string{"yellow", "blue", "pink"}[i%3],
			"author": fmt.Sprintf("person%d", i%50), "created": fmt.Sprint(1_700_000_000 + i), "size": "160x120",
			"kind": "sticky", "order": fmt.Sprintf("a%05d", i), "vote.ana": "1",
		} {
			require.NoError(t, m.Set(f, v))
		}
		text := ""
		for k := 0; len(text) < 45; k++ {
			text += words[(i*5+k*3)%len(words)] + " "
		}
		require.NoError(t, m.Set("text", automerge.NewText(text[:45])))
		commit()
	}
	b := &board{saved: d.Save()}
	note := func(i int) *automerge.Map {
		v, err := d.RootMap().Get(fmt.Sprintf("note/%012d", i*31%n))
		require.NoError(t, err)
		return v.Map()
	}
	for i := range 1000 {
		require.NoError(t, note(i).Set("place", fmt.Sprintf("main/plan/team1/%d/6", i)))
		b.moves = append(b.moves, commit())
	}
	for i := range 1000 {
		text, err := note(i).Get("text")
		require.NoError(t, err)
		require.NoError(t, text.Text().Splice(10, 3, "twelve runes"))
		b.typed = append(b.typed, commit())
	}
	boards[n] = b
	return b
}

func BenchmarkParseCheckAdd(b *testing.B) {
	board := makeBoard(b, 5000)
	for name, part := range map[string]struct{ before, timed [][]byte }{
		"move": {nil, board.moves}, "type": {board.moves, board.typed},
	} {
		b.Run(name, func(b *testing.B) {
			var x *format.Index
			b.ReportAllocs()
			at := len(part.timed)
			for b.Loop() {
				if at == len(part.timed) {
					b.StopTimer()
					d, err := format.ReadDocument(board.saved, format.FileLimits())
					require.NoError(b, err)
					x, at = d.Index, 0
					for _, raw := range part.before {
						take(b, x, raw)
					}
					b.StartTimer()
				}
				take(b, x, part.timed[at])
				at++
			}
		})
	}
}

func take(b *testing.B, x *format.Index, raw []byte) {
	c, err := format.ParseChange(raw)
	if err == nil {
		err = x.Check(c)
	}
	if err != nil || len(x.Add(c)) != 1 {
		b.Fatal("not taken in: ", err)
	}
}

func BenchmarkReadDocument(b *testing.B) {
	for _, n := range []int{500, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			saved := makeBoard(b, n).saved
			b.ReportAllocs()
			for b.Loop() {
				d, err := format.ReadDocument(saved, format.FileLimits())
				if err != nil || len(d.Records) != n {
					b.Fatal(err, len(d.Records))
				}
			}
		})
	}
}

func BenchmarkDocumentChanges(b *testing.B) {
	d, err := format.ReadDocument(makeBoard(b, 5000).saved, format.FileLimits())
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Changes(); err != nil {
			b.Fatal(err)
		}
	}
}
