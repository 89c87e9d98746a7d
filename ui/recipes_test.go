package ui_test

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// viewNow is the canvas on the screen.
func viewNow(d *desk) *canvasview.View {
	return find(d, func(*canvasview.View) bool { return true })
}

// commandNow is the command of that id where the person is.
func commandNow(d *desk, id string) *editor.Command {
	all := viewNow(d).Commands()
	for i := range all {
		if all[i].ID == id {
			return &all[i]
		}
	}
	return nil
}

// Every recipe is led from its first step to its last with the commands of the Agenda: each
// step tells the room what to do, comes to a canvas with the lanes that it is about, shows
// what it looks at, asks in private what is asked in private, and offers tools that there are.
func TestEveryRecipeIsLedFromItsFirstStepToItsLast(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	for _, r := range method.Of(methods, "lifecycle/canvas").Recipes {
		t.Run(r.ID, func(t *testing.T) {
			d, _ := atCanvas(t)
			s := d.backend.Sessions["a"]
			commandNow(d, "view.panel.agenda").Run()
			d.until("its card", func() bool { return d.label(r.Title) != nil })
			test.Tap(d.card(r.Title))
			d.until("the agenda", func() bool { return s.Snapshot().Meta.Recipe == r.ID && d.buttonText("Next: "+r.Steps[0].Title) })
			for i := range r.Steps {
				st := &r.Steps[i]
				var next *editor.Command
				d.until("that it is next: "+st.Title, func() bool {
					next = commandNow(d, "agenda.next")
					return next != nil && next.Enabled() && next.Say() == "Begin the next step: "+st.Title
				})
				next.Run()
				d.until(st.Title, func() bool { return s.Snapshot().Meta.Step == st.Key })
				require.Equal(t, st.Instruction, s.Moment().Instruction)
				require.Equal(t, st.Length(), s.Moment().Left)
				c := st.CanvasOf(s.Snapshot())
				require.NotNil(t, c, "following the recipe brought its canvas")
				d.until("its canvas", func() bool { return viewNow(d).Editor() != nil && viewNow(d).Editor().Canvas() == c.ID })
				lanes := make(map[string]bool)
				for _, l := range s.Snapshot().LaneList(c.ID) {
					lanes[l.Key] = true
				}
				for _, key := range st.Lanes {
					require.True(t, lanes[key], "%s: the lane %s is there", st.Title, key)
				}
				if st.View != "" {
					require.True(t, c.Shows(st.View, false) || s.Snapshot().Canvases.Get(c.ID).Shows(st.View, false), "%s shows %s", st.Title, st.View)
				}
				for _, id := range st.Tools {
					tool := commandNow(d, id)
					require.NotNil(t, tool, "%s: there is no command %q", st.Title, id)
					d.until("its tool "+id, func() bool { return d.buttonText(tool.Title) })
				}
				poll := s.Snapshot().PollOn(c.ID)
				require.Equal(t, st.Private, poll != nil, "%s: what is asked in private", st.Title)
				if poll != nil {
					require.Equal(t, workshop.HeaderPoll, poll.Kind)
					_, err := s.Apply(workshop.Together{workshop.ShowPoll{Poll: poll.ID}, workshop.PutAway{Poll: poll.ID}})
					require.NoError(t, err)
				}
			}
			d.until("the end of it", func() bool { return d.buttonText("Finish") })
			d.press("Finish")
			d.untilText("All steps are done")
			require.Zero(t, s.Moment())
			for _, kind := range r.Export {
				c := (&method.Step{Canvas: kind}).CanvasOf(s.Snapshot())
				require.True(t, d.buttonText("Export “"+c.Title+"”"), c.Title)
			}
		})
	}
}
