package format_test

import (
	"strings"
	"testing"
	"time"

	"github.com/automerge/automerge-go"
	"github.com/stretchr/testify/require"

	"throughline.app/crdt/format"
)

// A writer makes changes with the library, as a member would or would not.
type writer struct {
	t   testing.TB
	doc *automerge.Doc
}

func newWriter(t testing.TB, actor string) *writer {
	d := automerge.New()
	require.NoError(t, d.SetActorID(strings.Repeat(actor, 16)))
	return &writer{t, d}
}

// change lets edit write, and returns it as one parsed change.
func (w *writer) change(edit func(root *automerge.Map)) *format.Change {
	c, err := format.ParseChange(w.raw("", edit))
	require.NoError(w.t, err)
	return c
}

func (w *writer) raw(message string, edit func(root *automerge.Map)) []byte {
	edit(w.doc.RootMap())
	at := time.UnixMilli(1_700_000_000_000)
	h, err := w.doc.Commit(message, automerge.CommitOptions{Time: &at})
	require.NoError(w.t, err)
	c, err := w.doc.Change(h)
	require.NoError(w.t, err)
	return c.Save()
}

func (w *writer) take(c *format.Change) { require.NoError(w.t, w.doc.LoadIncremental(c.Raw)) }

// field writes one field of a record, which it makes if need be.
func (w *writer) field(record, name string, value any) func(*automerge.Map) {
	return func(root *automerge.Map) {
		v, err := root.Get(record)
		require.NoError(w.t, err)
		if v.Kind() != automerge.KindMap {
			require.NoError(w.t, root.Set(record, automerge.NewMap()))
			v, err = root.Get(record)
			require.NoError(w.t, err)
		}
		require.NoError(w.t, v.Map().Set(name, value))
	}
}

const noteA = "note/aaaaaaaaaaaa"

func TestWhatWeNeverWriteIsRefused(t *testing.T) {
	set := func(record, name string, value any) func(*writer) []byte {
		return func(w *writer) []byte { return w.raw("", w.field(record, name, value)) }
	}
	root := func(edit func(root *automerge.Map) error) func(*writer) []byte {
		return func(w *writer) []byte {
			return w.raw("", func(m *automerge.Map) { require.NoError(w.t, edit(m)) })
		}
	}
	for name, test := range map[string]struct {
		write func(*writer) []byte
		want  error
	}{
		"a number":           {set(noteA, "x", 1), format.ErrSchema},
		"a float":            {set(noteA, "x", 1.5), format.ErrSchema},
		"a truth":            {set(noteA, "x", true), format.ErrSchema},
		"nothing":            {set(noteA, "x", nil), format.ErrSchema},
		"bytes":              {set(noteA, "x", []byte("abc")), format.ErrSchema},
		"a time":             {set(noteA, "x", time.UnixMilli(5)), format.ErrSchema},
		"a counter":          {set(noteA, "votes", automerge.NewCounter(3)), format.ErrSchema},
		"a list":             {set(noteA, "x", []string{"a"}), format.ErrSchema},
		"a map in a record":  {set(noteA, "x", automerge.NewMap()), format.ErrSchema},
		"a plain text":       {set(noteA, "text", "plain"), format.ErrSchema},
		"a text elsewhere":   {set(noteA, "place", automerge.NewText("x")), format.ErrSchema},
		"a text by kind":     {set("stage/aaaaaaaaaaaa", "text", automerge.NewText("x")), format.ErrSchema},
		"a field name":       {set(noteA, "9lives", "x"), format.ErrSchema},
		"a field with space": {set(noteA, "a b", "x"), format.ErrSchema},
		"a long field name":  {set(noteA, strings.Repeat("a", 97), "x"), format.ErrSchema},
		"a record key":       {set("notes", "place", "x"), format.ErrSchema},
		"a deep record key":  {set("note/a/b", "place", "x"), format.ErrSchema},
		"an upper-case kind": {set("Note/a", "place", "x"), format.ErrSchema},
		"a control":          {set("note/a\x01", "place", "x"), format.ErrSchema},
		"a long id":          {set("note/"+strings.Repeat("a", 65), "place", "x"), format.ErrSchema},
		"a long value":       {set(noteA, "place", strings.Repeat("x", 1025)), format.ErrLimit},
		"a long text":        {set(noteA, "text", automerge.NewText(strings.Repeat("x", 4001))), format.ErrLimit},
		"a huge change":      {set(noteA, "text", automerge.NewText(strings.Repeat("x", 20_001))), format.ErrLimit},
		"a huge value":       {set(noteA, "place", strings.Repeat("x", 1<<20)), format.ErrLimit},
		"a string at root":   {root(func(m *automerge.Map) error { return m.Set("x", "y") }), format.ErrSchema},
		"a text at root":     {root(func(m *automerge.Map) error { return m.Set(noteA, automerge.NewText("")) }), format.ErrSchema},
		"a removed record": {func(w *writer) []byte {
			w.raw("", w.field(noteA, "place", "x"))
			return root(func(m *automerge.Map) error { return m.Delete(noteA) })(w)
		}, format.ErrSchema},
		"a long message": {func(w *writer) []byte {
			return w.raw(strings.Repeat("m", 257), w.field(noteA, "place", "x"))
		}, format.ErrLimit},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWriter(t, "ab")
			test.write(w)
			x := format.NewIndex()
			changes, err := w.doc.Changes()
			require.NoError(t, err)
			for _, c := range changes {
				p, err2 := format.ParseChange(c.Save())
				if err = err2; err == nil {
					if err = x.Check(p); err == nil {
						x.Add(p)
					}
				}
			}
			require.ErrorIs(t, err, test.want)
			t.Log(err)
			_, err = format.ReadDocument(w.doc.Save(), format.PeerLimits())
			if name != "a removed record" && name != "a long message" && name != "a long text" && name != "a huge change" {
				require.ErrorIs(t, err, test.want, "as a document")
			}
		})
	}
}

func TestTheHistoryMustHangTogether(t *testing.T) {
	ana, ben := newWriter(t, "aa"), newWriter(t, "bb")
	first := ana.change(ana.field(noteA, "place", "here"))
	ben.take(first)
	second := ana.change(ana.field(noteA, "place", "there"))
	third := ana.change(ana.field(noteA, "place", "away"))
	bens := ben.change(ben.field(noteA, "place", "ben's"))

	x := format.NewIndex()
	require.ErrorIs(t, x.Check(second), format.ErrMissingDeps)
	require.ErrorIs(t, x.Check(bens), format.ErrMissingDeps)
	require.Nil(t, x.Add(bens))
	require.Zero(t, x.Changes())
	require.NoError(t, x.Check(first))
	require.Equal(t, []format.Key{{Record: noteA}, {Record: noteA, Field: "place"}}, x.Add(first))
	require.ErrorIs(t, x.Check(first), format.ErrDuplicate)
	require.ErrorIs(t, x.Check(third), format.ErrMissingDeps)
	require.Equal(t, []format.Key{{Record: noteA, Field: "place"}}, x.Add(second))
	require.Equal(t, map[format.ActorID]uint64{first.Actor: 2}, x.Have())
	require.Equal(t, []format.Hash{second.Hash}, x.Heads())

	// Ben replaces what he says he never saw: members who got his change first could not judge it.
	after := ben.doc
	require.NoError(t, after.LoadIncremental(second.Raw))
	saw := ben.change(ben.field(noteA, "place", "seen"))
	require.Len(t, saw.Deps, 2)
	require.NotEmpty(t, x.Add(bens))
	blind, err := format.ParseChange(format.Behind(saw, saw.StartOp, bens.Hash))
	require.NoError(t, err)
	require.ErrorIs(t, x.Check(blind), format.ErrMalformed)
	rootless, err := format.ParseChange(format.Behind(saw, 1))
	require.NoError(t, err)
	require.ErrorIs(t, x.Check(rootless), format.ErrMalformed)
	early, err := format.ParseChange(format.Behind(saw, saw.StartOp+1, saw.Deps...))
	require.NoError(t, err)
	require.ErrorIs(t, x.Check(early), format.ErrMalformed)
	require.NoError(t, x.Check(saw))

	// Two changes with one number: whichever came first stays.
	fork, err := format.ParseChange(format.Behind(second, second.StartOp))
	require.NoError(t, err)
	require.ErrorIs(t, x.Check(fork), format.ErrMalformed)
}

func TestDamageAndDeflatedChangesAreRefused(t *testing.T) {
	w := newWriter(t, "ab")
	c := w.change(w.field(noteA, "text", automerge.NewText(strings.Repeat("so it goes ", 80))))
	for i := range c.Raw {
		bad := append([]byte(nil), c.Raw...)
		bad[i] ^= 0x10
		_, err := format.ParseChange(bad)
		require.ErrorIs(t, err, format.ErrMalformed, "byte %d", i)
		_, err = format.ParseChange(c.Raw[:i])
		require.ErrorIs(t, err, format.ErrMalformed, "cut at %d", i)
	}
	deflated := append([]byte(nil), c.Raw...)
	deflated[8] = 2
	_, err := format.ParseChange(format.Reseal(deflated))
	require.ErrorIs(t, err, format.ErrMalformed)
	_, err = format.ParseChange(append(c.Raw[:len(c.Raw):len(c.Raw)], 0))
	require.ErrorIs(t, err, format.ErrMalformed)
}

// An import is one change, and the library encodes large changes by another route than small ones.
func TestALargeChange(t *testing.T) {
	w := newWriter(t, "ab")
	c := w.change(func(root *automerge.Map) {
		for i := range 300 {
			record := noteA[:len(noteA)-3] + string(rune('a'+i%26)) + string(rune('a'+i/26)) + "x"
			w.field(record, "place", "main/x")(root)
			w.field(record, "text", automerge.NewText("forty-two runes of a note to be imported__"))(root)
		}
	})
	require.Greater(t, c.Ops, 10_000)
	require.Equal(t, c.Raw, format.Encode(c))
	x := format.NewIndex()
	require.NoError(t, x.Check(c))
	require.Len(t, x.Add(c), 900)
	d, err := format.ReadDocument(w.doc.Save(), format.PeerLimits())
	require.NoError(t, err)
	require.Equal(t, libraryView(t, w.doc), view(d.Records))
	changes, err := d.Changes()
	require.NoError(t, err)
	require.Equal(t, c.Raw, changes[0].Raw)
}

// One member was away and made many changes, while the others made many: judging them must not
// cost the product of the two.
func TestALongAbsenceIsCheap(t *testing.T) {
	const n = 400
	ana, ben := newWriter(t, "aa"), newWriter(t, "bb")
	first := ana.change(ana.field(noteA, "place", "here"))
	ben.take(first)
	x := format.NewIndex()
	require.NotEmpty(t, x.Add(first))
	var away []*format.Change
	for i := range n {
		require.NotEmpty(t, x.Add(ana.change(ana.field(noteA, "place", strings.Repeat("a", i)))))
		away = append(away, ben.change(ben.field(noteA, "place", strings.Repeat("b", i))))
	}
	for _, c := range away {
		require.NoError(t, x.Check(c))
		require.NotEmpty(t, x.Add(c))
	}
	require.Less(t, x.Steps(), 3*n)
}
