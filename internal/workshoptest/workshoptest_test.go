package workshoptest_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
)

func TestBigIsTheSameEveryTime(t *testing.T) {
	a, b := workshoptest.Big(700), workshoptest.Big(700)
	require.True(t, a.Equal(b))
	require.Equal(t, 700, a.NotesOn(a.CanvasList()[0].ID))
	require.Len(t, a.StageList(a.CanvasList()[0].ID), 5)
	wide := workshoptest.Broad(2_000)
	require.Greater(t, len(wide.StageList(wide.CanvasList()[0].ID)), 10)
}

func TestRandomOpsArePossible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { workshoptest.Snapshot(t) })
}
