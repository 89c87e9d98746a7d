package exchange_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/check"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

// A walk is what a facilitator does with the sample workshop, read from "show".
type walk struct {
	t       *testing.T
	s       *workshop.Snapshot
	methods []*method.Method
	canvas  workshop.CanvasID
}

func newWalk(t *testing.T) *walk {
	methods, err := method.Embedded()
	require.NoError(t, err)
	s := sample(t)
	return &walk{t, s, methods, s.CanvasList()[0].ID}
}

func (w *walk) do(op workshop.Op) {
	w.t.Helper()
	d, err := op.Plan(w.s)
	require.NoError(w.t, err)
	w.s = w.s.With(d)
}

func (w *walk) stage(name string) workshop.StageID {
	w.t.Helper()
	for _, st := range w.s.StageList(w.canvas) {
		if st.Name == name {
			return st.ID
		}
	}
	require.Fail(w.t, "no stage "+name)
	return ""
}

func (w *walk) note(text string) *workshop.Note {
	w.t.Helper()
	for _, n := range w.s.Notes.All() {
		if n.Text == text && !n.Deleted() {
			return n
		}
	}
	require.Fail(w.t, "no note "+text)
	return nil
}

func (w *walk) shown() exchange.Shown { return exchange.Show(w.s, nil, "w", w.methods...) }

// says are the sentences of the findings of one check, with their states.
func (w *walk) says(id string) []string {
	all := []string{}
	for _, f := range w.shown().Findings {
		if f.Check == "lifecycle/"+id {
			all = append(all, f.State+" "+f.Says)
		}
	}
	return all
}

// S-02: stages in the customer's words, and the company's words found where they slip in.
func TestWalkWording(t *testing.T) {
	w := newWalk(t)
	require.Equal(t, []string{"open “opens a ticket” in “Opens a ticket, as every Monday”. A customer would say: reports a problem."}, w.says("company-speak"))
	slip := w.note("Opens a ticket, as every Monday")
	w.do(workshop.EditText{Note: slip.ID, Base: slip.Text, Text: "Reports a slow Monday"})
	require.Empty(t, w.says("company-speak"), "otherwise the sample speaks as customers do")
	w.do(workshop.Rename{Ref: w.stage("Acquisition").Ref(), Name: "Lead conversion"})
	n := w.note("Asks the firm next door")
	w.do(workshop.EditText{Note: n.ID, Base: n.Text, Text: "Ticket logged with the firm next door"})
	require.Equal(t, []string{
		"open “lead” in “Lead conversion”. A customer would say: someone who is interested.",
		"open “conversion” in “Lead conversion”. A customer would say: deciding to buy.",
		"open “ticket logged” in “Ticket logged with the firm next door”. A customer would say: problem reported.",
	}, w.says("company-speak"))
	for _, f := range check.Run(w.methods, w.s) {
		if f.Instead != nil && f.Instead.Ref.Kind == workshop.KindNote {
			w.do(f.Instead.Op(w.s))
		}
	}
	require.Equal(t, "Problem reported with the firm next door", w.s.Notes.Get(n.ID).Text)
	w.do(workshop.Rename{Ref: w.stage("Lead conversion").Ref(), Name: "Choose & buy"})
	require.Empty(t, w.says("company-speak"), "what is mended goes by itself")
}

// S-06: where it starts and ends, for us and for the customer, and what we do not see.
func TestWalkBrackets(t *testing.T) {
	w := newWalk(t)
	require.Equal(t, []string{"open We think it starts at Acquisition. Customers start one stage earlier: Awareness."}, w.says("blind-start"), "as the sample has it")
	require.Equal(t, []string{"open For us it ends at Retention. Customers go on for one stage: Advocacy."}, w.says("blind-end"))
	for _, who := range workshop.BracketViews() {
		w.do(workshop.SetBracket{Canvas: w.canvas, Who: who})
	}
	require.Empty(t, w.shown().Brackets)
	w.do(workshop.SetBracket{Canvas: w.canvas, Who: workshop.BracketOurs, From: w.stage("Onboarding"), To: w.stage("Retention")})
	require.Empty(t, w.says("blind-start"))
	w.do(workshop.SetBracket{Canvas: w.canvas, Who: workshop.BracketCustomer, From: w.stage("Awareness"), To: w.stage("Advocacy")})
	require.Equal(t, []exchange.ShownBracket{
		{Canvas: string(w.canvas), Who: "customer", From: "Awareness", To: "Advocacy", Blind: []string{"Awareness", "Acquisition", "Advocacy"}},
		{Canvas: string(w.canvas), Who: "ours", From: "Onboarding", To: "Retention"},
	}, w.shown().Brackets)
	require.Equal(t, []string{"open We think it starts at Onboarding. Customers start 2 stages earlier: Awareness, Acquisition."}, w.says("blind-start"))
	require.Equal(t, []string{"open For us it ends at Retention. Customers go on for one stage: Advocacy."}, w.says("blind-end"))
	l := method.Find(w.methods, w.s.Canvases.Get(w.canvas).Kind).Layout(w.s, w.canvas, nil)
	require.Len(t, l.BlindZones(), 2, "they are drawn")

	w.do(workshop.MergeInto{From: w.stage("Awareness").Ref(), Into: w.stage("Acquisition").Ref()})
	require.Equal(t, []string{"open We think it starts at Onboarding. Customers start one stage earlier: Acquisition."}, w.says("blind-start"))
	w.do(workshop.SetBracket{Canvas: w.canvas, Who: workshop.BracketOurs, From: w.stage("Acquisition"), To: w.stage("Advocacy")})
	require.Empty(t, w.says("blind-start"))
	require.Empty(t, w.says("blind-end"))
}

// S-16: gaps and silos, counted together, answered and dismissed with a reason.
func TestWalkGapsAndSilos(t *testing.T) {
	w := newWalk(t)
	var cleared []workshop.NoteID
	for _, n := range w.s.NoteList(w.canvas) {
		if n.Place.Region.Stage == w.stage("Advocacy") && n.Kind == "backstage" {
			cleared = append(cleared, n.ID)
		}
	}
	w.do(workshop.DeleteNotes{Notes: cleared})
	form, call := w.note("Porting form"), w.note("Engineer at the door")
	w.do(workshop.AddLink{Link: workshop.Link{ID: "l1", From: form.ID, To: call.ID, Type: workshop.HandsOver}})
	w.do(workshop.SetTyped{Notes: []workshop.NoteID{form.ID}, Key: "owner", Value: "Ravi"})
	w.do(workshop.SetBracket{Canvas: w.canvas, Who: workshop.BracketOurs, From: w.stage("Acquisition"), To: w.stage("Advocacy")})
	w.do(workshop.SetBracket{Canvas: w.canvas, Who: workshop.BracketCustomer, From: w.stage("Awareness"), To: w.stage("Advocacy")})
	require.Equal(t, []string{"open Advocacy has nothing in Backstage."}, w.says("gap"))
	require.Equal(t, []string{"open “Porting form” hands over to “Engineer at the door”, and no process carries it."}, w.says("handover"))
	touchpoints := 0
	for _, n := range w.s.NoteList(w.canvas) {
		if n.Kind == "frontstage" {
			touchpoints++
		}
	}
	require.Len(t, w.says("no-owner"), 1, "told together")

	summary := map[string]int{}
	for _, c := range check.Summary(check.Run(w.methods, w.s)) {
		require.Equal(t, "Gaps and silos", c.Group)
		summary[c.Title] = c.Findings
	}
	require.Equal(t, map[string]int{"Blind zone": 1, "Hand-over with nothing behind it": 1, "Nothing written": 1, "Touchpoints that nobody owns": touchpoints - 1}, summary)

	settle := func(id, state, reason string) {
		for _, f := range w.shown().Findings {
			if f.Check == "lifecycle/"+id && f.State == "open" {
				w.do(workshop.SettleFinding{ID: workshop.FindingID(f.ID), Check: f.Check, State: state, Reason: reason, By: workshop.NamedPerson("Ravi")})
			}
		}
	}
	settle("gap", workshop.FindingDismissed, "Nobody runs it, on purpose")
	settle("handover", workshop.FindingAnswered, "The porting desk will, from May")
	require.Equal(t, []string{"dismissed Advocacy has nothing in Backstage."}, w.says("gap"))
	open, settled := 0, 0
	for _, f := range w.shown().Findings {
		if f.State == "open" {
			open++
		} else {
			settled++
			require.NotEmpty(t, f.Reason)
			require.Equal(t, "Ravi", f.By)
		}
	}
	require.Equal(t, 2, settled)
	require.Positive(t, open)

	var md, table strings.Builder
	require.NoError(t, exchange.WriteFindingsMarkdown(&md, w.s, w.methods))
	require.Contains(t, md.String(), "## Dismissed\n\n- **Nothing written** Advocacy has nothing in Backstage. — “Nobody runs it, on purpose” Ravi\n")
	require.NoError(t, exchange.WriteFindingsCSV(&table, w.s, w.methods))
	require.Contains(t, table.String(), "answered,should,Hand-over with nothing behind it,")
	require.Equal(t, open+settled+1, strings.Count(table.String(), "\n"))

	w.do(workshop.SettleFinding{ID: workshop.FindingID(w.find("gap").ID), Check: "lifecycle/gap"})
	require.Equal(t, []string{"open Advocacy has nothing in Backstage."}, w.says("gap"), "opened again")
}

func (w *walk) find(id string) exchange.ShownFinding {
	for _, f := range w.shown().Findings {
		if f.Check == "lifecycle/"+id {
			return f
		}
	}
	return exchange.ShownFinding{}
}

// The grid of who controls what: two answer, nobody answers, an outside actor.
func TestWalkTouchpointsAndWhoAnswers(t *testing.T) {
	w := newWalk(t)
	kind := method.Find(w.methods, "lifecycle/control")
	add := kind.Scaffold(func() string { return "grid" }, "", "")
	w.do(add)
	grid := add.Canvas.ID
	mark := func(text, function string, marks ...string) {
		w.do(workshop.MarkCell{Grid: grid, Row: w.note(text).ID.Ref().Key(), Column: workshop.FunctionLine(function), Label: function, Add: marks})
	}
	mark("Porting form", "Network", "A")
	mark("Porting form", "Operations", "A", "R")
	mark("Fault line, day and night", "Service", "R")
	require.Equal(t, []string{"open Porting form: Network and Operations are accountable, and so nobody is."}, w.says("two-answer"))
	require.Equal(t, []string{"open Fault line, day and night has no one accountable."}, w.says("nobody-answers"))
	require.Equal(t, "must", w.shown().Findings[0].Weight, "the heaviest first")
	mark("Fault line, day and night", "Service", "A")
	w.do(workshop.MarkCell{Grid: grid, Row: w.note("Porting form").ID.Ref().Key(), Column: workshop.FunctionLine("Network"), Remove: []string{"A"}})
	require.Empty(t, w.says("two-answer"))
	require.Empty(t, w.says("nobody-answers"))

	n := w.note("Engineer at the door")
	w.do(workshop.SetTyped{Notes: []workshop.NoteID{n.ID}, Key: "outside", Value: "the digger firm"})
	require.Equal(t, []string{"open Engineer at the door: how do we direct the digger firm?"}, w.says("outside-lever"))
	w.do(workshop.SetTyped{Notes: []workshop.NoteID{n.ID}, Key: "lever", Value: "a date in the contract"})
	require.Empty(t, w.says("outside-lever"))
}
