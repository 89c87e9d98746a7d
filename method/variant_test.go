package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestAVariantIsLinkedStageByStage(t *testing.T) {
	s, c := filled(t, 0, 1, 4)
	n := 0
	ids := func() string { n++; return workshoptest.ID("v", n) }
	op, id := method.Variant(s, c, "B2B", true, ids)
	s = with(t, s, op)
	require.Equal(t, stagesOf(s, c), stagesOf(s, id))
	require.Equal(t, s.NotesOn(c), s.NotesOn(id), "its notes are shown")
	require.Equal(t, 3, s.Notes.Len(), "and not copied")
	require.Len(t, method.VariantsOf(s, c), 1)
	d := method.Compare(s, id)
	require.Len(t, d.Rows, 5)
	for i, r := range d.Rows {
		require.Equal(t, method.StageSame, r.Change())
		require.Equal(t, s.StageList(c)[i].ID, r.Variant.From)
		require.Empty(t, r.Gone)
		require.Empty(t, r.New)
	}
	require.Equal(t, 1, d.Rows[0].Both)

	st := s.StageList(id)
	s = with(t, s, workshop.Together{
		workshop.Rename{Ref: st[1].ID.Ref(), Name: "Tender"},
		workshop.Remove{Ref: st[2].ID.Ref()},
		workshop.AddStage{Stage: workshop.Stage{ID: "credit", Canvas: id, Name: "Credit check"}, After: st[1].ID},
		workshop.HideNotes{Notes: []workshop.NoteID{"n0"}, Canvas: id},
		workshop.AddNotes{Notes: []workshop.Note{{ID: "new", Text: "Asks for references", Color: workshop.Blue,
			Place: workshop.Place{Canvas: id, Region: workshop.Region{Stage: "credit", Lane: s.LaneList(id)[0].ID}}}}},
	})
	d = method.Compare(s, id)
	var says []string
	for _, r := range d.Rows {
		says = append(says, r.Change())
	}
	require.Equal(t, []string{method.StageSame, method.StageRenamed, method.StageAdded, method.StageRemoved, method.StageSame, method.StageSame}, says)
	require.Equal(t, workshop.NoteID("n0"), d.Rows[0].Gone[0].ID)
	require.Equal(t, workshop.NoteID("new"), d.Rows[2].New[0].ID)
	require.Equal(t, 1, d.Rows[1].Both)

	bare, id2 := method.Variant(s, c, "Product", false, ids)
	s = with(t, s, bare)
	require.Zero(t, s.NotesOn(id2))
	require.Nil(t, method.Compare(s, c), "it is no variant")
}

func TestLostNotesAreTold(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	s, c := filled(t, 0, 1)
	require.Empty(t, method.LostOn(methods, s, c))
	s = with(t, s, workshop.Together{
		workshop.Remove{Ref: s.StageList(c)[0].ID.Ref()},
		workshop.Rekind{Notes: []workshop.NoteID{"n1"}, Kind: "fossil"},
		workshop.AddNotes{Notes: []workshop.Note{{ID: "shelf", Text: "x", Color: workshop.Blue, Place: workshop.Place{Canvas: c}}}},
	})
	lost := method.LostOn(methods, s, c)
	require.Len(t, lost, 2)
	require.Equal(t, method.LostRegion, lost[0].Why)
	require.Equal(t, workshop.NoteID("n0"), lost[0].Note.ID)
	require.Equal(t, method.LostCard, lost[1].Why)
	require.Len(t, method.LostOn(nil, s, c), 1, "of a method that is not here nothing is known")
	l := lifecycle(t).Layout(s, c, nil)
	require.False(t, l.Unplaced.Empty())
	require.True(t, l.Unplaced.Contains(l.At(s.Notes.Get("n0"))))

	stray, kept := s.Notes.Get("n1"), s.Notes.Get("n1").Place
	require.True(t, l.Unplaced.Contains(l.At(stray)), "its card is gone: it lies there too")
	require.Equal(t, workshop.Region{}, l.HomeOf(stray))
	require.Equal(t, l.At(stray), l.Position(l.PlaceOf(stray)), "it can be moved from where it lies")
	for i, a := range []workshop.NoteID{"n0", "n1", "shelf"} {
		for _, b := range []workshop.NoteID{"n0", "n1", "shelf"}[:i] {
			size := workshop.Size{W: method.NoteW, H: method.NoteH}
			require.False(t, workshop.RectAt(l.At(s.Notes.Get(a)), size).Overlaps(workshop.RectAt(l.At(s.Notes.Get(b)), size)), "%s on %s", a, b)
		}
	}
	s = with(t, s, workshop.TurnInto{Notes: []workshop.NoteID{"n1"}, Kind: "action"})
	back := s.Notes.Get("n1")
	require.Equal(t, kept, back.Place, "nothing was rewritten")
	require.Equal(t, kept.Region, lifecycle(t).Layout(s, c, nil).HomeOf(back), "with a card it is where it was")
}

func TestAJourneyServesSeveralStages(t *testing.T) {
	s, c := filled(t)
	methods, err := method.Embedded()
	require.NoError(t, err)
	var kind *method.CanvasKind
	for _, k := range method.Insides(methods, lifecycle(t).ID) {
		if k.Of == "journey" {
			kind = k
		}
	}
	require.NotNil(t, kind)
	st := s.StageList(c)
	n := 0
	add := kind.Inside(func() string { n++; return workshoptest.ID("j", n) }, st[1])
	require.Greater(t, len(add.Stages), 1, "it has steps of its own")
	s = with(t, s, add)
	j := add.Canvas.ID
	s = with(t, s, workshop.Serve{Canvas: j, Stage: st[3].ID})
	for i, want := range []int{0, 1, 0, 1, 0} {
		require.Len(t, s.CanvasesOf(st[i].ID), want)
	}
	require.Equal(t, c, s.ParentOf(s.Canvases.Get(j)).ID)
	s = with(t, s, workshop.Remove{Ref: st[1].ID.Ref()})
	require.Equal(t, c, s.ParentOf(s.Canvases.Get(j)).ID, "it still serves the other")
	s = with(t, s, workshop.MergeInto{From: st[3].ID.Ref(), Into: st[4].ID.Ref()})
	require.Len(t, s.CanvasesOf(st[4].ID), 1)
	s = with(t, s, workshop.Serve{Canvas: j, Stage: st[3].ID, Off: true})
	require.Nil(t, s.ParentOf(s.Canvases.Get(j)))
}
