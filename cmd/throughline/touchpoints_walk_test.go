package main

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/workshop"
)

// S-14 to S-16 on the sample: the touchpoints of each stage in order, with channel and
// evidence; who controls each, with actors from outside; what is empty, unowned, handed over
// into nothing or unseen by us.
func TestWalkTouchpointsControlAndGaps(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	tourOf(t, dir, id, func(w *tour) {
		base := w.canvas("canvas")
		for i, c := range []struct{ text, channel, evidence string }{
			{"Router in the post", "Letter", "data"}, {"Welcome e-mail", "E-mail", "staff heard"}, {"Porting form", "Web", "assumed"},
			{"Engineer at the door", "Visit", "data"}, {"“You are live” text", "SMS", "assumed"},
		} {
			w.say(w.note(c.text).ID, "order", strconv.Itoa(i+1), "channel", c.channel, "evidence", c.evidence)
		}
		w.say(w.note("Engineer at the door").ID, "outside", "The digger firm", "owner", "Ravi")

		grid := w.canvas("control")
		w.mark(grid, "Postcode checker", "Marketing", "R", "A")
		w.mark(grid, "Porting form", "Network", "A")
		w.mark(grid, "Porting form", "Operations", "A", "R")
		w.mark(grid, "Fault line", "Support", "R")
		w.mark(grid, "Engineer at the door", "Operations", "A")
		w.mark(grid, "Engineer at the door", "The digger firm", "R")
		yes, name := true, "The digger firm"
		w.do(workshop.SetHeads{Grid: grid, Heads: []workshop.HeadChange{{Column: workshop.FunctionLine(name), Label: &name, Added: &yes, Outside: &yes}}})

		from, to := w.note("Porting form"), w.note("Engineer at the door")
		w.do(workshop.AddLink{Link: workshop.Link{ID: "handover", From: from.ID, To: to.ID, Type: workshop.HandsOver}})
		w.do(workshop.SetBracket{Canvas: base, Who: workshop.BracketOurs, From: w.stage(base, "Acquisition").ID, To: w.stage(base, "Retention").ID})
		w.do(workshop.SetBracket{Canvas: base, Who: workshop.BracketCustomer, From: w.stage(base, "Awareness").ID, To: w.stage(base, "Advocacy").ID})
		var behind []workshop.NoteID
		for _, n := range w.r.Snapshot().NoteList(base) {
			if n.Place.Region == (workshop.Region{Stage: w.stage(base, "Advocacy").ID, Lane: w.lane(base, "backstage").ID}) {
				behind = append(behind, n.ID)
			}
		}
		w.do(workshop.DeleteNotes{Notes: behind})
	})

	s := shown(t, dir, id)
	card, fields := said(t, s, "Engineer at the door")
	require.Equal(t, "frontstage", card)
	require.Equal(t, map[string]string{"order": "4", "channel": "Visit", "evidence": "data", "outside": "The digger firm", "owner": "Ravi"}, fields)
	require.Len(t, s.Grids, 1)
	var rows []string
	for _, r := range s.Grids[0].Rows {
		if r.Stage == "Onboarding" {
			rows = append(rows, r.Name)
		}
	}
	require.Equal(t, []string{"Router in the post", "Welcome e-mail with a wrong date", "Porting form", "Engineer at the door", "“You are live” text"}, rows[:5],
		"as customers meet them")
	require.Equal(t, []string{"Touchpoints that we only assume: 2."}, asks(s, "assumed"))
	require.Len(t, asks(s, "no-order"), 1)

	last := s.Grids[0].Columns[len(s.Grids[0].Columns)-1]
	require.Equal(t, exchange.ShownLine{Key: last.Key, Name: "The digger firm", Outside: true}, last)
	require.Equal(t, []string{"Porting form: Network and Operations are accountable, and so nobody is."}, asks(s, "two-answer"))
	require.Len(t, asks(s, "nobody-answers"), 1)
	require.Equal(t, []string{"Engineer at the door: how do we direct The digger firm?"}, asks(s, "outside-lever"), "once, though card and grid say so")

	require.Equal(t, []string{"Advocacy has nothing in Backstage."}, asks(s, "gap"))
	require.Equal(t, []string{"“Porting form” hands over to “Engineer at the door”, and no process carries it."}, asks(s, "handover"))
	require.Equal(t, []string{"We think it starts at Acquisition. Customers start one stage earlier: Awareness."}, asks(s, "blind-start"))
	require.Len(t, asks(s, "blind-end"), 1)
	require.Len(t, asks(s, "no-owner"), 1)
	for _, f := range s.Findings {
		if f.Check == "lifecycle/gap" {
			require.Equal(t, []exchange.ShownCell{{Stage: "Advocacy", Lane: "Backstage"}}, f.Cells)
		}
	}
	wide, high := pictured(t, dir, id, "Touchpoints and who controls them")
	require.Greater(t, high, wide/2, "a row for each of the touchpoints")
	pictured(t, dir, id, "Customer lifecycle")

	tourOf(t, dir, id, func(w *tour) {
		w.say(w.note("Engineer at the door").ID, "lever", "A date in their contract")
		w.do(workshop.MarkCell{Grid: w.canvas("control"), Row: w.note("Porting form").ID.Ref().Key(), Column: workshop.FunctionLine("Network"), Remove: []string{"A"}})
		w.write(w.canvas("canvas"), "Advocacy", "backstage", "Marketing thanks who referred")
	})
	s = shown(t, dir, id)
	for _, check := range []string{"outside-lever", "two-answer", "gap"} {
		require.Empty(t, asks(s, check), "mended, it goes by itself")
	}
}
