package crdt_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/crdt"
	"throughline.app/workshop"
)

// A table is people at laptops of their own who sort the same notes.
type table struct {
	t     *rapid.T
	seats []*seat
	made  int // ids so far

	added   map[workshop.NoteID]bool
	deleted map[workshop.NoteID]bool // by somebody, at some time
}

// A seat is one of these people.
type seat struct {
	*crdt.Document
	table *table
	me    workshop.PersonID
	steps workshop.History
}

// Three people propose, sort by hand, name, merge, lock, vote, decide and take back while what
// they do arrives whenever it likes. All see the same in the end; nothing that one did by hand
// is lost to a proposal that another accepted, or to that other's undo.
func TestPeopleSortTheSameNotes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := &table{t: t, added: map[workshop.NoteID]bool{}, deleted: map[workshop.NoteID]bool{}}
		seed := rapid.Uint64().Draw(t, "actors")
		for i := range 3 {
			d, stop := openAs(t, actorOf(seed, int64(i)), nil, crdt.Saved{})
			defer stop()
			<-d.Ready()
			b.seats = append(b.seats, &seat{Document: d, table: b, me: workshop.PersonID(fmt.Sprint("person", i))})
		}
		begin(t, b.seats[0].Document, 6)
		for id := range b.seats[0].Snapshot().Notes.All() {
			b.added[id] = true
		}
		for _, p := range b.seats {
			pull(t, b.seats[0].Document, p.Document)
		}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			p := rapid.SampledFrom(b.seats).Draw(t, "who")
			if rapid.IntRange(0, 2).Draw(t, "step") == 0 {
				from := rapid.SampledFrom(b.seats).Draw(t, "from")
				pull(t, from.Document, p.Document)
			} else {
				p.act()
			}
			holds(t, p.Snapshot())
		}
		b.agree()
		b.meet()
	})
}

// meet has one accept a proposal while another sorts by hand, names, and keeps: whatever the
// document makes of it, what was done by hand stands, also when the proposal is taken back.
func (b *table) meet() {
	t, one, other := b.t, b.seats[0], b.seats[1]
	if rapid.Bool().Draw(t, "other way round") {
		one, other = other, one
	}
	s := one.Snapshot()
	var notes []workshop.NoteID
	for _, n := range s.NoteList("c1") {
		if !n.Locked() {
			notes = append(notes, n.ID)
		}
	}
	slices.Sort(notes)
	if len(notes) == 0 {
		return
	}
	var put []workshop.NoteID
	into := workshop.CategoryID(other.fresh("k"))
	other.do("make", workshop.MakeCategory{Category: workshop.Category{ID: into, Name: "By hand"}, By: other.me})
	for range rapid.IntRange(0, 8).Draw(t, "behind") { // whose words the document keeps
		other.do("text", workshop.EditText{Note: notes[0], Base: s.Notes.Get(notes[0]).Text, Text: fmt.Sprint(b.made, " ", len(put))})
		b.made++
	}
	for _, id := range rapid.SliceOfNDistinct(rapid.SampledFrom(notes), 1, min(3, len(notes)), rapid.ID[workshop.NoteID]).Draw(t, "put") {
		if categoryID(other.Snapshot(), s.Notes.Get(id)) != into {
			put = append(put, id)
		}
	}
	other.do("join", workshop.JoinCategory{Category: into, Notes: put, By: other.me})
	var named, kept workshop.CategoryID
	for _, c := range s.CategoryList() {
		if c.Open() && named == "" {
			named = c.ID
			other.do("rename", workshop.Rename{Ref: c.ID.Ref(), Name: "Named by hand"})
		} else if c.Open() && kept == "" {
			kept = c.ID
			other.do("keep", workshop.KeepCategory{Category: c.ID, Kept: true})
		}
	}
	steps := one.steps.CanUndo()
	op := one.propose(notes)
	for i := range op.Categories { // a name that somebody gives is a person's word too
		op.Categories[i].Own = ""
		if c := s.Category(op.Categories[i].ID); c != nil {
			op.Categories[i].Name = c.Name
		}
	}
	one.do("accept", op)
	b.agree()
	stands := func() {
		for _, p := range b.seats {
			now := p.Snapshot()
			for _, id := range put {
				require.Equal(t, into, categoryID(now, now.Notes.Get(id)), "%s was put there by hand", id)
				require.False(t, now.MaySort(now.Notes.Get(id)), "%s is a person's to say", id)
			}
			for _, id := range []workshop.CategoryID{named, kept} {
				if id != "" {
					require.Contains(t, now.CategoryList(), now.Category(id), "%s was named, or to be kept", id)
				}
			}
		}
	}
	stands()
	if label := one.steps.CanUndo(); label == "accept" && steps != "accept" {
		one.takeBack(false)
		b.agree()
		stands()
	}
}

// agree brings all together and checks what must be so then.
func (b *table) agree() {
	var all []*crdt.Document
	for _, p := range b.seats {
		all = append(all, p.Document)
	}
	pullAll(b.t, all...)
	first := b.seats[0].Snapshot()
	for _, p := range b.seats {
		s := p.Snapshot()
		require.Equal(b.t, all[0].Heads(), p.Heads())
		require.Empty(b.t, first.Differences(s, 10))
		require.Equal(b.t, sorting(first), sorting(s))
		sound(b.t, p.Document)
		holds(b.t, s)
		for id := range b.added {
			n := s.Notes.Get(id)
			require.NotNil(b.t, n)
			require.True(b.t, !n.Deleted() || b.deleted[id], "%s is gone, and nobody deleted it", id)
		}
	}
}

// sorting is what a person sees of categories, issues, votes and marks.
func sorting(s *workshop.Snapshot) string {
	var w strings.Builder
	for _, c := range s.CategoryList() {
		fmt.Fprintln(&w, c.ID, c.Name, c.Color, s.IssueFor(c.ID))
		for _, n := range s.Members(c.ID, "c1") {
			fmt.Fprintln(&w, n.ID, s.Contested(n), s.MaySort(n))
		}
	}
	dots := s.DotCounts("")
	for _, n := range s.NoteList("c1") {
		fmt.Fprintln(&w, n.ID, dots[n.ID])
	}
	return w.String() + fmt.Sprint(s.Meta.Same())
}

// holds checks what is so at every moment on every laptop.
func holds(t *rapid.T, s *workshop.Snapshot) {
	list := s.CategoryList()
	for _, c := range list {
		require.NotEmpty(t, c.Name)
		require.False(t, c.Gone)
		require.True(t, !c.Open() || len(everyNote(s, c)) > 0, "%s is only proposed, and empty", c.ID)
	}
	for _, n := range s.Notes.All() {
		if c := s.CategoryOf(n); c != nil && !n.Deleted() {
			require.Contains(t, list, c, "%s is in a category that is not there", n.ID)
		}
	}
	for _, is := range s.Issues.All() {
		require.True(t, is.Of != "" || is.Notes.Len() > 0, "issue %s is about nothing", is.ID)
	}
	for _, a := range s.AnswerTable.All() {
		require.True(t, a.Value == "" || a.Poll != "" && a.About != "" && a.Person != "", "dots of nobody, or on nothing")
	}
}

func everyNote(s *workshop.Snapshot, c *workshop.Category) (ids []workshop.NoteID) {
	for id, n := range s.Notes.All() {
		if !n.Deleted() && s.CategoryOf(n) == c {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

func (p *seat) fresh(letter string) string {
	p.table.made++
	return fmt.Sprintf("%s%s%05d", letter, p.me, p.table.made)
}

// act draws one thing that the person does.
func (p *seat) act() {
	t, s := p.table.t, p.Snapshot()
	var notes []workshop.NoteID
	for _, n := range s.NoteList("c1") {
		notes = append(notes, n.ID)
	}
	slices.Sort(notes)
	if len(notes) == 0 {
		p.write()
		return
	}
	some := rapid.SliceOfNDistinct(rapid.SampledFrom(notes), 1, min(3, len(notes)), rapid.ID[workshop.NoteID])
	var there []workshop.CategoryID
	for _, c := range s.CategoryList() {
		there = append(there, c.ID)
	}
	one := func(label string) workshop.CategoryID {
		if len(there) == 0 {
			return ""
		}
		return rapid.SampledFrom(there).Draw(t, label)
	}
	name := rapid.SampledFrom([]string{"Waiting", "Bills", "Dates", "Trust"})
	switch rapid.IntRange(0, 20).Draw(t, "act") {
	default:
		p.do("accept", p.propose(notes))
	case 0:
		p.write()
	case 1:
		n := s.Notes.Get(notes[0])
		p.do("text", workshop.EditText{Note: n.ID, Base: n.Text, Text: n.Text + " again"})
	case 2:
		ids := some.Draw(t, "deleted")
		for _, id := range ids {
			p.table.deleted[id] = true
		}
		p.do("delete", workshop.DeleteNotes{Notes: ids})
	case 3:
		p.do("lock", workshop.Lock{Notes: some.Draw(t, "locked"), Locked: rapid.Bool().Draw(t, "lock")})
	case 4:
		p.do("make", workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(p.fresh("k")), Name: name.Draw(t, "name")}, Notes: some.Draw(t, "notes"), By: p.me})
	case 5, 6, 7:
		p.do("join", workshop.JoinCategory{Category: one("into"), Notes: some.Draw(t, "notes"), By: p.me})
	case 8:
		p.do("leave", workshop.JoinCategory{Notes: some.Draw(t, "notes"), By: p.me})
	case 9:
		p.do("rename", workshop.Rename{Ref: one("renamed").Ref(), Name: name.Draw(t, "name")})
	case 10:
		p.do("merge", workshop.MergeCategories{From: []workshop.CategoryID{one("from")}, Into: one("into")})
	case 11:
		p.do("keep", workshop.KeepCategory{Category: one("kept"), Kept: rapid.Bool().Draw(t, "keep")})
	case 12:
		p.do("dissolve", workshop.DissolveCategory{Category: one("dissolved")})
	case 13:
		p.do("decide", workshop.DecideIssue{Category: one("issue"), Notes: some.Draw(t, "evidence"), Name: "Nobody owns it",
			State: rapid.SampledFrom([]workshop.IssueState{"", workshop.Confirmed, workshop.Dismissed}).Draw(t, "state")})
	case 14:
		for _, is := range s.IssueList() {
			p.do("own", workshop.OwnIssue{Issue: is.ID, Owner: string(p.me), Second: "Network"})
		}
	case 15:
		// The same person may sit at two laptops.
		who := rapid.SampledFrom(p.table.seats).Draw(t, "whose").me
		p.do("dots", workshop.PutDots{Notes: some.Draw(t, "dotted"), Person: who, By: rapid.IntRange(-2, 3).Draw(t, "by")})
	case 16:
		set := [][]string{{"cash", "money"}}
		p.do("same", rapid.SampledFrom([]workshop.Op{workshop.TreatAsSame{Add: set}, workshop.TreatAsSame{Remove: set}}).Draw(t, "same"))
	case 17, 18:
		p.takeBack(rapid.IntRange(0, 3).Draw(t, "redo") == 0)
	}
}

func (p *seat) write() {
	n := note(1000 + p.table.made)
	n.ID = workshop.NoteID(p.fresh("n"))
	p.table.added[n.ID] = true
	p.do("write", workshop.AddNotes{Notes: []workshop.Note{n}})
}

func (p *seat) do(label string, op workshop.Op) {
	s := p.Snapshot()
	if _, err := op.Plan(s); err != nil && label != "accept" { // as an issue of notes without a category
		return
	}
	d, err := p.Apply(op)
	require.NoError(p.table.t, err)
	p.steps.Record(label, d)
	if label == "accept" {
		untouched(p.table.t, s, p.Snapshot())
	}
}

// propose draws what a person accepts: categories of the notes, old ones gone on with.
func (p *seat) propose(notes []workshop.NoteID) workshop.AcceptProposal {
	t, s := p.table.t, p.Snapshot()
	var op workshop.AcceptProposal
	var open []workshop.CategoryID
	for _, c := range s.CategoryList() {
		if c.Open() {
			open = append(open, c.ID)
		}
	}
	for range rapid.IntRange(1, 2).Draw(t, "categories") {
		c := workshop.ProposedCategory{ID: workshop.CategoryID(p.fresh("k")), Name: rapid.SampledFrom([]string{"Waiting", "Bills", "Dates"}).Draw(t, "proposed"), Whole: rapid.Bool().Draw(t, "whole")}
		if len(open) > 0 && rapid.Bool().Draw(t, "goes on") {
			c.ID, open = open[0], open[1:]
		}
		if rapid.IntRange(0, 5).Draw(t, "own name") == 0 {
			c.Own = "What we wait for"
		}
		for _, id := range notes {
			if rapid.Bool().Draw(t, "in") {
				c.Notes = append(c.Notes, id)
			}
		}
		op.Categories = append(op.Categories, c)
	}
	if rapid.Bool().Draw(t, "ends") {
		op.Dissolve = open
	}
	if rapid.IntRange(0, 3).Draw(t, "arranges") == 0 {
		for i, id := range notes {
			op.Moves = append(op.Moves, workshop.Move{Note: id, To: place(float64(i)*120, 700)})
		}
	}
	return op
}

// untouched checks that accepting a proposal left alone what people had said.
func untouched(t *rapid.T, before, after *workshop.Snapshot) {
	for id, n := range before.Notes.All() {
		if !before.MaySort(n) && !n.Deleted() {
			require.Equal(t, categoryID(before, n), categoryID(after, after.Notes.Get(id)), "%s was a person's to say", id)
		}
		if n.Locked() {
			require.Equal(t, n.Place, after.Notes.Get(id).Place)
		}
	}
	for id, c := range before.Categories.All() {
		if !c.Open() {
			require.Equal(t, *c, *after.Categories.Get(id))
		}
	}
}

func categoryID(s *workshop.Snapshot, n *workshop.Note) workshop.CategoryID {
	if c := s.CategoryOf(n); c != nil {
		return c.ID
	}
	return ""
}

// takeBack undoes or redoes, and checks that nobody else's work goes with it.
func (p *seat) takeBack(redo bool) {
	label, step := p.steps.CanUndo(), p.steps.Undo
	if redo {
		label, step = p.steps.CanRedo(), p.steps.Redo
	}
	before := p.Snapshot()
	var mine workshop.Diff
	_, err := step(func(op workshop.Op) (workshop.Diff, error) {
		mine = op.(workshop.Revert).Diff
		return p.ApplyAs(op, workshop.Undo)
	})
	require.NoError(p.table.t, err)
	if label == "accept" && !redo {
		p.others(mine, before, p.Snapshot())
	}
	for id, n := range p.Snapshot().Notes.All() {
		if n.Deleted() {
			p.table.deleted[id] = true // one's own note, or a deletion that is redone
		}
	}
}

// others checks that undoing an accepted proposal took nothing away that it did not bring.
func (p *seat) others(mine workshop.Diff, before, after *workshop.Snapshot) {
	t := p.table.t
	wrote := map[field]string{}
	for _, c := range mine {
		wrote[field{c.Ref, c.Field}] = c.After
	}
	for _, c := range before.Differences(after, 10_000) {
		was, is := wrote[field{c.Ref, c.Field}]
		buried := c.Ref.Kind == workshop.KindCategory && c.Field == workshop.FieldGone
		require.True(t, is && was == c.Before || buried, "undo took %v", c)
	}
	for id, n := range before.Notes.All() {
		m := after.Notes.Get(id)
		require.Equal(t, n.Text, m.Text)
		require.Equal(t, n.Deleted(), m.Deleted())
		at := before.CategoryOf(n)
		if at == nil || n.Deleted() {
			continue
		}
		for _, other := range p.table.seats {
			word := n.Put.Get(workshop.TextHash(string(other.me)))
			into, _, _ := strings.Cut(word, "/")
			_, proposed := wrote[field{id.Ref(), workshop.FieldCategory}]
			if into != "" && other != p && before.Category(workshop.CategoryID(into)) == at && (!proposed || !before.MaySort(n)) {
				require.Equal(t, at.ID, categoryID(after, m), "%s put %s there", other.me, id)
			}
		}
	}
	for _, c := range before.CategoryList() {
		name, is := wrote[field{c.ID.Ref(), workshop.FieldName}]
		if !is || name != c.Name || c.Kept {
			require.NotNil(t, after.Category(c.ID), "%s was named, or kept", c.ID)
		}
	}
	require.Equal(t, before.DotCounts(""), after.DotCounts(""))
}
