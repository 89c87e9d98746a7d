package insight_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/insight"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func ruleOf(t *testing.T, stages int, notes []memo) insight.Theme {
	s, c := build(t, stages, notes)
	f := insight.Look(s, c)
	f.Chance()
	require.NotEmpty(t, f.Themes)
	return f.Themes[0]
}

func TestTheRuleInWords(t *testing.T) {
	at := func(pairs ...string) (notes []memo) {
		for i, p := range pairs {
			notes = append(notes, memo{p[:2], p[2:], fmt.Sprint("P", i), "cat"})
		}
		return append(notes, memo{"S3", "F3", "P9", ""}, memo{"S3", "F4", "P9", ""})
	}
	for name, c := range map[string]struct {
		notes []memo
		want  insight.Rule
	}{
		"two stages, two functions, two notes each": {at("S0F0", "S1F1", "S0F0", "S1F1"), insight.Systemic},
		"three stages, three functions":             {at("S0F0", "S1F1", "S2F2", "S0F1"), insight.Systemic},
		"a stray note makes no issue":               {at("S0F0", "S0F0", "S0F0", "S1F1"), insight.Recurring},
		"several stages, one function":              {at("S0F0", "S1F0", "S2F0", "S3F0"), insight.Recurring},
		"three notes are few":                       {at("S0F0", "S1F1", "S2F2"), insight.Recurring},
		"one place":                                 {at("S0F0", "S0F0", "S0F0", "S0F0", "S0F0"), insight.Local},
	} {
		require.Equal(t, c.want, ruleOf(t, 4, c.notes).Rule, name)
	}
	one := at("S0F0", "S1F1", "S0F0", "S1F1")
	for i := range one[:4] {
		one[i].author = "P0"
	}
	require.Equal(t, insight.Recurring, ruleOf(t, 4, one).Rule, "one person's, where others wrote too")
	for i := range one {
		one[i].author = "P0"
	}
	require.Equal(t, insight.Systemic, ruleOf(t, 4, one).Rule, "one person wrote for the whole room")
}

func TestVotesWeighOnceThereAreAny(t *testing.T) {
	var notes []memo
	for i := range 12 {
		notes = append(notes, memo{fmt.Sprint("S", i%2), fmt.Sprint("F", i%2), fmt.Sprint("P", i), "many"})
	}
	for i := range 4 {
		notes = append(notes, memo{fmt.Sprint("S", i%2), fmt.Sprint("F", i%2), fmt.Sprint("P", i), "few"})
	}
	s, c := build(t, 2, notes)
	f := insight.Look(s, c)
	require.Equal(t, []any{100, [3]int{40, 40, 20}}, []any{f.Theme("many").Score, f.Theme("many").Parts})
	require.Equal(t, []any{91, [3]int{40, 40, 11}}, []any{f.Theme("few").Score, f.Theme("few").Parts}, "20 · ln 4 ÷ ln 12")
	for i, who := range []workshop.PersonID{"P0", "P1", "P2"} {
		d, err := workshop.PutDots{Notes: []workshop.NoteID{"n00012", "n00013"}, Person: who, By: i + 1}.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	d, err := workshop.PutDots{Notes: []workshop.NoteID{"n00000"}, Person: "P0", By: 1}.Plan(s)
	require.NoError(t, err)
	s = s.With(d)
	f = insight.Look(s, c)
	require.Equal(t, []any{12, 100, [3]int{40, 40, 20}}, []any{f.Theme("few").Votes, f.Theme("few").Score, f.Theme("few").Parts})
	require.Equal(t, []any{1, 85, [3]int{40, 40, 5}}, []any{f.Theme("many").Votes, f.Theme("many").Score, f.Theme("many").Parts}, "20 · ln 2 ÷ ln 13")
	require.Equal(t, "few", f.Strip()[0].Name, "what the room voted for comes first")
}

// Sums of rounded parts would now and then be one off.
func TestThePartsOfAScoreSumUp(t *testing.T) {
	for seed := range uint64(20) {
		b := plant(t, seed, usual)
		for _, th := range insight.Look(b.s, b.canvas).Themes {
			require.Equal(t, th.Score, th.Parts[0]+th.Parts[1]+th.Parts[2])
			for i, most := range []int{40, 40, 20} {
				require.True(t, th.Parts[i] >= 0 && th.Parts[i] <= most, th.Parts)
			}
		}
	}
}

func TestTheScoreIsTheFormula(t *testing.T) {
	var notes []memo
	for i := range 8 {
		notes = append(notes, memo{fmt.Sprint("S", i%4), fmt.Sprint("F", i%2), fmt.Sprint("P", i), "even"})
	}
	th := ruleOf(t, 4, notes)
	require.Equal(t, 100, th.Score, "evenly over all stages and functions, and the largest")
	require.InDelta(t, 4, th.EvenS, 1e-5)
	require.InDelta(t, 2, th.EvenF, 1e-5)
	for i := range notes {
		notes[i].function = ""
	}
	th = ruleOf(t, 4, notes)
	require.Equal(t, 100, th.Score, "without functions the stages have their weight")
	require.Equal(t, insight.Systemic, th.Rule, "over three stages, where no function is known")
}

func TestOddBoards(t *testing.T) {
	for name, c := range map[string]struct {
		stages int
		notes  []memo
	}{
		"one stage, no functions":   {1, []memo{{"S0", "", "", "cat"}, {"S0", "", "", "cat"}}},
		"one stage":                 {1, []memo{{"S0", "F0", "", "cat"}, {"S0", "F1", "", "cat"}, {"S0", "F0", "", "cat"}}},
		"one function":              {3, []memo{{"S0", "F0", "", "cat"}, {"S1", "F0", "", "cat"}}},
		"a stage that is not there": {2, []memo{{"S9", "F0", "", "cat"}, {"S1", "F0", "", "cat"}}},
	} {
		th := ruleOf(t, c.stages, c.notes)
		require.NotEqual(t, insight.Systemic, th.Rule, name)
		require.True(t, th.Score >= 0 && th.Score <= 100, name)
		require.True(t, th.Wider >= 0 && th.Wider <= 100, name)
	}
	f := insight.Look(new(workshop.Snapshot), "none")
	f.Chance()
	require.Empty(t, f.Themes)
	require.Empty(t, insight.Present(new(workshop.Snapshot)))
}

func TestTheSameNumbersInAnyOrder(t *testing.T) {
	b := plant(t, 7, usual)
	want := insight.Look(b.s, b.canvas)
	want.Chance()
	for range 3 {
		nb := workshop.NewBuilder(nil)
		b.s.Fields(func(ref workshop.Ref, name, v string) bool { nb.Set(ref, name, v); return true }) // in another order each time
		f := insight.Look(nb.Snapshot(), b.canvas)
		f.Chance()
		require.Len(t, f.Themes, len(want.Themes))
		for i, th := range f.Themes {
			w := want.Themes[i]
			require.Equal(t, []any{w.Category.ID, w.Score, w.Wider, w.EvenS, w.EvenF, w.Rule}, []any{th.Category.ID, th.Score, th.Wider, th.EvenS, th.EvenF, th.Rule})
		}
	}
	require.Equal(t, known, fingerprint(want), "the numbers of this board are the same on every laptop and in every version")
}

func fingerprint(f *insight.Findings) string {
	text := ""
	for _, th := range f.Themes[:4] {
		text += fmt.Sprintf("%s %d %d %.6f %.6f; ", th.Category.ID, th.Score, th.Wider, th.EvenS, th.EvenF)
	}
	return text
}

func TestATallyThatMovesIsATallyMadeAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := workshoptest.Snapshot(t)
		c := s.CanvasList()[0].ID
		d, err := workshoptest.Op(s).Draw(t, "op").Plan(s)
		require.NoError(t, err)
		after, tally := s.With(d), insight.TallyOf(s, c)
		if d.Touches(workshop.KindCategory) || d.Touches(workshop.KindStage) || d.Touches(workshop.KindLane) || d.Touches(workshop.KindWorkshop) || d.Touches(workshop.KindPerson) {
			return // counted anew
		}
		for _, id := range d.Notes() {
			tally = tally.Moved(insight.ShareOf(s, c, id), insight.ShareOf(after, c, id))
		}
		for id, r := range insight.TallyOf(after, c) {
			require.Equal(t, r, tally[id])
		}
	})
}

func TestTheSameIssueInDifferentPlaces(t *testing.T) {
	notes := []memo{{"S0", "F0", "P0", ""}, {"S1", "F1", "P1", ""}, {"S2", "F0", "P2", ""}, {"S0", "F0", "P3", ""}, {"S1", "F1", "P4", ""}}
	s, c := build(t, 3, notes)
	pair := func(a, b int, score float64) insight.Pair {
		return insight.Pair{A: workshop.NoteID(fmt.Sprintf("n%05d", a)), B: workshop.NoteID(fmt.Sprintf("n%05d", b)), Score: score}
	}
	found := insight.Recurrences(s, c, []insight.Pair{pair(1, 2, 0.5), pair(0, 1, 0.9), pair(0, 3, 1), pair(3, 4, 0.44)})
	require.Len(t, found, 1)
	require.Equal(t, []workshop.NoteID{"n00000", "n00001", "n00002"}, found[0].Notes, "pairs of one place and weak ones do not count")
	require.Equal(t, "note 1", found[0].Says)
	require.Equal(t, 3, found[0].Stages)
	chain := insight.Recurrences(s, c, []insight.Pair{pair(0, 1, 0.9), pair(1, 2, 0.6), pair(2, 3, 0.6), pair(2, 4, 0.5)})
	require.Len(t, chain, 1)
	require.Equal(t, []workshop.NoteID{"n00001", "n00002", "n00003", "n00004"}, chain[0].Notes, "what is only like one at the edge is another thing")
	require.Equal(t, "note 2", chain[0].Says)
	d, err := workshop.DecideIssue{Notes: found[0].Notes, Name: found[0].Says, State: workshop.Confirmed}.Plan(s)
	require.NoError(t, err)
	strip := insight.Look(s.With(d), c).Strip()
	require.Len(t, strip, 1)
	require.Equal(t, "note 1", strip[0].Name)
	require.Equal(t, 3, strip[0].Notes)
}

func TestWhoWasHeard(t *testing.T) {
	s, c := build(t, 2, []memo{{"S0", "Sales", "Ana", "cat"}, {"S1", "Sales", "Ana", "cat"}, {"S1", "Sales", "Ana", "cat"}, {"S0", "IT", "Jo", ""}})
	for _, op := range []workshop.Op{
		workshop.Introduce{Person: workshop.Person{ID: "Ana", Name: "Ana", Function: "Sales"}},
		workshop.Introduce{Person: workshop.Person{ID: "Lena", Name: "Lena", Function: "Network"}},
		workshop.ExpectFunctions{Functions: []string{"Billing"}},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	require.Equal(t, []insight.Presence{
		{"Sales", insight.Heard, []string{"Ana"}, 3},
		{"Network", insight.Silent, []string{"Lena"}, 0},
		{"Billing", insight.Absent, nil, 0},
		{"IT", insight.Absent, nil, 1},
	}, insight.Present(s))
	require.Equal(t, insight.Behind{Functions: []insight.Count{{Name: "Sales", Notes: 3}}, People: []insight.Count{{Name: "Ana", Notes: 3}}, Echo: insight.OneAuthor}, insight.Look(s, c).Behind("cat"))
	grid := insight.Look(s, c).Heat(nil)
	require.Equal(t, 2, len(grid.At(1, 1)))
	require.Equal(t, []string{"IT", "Sales"}, grid.Functions)
}

func TestEchoes(t *testing.T) {
	for name, c := range map[string]struct {
		notes []memo
		want  insight.Echo
	}{
		"one person among others":        {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F1", "Ana", "cat"}, {"S1", "F1", "Ana", "cat"}, {"S0", "F0", "Jo", ""}}, insight.OneAuthor},
		"one function among others":      {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F0", "Jo", "cat"}, {"S1", "F0", "Jo", "cat"}, {"S0", "F1", "Jo", ""}}, insight.OneFunction},
		"two functions":                  {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F1", "Jo", "cat"}, {"S1", "F0", "Jo", "cat"}}, insight.NoEcho},
		"two notes are no category yet":  {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F0", "Ana", "cat"}, {"S0", "F1", "Jo", ""}}, insight.NoEcho},
		"one person writes for the room": {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F1", "Ana", "cat"}, {"S1", "F1", "Ana", "cat"}, {"S0", "F0", "Ana", ""}}, insight.NoEcho},
		"the room is one function":       {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F0", "Jo", "cat"}, {"S1", "F0", "Jo", "cat"}}, insight.NoEcho},
		"who wrote some is not known":    {[]memo{{"S0", "F0", "Ana", "cat"}, {"S1", "F1", "", "cat"}, {"S1", "F1", "Ana", "cat"}, {"S0", "F0", "Jo", ""}}, insight.NoEcho},
	} {
		s, id := build(t, 2, c.notes)
		require.Equal(t, c.want, insight.Look(s, id).Behind("cat").Echo, name)
	}
}

func BenchmarkLook5000(b *testing.B) {
	var notes []memo
	for i := range 5000 {
		notes = append(notes, memo{fmt.Sprint("S", i%7), fmt.Sprint("F", i*i%11), fmt.Sprint("P", i%50), fmt.Sprint("cat", i%40)})
	}
	s, c := build(b, 7, notes)
	for b.Loop() {
		f := insight.Look(s, c)
		f.Chance()
	}
}
