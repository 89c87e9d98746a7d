package format_test

import (
	"fmt"
	"sort"
	"time"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt/format"
)

// view is what a document shows, by record and field.
type view map[string]map[string]string

// libraryView reads the whole document through the library.
func libraryView(t require.TestingT, d *automerge.Doc) view {
	out := view{}
	records, err := d.RootMap().Values()
	require.NoError(t, err)
	for record, v := range records {
		fields := map[string]string{}
		values, err := v.Map().Values()
		require.NoError(t, err)
		for field, v := range values {
			if v.Kind() == automerge.KindText {
				fields[field], err = v.Text().Get()
				require.NoError(t, err)
			} else {
				fields[field] = v.Str()
			}
		}
		out[record] = fields
	}
	return out
}

// changed returns the keys in which two views differ.
func changed(a, b view) map[format.Key]bool {
	keys := map[format.Key]bool{}
	for _, pair := range [][2]view{{a, b}, {b, a}} {
		for record, fields := range pair[0] {
			other, ok := pair[1][record]
			if !ok {
				keys[format.Key{Record: record}] = true
			}
			for field, v := range fields {
				if w, ok := other[field]; !ok || v != w {
					keys[format.Key{Record: record, Field: field}] = true
				}
			}
		}
	}
	return keys
}

// A picker chooses a number from lo to hi, both included; label says what for.
type picker func(lo, hi int, label string) int

// drawn lets rapid choose, so that it can shrink what failed.
func drawn(t *rapid.T) picker {
	return func(lo, hi int, label string) int { return rapid.IntRange(lo, hi).Draw(t, label) }
}

func oneOf[T any](pick picker, from []T, label string) T { return from[pick(0, len(from)-1, label)] }

// A world is a few replicas that write in the product's schema and exchange changes now and then.
type world struct {
	pick    picker
	docs    []*automerge.Doc
	chunks  [][]byte // every change made, in the order it was made
	made    []int    // by which replica
	commits int
}

var (
	recordKeys = []string{"note/aaaaaaaaaaaa", "note/bbbbbbbbbbbb", "canvas/cccccccccccc", "stage/Ünï code"}
	fieldNames = []string{"place", "color", "gone", "vote.name:Ana-1", "text", "header"}
	snippets   = []string{"a", "hello", "", "x\u0301y", "👨‍👩‍👧", "日本", "line\nbreak", "zz"}
)

func newWorld(t require.TestingT, pick picker, replicas int) *world {
	w := &world{pick: pick}
	for i := range replicas {
		d := automerge.New()
		// Not in the order of the replicas, so that ties are not settled by it.
		require.NoError(t, d.SetActorID(fmt.Sprintf("%02x%030x", (i*7+3)%replicas, i)))
		w.docs = append(w.docs, d)
	}
	return w
}

func isText(record, field string) bool {
	s := format.DefaultSchema()
	return s.IsText(record, field)
}

// write makes one change of one to five edits on replica i.
func (w *world) write(t require.TestingT, i int) {
	d := w.docs[i]
	for range w.pick(1, 5, "edits") {
		record := oneOf(w.pick, recordKeys, "record")
		v, err := d.RootMap().Get(record)
		require.NoError(t, err)
		if v.Kind() == automerge.KindVoid || w.pick(0, 30, "again") == 0 {
			m := automerge.NewMap()
			require.NoError(t, d.RootMap().Set(record, m))
			v, err = d.RootMap().Get(record)
			require.NoError(t, err)
		}
		m := v.Map()
		field := oneOf(w.pick, fieldNames, "field")
		s := oneOf(w.pick, snippets, "value")
		old, err := m.Get(field)
		require.NoError(t, err)
		switch {
		case w.pick(0, 9, "delete") == 0:
			if old.Kind() != automerge.KindVoid {
				require.NoError(t, m.Delete(field))
			}
		case !isText(record, field):
			require.NoError(t, m.Set(field, s))
		case old.Kind() == automerge.KindVoid || w.pick(0, 20, "anew") == 0:
			require.NoError(t, m.Set(field, automerge.NewText(s)))
		default:
			n := old.Text().Len()
			at := w.pick(0, n, "at")
			del := w.pick(0, min(3, n-at), "del")
			require.NoError(t, old.Text().Splice(at, del, s))
		}
	}
	w.commit(t, d, i)
}

func (w *world) commit(t require.TestingT, d *automerge.Doc, i int) {
	w.commits++
	at := time.UnixMilli(int64(1_700_000_000_000 + w.commits))
	h, err := d.Commit(fmt.Sprintf("change %d", w.commits%3), automerge.CommitOptions{Time: &at})
	if err != nil {
		return // nothing was written
	}
	c, err := d.Change(h)
	require.NoError(t, err)
	w.chunks, w.made = append(w.chunks, c.Save()), append(w.made, i)
}

// exchange gives replica i all that replica j has.
func (w *world) exchange(t require.TestingT, i, j int) {
	if i != j {
		_, err := w.docs[i].Merge(w.docs[j])
		require.NoError(t, err)
	}
}

// run lets the replicas write and exchange, and returns one that has everything.
func (w *world) run(t require.TestingT, steps int) *automerge.Doc {
	for range steps {
		i := w.pick(0, len(w.docs)-1, "replica")
		if w.pick(0, 3, "what") == 0 {
			w.exchange(t, i, w.pick(0, len(w.docs)-1, "from"))
		} else {
			w.write(t, i)
		}
	}
	for j := range w.docs {
		w.exchange(t, 0, j)
	}
	return w.docs[0]
}

// shuffled parses the chunks and returns them in a random order in which each follows those it
// depends on.
func shuffled(t *rapid.T, chunks [][]byte) []*format.Change {
	return readyFirst(t, format.NewIndex(), chunks)
}

func heads(d *automerge.Doc) []string {
	var hs []string
	for _, h := range d.Heads() {
		hs = append(hs, h.String())
	}
	sort.Strings(hs)
	return hs
}

func hashStrings(hs []format.Hash) []string {
	var out []string
	for _, h := range hs {
		out = append(out, h.String())
	}
	return out
}
