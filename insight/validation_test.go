package insight_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/insight"
	"throughline.app/workshop"
)

func TestEveryStageTellsWhatPartIsConfirmed(t *testing.T) {
	s := after(t, staged(t), workshop.AddLane{Lane: workshop.Lane{ID: "l", Canvas: "c", Name: "L"}})
	for i, at := range []workshop.StageID{"a", "a", "a", "b"} {
		s = after(t, s, workshop.AddNotes{Notes: []workshop.Note{{ID: workshop.NoteID("n" + string(rune('0'+i))), Text: "x", Color: workshop.Yellow,
			Place: workshop.Place{Canvas: "c", Region: workshop.Region{Stage: at, Lane: "l"}}}}})
	}
	require.Nil(t, insight.ValidationOf(s, "c"))
	judge := func(who, note, verdict string) {
		s = after(t, s, workshop.Judge{Notes: []workshop.NoteID{workshop.NoteID(note), "gone"}, Person: workshop.PersonID(who), Verdict: verdict})
	}
	judge("ana", "n0", workshop.Confirm)
	judge("jo", "n0", workshop.Confirm)
	judge("ravi", "n0", workshop.Wrong)
	judge("ana", "n1", workshop.Confirm)
	judge("jo", "n1", workshop.Amend) // as many: what asks for more stands
	all := insight.ValidationOf(s, "c")
	require.Equal(t, insight.Validated{Notes: 3, Judged: insight.Verdicts{Confirm: 1, Amend: 1}}, all["a"])
	require.InDelta(t, 1.0/3, all["a"].Share(), 1e-12)
	require.Equal(t, insight.Validated{Notes: 1}, all["b"])
	require.Equal(t, workshop.Wrong, s.Verdict("n0", "ravi"))
	judge("ana", "n0", "")
	judge("jo", "n0", "")
	require.Equal(t, workshop.Wrong, insight.JudgedOf(s)["n0"].Most())
	_, err := workshop.Judge{Notes: []workshop.NoteID{"n0"}, Person: "ana", Verdict: "perhaps"}.Plan(s)
	require.ErrorIs(t, err, workshop.ErrInvalid)
}
