package ui_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

func TestThoseWhoKnowSayWhatIsTrue(t *testing.T) {
	d, v := atCanvas(t, "Engineer at the door", "Welcome e-mail", "Fault line")
	s := d.backend.Sessions["a"]
	ed := v.Editor()
	require.False(t, ed.Run("validate.confirm"))
	_, err := s.Receive(workshop.AskValidation{On: true})
	require.NoError(t, err)
	require.True(t, ed.Run("view.panel.agenda"))
	d.untilText("0 of 3 notes")
	require.NotNil(t, d.label("Is it so?"))

	d.press("Next note")
	require.Equal(t, []workshop.NoteID{"n000000"}, ed.Selection().IDs())
	d.press("So it is")
	d.untilText("1 of 3 notes")
	require.Equal(t, []workshop.NoteID{"n000001"}, ed.Selection().IDs(), "and on to the next")
	require.Equal(t, workshop.Confirm, s.Snapshot().Verdict("n000000", "me"))
	d.press("Not so")
	d.untilText("2 of 3 notes")
	require.Equal(t, "say what is true", ed.CanUndo())
	ed.Undo()
	d.untilText("1 of 3 notes")
	ed.Select("n000001", "n000002")
	require.True(t, ed.Run("validate.change"))
	d.untilText("3 of 3 notes")
	require.True(t, ed.Run("validate.next"))
	d.untilText("You have said of every note on this canvas what you think. Thank you.")
	require.True(t, ed.Run("validate.stop"))
	d.until("asked no longer", func() bool { return d.label("Is it so?") == nil })
}
