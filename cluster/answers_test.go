package cluster_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/cluster"
)

func spreadOf(t require.TestingT, lines ...string) cluster.Spread {
	var notes []cluster.Note
	for i, l := range lines {
		notes = append(notes, cluster.Note{ID: fmt.Sprintf("%02d", i), Text: l})
	}
	s, err := cluster.Answers(context.Background(), notes)
	require.NoError(t, err)
	return s
}

func TestAnswersThatSayMuchTheSameStandTogether(t *testing.T) {
	s := spreadOf(t,
		"Fibre that works by Friday, with one person who answers",
		"Ordered Monday, working Friday, one person to call",
		"The fastest internet in town",
		"Fast internet for small firms, at a fair price",
		"One person who answers until the line works",
		"We never let you down",
		"Cheapest business line, no small print",
		"A fair price without small print",
		"Working by Friday or you don't pay")
	require.Equal(t, [][]string{{"00", "01", "04", "08"}, {"03", "06", "07"}, {"02"}, {"05"}}, sayings(s))
	require.NotEmpty(t, s.Sayings[0].Name)
	require.Empty(t, s.Sayings[2].Name)
	require.InDelta(t, 18.0/72, s.Agreement, 1e-12)

	require.Equal(t, [][]string{{"00", "01"}}, sayings(spreadOf(t, "A fair price", "A fair price")))
	require.Equal(t, [][]string{{"00", "02"}, {"01", "03"}, {"04"}}, sayings(spreadOf(t,
		"One person to call", "Fast fibre", "One person who answers", "Fibre that is fast", "We never let you down")))
}

func sayings(s cluster.Spread) (all [][]string) {
	for _, one := range s.Sayings {
		all = append(all, one.IDs)
	}
	return all
}

func TestAgreementIsBetweenNothingAndAll(t *testing.T) {
	require.Zero(t, spreadOf(t).Agreement)
	require.Zero(t, spreadOf(t, "alone").Agreement)
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{"a fair price", "one person to call", "fair price for all", "", "works by Friday", "Ein Preis, der hält"}), 0, 12).Draw(t, "lines")
		s := spreadOf(t, lines...)
		n := 0
		for _, g := range s.Sayings {
			n += len(g.IDs)
		}
		require.Equal(t, len(lines), n, "every answer stands somewhere, once")
		require.GreaterOrEqual(t, s.Agreement, 0.0)
		require.LessOrEqual(t, s.Agreement, 1.0)
	})
}
