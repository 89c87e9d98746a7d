package main

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/ui/search"
	"throughline.app/workshop"
)

// S-05 on the sample: who the customers are, what they said and where, whose note each is; and
// the map as one of them sees it.
func TestWalkPersonasAndTheirVoice(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	tourOf(t, dir, id, func(w *tour) {
		people := w.canvas("personas")
		w.write(people, "People", "personas", "Office manager", "role", "orders what five people need")
		w.write(people, "People", "personas", "Owner of a bakery")
		w.write(people, "People", "voices", "“Nobody called me back”", "persona", "Office manager", "source", "Call of 3 May", "evidence", "staff heard")
		waits, moves := w.note("Waits for three").ID, w.note("Moves office").ID
		w.say(waits, "quote", "Three boxes, three days off", "source", "Survey of June")
		w.do(workshop.TypedValues{Notes: []workshop.NoteID{waits, moves}, Key: "persona", Add: []string{"Office manager"}})
		w.do(workshop.TypedValues{Notes: []workshop.NoteID{moves}, Key: "persona", Add: []string{"Owner of a bakery"}})

		now := w.r.Snapshot()
		var all []workshop.NoteID
		for _, n := range now.Notes.All() {
			all = append(all, n.ID)
		}
		index := search.New(nil, now, all, func(*workshop.Note) workshop.StageID { return "" })
		lens := func(who string) (texts []string) {
			for _, n := range index.Find(search.Term("persona", who)) {
				texts = append(texts, now.Notes.Get(n).Text)
			}
			slices.Sort(texts)
			return texts
		}
		require.Equal(t, []string{"Moves office, dreads telling us", "Waits for three deliveries", "“Nobody called me back”"}, lens("Office manager"))
		require.Equal(t, []string{"Moves office, dreads telling us"}, lens("Owner of a bakery"))
	})
	s := shown(t, dir, id)
	card, fields := said(t, s, "Waits for three deliveries")
	require.Equal(t, "action", card)
	require.Equal(t, map[string]string{"persona": "Office manager", "quote": "Three boxes, three days off", "source": "Survey of June"}, fields)
	card, fields = said(t, s, "“Nobody called me back”")
	require.Equal(t, "voice", card)
	require.Equal(t, "staff heard", fields["evidence"])
	_, fields = said(t, s, "Moves office, dreads telling us")
	require.Equal(t, "Office manager|Owner of a bakery", fields["persona"])
	pictured(t, dir, id, "Personas")
	pictured(t, dir, id, "Customer lifecycle")
}

// S-06 on the sample: where it starts and ends for the customer, and for us; what lies between
// is found, lights up and is drawn.
func TestWalkOutsideIn(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	require.Len(t, shown(t, dir, id).Brackets, 2, "as the sample comes")
	tourOf(t, dir, id, func(w *tour) {
		for _, who := range workshop.BracketViews() {
			w.do(workshop.SetBracket{Canvas: w.canvas("canvas"), Who: who})
		}
	})
	s := shown(t, dir, id)
	require.Empty(t, s.Brackets)
	require.Empty(t, asks(s, "blind-start"))
	plainWidth, plain := pictured(t, dir, id, "Customer lifecycle")
	tourOf(t, dir, id, func(w *tour) {
		c := w.canvas("canvas")
		stage := func(name string) workshop.StageID { return w.stage(c, name).ID }
		w.do(workshop.SetBracket{Canvas: c, Who: workshop.BracketOurs, From: stage("Acquisition"), To: stage("Retention")})
		w.do(workshop.SetBracket{Canvas: c, Who: workshop.BracketCustomer, From: stage("Awareness"), To: stage("Advocacy")})
	})
	s = shown(t, dir, id)
	require.Equal(t, []string{"We think it starts at Acquisition. Customers start one stage earlier: Awareness."}, asks(s, "blind-start"))
	require.Equal(t, []string{"For us it ends at Retention. Customers go on for one stage: Advocacy."}, asks(s, "blind-end"))
	require.Equal(t, []string{"Awareness", "Advocacy"}, s.Brackets[0].Blind)
	for _, f := range s.Findings {
		if f.Check == "lifecycle/blind-start" {
			require.NotEmpty(t, f.About, "it lights up what it is about")
		}
	}
	width, height := pictured(t, dir, id, "Customer lifecycle")
	require.Equal(t, plainWidth, width)
	require.Greater(t, height, plain, "the brackets have a strip of their own")
}

// S-07 on the sample: a segment is at exactly one stage, it may leave, and that asks for a
// treatment.
func TestWalkSegmentsAtRisk(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	const canvas = "Segments and their journey"
	tourOf(t, dir, id, func(w *tour) {
		c := w.canvas("segments")
		small := w.write(c, "Retention", "segments", "Small firms", "risk", "defection")
		w.write(c, "Onboarding", "segments", "New offices", "risk", "delay")
		s := w.r.Snapshot()
		to := workshop.Region{Stage: w.stage(c, "Advocacy").ID, Lane: w.lane(c, "segments").ID}
		at := w.kind("segments").Layout(s, c, method.Estimate).FreeSpot(s, to, method.Estimate, 1)[0]
		w.do(workshop.MoveNotes{Moves: []workshop.Move{{Note: small, To: workshop.Place{Canvas: c, Region: to, At: at}}}})
	})
	s := shown(t, dir, id)
	require.Equal(t, []string{"Small firms may leave at Advocacy, and no treatment stands there."}, asks(s, "defection"))
	places := 0
	for _, n := range s.Notes {
		if n.Text == "Small firms" {
			places += 1 + len(n.Also)
			require.Equal(t, "Advocacy", n.Stage)
		}
	}
	require.Equal(t, 1, places, "at exactly one stage")
	tourOf(t, dir, id, func(w *tour) {
		w.write(w.canvas("segments"), "Advocacy", "treatments", "Call before the contract ends", "segment", "Small firms")
	})
	require.Empty(t, asks(shown(t, dir, id), "defection"))
	pictured(t, dir, id, canvas)
}

// S-10 on the sample: piles are made by hand, named, merged and taken apart, and suggestions
// fill them; what nobody can place stays unsorted.
func TestWalkCategoriesByHand(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	members := func(s exchange.Shown, name string) (n int) {
		for _, c := range s.Categories {
			if c.Name == name {
				for _, note := range s.Notes {
					if note.Category == c.ID {
						n++
					}
				}
			}
		}
		return n
	}
	before := shown(t, dir, id)
	tourOf(t, dir, id, func(w *tour) {
		bill, routers := workshop.CategoryID(laptop.NewID()), workshop.CategoryID(laptop.NewID())
		w.do(workshop.MakeCategory{Category: workshop.Category{ID: bill, Name: "A bill one can read"}, By: w.r.Me(),
			Notes: []workshop.NoteID{w.note("First bill explained").ID, w.note("Bill starts on the").ID}})
		w.do(workshop.MakeCategory{Category: workshop.Category{ID: routers, Name: "Lend a box"}, By: w.r.Me(),
			Notes: []workshop.NoteID{w.note("Lend a 5G box").ID, w.note("Spare router at").ID}})
		w.do(workshop.Rename{Ref: routers.Ref(), Name: "No day without a line"})
		w.do(workshop.JoinCategory{Category: bill, Notes: []workshop.NoteID{w.note("A price that").ID}, By: w.r.Me()})
		for _, c := range w.r.Snapshot().CategoryList() {
			if c.Name == "Dates that hold" {
				w.do(workshop.MergeCategories{From: []workshop.CategoryID{routers}, Into: c.ID})
			}
		}
	})
	s := shown(t, dir, id)
	require.Equal(t, 3, members(s, "A bill one can read"))
	require.Equal(t, members(before, "Dates that hold")+2, members(s, "Dates that hold"))
	require.Zero(t, members(s, "No day without a line"), "it went into the other")
	require.Len(t, s.Notes, len(before.Notes))
	code, out, errs := cli(t, dir, "cluster", id, "--seeds", "--json")
	require.Zero(t, code, errs)
	require.Contains(t, out, `"A bill one can read"`, "a person's name stays")
	pictured(t, dir, id, "Customer lifecycle")
}
