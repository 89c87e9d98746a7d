package editor_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/workshop"
)

func TestWhatAnotherLaptopTellsIsOnTheCanvas(t *testing.T) {
	far, edge := math.Inf(1), float64(workshop.MaxCoord)
	trail := []workshop.Point{{X: 1e308, Y: 7}}
	p := editor.Presence{
		At: workshop.Point{X: far, Y: math.NaN()}, By: workshop.Vec{DX: -1e308}, View: workshop.Rect{Min: workshop.Point{X: -1e308, Y: 3}, Max: workshop.Point{X: far, Y: 5}},
		Trail: trail, Last: 9,
	}.Bounded()
	require.Equal(t, workshop.Point{X: edge}, p.At)
	require.Equal(t, workshop.Vec{DX: -edge}, p.By)
	require.Equal(t, workshop.Rect{Min: workshop.Point{X: -edge, Y: 3}, Max: workshop.Point{X: edge, Y: 5}}, p.View)
	require.Equal(t, []workshop.Point{{X: edge, Y: 7}}, p.Trail)
	require.Equal(t, []workshop.Point{{X: 1e308, Y: 7}}, trail, "theirs is left as it was")
	require.Equal(t, uint64(9), p.Last)
}
