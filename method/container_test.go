package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/method"
	"throughline.app/workshop"
)

func sheet(x, y float64) workshop.Rect {
	return workshop.RectAt(workshop.Point{X: x, Y: y}, workshop.Size{W: method.NoteW, H: method.NoteH})
}

func TestEnclose(t *testing.T) {
	a, b, c := sheet(0, 0), sheet(112, 0), sheet(0, 64)
	require.Equal(t, []workshop.Rect{a.Union(b).Union(c).Inset(-method.ContainerPad)},
		method.Enclose([]workshop.Rect{a, b, c}, []workshop.Rect{sheet(0, 400)}), "nothing lies between")
	between := sheet(112, 64)
	require.Len(t, method.Enclose([]workshop.Rect{a, b, c}, []workshop.Rect{between}), 2, "around the note between them")
	require.Len(t, method.Enclose([]workshop.Rect{a, between}, []workshop.Rect{b, c}), 2)
}

func TestContainersLeaveOtherNotesOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string, least int) []workshop.Rect {
			var all []workshop.Rect
			for range rapid.IntRange(least, 12).Draw(t, label) {
				all = append(all, sheet(float64(rapid.IntRange(0, 4).Draw(t, "x")*57), float64(rapid.IntRange(0, 12).Draw(t, "y")*31)))
			}
			return all
		}
		members, others := draw("members", 1), draw("others", 0)
		boxes := method.Enclose(members, others)
		require.NotEmpty(t, boxes)
		for _, m := range members {
			in := false
			for _, b := range boxes {
				in = in || b.Inset(method.ContainerPad).Encloses(m)
			}
			require.True(t, in, "a member is outside")
		}
		for _, o := range others {
			under := false
			for _, m := range members {
				under = under || m.Overlaps(o)
			}
			for _, b := range boxes {
				require.False(t, !under && b.Inset(method.ContainerPad).Overlaps(o), "a container covers a note of others")
			}
		}
	})
}
