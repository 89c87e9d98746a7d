package exchange_test

import (
	"bytes"
	"encoding/csv"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestNotesOfAMergedStageAreNamedWhereTheyAreShown(t *testing.T) {
	s := workshoptest.Spec{Notes: 12, Stages: 3, Lanes: 2}.Snapshot()
	c := s.CanvasList()[0].ID
	stages, lanes := s.StageList(c), s.LaneList(c)
	for _, op := range []workshop.Op{
		workshop.MergeInto{From: stages[1].ID.Ref(), Into: stages[0].ID.Ref()},
		workshop.MergeInto{From: lanes[1].ID.Ref(), Into: lanes[0].ID.Ref()},
		workshop.Remove{Ref: stages[2].ID.Ref()},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	shown := exchange.Show(s, nil, "w")
	require.Len(t, shown.Stages, 1)
	require.Len(t, shown.Lanes, 1)
	count := make(map[string]int)
	for _, n := range shown.Notes {
		count[n.Stage+"/"+n.Lane]++
		if n.Stage != "" {
			require.Equal(t, string(stages[0].ID), n.StageID)
			require.Equal(t, string(lanes[0].ID), n.LaneID)
		}
	}
	require.Equal(t, map[string]int{stages[0].Name + "/" + lanes[0].Name: 8, "/": 4}, count)

	var out bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&out, s, c))
	rows, err := csv.NewReader(&out).ReadAll()
	require.NoError(t, err)
	require.Len(t, rows, 13)
	count = make(map[string]int)
	for _, row := range rows[1:] {
		count[row[0]+"/"+row[1]]++
	}
	require.Equal(t, map[string]int{stages[0].Name + "/" + lanes[0].Name: 8, "/": 4}, count)
}
