package ui_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/ui"
	"throughline.app/ui/panel"
	"throughline.app/ui/uitest"
)

// atTheDoor opens a shared workshop with Jo, a wall, and somebody who was removed.
func atTheDoor(t *testing.T) (*desk, *uitest.Session) {
	d := open(t, func(b *uitest.Backend) {
		withWorkshop(b)
		ana(b)
	})
	s := d.backend.Sessions["a"]
	s.SetStatus(func(st *ui.Status) {
		st.Role = ui.RoleFacilitator
		st.Members = []ui.Member{
			{ID: "jo", Name: "Jo Brandt", Hue: "#1D4ED8", Here: true, Role: ui.RoleParticipant, LetsIn: true, Function: "Sales"},
			{ID: "wall", Name: "Wall", Hue: "#6B675E", Here: true, Role: ui.RoleWall},
			{ID: "kim", Name: "Kim", Hue: "#6B675E", Role: ui.RoleRemoved},
		}
	})
	s.SetDoors(func(door *ui.Door, _ *[]ui.Asker) {
		*door = ui.Door{Mode: "open", Until: time.Date(2026, 11, 22, 10, 42, 0, 0, time.Local), Words: []string{"maple", "orbit", "quiet", "lantern", "seven"},
			Addr: "192.0.2.17:7420", Lead: true, LetIn: true}
	})
	d.untilText("BrightFibre · Winter workshop")
	test.Tap(d.card("BrightFibre · Winter workshop"))
	d.untilText("the canvas")
	return d, s
}

func TestShareSetsTheDoorAndTellsRoles(t *testing.T) {
	d, s := atTheDoor(t)
	d.press("Share")
	d.untilText("Open until 10:42, then you are asked.")
	word := func(w string) func() bool {
		return func() bool { return find(d, func(x *canvas.Text) bool { return x.Text == w }) != nil }
	}
	d.until("the words", word("maple"))
	d.untilText("Sales · lets people in")
	d.untilText("big screen")
	modes := find(d, func(g *panel.Segments) bool { return len(g.Names) == 3 && g.Names[2] == "Shut" })
	modes.Choose(1)
	d.untilText("Whoever types the words waits until you let them in.")
	d.press("New words")
	d.until("the words are asked for", func() bool { return len(s.AtDoor()) == 2 })
	require.Equal(t, []string{"door ask", "new words"}, s.AtDoor())
	s.SetDoors(func(door *ui.Door, _ *[]ui.Asker) { door.Words[0], door.Tried = "north", "Jo Brandt" })
	d.until("the new words", word("north"))
	d.untilText("Jo Brandt’s laptop was tried with too many wrong words, and takes none for a few minutes. New words, or Open, end that.")
	s.SetDoors(func(door *ui.Door, _ *[]ui.Asker) { door.Tried, door.Lead = "", false })
	d.untilText("The facilitator decides who comes in.")
	require.False(t, modes.Visible(), "who may not is not offered it")
}

func TestTheDoctorLooksAgainWhenSomebodyComesOrGoes(t *testing.T) {
	d, s := atTheDoor(t)
	d.press("Share")
	d.untilText("3 of 4")
	s.SetStatus(func(st *ui.Status) { st.Members[0].Here = false })
	d.untilText("2 of 4")
	s.SetStatus(func(st *ui.Status) { st.Members[0].Here = true })
	d.untilText("3 of 4")
}

func TestWhoAsksIsAnsweredFromACard(t *testing.T) {
	d, s := atTheDoor(t)
	s.SetDoors(func(_ *ui.Door, asking *[]ui.Asker) {
		*asking = []ui.Asker{{ID: "ben", Name: "Ben", Function: "Billing", Role: ui.RoleParticipant}}
	})
	d.untilText("Ben wants in")
	d.press("Not now")
	d.until("nobody asks", func() bool { return d.label("Ben wants in") == nil })
	s.SetDoors(func(_ *ui.Door, asking *[]ui.Asker) {
		for _, id := range []string{"a", "b", "c", "d", "e", "f"} {
			*asking = append(*asking, ui.Asker{ID: id, Name: "Person " + id, Role: ui.RoleObserver})
		}
	})
	d.untilText("6 people want in")
	d.untilText("and 2 more")
	d.press("Let all in")
	d.until("nobody asks", func() bool { return d.label("6 people want in") == nil })
	require.Equal(t, []string{"not now ben", "let in a b c d e f"}, s.AtDoor())
}

func TestRemovingAPersonIsAskedTwice(t *testing.T) {
	d, s := atTheDoor(t)
	s.SetStatus(func(st *ui.Status) { st.Members = st.Members[:1] })
	d.press("Share")
	d.untilText("Sales · lets people in")
	more := find(d, func(b *panel.Button) bool { return b.Tip == "What can be done about this person" })
	test.Tap(more)
	menu := find(d, func(*panel.Menu) bool { return true })
	require.True(t, menu.Choose("Remove from the workshop…"))
	d.untilText("Remove Jo Brandt?")
	require.Empty(t, s.AtDoor())
	d.press("Remove")
	d.until("it is asked for", func() bool { return len(s.AtDoor()) == 1 })
	require.Equal(t, []string{"remove jo"}, s.AtDoor())
}

func TestARemovedPersonHearsItKindlyAndKeepsEverything(t *testing.T) {
	d, s := atTheDoor(t)
	s.SetStatus(func(st *ui.Status) { st.Removed, st.Members, st.Role = "Ana", nil, ui.RoleFacilitator })
	d.untilText("Ana took you out of this workshop")
	d.press("OK")
	d.until("the chip", func() bool { return find(d, func(b *panel.Button) bool { return b.Text == "Your own copy" }) != nil })
	s.SetStatus(func(*ui.Status) {})
	require.Nil(t, d.label("Ana took you out of this workshop"), "said once")
}

func TestWhoOnlyWatchesIsToldSo(t *testing.T) {
	d, s := atTheDoor(t)
	s.SetStatus(func(st *ui.Status) { st.Role = ui.RoleObserver })
	d.until("the sign", func() bool { return d.label("You only watch here") != nil })
	s.SetStatus(func(st *ui.Status) { st.Role = ui.RoleParticipant })
	d.until("no sign", func() bool { return d.label("You only watch here") == nil })
}

func TestWaitingAtADoorCanBeLeft(t *testing.T) {
	d := open(t, func(b *uitest.Backend) {
		ana(b)
		b.LetIn = make(chan struct{})
	})
	find(d, func(*panel.WordBoxes) bool { return true }).Paste(0, "abandoned bagpipe jobholder wristwatch yodel")
	d.press("Join")
	d.untilText("The words are right. You come in as soon as Ana lets you in.")
	d.press("Cancel")
	d.until("it is quiet", func() bool {
		return d.label("The words are right. You come in as soon as Ana lets you in.") == nil
	})
	d.press("Join")
	d.untilText("The words are right. You come in as soon as Ana lets you in.")
	d.shell.Window().Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	close(d.backend.LetIn)
	d.untilText("the canvas")
}
