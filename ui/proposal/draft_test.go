package proposal_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/ui/proposal"
	"throughline.app/workshop"
)

// themes are notes of three kinds, and two that belong nowhere.
var themes = []string{
	"The engineer came without a date", "No date for the engineer visit", "Engineer date changed twice", "Tell me the engineer date early",
	"The bill has four lines nobody reads", "First bill is too high", "Explain the first bill", "Bill lines are a puzzle",
	"Status page says all is well in an outage", "Outage and no status page", "Say it on the status page before the outage is noticed", "Status page is always green",
	"Coffee in the showroom", "Thank the referrer",
}

type world struct {
	t    *testing.T
	snap *workshop.Snapshot
	ids  int
}

func newWorld(t *testing.T, texts []string) *world {
	w := &world{t: t, snap: &workshop.Snapshot{}}
	w.do(workshop.Begin{Title: "Test", Method: "lifecycle"})
	w.do(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "canvas", Title: "One", Kind: "lifecycle/canvas"},
		Stages: []workshop.Stage{{ID: "s0", Name: "Awareness", Order: "a"}}, Lanes: []workshop.Lane{{ID: "l0", Name: "Actions", Order: "a"}}})
	for i, text := range texts {
		w.write(i, text)
	}
	return w
}

func id(i int) workshop.NoteID { return workshop.NoteID(fmt.Sprintf("note%02d", i)) }

func (w *world) write(i int, text string) {
	w.do(workshop.AddNotes{Notes: []workshop.Note{{ID: id(i), Text: text, Color: workshop.Blue, Order: fmt.Sprintf("a%03d", i+100),
		Place: workshop.Place{Canvas: "canvas", Region: workshop.Region{Stage: "s0", Lane: "l0"}}}}})
}

func (w *world) do(op workshop.Op) workshop.Diff {
	w.t.Helper()
	d, err := op.Plan(w.snap)
	require.NoError(w.t, err)
	w.snap = w.snap.With(d)
	return d
}

func (w *world) ask(q proposal.Question) *proposal.Draft {
	w.t.Helper()
	a, err := q.Ask(context.Background(), w.snap, "canvas", nil)
	require.NoError(w.t, err)
	return proposal.NewDraft(a, func() string { w.ids++; return fmt.Sprintf("fresh%07d", w.ids) })
}

func (w *world) in(i int) string {
	if c := w.snap.CategoryOf(w.snap.Notes.Get(id(i))); c != nil {
		return c.Name
	}
	return ""
}

// three asks for three categories and returns them by one of their notes.
func (w *world) three() (*proposal.Draft, [3]*proposal.Group) {
	w.t.Helper()
	d := w.ask(proposal.Question{})
	d.Set(d.Answer.At(3))
	var g [3]*proposal.Group
	for i := range g {
		g[i], _ = d.Of(id(4 * i))
		require.NotNil(w.t, g[i], "theme %d of %v", i, d.Groups)
	}
	return d, g
}

func TestAcceptingIsWhatWasShown(t *testing.T) {
	w := newWorld(t, themes)
	d, g := w.three()
	require.NotEqual(t, g[0].ID, g[1].ID)
	require.NotEqual(t, g[0].Color, g[1].Color)
	require.NotEmpty(t, g[0].Shared)
	_, m := d.Of(id(1))
	require.NotEmpty(t, m.Reason.Closest)
	trial := w.snap.With(d.Trial("Unsorted"))
	require.Empty(t, w.in(0), "nothing is written")
	w.do(d.Op(nil))
	for i := range themes {
		was := trial.CategoryOf(trial.Notes.Get(id(i)))
		require.NotNil(t, was)
		if was.ID == workshop.Unsorted {
			require.Empty(t, w.in(i))
		} else {
			require.Equal(t, was.Name, w.in(i))
		}
	}
}

func TestWhatThePersonSaysOfADraftStays(t *testing.T) {
	w := newWorld(t, themes)
	d, g := w.three()
	bills := g[1].ID
	d.Rename(bills, "Bills people read")
	d.Put([]workshop.NoteID{id(12)}, bills)
	d.Put([]workshop.NoteID{id(5)}, "")
	_, _, most := d.Answer.Range()
	for k := 1; k <= most+3; k++ {
		d.Set(d.Answer.At(k))
		is := d.Group(bills)
		require.NotNil(t, is, "%d categories", k)
		require.Equal(t, "Bills people read", is.Name)
		at, m := d.Of(id(12))
		require.Equal(t, is, at)
		require.True(t, m.Put)
		at, _ = d.Of(id(5))
		require.Nil(t, at)
	}
	w.do(d.Op(nil))
	require.Equal(t, "Bills people read", w.in(12))
	require.Empty(t, w.in(5))
	require.True(t, w.snap.Category(bills).Named())

	again := w.ask(proposal.Question{})
	pile := again.Group(bills)
	require.NotNil(t, pile)
	require.True(t, pile.Person, "a category that a person named is not overwritten")
	again.Rename(bills, "Money")
	require.Equal(t, "Bills people read", again.Group(bills).Name)
	_, m := again.Of(id(12))
	require.True(t, m.Stays)
	again.Put([]workshop.NoteID{id(12)}, "")
	_, m = again.Of(id(12))
	require.True(t, m.Stays, "what a person put there is not moved by a proposal")
}

func TestASecondRunShowsTheDifference(t *testing.T) {
	w := newWorld(t, themes)
	d, g := w.three()
	engineer, bills := g[0].ID, g[1].ID
	w.do(d.Op(nil))
	again, _ := w.three()
	require.Empty(t, again.Gone)
	for _, g := range again.Groups {
		require.True(t, g.Same(), "%+v", g)
	}
	w.write(20, "Another engineer without a date")
	again, _ = w.three()
	require.Equal(t, 1, again.Group(engineer).Came)
	require.False(t, again.Group(engineer).Same())
	require.True(t, again.Group(bills).Same())

	again.Want(engineer, false)
	w.do(again.Op(nil))
	require.Empty(t, w.in(20), "it was not accepted")
	require.NotEmpty(t, w.in(0))

	words := w.ask(proposal.Question{Mode: proposal.Words, Words: []string{"engineer"}})
	var gone []workshop.CategoryID
	for _, g := range words.Gone {
		gone = append(gone, g.ID)
		require.Positive(t, g.Left)
	}
	require.Contains(t, gone, bills)
	words.Want(bills, false)
	before := w.in(4)
	w.do(words.Op(nil))
	require.Equal(t, before, w.in(4), "its end was not accepted")
	require.NotContains(t, w.snap.CategoryList(), w.snap.Category(g[2].ID), "its end was")
}

func TestPilesAreFilled(t *testing.T) {
	w := newWorld(t, themes)
	w.do(workshop.MakeCategory{Category: workshop.Category{ID: "pile0", Name: "Engineer"}, Notes: []workshop.NoteID{id(0), id(1)}})
	w.do(workshop.MakeCategory{Category: workshop.Category{ID: "pile1", Name: "Bill"}, Notes: []workshop.NoteID{id(4), id(5)}})
	d := w.ask(proposal.Question{Mode: proposal.Piles})
	require.Len(t, d.Groups, 2)
	for _, g := range d.Groups {
		require.True(t, g.Person)
		require.Positive(t, g.Came)
	}
	places := d.Places(id(8))
	require.NotNil(t, d.Unsorted)
	_ = places
	w.do(d.Op(nil))
	require.Equal(t, "Engineer", w.in(2))
	require.Equal(t, "Bill", w.in(7))
	require.Empty(t, w.in(9))
	require.Equal(t, "Engineer", w.in(0))
}

func TestACategoryThatIsKeptDoesNotEvenReceive(t *testing.T) {
	w := newWorld(t, themes)
	w.do(workshop.MakeCategory{Category: workshop.Category{ID: "engineer", Name: "Engineer"}, Notes: []workshop.NoteID{id(0), id(1)}})
	w.do(workshop.MakeCategory{Category: workshop.Category{ID: "bill", Name: "Bill"}, Notes: []workshop.NoteID{id(4), id(5)}})
	w.do(workshop.KeepCategory{Category: "bill", Kept: true})
	for _, mode := range []proposal.Mode{proposal.Likeness, proposal.Piles} {
		d := w.ask(proposal.Question{Mode: mode})
		bills := d.Group("bill")
		require.NotNil(t, bills, "it is told of")
		require.Len(t, bills.Members, 2)
		require.Greater(t, len(d.Group("engineer").Members), 2)
		require.Equal(t, workshop.CategoryID("bill"), d.Places(id(6))[0].Group, "a person may still put a note there")
		d.Put([]workshop.NoteID{id(6)}, "bill")
		before := w.snap
		w.do(d.Op(nil))
		require.Equal(t, "Bill", w.in(6))
		require.Empty(t, w.in(7))
		require.Equal(t, "Engineer", w.in(2))
		w.snap = before
	}

	// One that is kept while somebody looks is left alone, too.
	w.do(workshop.KeepCategory{Category: "bill"})
	d := w.ask(proposal.Question{Mode: proposal.Piles})
	late := d.Op(nil)
	w.do(workshop.KeepCategory{Category: "bill", Kept: true})
	d.Follow(w.snap)
	require.Len(t, d.Group("bill").Members, 2)
	w.do(late)
	require.Empty(t, w.in(7))
	require.Equal(t, "Engineer", w.in(2))
}

func TestTheWorkshopMovesOnMeanwhile(t *testing.T) {
	w := newWorld(t, themes)
	d, g := w.three()
	w.do(workshop.DeleteNotes{Notes: []workshop.NoteID{id(0)}})
	w.do(workshop.MakeCategory{Category: workshop.Category{ID: "theirs", Name: "Theirs"}, Notes: []workshop.NoteID{id(4)}})
	w.do(workshop.Lock{Notes: []workshop.NoteID{id(8)}, Locked: true})
	w.write(20, "One more engineer without a date")
	changed, fresh := d.Follow(w.snap)
	require.True(t, changed)
	require.True(t, fresh)
	for _, i := range []int{0, 4, 8} {
		at, _ := d.Of(id(i))
		require.Nil(t, at)
		for _, l := range d.Unsorted {
			require.NotEqual(t, id(i), l.Note)
		}
	}
	later, err := proposal.Question{}.Ask(context.Background(), w.snap, "canvas", nil)
	require.NoError(t, err)
	d.Later(later)
	places := d.Places(id(20))
	require.NotEmpty(t, places)
	require.Equal(t, g[0].ID, places[0].Group)
	_, fresh = d.Follow(w.snap)
	require.False(t, fresh)
	w.do(d.Op(nil))
	require.Equal(t, "Theirs", w.in(4))
	require.Empty(t, w.in(8))
}

func TestFewNotes(t *testing.T) {
	for _, texts := range [][]string{nil, {"one"}, {""}, {"", "", ""}, {"👍", "👍👍", "🎉"}, {"the", "and", "of"}} {
		w := newWorld(t, texts)
		d := w.ask(proposal.Question{})
		require.Empty(t, w.snap.With(d.Trial("Unsorted")).Differences(w.snap.With(d.Trial("Unsorted")), 1))
		require.Empty(t, d.Groups)
		require.Len(t, d.Unsorted, len(texts))
	}
}

// What the person put somewhere is an example when the question is asked again.
func TestCorrectionsAreExamples(t *testing.T) {
	w := newWorld(t, append([]string{"Zebra crossing", "Zebra stripes", "Zebra in the zoo"}, themes...))
	d := w.ask(proposal.Question{})
	d.Set(d.Answer.At(0))
	bills, _ := d.Of(id(7))
	require.NotNil(t, bills)
	d.Put([]workshop.NoteID{id(0)}, bills.ID)
	d.Rename(bills.ID, "Money and animals")
	again, err := proposal.Question{Pins: d.Pins()}.Ask(context.Background(), w.snap, "canvas", nil)
	require.NoError(t, err)
	next := proposal.NewDraft(again, func() string { w.ids++; return fmt.Sprintf("again%07d", w.ids) })
	next.GoOn(d)
	at, m := next.Of(id(0))
	require.NotNil(t, at)
	require.Equal(t, bills.ID, at.ID)
	require.Equal(t, "Money and animals", at.Name)
	require.True(t, m.Put)
	seen := map[workshop.NoteID]bool{}
	for _, g := range next.Groups {
		for _, m := range g.Members {
			require.False(t, seen[m.Note], "%s is in two groups", m.Note)
			seen[m.Note] = true
		}
	}
	for _, l := range next.Unsorted {
		require.False(t, seen[l.Note])
		seen[l.Note] = true
	}
	require.Len(t, seen, len(themes)+3)
}

// However a draft is treated, every note is in one place, and accepting agrees with what was
// shown.
func TestEveryNoteIsInOnePlace(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t, themes)
		d := w.ask(proposal.Question{Mode: rapid.SampledFrom([]proposal.Mode{proposal.Likeness, proposal.Color, proposal.Piles}).Draw(rt, "mode")})
		note := func(label string) workshop.NoteID { return id(rapid.IntRange(0, len(themes)-1).Draw(rt, label)) }
		group := func(label string) workshop.CategoryID {
			if len(d.Groups) == 0 {
				return ""
			}
			return rapid.SampledFrom(d.Groups).Draw(rt, label).ID
		}
		for range rapid.IntRange(0, 12).Draw(rt, "steps") {
			switch rapid.IntRange(0, 9).Draw(rt, "step") {
			case 0, 1:
				d.Set(d.Answer.At(rapid.IntRange(0, 6).Draw(rt, "k")))
			case 2:
				d.Put([]workshop.NoteID{note("put")}, group("into"))
			case 3:
				d.Put([]workshop.NoteID{note("out")}, "")
			case 4:
				d.Keep(group("kept"), rapid.Bool().Draw(rt, "keep"))
			case 5:
				d.Rename(group("renamed"), "Named")
			case 6:
				d.Want(group("wanted"), rapid.Bool().Draw(rt, "want"))
			case 7:
				w.do(workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID("c" + note("theirs")), Name: "Theirs"}, Notes: []workshop.NoteID{note("taken")}})
				d.Follow(w.snap)
			case 8:
				w.do(workshop.DeleteNotes{Notes: []workshop.NoteID{note("deleted")}})
				d.Follow(w.snap)
			case 9:
				w.do(d.Op(nil))
				d = w.ask(proposal.Question{})
			}
			seen := map[workshop.NoteID]int{}
			for _, g := range d.Groups {
				require.NotEmpty(rt, g.Name)
				require.NotEmpty(rt, g.ID)
				for _, m := range g.Members {
					seen[m.Note]++
				}
			}
			for _, l := range d.Unsorted {
				seen[l.Note]++
			}
			for n, times := range seen {
				require.Equal(rt, 1, times, "%s", n)
				require.NotNil(rt, d.Note(n), "%s is gone", n)
			}
		}
		shown := w.snap.With(d.Trial("Unsorted"))
		w.do(d.Op(nil))
		for n := range w.snap.Notes.All() {
			was, is := shown.CategoryOf(shown.Notes.Get(n)), w.snap.CategoryOf(w.snap.Notes.Get(n))
			if was != nil && was.ID == workshop.Unsorted {
				was = nil
			}
			require.Equal(rt, was == nil, is == nil)
			require.True(rt, was == nil || was.ID == is.ID && was.Name == is.Name)
		}
	})
}

// A note that somebody rewords while it is looked at stays where it is proposed, says so, and
// lies in no stack of what it said before; one that is unsorted is looked at again.
func TestAColleagueRewordsWhatIsLookedAt(t *testing.T) {
	w := newWorld(t, append(themes, "Explain the first bill!"))
	d, g := w.three()
	stack := d.Stack(id(6))
	require.Equal(t, []workshop.NoteID{id(6), id(14)}, stack)
	loose := d.Unsorted[0].Note
	w.do(workshop.EditText{Note: id(14), Base: "Explain the first bill!", Text: "Nobody rings back"})
	changed, fresh := d.Follow(w.snap)
	require.True(t, changed)
	require.False(t, fresh)
	at, m := d.Of(id(14))
	require.Equal(t, g[1].ID, at.ID)
	require.True(t, m.Reworded)
	_, m = d.Of(id(6))
	require.False(t, m.Reworded)
	require.Nil(t, d.Stack(id(6)))

	w.do(workshop.EditText{Note: loose, Base: w.snap.Notes.Get(loose).Text, Text: "Engineer came without a date again"})
	_, fresh = d.Follow(w.snap)
	require.True(t, fresh)
	later, err := proposal.Question{}.Ask(context.Background(), w.snap, "canvas", nil)
	require.NoError(t, err)
	d.Later(later)
	_, fresh = d.Follow(w.snap)
	require.False(t, fresh)
	require.Equal(t, g[0].ID, d.Places(loose)[0].Group)
}
