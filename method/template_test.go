package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

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
	require.Len(t, k.Lanes, 5)
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
		require.Len(t, m.Begins()[0].Lanes, len(s.LaneList(c)))
	})
}
