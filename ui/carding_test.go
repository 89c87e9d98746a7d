package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/canvasview"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
)

// line is the line to type in below a caption, nil if there is none.
func (d *desk) line(caption string) (found *panel.Field) {
	last := ""
	find(d, func(o fyne.CanvasObject) bool {
		switch o := o.(type) {
		case *panel.Label:
			last = o.Text
		case *panel.Field:
			if last == caption {
				found = o
			}
		}
		return false
	})
	return found
}

// dropdown is the first one that shows that name.
func (d *desk) dropdown(shows string) (first *panel.Dropdown) {
	find(d, func(c *panel.Dropdown) bool {
		if first == nil && c.Names[c.Chosen] == shows {
			first = c
		}
		return false
	})
	return first
}

// atCards has three notes, of which the first two are touchpoints, and the first selected.
func atCards(t *testing.T) (*desk, *canvasview.View, func(int) *workshop.Note) {
	d, v := atCanvas(t, "Price page", "Call", "Waits")
	s := d.backend.Sessions["a"]
	_, err := s.Apply(workshop.TurnInto{Notes: []workshop.NoteID{noteID(0), noteID(1)}, Kind: "frontstage"})
	require.NoError(t, err)
	_, err = s.Apply(workshop.TurnInto{Notes: []workshop.NoteID{noteID(2)}, Kind: "of-a-later-version"})
	require.NoError(t, err)
	_, err = s.Apply(workshop.SetTyped{Notes: []workshop.NoteID{noteID(0), noteID(2)}, Key: "of-tomorrow", Value: "kept"})
	require.NoError(t, err)
	v.Editor().Select(noteID(0))
	return d, v, func(i int) *workshop.Note { return s.Snapshot().Notes.Get(noteID(i)) }
}

func TestWhatIsTypedOnACardIsSaidOfTheNoteThatItWasTypedFor(t *testing.T) {
	d, v, note := atCards(t)
	d.ctrl(v, "I")
	c := d.shell.Window().Canvas()
	require.Same(t, d.dropdown("–"), c.Focused(), "the first field is ready")
	require.NotNil(t, d.label("of-tomorrow: kept"), "a field that no card has any more")
	order, owner := d.line("Comes as number"), d.line("Owner")

	c.Focus(owner)
	d.type_("Ana")
	c.Focus(order)
	require.Equal(t, "Ana", note(0).Typed("owner"))
	require.Same(t, order, c.Focused(), "the keyboard stays where the person put it")
	d.type_("4")

	// While the person types a colleague says something else of the note.
	_, err := d.backend.Sessions["a"].Receive(workshop.SetTyped{Notes: []workshop.NoteID{noteID(0)}, Key: "outside", Value: "Partner"})
	require.NoError(t, err)
	d.until("it is shown", func() bool { return d.line("Outside actor").Text == "Partner" })
	require.Equal(t, "4", order.Text)
	require.Empty(t, note(0).Typed("order"), "not said yet")

	// Another note is selected before the line was left.
	v.Editor().Select(noteID(1))
	require.Equal(t, "4", note(0).Typed("order"), "kept, of the note that it was typed for")
	require.Empty(t, note(1).Typed("order"))
	require.Equal(t, "say “Comes as number” of a note", v.Editor().CanUndo(), "a step each")
	require.Empty(t, d.line("Comes as number").Text)

	// The tab leaves the screen.
	c.Focus(d.line("Owner"))
	d.type_("Jo")
	require.True(t, v.Run("view.panel.people"))
	require.Equal(t, "Jo", note(1).Typed("owner"))
}

func TestACardOfSeveralNotesAndOfNone(t *testing.T) {
	d, v, note := atCards(t)
	v.Editor().Select(noteID(0), noteID(1))
	d.ctrl(v, "I")
	require.NotNil(t, d.label("Touchpoint · 2 notes"))
	channel := d.dropdown("–")
	channel.OnChange(1)
	require.Equal(t, []string{"Web", "Web"}, []string{note(0).Typed("channel"), note(1).Typed("channel")})
	v.Editor().Undo()
	require.Empty(t, note(0).Typed("channel")+note(1).Typed("channel"), "one step for both")

	_, err := d.backend.Sessions["a"].Receive(workshop.SetTyped{Notes: []workshop.NoteID{noteID(1)}, Key: "channel", Value: "Carrier pigeon"})
	require.NoError(t, err)
	d.until("they differ", func() bool { return d.dropdown("various") != nil })
	v.Editor().Select(noteID(1))
	require.NotNil(t, d.dropdown("Carrier pigeon"), "no option, and shown as it is")

	v.Editor().Select(noteID(0), noteID(2))
	require.NotNil(t, d.label("Notes of several kinds are selected"))
	v.Editor().Select(noteID(2))
	require.NotNil(t, d.label("of-tomorrow: kept"))
	v.Editor().Select()
	require.NotNil(t, d.label("Select a note"))
	require.Nil(t, d.line("Owner"))
}

func TestALensLightsWhoSaysTheSame(t *testing.T) {
	d, v, _ := atCards(t)
	require.True(t, v.Run("view.lens"))
	require.Nil(t, d.label("Channel: Web   1 note"), "nobody said so yet")
	_, err := d.backend.Sessions["a"].Apply(workshop.TypedValues{Notes: []workshop.NoteID{noteID(0)}, Key: "persona", Add: []string{"Office manager"}})
	require.NoError(t, err)
	require.True(t, v.Run("view.lens"))
	d.type_("office")
	d.key(fyne.KeyReturn)
	require.NotNil(t, find(d, func(f *panel.Field) bool { return f.Text == `persona:"Office manager"` }))
}
