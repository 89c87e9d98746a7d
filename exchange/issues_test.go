package exchange_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestIssuesAndFunctionsAreShown(t *testing.T) {
	s := workshoptest.Spec{Notes: 12, Stages: 3, Lanes: 2, People: 3}.Snapshot()
	var ids []workshop.NoteID
	for i := range 12 {
		ids = append(ids, workshop.NoteID(workshoptest.ID("n", i)))
	}
	for _, op := range []workshop.Op{
		workshop.SetFunctions{Notes: ids[:6], Functions: []string{"Sales"}},
		workshop.SetFunctions{Notes: ids[6:], Functions: []string{"Network", "IT"}},
		workshop.MakeCategory{Category: workshop.Category{ID: "cat", Name: "Dates"}, Notes: ids},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	shown := exchange.Show(s, nil, "w")
	require.Len(t, shown.Issues, 1)
	require.Equal(t, "proposed", shown.Issues[0].State)
	require.Len(t, shown.Issues[0].Notes, 12)
	for _, op := range []workshop.Op{
		workshop.DecideIssue{Category: "cat", Name: "One date", State: workshop.Confirmed},
		workshop.OwnIssue{Issue: "cat", Owner: "Zoë", Second: "Network"},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	is := exchange.Show(s, nil, "w").Issues[0]
	require.Equal(t, []string{"confirmed", "One date"}, []string{is.State, is.Name})
	require.Equal(t, []string{"Zoë", "Network"}, is.Owners)
	require.NotNil(t, exchange.Show(new(workshop.Snapshot), nil, "w").Issues, "a list even when it is empty")

	var table bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&table, s, s.CanvasList()[0].ID))
	require.Equal(t, 6, strings.Count(table.String(), `"IT, Network"`))
	require.Equal(t, 12, strings.Count(table.String(), ",One date\n"), "each note says which issue it is evidence of")
	require.True(t, strings.HasSuffix(strings.SplitN(table.String(), "\n", 2)[0], ",systemic issue"))
}
