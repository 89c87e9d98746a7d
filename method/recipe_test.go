package method_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

func TestEveryRecipeCanBeFollowed(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	var titles []string
	for _, m := range methods {
		for _, r := range m.Recipes {
			titles = append(titles, r.Title)
			s, n := &workshop.Snapshot{}, 0
			ids := func() string { n++; return "id" + string(rune('a'+n/26)) + string(rune('a'+n%26)) }
			d, err := method.Follow(methods, r, s, ids).Plan(s)
			require.NoError(t, err)
			s = s.With(d)
			require.Equal(t, r.ID, s.Meta.Recipe)
			require.Equal(t, r, method.RecipeOf(methods, s.Meta.Recipe))
			for st := r.Next(&s.Meta); st != nil; st = r.Next(&s.Meta) {
				c := st.CanvasOf(s)
				require.NotNil(t, c, "%s: %s", r.Title, st.Title)
				have := make(map[string]bool)
				for _, l := range s.LaneList(c.ID) {
					have[l.Key] = true
				}
				for _, key := range st.Lanes {
					require.True(t, have[key], "%s: %s", st.Title, key)
				}
				require.LessOrEqual(t, len([]rune(st.Title)), 34, "it stands on one line of the panel")
				s = s.With(plan(t, s, workshop.TakeStep{Step: st.Key, Done: []string{s.Meta.Step}[:min(1, len(s.Meta.Step))]}))
			}
			s = s.With(plan(t, s, workshop.TakeStep{Done: []string{s.Meta.Step}}))
			require.True(t, r.Over(&s.Meta))
			again := plan(t, s, method.Follow(methods, r, s, ids))
			require.Empty(t, s.With(again).Meta.DoneSet.All(), "from its beginning")
			require.Len(t, s.With(again).CanvasList(), len(s.CanvasList()), "the canvases are there already")
		}
	}
	require.Subset(t, titles, []string{"Lifecycle in 90 minutes", "Front-line validation", "Touchpoints and ownership", "Moments of truth",
		"Personas and voice of the customer"})
	require.Equal(t, 90, method.RecipeOf(methods, "lifecycle/ninety").Minutes())
	require.Empty(t, slices.DeleteFunc(method.Find(methods, "lifecycle/canvas").Scaffold(func() string { return "x" }, "", "").Lanes,
		func(l workshop.Lane) bool { return l.Key != "believed" }), "what we believed is a lane of the validation alone")
	require.Nil(t, method.RecipeOf(methods, "lifecycle/of-a-later-version"))
}

func plan(t *testing.T, s *workshop.Snapshot, op workshop.Op) workshop.Diff {
	d, err := op.Plan(s)
	require.NoError(t, err)
	return d
}

func TestFaultsOfRecipesNameLineAndRemedy(t *testing.T) {
	const recipe = `
[[recipe]]
id = "mine"
title = "Mine"
canvases = ["stage"]
export = ["canvas"]

[recipe.legend]
coral = "Pain"

[[recipe.step]]
key = "one"
title = "One"
minutes = 5
instruction = "Write."
canvas = "canvas"
lanes = ["actions", "backstage"]
`
	good, err := method.Parse("lifecycle.toml", source(t)+recipe)
	require.NoError(t, err)
	mine := good.Recipes[len(good.Recipes)-1]
	require.Equal(t, []string{"lifecycle/stage", "lifecycle/canvas"}, mine.Kinds())
	require.Equal(t, "Pain", mine.Legend[workshop.Coral])

	for name, c := range map[string]struct{ from, to, problem, remedy string }{
		"canvas":      {`canvas = "canvas"`, `canvas = "board"`, `no canvas "board"`, "[[canvas]]"},
		"canvases":    {`canvases = ["stage"]`, `canvases = ["stadium"]`, `no canvas "stadium"`, "[[canvas]]"},
		"export":      {`export = ["canvas"]`, `export = ["poster"]`, `no canvas "poster"`, "[[canvas]]"},
		"lane":        {`lanes = ["actions", "backstage"]`, `lanes = ["actions", "upstage"]`, `no lane "upstage"`, "one of its lanes"},
		"minutes":     {`minutes = 5`, `minutes = 0`, "0 minutes", "1 to 480"},
		"instruction": {`instruction = "Write."`, `instruction = ""`, "0 bytes", "1 to 240"},
		"colour":      {`coral = "Pain"`, `teal = "Pain"`, `"teal"`, "yellow, coral"},
		"step key":    {`key = "one"`, `key = "One"`, `key is "One"`, "small letters"},
		"unknown key": {`key = "one"`, `keys = "one"`, "recipe.step", "spelt"},
	} {
		t.Run(name, func(t *testing.T) {
			text := source(t) + strings.Replace(recipe, c.from, c.to, 1)
			require.NotEqual(t, source(t)+recipe, text)
			line := 1 + strings.Count(source(t), "\n") + strings.Count(recipe[:strings.Index(recipe, c.from)], "\n")
			_, err := method.Parse("lifecycle.toml", text)
			var fault *method.FileError
			require.True(t, errors.As(err, &fault), "%v", err)
			found := false
			for _, said := range strings.Split(err.Error(), "\n") {
				found = found || strings.Contains(said, c.problem) && strings.Contains(said, c.remedy)
			}
			require.True(t, found, err.Error())
			if name != "step key" && name != "unknown key" {
				require.Equal(t, line, fault.Line, err.Error())
			}
		})
	}
	_, err = method.Parse("lifecycle.toml", source(t)+"\n[[recipe]]\nid = \"none\"\ntitle = \"None\"\n")
	require.ErrorContains(t, err, "0 steps")
}
