package crdt_test

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

// A world is a few laptops with one workshop and a bad network between them.
type world struct {
	t     *rapid.T
	peers []*laptop
	wire  []packet
	cut   map[[2]int]bool
	notes int // made so far, for fresh ids

	seed   uint64 // of the actors' names, which decide who wins
	starts int64  // of laptops so far
}

// A packet is one change on its way.
type packet struct {
	from, to int
	bytes    []byte
}

// A laptop is a document, its disk, and the person who works on it.
type laptop struct {
	*crdt.Document
	world *world
	me    int
	stop  func()
	disk  *journal
	saved crdt.Saved
	had   map[string]uint64 // contained in saved.Document

	undo  workshop.History
	wrote map[field]string  // what this person wrote last
	away  func()            // hands the library back, which is lent out; nil: it is here
	new   []workshop.NoteID // made here and not known to be on a disk
	safe  []workshop.NoteID // made here and on the disk
}

type field struct {
	ref  workshop.Ref
	name string
}

func newWorld(t *rapid.T, n int) *world {
	w := &world{t: t, cut: map[[2]int]bool{}, seed: rapid.Uint64().Draw(t, "actors")}
	for i := range n {
		p := &laptop{world: w, me: i, disk: &journal{held: true}}
		w.peers = append(w.peers, p)
		p.start()
	}
	first := w.peers[0]
	first.do(workshop.Begin{Title: "Tariffs", Method: "lifecycle"})
	first.do(canvas)
	for i := range 4 {
		first.do(workshop.AddNotes{Notes: []workshop.Note{note(i)}})
	}
	w.notes = 4
	w.wire = nil
	for _, p := range w.peers {
		pull(t, first.Document, p.Document)
		p.disk.flush()
	}
	return w
}

func (p *laptop) start() {
	p.saved.Changes = p.disk.beyond(p.had)
	p.world.starts++
	p.Document, p.stop = openAs(p.world.t, actorOf(p.world.seed, p.world.starts), p.disk, p.saved)
	p.undo, p.wrote, p.new = workshop.History{}, map[field]string{}, nil
	p.OnChanges(func(cs []crdt.Change, o workshop.Origin) {
		if o == workshop.Remote {
			return
		}
		for _, c := range cs {
			for to := range p.world.peers {
				if to != p.me && !p.world.cut[[2]int{p.me, to}] {
					p.world.wire = append(p.world.wire, packet{p.me, to, c.Bytes})
				}
			}
		}
	})
	<-p.Ready()
}

// lend takes the library away, so that what the person edits has to wait for it.
func (p *laptop) lend() {
	if p.away == nil {
		giveBack, err := p.Lend()
		require.NoError(p.world.t, err)
		p.away = sync.OnceFunc(giveBack)
		p.world.t.Cleanup(p.away)
	}
}

// handBack ends lend, and waits for whoever else has the library: every run of one seed
// then has the same edits wait.
func (p *laptop) handBack() {
	if p.away != nil {
		p.away()
		p.away = nil
	}
	require.NoError(p.world.t, p.Home())
}

// restart ends the program and starts it again; a crash loses what the disk has not.
func (p *laptop) restart(crash bool) {
	if crash {
		p.disk.crash()
	}
	if p.away != nil { // while the program is ending
		p.away()
		p.away = nil
	}
	p.stop()
	if crash {
		p.disk.crash()
	} else {
		p.flush()
	}
	p.start()
}

func (p *laptop) flush() {
	p.disk.flush()
	p.safe, p.new = append(p.safe, p.new...), nil
}

// compact stores the document, so that the next start is not from the journal alone.
func (p *laptop) compact(view bool) {
	p.handBack()
	p.flush()
	raw, vector, _, err := p.Save(context.Background())
	require.NoError(p.world.t, err)
	p.saved.Document, p.had = raw, vector
	p.saved.View, p.saved.ViewHeads = nil, nil
	if view {
		p.saved.View, p.saved.ViewHeads, err = p.View(context.Background())
		require.NoError(p.world.t, err)
	}
}

// do applies an op as the person at the laptop.
func (p *laptop) do(op workshop.Op) {
	diff, err := p.Apply(op)
	require.NoError(p.world.t, err)
	p.undo.Record("edit", diff)
	p.note(diff)
}

func (p *laptop) note(diff workshop.Diff) {
	for _, c := range diff {
		p.wrote[field{c.Ref, c.Field}] = c.After
		if c.Ref.Kind == workshop.KindNote && c.Field == workshop.FieldPlace && c.Before == "" {
			p.new = append(p.new, workshop.NoteID(c.Ref.ID))
		}
	}
}

// takeBack undoes or redoes, and checks that a single value is only touched if this
// person wrote it.
func (p *laptop) takeBack(redo bool) {
	step := p.undo.Undo
	if redo {
		step = p.undo.Redo
	}
	_, err := step(func(op workshop.Op) (workshop.Diff, error) {
		diff, err := p.ApplyAs(op, workshop.Undo)
		for _, c := range diff {
			if !workshop.IsText(c.Ref.Kind, c.Field) && c.Before != "" {
				require.Equal(p.world.t, p.wrote[field{c.Ref, c.Field}], c.Before, "undo of what a colleague wrote: %v", c)
			}
		}
		p.note(diff)
		return diff, err
	})
	require.NoError(p.world.t, err)
}

// edit draws one edit of what the person sees.
func (p *laptop) edit() {
	t, s := p.world.t, p.Snapshot()
	ids := func() []workshop.NoteID {
		var some []workshop.NoteID
		for range rapid.IntRange(1, 3).Draw(t, "how many") {
			some = append(some, note(rapid.IntRange(0, p.world.notes-1).Draw(t, "note")).ID)
		}
		slices.Sort(some)
		return slices.Compact(some)
	}
	words := rapid.SampledFrom([]string{"", "a", "wait ", "grüne 🙂 Welle", "no\nreply"})
	switch rapid.IntRange(0, 17).Draw(t, "edit") {
	default: // anything that people do
		p.do(workshoptest.OpBy(s, func(letter string) string {
			p.world.notes++
			return workshoptest.ID(letter, p.world.notes)
		}).Draw(t, "op"))
	case 0, 1:
		n := note(p.world.notes)
		p.world.notes++
		n.Text = words.Draw(t, "text")
		p.do(workshop.AddNotes{Notes: []workshop.Note{n}})
	case 2, 3:
		var op workshop.MoveNotes
		for _, id := range ids() {
			op.Moves = append(op.Moves, workshop.Move{Note: id, To: place(rapid.Float64Range(-50, 900).Draw(t, "x"), 5)})
		}
		p.do(op)
	case 4, 5:
		id := ids()[0]
		if n := s.Notes.Get(id); n != nil {
			p.do(workshop.EditText{Note: id, Base: n.Text, Text: typed(t, n.Text, words.Draw(t, "words"))})
		}
	case 6:
		p.do(workshop.DeleteNotes{Notes: ids()})
	case 7:
		p.do(workshop.Recolor{Notes: ids(), Color: rapid.SampledFrom(workshop.Colors()).Draw(t, "color")})
	case 8: // made by several at once
		p.do(workshop.Introduce{Person: workshop.Person{ID: workshop.PersonID(rapid.SampledFrom([]string{"p1", "p2", "p3", "p4", "p5"}).Draw(t, "person")), Name: fmt.Sprint("Person ", p.me), Function: words.Draw(t, "function")}})
	case 9:
		all := []workshop.CategoryID{"k1", "k2", "k3"}
		one := func() workshop.CategoryID { return rapid.SampledFrom(all).Draw(t, "category") }
		p.do(workshop.MakeCategory{Category: workshop.Category{ID: one(), Name: "Waiting", Color: workshop.CategoryHues()[p.me]}, Notes: ids()})
		p.do(workshop.MergeCategories{From: all[:rapid.IntRange(0, 2).Draw(t, "merged")], Into: one()})
	case 10:
		c := s.Canvases.Get("c1")
		p.do(workshop.Together{
			workshop.EditHeader{Canvas: "c1", Base: c.Header, Text: typed(t, c.Header, words.Draw(t, "words"))},
			workshop.Raise{Notes: ids()},
			workshop.Rename{Ref: workshop.StageID("s1").Ref(), Name: fmt.Sprint("Stage ", p.world.notes)},
		})
	case 11:
		p.takeBack(rapid.Bool().Draw(t, "redo"))
	}
}

// typed replaces some characters of a text.
func typed(t *rapid.T, text, words string) string {
	r := []rune(text)
	from := rapid.IntRange(0, len(r)).Draw(t, "from")
	to := rapid.IntRange(from, min(len(r), from+4)).Draw(t, "to")
	return string(r[:from]) + words + string(r[to:])
}

// deliver takes a packet off the wire, anyone of them; it may be lost or come twice.
func (w *world) deliver() {
	if len(w.wire) == 0 {
		return
	}
	i := rapid.IntRange(0, len(w.wire)-1).Draw(w.t, "packet")
	p := w.wire[i]
	fate := rapid.IntRange(0, 9).Draw(w.t, "fate")
	if fate != 1 {
		w.wire = append(w.wire[:i], w.wire[i+1:]...)
	}
	if fate == 0 || w.cut[[2]int{p.from, p.to}] {
		return
	}
	w.peers[p.to].handBack()
	_, err := w.peers[p.to].Receive(context.Background(), "a colleague", [][]byte{p.bytes})
	if err != nil {
		require.ErrorIs(w.t, err, crdt.ErrMissing)
		require.NotErrorIs(w.t, err, crdt.ErrRefused)
	}
	w.peers[p.to].handBack()
}

// settle mends everything and checks what must hold then.
func (w *world) settle() {
	var all []*crdt.Document
	for _, p := range w.peers {
		p.handBack()
		all = append(all, p.Document)
	}
	pullAll(w.t, all...)
	first := w.peers[0]
	for _, p := range w.peers {
		require.Equal(w.t, first.Heads(), p.Heads())
		require.Equal(w.t, first.Have(), p.Have())
		require.Empty(w.t, first.Snapshot().Differences(p.Snapshot(), 10))
		sound(w.t, p.Document)
		for _, author := range w.peers {
			for _, id := range author.safe {
				require.NotNil(w.t, p.Snapshot().Notes.Get(id), "note %s was on a disk and is gone", id)
			}
		}
	}
	raw, _, heads, err := first.Save(context.Background())
	require.NoError(w.t, err)
	plain, plainHeads, err := crdt.ReadDocument(raw)
	require.NoError(w.t, err)
	require.Equal(w.t, heads, plainHeads)
	require.Empty(w.t, first.Snapshot().Differences(plain, 10))
	for _, p := range w.peers {
		p.stop()
	}
}
