package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestEverybodyAnswersInPrivateAndOneAnswerIsTaken(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	receive := func(op workshop.Op) {
		t.Helper()
		_, err := s.Receive(op)
		require.NoError(t, err)
	}
	receive(workshop.FollowRecipe{Recipe: "lifecycle/ninety"})
	receive(workshop.TakeStep{Step: "practise"})
	d.run("view.panel.agenda")
	d.until("the next step", func() bool { return d.buttonText("Next step") })
	d.press("Next step")
	d.untilText("What do we promise, to whom, and why should they believe it?")
	d.untilText("0 of 1 have written")
	p := s.Snapshot().PollOn("canvas1")
	require.Equal(t, workshop.HeaderPoll, p.Kind)

	d.press("Write yours…")
	d.untilText("It stays on this laptop until the answers are shown. Nobody's name stands beside it.")
	d.type_("One person to call")
	d.key(fyne.KeyReturn)
	d.untilText("1 of 1 have written")
	require.Equal(t, "One person to call", s.Private(p.ID))
	require.Empty(t, s.Snapshot().Answers(string(p.ID), ""))
	require.Nil(t, d.label("One person to call"))
	receive(workshop.GiveAnswer{Poll: p.ID.Wrote(), Person: "jo", Value: "1"})
	d.untilText("2 of 2 have written")

	d.press("Show the answers")
	d.untilText("Show the answers now?")
	d.press("Show the answers")
	d.until("it is shown", func() bool { return s.Snapshot().PollIsShown(s.Snapshot().PollOn("canvas1")) })
	d.untilText("The answers are on their way")
	require.NoError(t, s.Reveal(p.ID))
	receive(workshop.GiveAnswer{Poll: string(p.ID), Person: "jo", Value: "One person who answers the call"})
	receive(workshop.GiveAnswer{Poll: string(p.ID), Person: "ravi", Value: "The cheapest fibre"})
	d.untilText("There is more than one promise in this room: 33 % of pairs agree.")
	d.untilText("The cheapest fibre")
	d.run("round.take")
	d.type_("cheapest")
	d.key(fyne.KeyReturn)
	d.until("the header", func() bool { return s.Snapshot().Canvases.Get("canvas1").Header == "The cheapest fibre" })
	d.run("round.end")
	d.until("put away", func() bool { return d.label("The cheapest fibre") == nil })
	require.Nil(t, s.Snapshot().PollOn("canvas1"))
}

func TestAParticipantHearsThatSomethingIsAsked(t *testing.T) {
	d := open(t, withWorkshop)
	s := d.backend.Sessions["a"]
	s.Follows = true
	d.enter()
	_, err := s.Receive(workshop.AskPoll{Poll: workshop.Poll{ID: "p", Canvas: "canvas1", Question: "What do we promise?"}})
	require.NoError(t, err)
	d.untilText("In private: What do we promise?")
	d.run("view.panel.agenda")
	require.False(t, d.buttonText("Show the answers"), "the facilitator shows them")
	require.True(t, d.buttonText("Write yours…"))
	_, err = s.Receive(workshop.PutAway{Poll: "p"})
	require.NoError(t, err)
	d.until("put away", func() bool { return !d.buttonText("Write yours…") })
}
