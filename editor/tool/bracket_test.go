package tool_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/editortest"
	"throughline.app/workshop"
)

// bracket is somebody's bracket, as the names of its stages.
func bracket(h *editortest.Hands, who string) []string {
	s := h.Ed.Snapshot()
	from, to, ok := s.Bracket(h.Ed.Canvas(), who)
	if !ok {
		return nil
	}
	stages := s.StageList(h.Ed.Canvas())
	return []string{stages[from].Name, stages[to].Name}
}

func TestAnEndOfABracketIsDraggedFromStageToStage(t *testing.T) {
	h := editortest.New(t)
	all := names(h, false)
	last := len(all) - 1
	top := h.Ed.Layout().Stages[0].Head.Min.Y
	h.Ed.BracketEndAt(workshop.BracketOurs, editor.BracketStart, 1)
	h.Ed.BracketEndAt(workshop.BracketCustomer, editor.BracketStart, 0)
	require.Equal(t, []string{all[1], all[last]}, bracket(h, workshop.BracketOurs))
	require.Greater(t, h.Ed.Layout().Stages[0].Head.Min.Y, top, "the sheet makes room")
	require.Len(t, h.Ed.Layout().BlindZones(), 1)

	end := func(who string, part editor.Part) workshop.Point {
		b := h.Ed.Layout().Bracket(who)
		at := workshop.Point{X: b.Box.Min.X + 3, Y: b.Box.Center().Y}
		if part == editor.BracketEnd {
			at.X = b.Box.Max.X - 3
		}
		h.Move(at)
		require.Equal(t, []any{part, who}, []any{h.Ed.Hover().Part, h.Ed.Hover().Who})
		return at
	}
	column := func(i int) workshop.Point { return h.Ed.Layout().Stages[i].Column.Center() }
	h.Press(end(workshop.BracketOurs, editor.BracketEnd)).Drag(column(2)).WantState("select.bracketing").Release()
	require.Equal(t, []string{all[1], all[2]}, bracket(h, workshop.BracketOurs))
	require.Len(t, h.Ed.Layout().BlindZones(), 2)
	require.Equal(t, "say where it ends for us", h.Ed.CanUndo())

	h.Press(end(workshop.BracketOurs, editor.BracketStart)).Drag(column(last)).Release()
	require.Equal(t, []string{all[2], all[2]}, bracket(h, workshop.BracketOurs), "the start does not pass the end")
	h.Press(end(workshop.BracketCustomer, editor.BracketEnd)).Drag(column(0)).Key("Escape").WantIdle().Release()
	require.Equal(t, []string{all[0], all[last]}, bracket(h, workshop.BracketCustomer), "as it was")

	// Somebody takes the bracket away while it is held.
	h.Press(end(workshop.BracketOurs, editor.BracketEnd)).Drag(column(last))
	h.Remote(workshop.SetBracket{Canvas: h.Ed.Canvas(), Who: workshop.BracketOurs})
	h.WantIdle().Release()
	require.Nil(t, bracket(h, workshop.BracketOurs))
}

func TestBracketsAreSetByCommand(t *testing.T) {
	h := editortest.New(t)
	all := names(h, false)
	var asked editor.Choice
	h.Ed.OnChoose = func(c editor.Choice) { asked = c }
	require.True(t, h.Ed.Run("bracket.customer.end"))
	require.Equal(t, all, asked.Items)
	asked.Do(2)
	require.Equal(t, []string{all[0], all[2]}, bracket(h, workshop.BracketCustomer))
	require.True(t, h.Ed.Run("bracket.customer.start"))
	asked.Do(3)
	require.Equal(t, []string{all[3], all[3]}, bracket(h, workshop.BracketCustomer), "the end comes along")
	require.True(t, h.Ed.Run("bracket.remove"))
	require.Nil(t, bracket(h, workshop.BracketCustomer))
	require.False(t, h.Ed.Run("bracket.remove"))
}
