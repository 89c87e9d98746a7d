package render_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/workshop"
)

func TestFeelingsAreSaidInWords(t *testing.T) {
	for v, want := range map[float64]string{0: "0", -0.04: "0", 1.5: "+1.5", -1.6333: "−1.6", 2: "+2"} {
		require.Equal(t, want, render.Feeling(v))
	}
	require.NotEqual(t, render.Light().CurveInk(method.AsIs), render.Light().CurveInk(method.ToBe))
	require.NotEqual(t, render.Dark().CurveInk(method.AsIs), render.Dark().Sheet)
}

// A number of a curve stays clear of the lines, of the ends of its row and of other numbers.
func TestNumbersOfACurveLookForRoom(t *testing.T) {
	at := func(x, y float64) workshop.Rect {
		return workshop.Rect{Min: workshop.Point{X: x - 10, Y: y - 5}, Max: workshop.Point{X: x + 10, Y: y + 5}}
	}
	row := workshop.Rect{Max: workshop.Point{X: 300, Y: 100}}
	line := [][]workshop.Point{{{X: 0, Y: 40}, {X: 100, Y: 40}, {X: 200, Y: 80}}}
	require.InDelta(t, 15, render.RoomAround(at(50, 20), row, line, nil), 0.01)
	require.Negative(t, render.RoomAround(at(50, 38), row, line, nil), "through the line")
	require.InDelta(t, 1, render.RoomAround(at(150, 50), row, line, nil), 0.01, "as near as the slope comes")
	require.Negative(t, render.RoomAround(at(50, 3), row, line, nil), "beyond the row")
	require.Negative(t, render.RoomAround(at(50, 20), row, line, []workshop.Rect{at(65, 24)}), "on another number")
	require.InDelta(t, 15, render.RoomAround(at(50, 20), row, line, []workshop.Rect{at(90, 24)}), 0.01, "beside one")
}
