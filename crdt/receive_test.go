package crdt_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/crdt"
	"throughline.app/crdt/format"
	"throughline.app/workshop"
)

// pair opens two laptops with the same n notes.
func pair(t *testing.T, n int) (a, b *crdt.Document) {
	a, _ = open(t, nil, crdt.Saved{})
	b, _ = open(t, nil, crdt.Saved{})
	begin(t, a, n)
	pull(t, a, b)
	return a, b
}

func exchange(t *testing.T, a, b *crdt.Document) {
	pull(t, a, b)
	pull(t, b, a)
	require.Equal(t, a.Heads(), b.Heads())
	require.Empty(t, a.Snapshot().Differences(b.Snapshot(), 10))
	sound(t, a)
	sound(t, b)
}

func TestChangesOutOfOrderWaitForEachOther(t *testing.T) {
	a, b := pair(t, 2)
	before := b.Have()
	for i := range 50 {
		apply(t, a, workshop.AddNotes{Notes: []workshop.Note{note(100 + i)}})
	}
	changes, err := a.Since(before, 1<<20)
	require.NoError(t, err)
	require.Len(t, changes, 50)
	slices.Reverse(changes)
	ctx := context.Background()
	updates := 0
	b.Subscribe(func(workshop.Update) { updates++ })
	for _, c := range changes[:49] {
		got, err := b.Receive(ctx, "a", [][]byte{c.Bytes})
		require.ErrorIs(t, err, crdt.ErrMissing)
		require.Equal(t, crdt.Received{Waiting: 1}, got)
	}
	require.Equal(t, before, b.Have())
	require.Zero(t, updates)
	got, err := b.Receive(ctx, "a", [][]byte{changes[49].Bytes})
	require.NoError(t, err)
	require.Equal(t, 50, got.Taken)
	require.Len(t, got.Notes, 50)
	require.Equal(t, 1, updates)
	exchange(t, a, b)

	again, err := b.Receive(ctx, "a", bytesOf(changes))
	require.NoError(t, err)
	require.Zero(t, again)

	// All at once, in the wrong order, is no trouble either.
	c, _ := open(t, nil, crdt.Saved{})
	all, err := a.Since(nil, 1<<20)
	require.NoError(t, err)
	slices.Reverse(all)
	got, err = c.Receive(ctx, "a", bytesOf(all))
	require.NoError(t, err)
	require.Equal(t, len(all), got.Taken)
	exchange(t, a, c)
}

func TestWhatWaitsIsBounded(t *testing.T) {
	a, _ := open(t, nil, crdt.Saved{})
	begin(t, a, 30)
	all, err := a.Since(nil, 1<<20)
	require.NoError(t, err)
	b, err := crdt.Open(crdt.Options{Actor: actor(), MaxWaiting: 10}, crdt.Saved{})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go b.Run(ctx)
	got, err := b.Receive(ctx, "a", bytesOf(all[1:]))
	require.ErrorIs(t, err, crdt.ErrMissing)
	require.Equal(t, 5, got.Waiting)
	got, err = b.Receive(ctx, "b", bytesOf(all[10:]))
	require.ErrorIs(t, err, crdt.ErrMissing)
	require.Equal(t, 5, got.Waiting)
	got, err = b.Receive(ctx, "a", bytesOf(all[:1]))
	require.NoError(t, err)
	require.Equal(t, 6, got.Taken)
	pull(t, a, b)
	require.Equal(t, a.Heads(), b.Heads())
}

func TestOneRefusedChangeDoesNotKeepTheOthersOut(t *testing.T) {
	a, b := pair(t, 3)
	for i := range 3 {
		apply(t, a, workshop.Recolor{Notes: []workshop.NoteID{note(i).ID}, Color: workshop.Green})
	}
	changes, err := a.Since(b.Have(), 1<<20)
	require.NoError(t, err)
	bad := slices.Clone(changes[0].Bytes)
	bad[len(bad)-1] ^= 1
	got, err := b.Receive(context.Background(), "Ann's laptop", [][]byte{bad, changes[0].Bytes, []byte("?"), changes[1].Bytes})
	require.ErrorIs(t, err, crdt.ErrRefused)
	require.ErrorContains(t, err, "Ann's laptop")
	require.NotErrorIs(t, err, crdt.ErrMissing)
	require.Equal(t, 2, got.Taken)
	exchange(t, a, b)
}

// strict takes nothing that Mallory sent.
type strict struct{}

func (strict) Whole(string, []*format.Change) error { return nil }

func (strict) May(from string, _ *format.Change, _ []string) error {
	if from == "Mallory" {
		return crdt.ErrRefused
	}
	return nil
}

func (strict) Passable(changes []crdt.Change) (all []int) {
	for i := range changes {
		all = append(all, i)
	}
	return all
}

func (strict) Forked(string, *format.Change, format.Hash) error { return crdt.ErrMissing }

// What had to wait is judged when it comes free. Whoever set it free did not send it.
func TestWhoSetsFreeWhatIsRefusedIsNotBlamed(t *testing.T) {
	a, _ := open(t, nil, crdt.Saved{})
	begin(t, a, 3)
	all, err := a.Since(nil, 1<<20)
	require.NoError(t, err)
	var log bytes.Buffer
	b, err := crdt.Open(crdt.Options{Actor: actor(), Keeper: strict{}, Log: slog.New(slog.NewTextHandler(&log, nil))}, crdt.Saved{})
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- b.Run(ctx) }()
	last := len(all) - 1
	_, err = b.Receive(ctx, "Mallory", [][]byte{all[last].Bytes})
	require.ErrorIs(t, err, crdt.ErrMissing)
	got, err := b.Receive(ctx, "Ann", bytesOf(all[:last]))
	require.NoError(t, err)
	require.Equal(t, last, got.Taken)
	_, err = b.Receive(ctx, "Mallory", [][]byte{all[last].Bytes})
	require.ErrorIs(t, err, crdt.ErrRefused, "it is not kept waiting, and whoever sends it at its time is to blame")
	_, err = b.Receive(ctx, "Ann", bytesOf(all[last:]))
	require.NoError(t, err)
	require.Equal(t, a.Heads(), b.Heads())
	cancel()
	<-ended
	require.Contains(t, log.String(), "id=Mallory")
	require.NotContains(t, log.String(), "Ann")
}

func TestEditWinsOverDelete(t *testing.T) {
	a, b := pair(t, 2)
	n := note(1)
	apply(t, a, workshop.DeleteNotes{Notes: []workshop.NoteID{n.ID}})
	require.True(t, a.Snapshot().Notes.Get(n.ID).Deleted())
	apply(t, b, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + "!"})
	exchange(t, a, b)
	require.False(t, a.Snapshot().Notes.Get(n.ID).Deleted())
	require.True(t, a.Snapshot().Notes.Get(n.ID).Rescued())
}

func TestTextsMergeAndPlacesDoNot(t *testing.T) {
	a, b := pair(t, 1)
	n := note(0)
	apply(t, a, workshop.EditText{Note: n.ID, Base: n.Text, Text: "🙂 " + n.Text})
	apply(t, b, workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + " (ä)"})
	apply(t, a, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: place(1, 2)}}})
	apply(t, b, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: place(3, 4)}}})
	exchange(t, a, b)
	require.Equal(t, "🙂 "+n.Text+" (ä)", a.Snapshot().Notes.Get(n.ID).Text)
	require.Contains(t, []workshop.Place{place(1, 2), place(3, 4)}, a.Snapshot().Notes.Get(n.ID).Place)
}

func TestTheSamePersonMadeTwice(t *testing.T) {
	for _, names := range [][2]string{{"Ann", "Bob"}, {"Bob", "Ann"}} {
		a, b := pair(t, 1)
		apply(t, a, workshop.Introduce{Person: workshop.Person{ID: "p7", Name: names[0], Function: "Sales"}})
		apply(t, b, workshop.Introduce{Person: workshop.Person{ID: "p7", Name: names[1], Hue: "#336699"}})
		exchange(t, a, b)
		p := *a.Snapshot().People.Get("p7")
		require.Contains(t, []workshop.Person{
			{ID: "p7", Name: names[0], Function: "Sales"}, {ID: "p7", Name: names[1], Hue: "#336699"},
		}, p)
		apply(t, b, workshop.Introduce{Person: workshop.Person{ID: "p7", Name: "Carol"}})
		exchange(t, a, b)
		require.Equal(t, "Carol", a.Snapshot().AuthorName("p7"))
	}
}

func TestUndoLeavesAColleaguesWorkAlone(t *testing.T) {
	a, b := pair(t, 2)
	var mine workshop.History
	n := note(0)
	mine.Record("move", apply(t, a, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: place(9, 9)}, {Note: note(1).ID, To: place(8, 8)}}}))
	exchange(t, a, b)
	apply(t, b, workshop.MoveNotes{Moves: []workshop.Move{{Note: n.ID, To: place(50, 50)}}})
	exchange(t, a, b)
	var origins []workshop.Origin
	a.Subscribe(func(u workshop.Update) { origins = append(origins, u.Origin) })
	done, err := mine.Undo(func(op workshop.Op) (workshop.Diff, error) { return a.ApplyAs(op, workshop.Undo) })
	require.NoError(t, err)
	require.True(t, done)
	require.Equal(t, []workshop.Origin{workshop.Undo}, origins)
	exchange(t, a, b)
	require.Equal(t, place(50, 50), b.Snapshot().Notes.Get(n.ID).Place)
	require.Equal(t, note(1).Place, b.Snapshot().Notes.Get(note(1).ID).Place)
}

func TestALargeImportIsOneDiffAndSeveralChanges(t *testing.T) {
	a, b := pair(t, 0)
	var op workshop.AddNotes
	for i := range 600 {
		n := note(i)
		n.Text = strings.Repeat(fmt.Sprintf("%d wörter ", i), 12)
		op.Notes = append(op.Notes, n)
	}
	var updates []workshop.Update
	a.Subscribe(func(u workshop.Update) { updates = append(updates, u) })
	before := a.Have()[a.Actor()]
	diff := apply(t, a, op)
	require.Len(t, diff.Notes(), 600)
	require.Len(t, updates, 1)
	require.Greater(t, a.Have()[a.Actor()], before+1)
	exchange(t, a, b)

	var huge workshop.AddNotes
	for i := range 30 {
		n := note(1_000 + i)
		n.Text = strings.Repeat("🙂", workshop.MaxText)
		huge.Notes = append(huge.Notes, n)
	}
	apply(t, a, huge)
	exchange(t, a, b)
}

func TestWhatPeersWouldRefuseIsNotWritten(t *testing.T) {
	d, _ := open(t, nil, crdt.Saved{})
	begin(t, d, 1)
	heads := d.Heads()
	for _, bad := range []workshop.Change{
		{Ref: note(0).ID.Ref(), Field: "kind", After: strings.Repeat("x", workshop.MaxField+1)},
		{Ref: note(0).ID.Ref(), Field: "kind", After: "\xff"},
		{Ref: note(0).ID.Ref(), Field: "Kind", After: "x"},
		{Ref: workshop.Ref{Kind: "note", ID: "a/b"}, Field: "kind", After: "x"},
		{Ref: note(0).ID.Ref(), Field: "text", After: strings.Repeat("x", workshop.MaxText+1)},
	} {
		_, err := d.Apply(raw{bad})
		require.ErrorIs(t, err, workshop.ErrInvalid)
	}
	require.Equal(t, heads, d.Heads())
	require.Equal(t, 0, d.Unsaved())
}

type raw workshop.Diff

func (r raw) Plan(*workshop.Snapshot) (workshop.Diff, error) { return workshop.Diff(r), nil }

// A journal that refuses is offered the changes again with the next ones, in order.
func TestTheJournalsRefusalIsNotTheEnd(t *testing.T) {
	j := &grumpy{refuse: 2}
	d, _ := open(t, j, crdt.Saved{})
	<-d.Ready()
	saved := make(chan struct{}, 8)
	d.OnSaved(func() { saved <- struct{}{} })
	apply(t, d, workshop.Begin{Title: "Tariffs"})
	apply(t, d, canvas)
	require.Equal(t, 2, d.Unsaved())
	apply(t, d, workshop.AddNotes{Notes: []workshop.Note{note(1)}})
	<-saved
	require.Equal(t, 0, d.Unsaved())
	all, err := d.Since(nil, 1<<20)
	require.NoError(t, err)
	require.Equal(t, bytesOf(all), j.kept)
}

type grumpy struct {
	refuse int
	kept   [][]byte
}

func (j *grumpy) Append(changes []crdt.Change, done func(error)) {
	if j.refuse > 0 {
		j.refuse--
		done(errors.New("no"))
		return
	}
	j.kept = append(j.kept, bytesOf(changes)...)
	done(nil)
}

func TestALibraryThatFailsHalfwayLeavesNoDifference(t *testing.T) {
	var kept journal
	a, _ := open(t, &kept, crdt.Saved{})
	begin(t, a, 20)
	cause := errors.New("out of memory")
	heads := a.Heads()
	c := workshop.Change{Ref: note(3).ID.Ref(), Field: "color", Before: "yellow", After: "blue"}
	require.ErrorIs(t, a.FailHalfway(c, cause), cause)
	sound(t, a)
	require.Equal(t, heads, a.Heads())
	require.Equal(t, workshop.Yellow, a.Snapshot().Notes.Get(note(3).ID).Color)
	apply(t, a, workshop.Recolor{Notes: []workshop.NoteID{note(4).ID}, Color: workshop.Green})
	b, _ := open(t, nil, crdt.Saved{Changes: kept.stored()})
	exchange(t, a, b)
	apply(t, b, workshop.Recolor{Notes: []workshop.NoteID{note(5).ID}, Color: workshop.Green})
	exchange(t, a, b)
}

// Three changes of one author, each waiting at another laptop for the one before it: what
// comes free is passed on until all have all of it, however long that takes.
func TestWhatWaitedComesFreeOneByOne(t *testing.T) {
	author, _ := open(t, nil, crdt.Saved{})
	begin(t, author, 1)
	var all []*crdt.Document
	for range 3 {
		d, _ := open(t, nil, crdt.Saved{})
		pull(t, author, d)
		all = append(all, d)
	}
	before := author.Have()
	for _, c := range workshop.Colors()[1:4] {
		apply(t, author, workshop.Recolor{Notes: []workshop.NoteID{note(0).ID}, Color: c})
	}
	chain, err := author.Since(before, 1<<20)
	require.NoError(t, err)
	require.Len(t, chain, 3)
	for i, c := range chain { // the author then crashes, and nobody has all three
		_, err := all[2-i].Receive(context.Background(), "a colleague", [][]byte{c.Bytes})
		if i > 0 {
			require.ErrorIs(t, err, crdt.ErrMissing)
		}
	}
	pullAll(t, all...)
	for _, d := range all {
		require.Equal(t, author.Heads(), d.Heads())
		sound(t, d)
	}
}
