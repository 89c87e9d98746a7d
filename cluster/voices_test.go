package cluster_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cluster"
)

func TestHowANoteIsPutCountsBesidePiles(t *testing.T) {
	notes := numbered([]string{
		"How do I change my contract", "How do I cancel an order", "How do I pay the invoice",
		"Why was the contract changed", "Why was my order cancelled", "Why was the invoice not paid",
		"How do I move my contract", "Why was the contract moved",
		"How do I order an invoice", "Why was an invoice ordered",
	})
	for i := range 3 {
		notes[i].Group, notes[i+3].Group = "how", "why"
	}
	p := analysed(t, notes, cluster.Options{}).Groups(0)
	require.Len(t, p.Groups, 2)
	require.Equal(t, []string{"n000", "n001", "n002", "n006", "n008"}, ids(p.Groups[0]))
	require.Equal(t, []string{"n003", "n004", "n005", "n007", "n009"}, ids(p.Groups[1]))
}

// Copies make likeness a matrix of equal rows.
func TestPilesOfCopiesAreNoMatrixTooFar(t *testing.T) {
	var texts []string
	for range 12 {
		texts = append(texts, "The bill is wrong", "The engineer is late")
	}
	notes := numbered(texts)
	for i := range 16 {
		notes[i].Group = []string{"bill", "engineer"}[i%2]
	}
	p := analysed(t, notes, cluster.Options{}).Groups(0)
	require.Len(t, p.Groups, 2)
	require.Len(t, p.Groups[0].Members, 12)
	require.Len(t, p.Groups[1].Members, 12)
	require.Empty(t, p.Unsorted)
}
