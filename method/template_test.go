package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func TestATemplateIsTheCanvasWithoutItsNotes(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	s, c := filled(t, 0, 3)
	st := s.StageList(c)
	s = with(t, s, workshop.Rename{Ref: st[1].ID.Ref(), Name: `Order "now" \ later`})
	s = with(t, s, workshop.AddLane{Lane: workshop.Lane{ID: "lane-x", Canvas: c, Name: "Größe & 音"}, After: s.LaneList(c)[0].ID})
	s = with(t, s, workshop.SetLaneColor{Lane: s.LaneList(c)[3].ID, Color: workshop.Coral})
	name := method.MethodName(methods, "Our lifecycle!")
	require.Equal(t, "our-lifecycle", name)
	text := method.Template(methods, s, c, name, "Our lifecycle!")
	require.NotContains(t, text, "n0")
	m, err := method.Parse(name+".toml", text)
	require.NoError(t, err, text)
	require.Equal(t, "Our lifecycle!", m.Title)
	k := m.Begins()[0]
	require.Equal(t, "our-lifecycle/canvas", k.ID)
	require.Equal(t, stagesOf(s, c), k.Stages)
	require.Len(t, k.Lanes, 6)
	require.True(t, k.Lanes[5].Later, "what a recipe adds")
	require.Equal(t, "Größe & 音", k.Lanes[1].Name)
	was := lifecycle(t)
	require.Equal(t, was.Lanes[0], k.Lanes[0])
	require.Equal(t, workshop.Coral, k.Lanes[3].Color)
	require.Equal(t, was.Header, k.Header)
	require.Equal(t, was.Preset, k.Preset)
	require.NotEmpty(t, method.Insides([]*method.Method{m}, k.ID))
	for _, card := range methods[0].Cards {
		require.Equal(t, &card, m.Card(card.ID))
	}

	// A workshop begins with it, and looks the same.
	again := begun(t, k)
	require.Equal(t, k.Stages, stagesOf(again, again.CanvasList()[0].ID))
}

func TestEveryCanvasMakesAMethodThatCanBeRead(t *testing.T) {
	brought, err := method.Embedded()
	require.NoError(t, err)
	mine, err := method.LoadDir("testdata/own")
	require.NoError(t, err)
	methods := append(brought, mine...)
	var kinds []*method.CanvasKind
	for _, m := range methods {
		for _, k := range m.Own() {
			if k.Grid == nil {
				kinds = append(kinds, k)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(kinds).Draw(t, "kind")
		s := begun(t, k)
		c := s.CanvasList()[0].ID
		for range rapid.IntRange(0, 4).Draw(t, "renames") {
			name := rapid.StringN(1, 90, -1).Draw(t, "name")
			if workshop.CleanName(name) == "" {
				continue
			}
			s = with(t, s, workshop.Rename{Ref: rapid.SampledFrom(s.StageList(c)).Draw(t, "stage").ID.Ref(), Name: name})
			s = with(t, s, workshop.Rename{Ref: rapid.SampledFrom(s.LaneList(c)).Draw(t, "lane").ID.Ref(), Name: name})
		}
		if rapid.Bool().Draw(t, "add") {
			s = with(t, s, workshop.AddStage{Stage: workshop.Stage{ID: "more", Canvas: c, Name: s.StageList(c)[0].Name}})
		}
		title := workshop.CleanName(rapid.String().Draw(t, "title"))
		if title == "" {
			title = "A"
		}
		name := method.MethodName(methods, title)
		text := method.Template(methods, s, c, name, title)
		m, err := method.Parse(name+".toml", text)
		require.NoError(t, err, text)
		require.Len(t, m.Begins()[0].Stages, len(s.StageList(c)))
		require.Len(t, m.Begins()[0].Scaffold(func() string { return "" }, "", "").Lanes, len(s.LaneList(c)))
	})
}

func TestATemplateTakesTheRestOfItsMethodAlong(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	was := methods[0]
	s, c := filled(t, 0)
	backstage := s.LaneList(c)[2]
	require.Equal(t, "backstage", backstage.Key)
	s = with(t, s, workshop.Together{
		workshop.Remove{Ref: backstage.ID.Ref()},
		workshop.SetLegend{Meanings: map[workshop.Color]string{workshop.Coral: "Pain"}},
		workshop.ShowView{Canvas: c, View: "mood", On: true},
	})
	m, err := method.Parse("mine.toml", method.Template(methods, s, c, "mine", "Mine"))
	require.NoError(t, err)
	require.Equal(t, "Pain", m.Legend[workshop.Coral])
	require.Equal(t, was.Links, m.Links)
	require.Len(t, m.Kinds, len(was.Kinds))
	require.Len(t, m.Begins(), 1)
	k := m.Begins()[0]
	require.Equal(t, was.Begins()[0].Balances, k.Balances)
	require.True(t, k.Curves[0].Shown, "it is on the canvas, and so on a new one")
	require.Equal(t, method.Find(methods, "lifecycle/control").Grid, method.Find([]*method.Method{m}, "mine/control").Grid)
	require.Len(t, m.Checks, len(was.Checks))
	for i := range m.Checks {
		a, b := was.Checks[i], m.Checks[i]
		require.Equal(t, a.Says, b.Says)
		if a.Canvas != "lifecycle/canvas" {
			a.Key, a.Canvas, b.Key, b.Canvas = "", "", "", ""
			require.Equal(t, a, b)
			continue
		}
		require.NotContains(t, b.Lanes, "backstage", "the canvas has no such lane")
	}
	require.Len(t, m.Recipes, len(was.Recipes))
	for i, r := range m.Recipes {
		require.Equal(t, was.Recipes[i].Minutes(), r.Minutes())
		require.Equal(t, was.Recipes[i].Legend, r.Legend)
		require.Len(t, r.Export, len(was.Recipes[i].Export))
		require.Len(t, r.Kinds(), len(was.Recipes[i].Kinds()))
		for j := range r.Steps {
			a, b := was.Recipes[i].Steps[j], r.Steps[j]
			require.NotContains(t, b.Lanes, "backstage")
			a.Canvas, a.Lanes, b.Canvas, b.Lanes = "", nil, "", nil
			require.Equal(t, a, b)
		}
	}

	// A workshop that begins with it begins so.
	begun := with(t, &workshop.Snapshot{}, method.Start{Method: m}.Ops(counted(), "Next"))
	require.Equal(t, "Pain", begun.Meta.Meaning(workshop.Coral))
	require.Len(t, begun.CanvasList(), 1)
	require.Len(t, begun.LaneList(begun.CanvasList()[0].ID), 3)
}

func counted() func() string {
	n := 0
	return func() string { n++; return workshoptest.ID("t", n) }
}
