package ui_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
)

func TestPeopleAreListedFollowedAndMayAskToBeLookedAt(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	s := d.backend.Sessions["a"]
	d.run("view.panel.people")
	require.NotNil(t, d.label("Only you as yet"))

	_, err := s.Receive(workshop.Introduce{Person: workshop.Person{ID: "jo", Name: "Jo Brandt", Function: "Network", Hue: "#1D4ED8"}})
	require.NoError(t, err)
	s.SetStatus(func(st *ui.Status) {
		st.Members = []ui.Member{
			{ID: "l1", Name: "Jo B.", Hue: "#15803D", Here: true, Person: "jo"}, {ID: "l2", Name: "Lena Pauls"},
			{ID: "l3", Name: "Jo Brandt", Hue: "#1D4ED8", Here: true, Person: "another", Watching: true},
		}
	})
	d.untilText("Network · in step") // whatever name and colour the laptop tells
	require.NotNil(t, d.label("watching"), "and a namesake has no area")
	require.NotNil(t, d.label("away"))
	require.NotNil(t, d.label("not on a canvas"))

	jo := ui.Cursor{ID: "l1", Name: "Jo Brandt", Hue: "#1D4ED8", Canvas: "canvas1"}
	s.SetOthers([]ui.Cursor{jo})
	button := func(text string) func() bool {
		return func() bool { return find(d, func(b *panel.Button) bool { return b.Text == text }) != nil }
	}
	d.until("Follow", button("Follow"))
	d.press("Follow")
	require.Equal(t, "l1", d.view.follows)
	d.view.options.Follows("l1")
	d.press("Stop following")
	require.Equal(t, "", d.view.follows)

	call := func(number uint32) {
		jo.Presence = editor.Presence{Call: number}
		s.SetOthers([]ui.Cursor{jo})
	}
	call(7)
	d.untilText("Jo Brandt asks you to look here")
	d.press("Not now")
	require.Nil(t, d.label("Jo Brandt asks you to look here"))
	seen := len(d.view.others)
	call(8)
	call(9)
	jo.Canvas = "canvas1"
	d.until("the cursors", func() bool { return len(d.view.others) >= seen && d.view.others[0].Call == 9 })
	require.Nil(t, d.label("Jo Brandt asks you to look here"), "whoever asks again at once is not heard")

	d.run("people.cursors.moving")
	require.Equal(t, "moving", d.view.cursors)
	d.until("the setting", func() bool { return d.backend.Setting("ui.cursors") == "moving" })
	require.True(t, button("Bring everyone here")())
}
