package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func TestTheOutlineStandsInForTheCanvas(t *testing.T) {
	d, v := atCanvas(t, "Asks peers", "Checks the address", "Waits for the box")
	ed := v.Editor()
	canvas := func() bool { return find(d, func(*canvasview.View) bool { return true }) != nil }
	ed.Select("n000001")
	require.True(t, ed.Run("view.outline"))
	require.False(t, canvas())
	require.NotNil(t, d.label("Checks the address"))
	require.NotNil(t, d.label("1 note"), "counts per stage")

	// The keyboard is the outline's, also after something was asked for by name.
	d.key(fyne.KeyDown)
	d.key(fyne.KeyUp)
	require.Equal(t, []workshop.NoteID{"n000001"}, ed.Selection().IDs())
	d.type_("n")
	d.type_("Says maybe")
	d.key(fyne.KeyReturn)
	d.until("the note", func() bool { return d.label("Says maybe") != nil })
	session := d.backend.Sessions["a"]
	added := ed.Selection().IDs()
	require.Len(t, added, 1)
	require.Equal(t, session.Snapshot().Notes.Get("n000001").Place.Region, session.Snapshot().Notes.Get(added[0]).Place.Region)

	_, err := session.Receive(workshop.EditText{Note: "n000002", Base: "Waits for the box", Text: "Waits for two boxes"})
	require.NoError(t, err)
	d.until("a colleague's words", func() bool { return d.label("Waits for two boxes") != nil })
	require.Equal(t, added, ed.Selection().IDs())

	require.True(t, ed.Run("find.open"))
	d.type_("boxes")
	require.Nil(t, d.label("Asks peers"), "what does not fit is not shown")
	d.key(fyne.KeyEscape)
	d.key(fyne.KeyDown)
	d.key(fyne.KeyEscape)
	require.True(t, canvas())
	require.Equal(t, added, ed.Selection().IDs())
	require.True(t, ed.Run("view.outline"))
	d.press("Back to the canvas")
	require.True(t, canvas())
}
