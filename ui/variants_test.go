package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

func TestAVariantIsMadeAndCompared(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door", "Waits for the engineer")
	s := d.backend.Sessions["a"]
	require.True(t, v.Run("canvas.variant"))
	d.type_("B2B")
	d.key(fyne.KeyReturn)
	d.until("the question", func() bool { return d.label("What of the notes?") != nil })
	d.key(fyne.KeyReturn)
	d.until("the variant", func() bool { return d.now().Editor().Canvas() != "canvas1" })
	w := d.now()
	t.Cleanup(func() { w.Close() })
	id := w.Editor().Canvas()
	require.Len(t, s.Snapshot().NoteList(id), 2)
	require.Equal(t, workshop.CanvasID("canvas1"), s.Snapshot().Canvases.Get(id).From)

	_, err := s.Apply(workshop.Together{
		workshop.Rename{Ref: s.Snapshot().StageList(id)[1].ID.Ref(), Name: "Tender"},
		workshop.HideNotes{Notes: []workshop.NoteID{"n000000"}, Canvas: id},
	})
	require.NoError(t, err)
	d.until("the new name", func() bool { return w.Editor().Layout().Stages[1].Name == "Tender" })
	require.True(t, w.Run("canvas.compare"))
	require.NotNil(t, d.label("Side by side"))
	require.NotNil(t, d.label("Tender"))
	require.NotNil(t, d.label("renamed"))
	require.NotNil(t, d.label("“Asks the firm next door”"))
	require.NotNil(t, d.label("1 note on both"))
	d.key(fyne.KeyEscape)
}

func TestAJourneyIsOpenedFromAStageAndServesAnother(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door")
	s := d.backend.Sessions["a"]
	v.Editor().OnJourney("stage1")
	d.type_("new journey")
	d.key(fyne.KeyReturn)
	d.type_("Renewal")
	d.key(fyne.KeyReturn)
	d.until("the journey", func() bool { return d.now().Editor().Canvas() != "canvas1" })
	j := d.now()
	t.Cleanup(func() { j.Close() })
	id := j.Editor().Canvas()
	require.Equal(t, "Renewal", s.Snapshot().Canvases.Get(id).Title)
	require.Len(t, s.Snapshot().StageList(id), 5)
	require.True(t, j.Run("canvas.up"))
	up := d.now()
	t.Cleanup(func() { up.Close() })
	up.Editor().OnJourney("stage3")
	d.type_("serve")
	d.key(fyne.KeyReturn)
	require.Len(t, s.Snapshot().CanvasesOf("stage3"), 1)
	d.until("the screen knows", func() bool {
		up.Editor().OnJourney("stage3")
		defer d.key(fyne.KeyEscape)
		return d.label("Open Renewal") != nil
	})
	up.Editor().OpenInside("stage3")
	d.until("the same journey", func() bool { return d.now().Editor().Canvas() == id })
	again := d.now()
	t.Cleanup(func() { again.Close() })
}

func TestACanvasIsSavedAsATemplate(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door")
	require.True(t, v.Run("canvas.template"))
	d.type_("Our stages")
	d.key(fyne.KeyReturn)
	d.until("it is told", func() bool { return d.label("Saved without its notes; it is on Home now.") != nil })
	all := d.backend.Library().Methods
	require.Equal(t, "our-stages", all[len(all)-1].Name)
	require.Equal(t, []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"}, all[len(all)-1].Begins()[0].Stages)
	v.Run("workshop.home")
	d.until("its card", func() bool { return d.card("Our stages") != nil })
}

func TestLostNotesAreToldWhenTheCanvasIsShown(t *testing.T) {
	d, v := atCanvas(t, "Asks the firm next door", "Waits for the engineer")
	s := d.backend.Sessions["a"]
	_, err := s.Apply(workshop.Together{workshop.Remove{Ref: workshop.StageID("stage1").Ref()}, workshop.Rekind{Notes: []workshop.NoteID{"n000000"}, Kind: "fossil"}})
	require.NoError(t, err)
	methods, err := method.Embedded()
	require.NoError(t, err)
	add := method.Insides(methods, "lifecycle/canvas")[0].Inside(s.NewID, s.Snapshot().Stages.Get("stage0"))
	_, err = s.Apply(add)
	require.NoError(t, err)
	d.until("the canvases", func() bool { return len(v.Editor().Snapshot().CanvasList()) == 2 })
	v.Editor().OpenInside("stage0")
	d.until("the inside", func() bool { return d.now().Editor().Canvas() != "canvas1" })
	in := d.now()
	t.Cleanup(func() { in.Close() })
	require.True(t, in.Run("canvas.up"))
	back := d.now()
	t.Cleanup(func() { back.Close() })
	require.NotNil(t, d.label("2 notes under Unplaced: their stage or lane is gone, or, of 1, their kind of card."))
	d.press("Look")
	require.ElementsMatch(t, []workshop.NoteID{"n000000", "n000001"}, back.Editor().Selection().IDs())
}
