package exchange_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestMergedAndDissolvedCategoriesGoOutAsTheyAreSeen(t *testing.T) {
	s := workshoptest.Big(3)
	id := func(i int) workshop.NoteID { return workshop.NoteID(workshoptest.ID("n", i)) }
	ops := workshop.Together{workshop.JoinCategory{Notes: []workshop.NoteID{id(0), id(1), id(2)}}}
	for i, name := range []string{"First", "Second", "Third"} {
		ops = append(ops, workshop.MakeCategory{Category: workshop.Category{ID: workshop.CategoryID(name), Name: name}, Notes: []workshop.NoteID{id(i)}})
	}
	ops = append(ops,
		workshop.MergeCategories{From: []workshop.CategoryID{"First"}, Into: "Second"},
		workshop.DissolveCategory{Category: "Third"})
	d, err := ops.Plan(s)
	require.NoError(t, err)
	s = s.With(d)

	shown := exchange.Show(s, nil, "id")
	got := make(map[string]string)
	for _, n := range shown.Notes {
		got[n.ID] = n.Category
	}
	require.Equal(t, map[string]string{string(id(0)): "Second", string(id(1)): "Second", string(id(2)): ""}, got)
	for _, c := range shown.Categories {
		require.NotContains(t, []string{"First", "Third"}, c.Name)
	}
	var out bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&out, s, s.CanvasList()[0].ID))
	require.Equal(t, 2, bytes.Count(out.Bytes(), []byte(",Second")))
	require.NotContains(t, out.String(), "First")
	require.NotContains(t, out.String(), "Third")
}
