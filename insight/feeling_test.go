package insight_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/insight"
	"throughline.app/workshop"
)

func staged(t require.TestingT) *workshop.Snapshot {
	return after(t, &workshop.Snapshot{}, workshop.AddCanvas{
		Canvas: workshop.Canvas{ID: "c", Title: "C", Kind: "x/y"},
		Stages: []workshop.Stage{{ID: "a", Name: "A", Order: "1"}, {ID: "b", Name: "B", Order: "2"}},
	})
}

func after(t require.TestingT, s *workshop.Snapshot, ops ...workshop.Op) *workshop.Snapshot {
	d, err := workshop.Together(ops).Plan(s)
	require.NoError(t, err)
	return s.With(d)
}

func feels(person, stage, value string) workshop.Op {
	return workshop.GiveAnswer{Poll: "mood/as-is", About: "stage/" + stage, Person: workshop.PersonID(person), Value: value}
}

func TestFeelingsHaveAMeanAndASpread(t *testing.T) {
	s := after(t, staged(t), feels("ana", "a", "-2"), feels("jo", "a", "1"), feels("ravi", "a", "-0.5"), feels("ana", "b", "much"), feels("jo", "b", "NaN"), feels("ravi", "b", "77"))
	all := insight.FeelingsOf(s, "mood/as-is")
	require.InDelta(t, -0.5, all["a"].Mean(), 1e-12)
	require.InDelta(t, 1.2247448713915890, all["a"].Spread(), 1e-12)
	require.Equal(t, insight.Feelings{{Person: "ravi", Value: 2}}, all["b"], "what is no number is nothing, what is beyond the end is the end")
	require.Zero(t, all["b"].Spread())
	require.Empty(t, insight.FeelingsOf(s, "mood/to-be"))
	require.Zero(t, insight.Feelings(nil).Mean())
}

func TestFeelingsOfMergedStagesCountOnceAPerson(t *testing.T) {
	s := after(t, staged(t), feels("ana", "a", "-2"), feels("ana", "b", "1"), feels("jo", "a", "0.5"),
		workshop.MergeInto{From: workshop.StageID("a").Ref(), Into: workshop.StageID("b").Ref()})
	require.Equal(t, map[workshop.StageID]insight.Feelings{"b": {{Person: "jo", Value: 0.5}, {Person: "ana", Value: 1}}}, insight.FeelingsOf(s, "mood/as-is"))
}

func TestWhatPeopleSayAtOnceIsAllThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var ops []workshop.Op
		people := rapid.IntRange(1, 12).Draw(t, "people")
		for i := range people {
			v := workshop.FormatFeeling(rapid.Float64Range(-3, 3).Draw(t, "value"))
			ops = append(ops, feels(fmt.Sprint("p", i), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "stage"), v))
		}
		base := staged(t)
		one := after(t, base, ops...)
		other := after(t, base, rapid.Permutation(ops).Draw(t, "order")...)
		a, b := insight.FeelingsOf(one, "mood/as-is"), insight.FeelingsOf(other, "mood/as-is")
		require.Equal(t, a, b)
		require.Len(t, append(append(insight.Feelings{}, a["a"]...), a["b"]...), people)
		for _, f := range a {
			require.LessOrEqual(t, f.Mean(), 2.0)
			require.GreaterOrEqual(t, f.Mean(), -2.0)
			require.LessOrEqual(t, f.Spread(), 2.0)
		}
	})
}
