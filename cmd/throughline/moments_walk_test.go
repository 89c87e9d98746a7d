package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/workshop"
)

// S-17 to S-19 on the sample: a journey that serves two stages, with its steps; at most five
// moments of truth and decision points, each with what the customer decides and what happens
// next; early wins in order, each with its time to value.
func TestWalkJourneysMomentsAndEarlyWins(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	const journey = "Moving office"
	tourOf(t, dir, id, func(w *tour) {
		base := w.canvas("canvas")
		add := w.kind("journey").Inside(laptop.NewID, w.stage(base, "Retention"))
		add.Canvas.Title = journey
		w.do(add)
	})
	s := shown(t, dir, id)
	require.Equal(t, []string{"Moving office has no step yet."}, asks(s, "journey-steps"))

	tourOf(t, dir, id, func(w *tour) {
		base := w.canvas("canvas")
		var way workshop.CanvasID
		for _, c := range w.r.Snapshot().CanvasList() {
			if c.Title == journey {
				way = c.ID
			}
		}
		w.do(workshop.Serve{Canvas: way, Stage: w.stage(base, "Onboarding").ID})
		w.write(way, "What sets it off", "steps", "Signs the lease of the new office")
		w.write(way, "Find out", "steps", "Asks whether the new street has fibre")
		w.write(way, "Find out", "meets", "Postcode checker, again")
		w.write(way, "Act", "steps", "Is without a line for two weeks")
		w.write(way, "Act", "ideas", "Lend a box for the gap")

		moments := w.canvas("moments")
		for i, stage := range []string{"Awareness", "Acquisition", "Onboarding", "Onboarding"} {
			w.write(moments, stage, "moments", fmt.Sprintf("Moment %d", i+1), "decides", "Whether to go on", "next", "They sign, or look elsewhere")
		}
		w.write(moments, "Onboarding", "decisions", "Bill is read", "decides", "Whether to pay it")
		w.write(moments, "Retention", "decisions", "Renewal letter")

		wins := w.canvas("wins")
		w.write(wins, "First day", "wins", "The phone rings on the old number", "order", "1", "value-after", "1")
		w.write(wins, "First week", "wins", "The till works on fibre", "order", "2", "value-after", "5")
		w.write(wins, "First month", "wins", "A bill that says what was agreed")
	})
	s = shown(t, dir, id)
	var served []string
	for _, c := range s.Canvases {
		if c.Title == journey {
			for _, of := range c.Serves {
				i := slices.IndexFunc(s.Stages, func(r exchange.ShownRegion) bool { return r.ID == of })
				served = append(served, s.Stages[i].Name)
			}
		}
	}
	require.ElementsMatch(t, []string{"Retention", "Onboarding"}, served)
	require.Empty(t, asks(s, "journey-steps"))
	require.Equal(t, []string{"There are 6 moments of truth and decision points. A customer has at most 5 that decide."}, asks(s, "many-moments"))
	require.Equal(t, []string{"“Renewal letter” does not say what the customer decides."}, asks(s, "undecided"))
	require.Equal(t, []string{"“Bill is read”: the customer decides Whether to pay it, and then?"}, asks(s, "then-what"))
	require.Equal(t, []string{"Early wins without a number: 1."}, asks(s, "win-order"))
	require.Equal(t, []string{"“A bill that says what was agreed” does not say after how many days a customer has it."}, asks(s, "win-when"))
	_, fields := said(t, s, "The till works on fibre")
	require.Equal(t, map[string]string{"order": "2", "value-after": "5"}, fields)
	for _, canvas := range []string{journey, "Moments of truth", "Early wins"} {
		pictured(t, dir, id, canvas)
	}

	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.DeleteNotes{Notes: []workshop.NoteID{w.note("Moment 4").ID}})
		w.say(w.note("Renewal letter").ID, "decides", "To stay or to go", "next", "We call, whatever they say")
		w.say(w.note("Bill is read").ID, "next", "They call us, and somebody explains it")
		w.say(w.note("A bill that says").ID, "order", "3", "value-after", "30")
	})
	s = shown(t, dir, id)
	for _, check := range []string{"many-moments", "undecided", "then-what", "win-order", "win-when"} {
		require.Empty(t, asks(s, check))
	}
}
