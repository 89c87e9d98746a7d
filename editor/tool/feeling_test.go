package tool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/insight"
	"throughline.app/internal/editortest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// withMood shows the curve of the canvas.
func withMood(t *testing.T) (*editortest.Hands, *method.Band) {
	h := editortest.New(t)
	h.Remote(workshop.ShowView{Canvas: h.Ed.Canvas(), View: "mood", On: true})
	require.Len(t, h.Ed.Layout().Bands, 1)
	return h, &h.Ed.Layout().Bands[0]
}

func feels(h *editortest.Hands, series string, i int) insight.Feelings {
	return insight.FeelingsOf(h.Doc.Snapshot(), "mood/"+series)[h.Ed.Layout().Stages[i].ID]
}

func TestAPointOfACurveIsDraggedAsOneChange(t *testing.T) {
	h, b := withMood(t)
	st := h.Ed.Layout().Stages[2]
	h.Press(b.At(st, method.AsIs, 1)).WantState("select.feeling")
	for _, v := range []float64{0.5, -0.4, -1.3, -9} {
		h.Drag(b.At(st, method.AsIs, v))
	}
	require.InDelta(t, -2, h.Ed.Preview().Feeling.Value, 0, "it stops at the end of the scale")
	h.Drag(b.At(st, method.AsIs, -1.3)).Release().WantChanges(1).WantIdle()
	require.Equal(t, insight.Feelings{{Person: h.Doc.Me(), Value: -1.5}}, feels(h, method.AsIs, 2))
	require.Empty(t, feels(h, method.ToBe, 2))
	require.Equal(t, "say how a stage feels", h.Ed.CanUndo())

	h.Press(b.At(st, method.AsIs, -1.5)).Release().WantChanges(1) // a click on the point only takes it
	require.Equal(t, st.ID, h.Ed.FocusedFeeling().Stage)
	h.Press(b.At(st, method.ToBe, 1.6)).Release().WantChanges(2)
	require.InDelta(t, 1.5, feels(h, method.ToBe, 2).Mean(), 0)
	h.Press(b.At(st, method.AsIs, -1.5)).Drag(b.At(st, method.AsIs, 2)).Key("Escape").WantChanges(2).WantIdle().Release().WantChanges(2)
	h.Key("Ctrl+Z")
	require.Empty(t, feels(h, method.ToBe, 2))
	h.Press(b.At(st, method.ToBe, -1)).Release() // said again after it was taken back
	require.InDelta(t, -1, feels(h, method.ToBe, 2).Mean(), 0)
	h.Press(b.At(st, method.AsIs, -1.5)).Drag(b.At(st, method.AsIs, 0))
	h.Remote(workshop.ShowView{Canvas: h.Ed.Canvas(), View: "mood"}).WantState("select.idle").WantIdle().Release()
	require.InDelta(t, -1.5, feels(h, method.AsIs, 2).Mean(), 0, "the curve went while the point was in the hand")
}

func TestTheArrowsMoveAPointOfACurve(t *testing.T) {
	h, b := withMood(t)
	n := h.Note(0, 0, "stays")
	require.True(t, h.Ed.Run("feeling.focus"))
	h.Key("Up").Key("Up").Key("Right").Key("Down").Key("Right").Key("Up")
	require.InDelta(t, 1, feels(h, method.AsIs, 0).Mean(), 0)
	require.InDelta(t, -0.5, feels(h, method.ToBe, 0).Mean(), 0)
	require.InDelta(t, 0.5, feels(h, method.AsIs, 1).Mean(), 0)
	h.Key("Delete")
	require.Empty(t, feels(h, method.AsIs, 1))
	h.WantRegion(n, 0, 0)
	for range 9 {
		h.Key("Right")
	}
	require.Equal(t, editor.Feeling{Curve: b.Curve, Series: method.ToBe, Stage: h.Ed.Layout().Stages[4].ID}, *h.Ed.FocusedFeeling())
	h.Key("Escape")
	require.Nil(t, h.Ed.FocusedFeeling())

	require.True(t, h.Ed.Run("feeling.say"))
	require.Equal(t, "Awareness · today · +1", h.Asked.Items[0])
	h.Asked.Do(3)
	require.Equal(t, []string{"+2 delighted", "+1.5", "+1", "+0.5", "0", "−0.5", "−1", "−1.5", "−2 fed up"}, h.Asked.Items)
	h.Asked.Do(8)
	require.InDelta(t, -2, feels(h, method.ToBe, 1).Mean(), 0)
}
