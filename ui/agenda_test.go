package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui"
	"throughline.app/workshop"
)

func TestAFacilitatorRunsARecipe(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	d.run("view.panel.agenda")
	require.NotNil(t, d.label("No agenda yet"))
	test.Tap(d.card("Lifecycle in 90 minutes"))
	d.untilText("0 of 90 min")
	require.Equal(t, "lifecycle/ninety", s.Snapshot().Meta.Recipe)
	require.Len(t, s.Snapshot().CanvasList(), 1, "the canvas that it needs is there")

	d.press("Next: Practise")
	d.until("the first step", func() bool { return s.Snapshot().Meta.Step == "practise" })
	require.Equal(t, ui.Moment{Instruction: "Write one note, move it, change its colour, delete it.", Length: 3 * time.Minute, Left: 3 * time.Minute, Running: true}, s.Moment())
	d.until("its button", func() bool { return d.buttonText("Next step") })
	d.press("Next step")
	d.untilText("3 of 90 min")
	require.Equal(t, "value", s.Snapshot().Meta.Step)
	require.Equal(t, "1", s.Snapshot().Meta.DoneSet.Get("practise"))
	d.run("agenda.next")
	d.untilText("13 of 90 min")

	test.Tap(d.card("Practise"))
	d.press("Not done after all")
	d.untilText("10 of 90 min")
	require.Equal(t, "stages", s.Snapshot().Meta.Step)
	d.run("agenda.begin")
	d.type_("Next steps")
	d.key(fyne.KeyReturn)
	d.until("the last step", func() bool { return s.Snapshot().Meta.Step == "next" })
	d.until("its button", func() bool { return d.buttonText("Finish") })
	d.press("Finish")
	d.untilText("All steps are done")
	require.NotNil(t, d.label("All steps are done"))
	require.Equal(t, ui.Moment{}, s.Moment())
	require.Empty(t, s.Snapshot().Meta.Step)
	d.run("agenda.leave")
	d.untilText("No agenda yet")
	require.Empty(t, s.Snapshot().Meta.Recipe)
}

func TestOthersSeeTheAgendaAndHearOfAStep(t *testing.T) {
	d := open(t, withWorkshop)
	s := d.backend.Sessions["a"]
	s.Follows = true
	d.enter()
	d.run("view.panel.agenda")
	require.NotNil(t, d.label("The facilitator can follow a recipe. Its steps then stand here."))
	receive := func(op workshop.Op) {
		_, err := s.Receive(op)
		require.NoError(t, err)
	}
	receive(workshop.FollowRecipe{Recipe: "lifecycle/moments"})
	d.untilText("0 of 70 min")
	receive(workshop.TakeStep{Step: "mood"})
	d.untilText("Now: How it feels today")
	require.NotNil(t, d.label("How it feels today"))
	require.False(t, d.buttonText("Next step"), "the facilitator runs it")
	receive(workshop.FollowRecipe{Recipe: "lifecycle/of-a-later-version"})
	d.untilText("This workshop follows a recipe that this version of Throughline does not have. Its steps are not shown; the notes are safe.")
}

func TestAStepWhoseCanvasIsGoneSaysSo(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	_, err := s.Receive(workshop.Together{
		workshop.FollowRecipe{Recipe: "lifecycle/ninety"},
		workshop.AddCanvas{Canvas: workshop.Canvas{ID: "other", Title: "Other", Kind: "else/where"}},
		workshop.Remove{Ref: workshop.CanvasID("canvas1").Ref()},
	})
	require.NoError(t, err)
	d.run("view.panel.agenda")
	d.until("the first step", func() bool { return d.buttonText("Next: Practise") })
	d.press("Next: Practise")
	d.untilText("“Practise” needs the canvas “Customer lifecycle”, which this workshop does not have.")
}
