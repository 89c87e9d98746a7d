package format_test

import (
	"bytes"
	"compress/flate"
	"encoding/binary"
	"runtime"
	"strings"
	"testing"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

func TestADocumentWithDeflatedColumns(t *testing.T) {
	b := makeBoard(t, 500)
	lib, err := automerge.Load(b.saved)
	require.NoError(t, err)
	d, err := format.ReadDocument(b.saved, format.PeerLimits())
	require.NoError(t, err)
	require.Equal(t, libraryView(t, lib), view(d.Records))
	require.Less(t, len(b.saved), 200*500, "is it deflated at all?")
	changes, err := d.Changes()
	require.NoError(t, err)
	require.Len(t, changes, 500)
	for _, raw := range b.moves {
		c, err := format.ParseChange(raw)
		require.NoError(t, err)
		require.NoError(t, d.Index.Check(c))
		require.Len(t, d.Index.Add(c), 1)
	}
}

func TestDocumentLimits(t *testing.T) {
	saved := makeBoard(t, 500).saved
	for name, set := range map[string]func(*format.Limits){
		"bytes":    func(l *format.Limits) { l.Bytes = len(saved) - 1 },
		"inflated": func(l *format.Limits) { l.Inflated = len(saved) },
		"ops":      func(l *format.Limits) { l.Ops = 500 * 54 },
		"changes":  func(l *format.Limits) { l.Changes = 499 },
	} {
		t.Run(name, func(t *testing.T) {
			lim := format.PeerLimits()
			set(&lim)
			_, err := format.ReadDocument(saved, lim)
			require.ErrorIs(t, err, format.ErrLimit)
		})
	}
	lim := format.PeerLimits()
	lim.Actors = 0
	_, err := format.ReadDocument(saved, lim)
	require.Error(t, err)
}

// documentChunk frames a body as a document.
func documentChunk(body []byte) []byte {
	b := append([]byte("\x85\x6f\x4a\x83\x00\x00\x00\x00"), 0)
	b = binary.AppendUvarint(b, uint64(len(body)))
	return format.Reseal(append(b, body...))
}

func TestADeflateBombIsCheap(t *testing.T) {
	var z bytes.Buffer
	w, err := flate.NewWriter(&z, 9)
	require.NoError(t, err)
	_, err = w.Write(make([]byte, 256<<20))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	body := []byte{0, 0, 1, 0x01 | 8} // no actors, no heads, one column of changes: the actor's, deflated
	body = binary.AppendUvarint(body, uint64(z.Len()))
	body = append(body, 0)
	body = append(body, z.Bytes()...)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = format.ReadDocument(documentChunk(body), format.PeerLimits())
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, format.ErrLimit)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(256<<20))
}

func TestChangesBehindADocument(t *testing.T) {
	w := newWriter(t, "ab")
	w.change(w.field(noteA, "place", "1"))
	old := w.change(w.field(noteA, "place", "2"))
	saved := w.doc.Save()
	one := w.change(w.field(noteA, "place", "3"))
	two := w.change(w.field("note/bbbbbbbbbbbb", "place", "4"))

	stranger := newWriter(t, "cd")
	stranger.take(mustParse(t, w.doc))
	read := func(parts ...[]byte) *format.Document {
		d, err := format.ReadDocument(bytes.Join(parts, nil), format.FileLimits())
		require.NoError(t, err)
		return d
	}
	for _, d := range []*format.Document{
		read(saved, one.Raw, two.Raw), read(saved, two.Raw, old.Raw, one.Raw),
	} {
		require.ElementsMatch(t, []format.Key{
			{Record: noteA, Field: "place"}, {Record: "note/bbbbbbbbbbbb"}, {Record: "note/bbbbbbbbbbbb", Field: "place"},
		}, d.Behind)
		require.Equal(t, view{noteA: {"place": "2"}}, view(d.Records))
		require.Equal(t, []format.Hash{two.Hash}, d.Heads)
		require.Empty(t, d.Waiting)
		require.Equal(t, uint64(4), d.Index.Have()[one.Actor])
		changes, err := d.Changes()
		require.NoError(t, err)
		require.Len(t, changes, 2)
	}
	d := read(saved, two.Raw)
	require.Empty(t, d.Behind)
	require.Len(t, d.Waiting, 1)
	require.Equal(t, []format.Hash{old.Hash}, d.Heads)

	// Somebody follows a change inside the document, whose hash it does not tell.
	inside := read(saved)
	late := stranger.change(stranger.field(noteA, "color", "red"))
	require.ErrorIs(t, inside.Index.Check(late), format.ErrMissingDeps)
	_, err := inside.Changes()
	require.NoError(t, err)
	require.NoError(t, inside.Index.Check(late))

	_, err = format.ReadDocument(append(saved[:len(saved):len(saved)], "rest"...), format.FileLimits())
	require.ErrorIs(t, err, format.ErrMalformed)
}

// mustParse returns the document's first change.
func mustParse(t *testing.T, d *automerge.Doc) *format.Change {
	cs, err := d.Changes()
	require.NoError(t, err)
	c, err := format.ParseChange(cs[0].Save())
	require.NoError(t, err)
	return c
}

func TestAnEmptyDocument(t *testing.T) {
	d, err := format.ReadDocument(automerge.New().Save(), format.PeerLimits())
	require.NoError(t, err)
	require.Empty(t, d.Records)
	require.Empty(t, d.Heads)
	changes, err := d.Changes()
	require.NoError(t, err)
	require.Empty(t, changes)
	w := newWriter(t, "ab")
	c := w.change(w.field(noteA, "place", "1"))
	require.NoError(t, d.Index.Check(c))
	require.Len(t, d.Index.Add(c), 2)
}

func TestAnIndexIsSmall(t *testing.T) {
	saved := makeBoard(t, 5000).saved
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	d, err := format.ReadDocument(saved, format.FileLimits())
	require.NoError(t, err)
	x := d.Index
	d = nil
	runtime.GC()
	runtime.ReadMemStats(&after)
	per := float64(after.HeapAlloc-before.HeapAlloc) / float64(x.MaxOp())
	t.Logf("%.1f bytes an operation", per)
	require.Less(t, per, 40.0)
	runtime.KeepAlive(x)
}

func TestSchemaNames(t *testing.T) {
	s := format.DefaultSchema()
	for key, want := range map[string]bool{
		"note/7k3m9q2x4w8z": true, "person/name:Zoë K.": true, "workshop/meta": true,
		"": false, "note": false, "note/": false, "/x": false, "note/a\nb": false, "note/\xff": false, "note2/a": false,
		strings.Repeat("a", 33) + "/x": false,
	} {
		require.Equal(t, want, s.ValidRecord(key), "%q", key)
	}
	require.True(t, s.IsText("note/x", "text"))
	require.True(t, s.IsText("canvas/x", "header"))
	require.False(t, s.IsText("canvas/x", "text"))
	require.False(t, s.IsText("note", "text"))
}
