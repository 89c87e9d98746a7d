package method_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
)

func TestAWorkshopBeginsWithoutKindsThatComeLater(t *testing.T) {
	text := source(t) + `
[[canvas]]
id = "plan"
title = "Plan"
begin = false
stages = ["Now", "Later"]
[canvas.header]
label = "Plan"
[[canvas.lane]]
key = "work"
name = "Work"
card = "action"
`
	m, err := method.Parse("lifecycle.toml", text)
	require.NoError(t, err)
	has := func(kinds []*method.CanvasKind) bool {
		for _, k := range kinds {
			if k.ID == "lifecycle/plan" {
				return true
			}
		}
		return false
	}
	require.False(t, has(m.Begins()))
	require.True(t, has(m.Own()))

	_, err = method.Parse("lifecycle.toml", strings.Replace(source(t), `title = "Customer lifecycle"
stages`, `begin = false
title = "Customer lifecycle"
stages`, 1))
	require.ErrorContains(t, err, "no canvas to begin with")
	_, err = method.Parse("lifecycle.toml", strings.Replace(source(t), `of = "stage"`, "of = \"stage\"\nbegin = true", 1))
	require.ErrorContains(t, err, `leave "begin" out`)
}

func TestTheLifecycleHasSixPresets(t *testing.T) {
	k := lifecycle(t)
	var titles []string
	for _, p := range k.Preset {
		titles = append(titles, p.Title)
	}
	require.Equal(t, []string{"Basic", "Lifecycle", "Detailed service", "SaaS trial", "B2B", "Distributor"}, titles)
	require.Equal(t, []string{"Discover the need", "Choose & buy", "Use & get help", "Renew or leave"}, k.Preset[0].Stages)
	require.Equal(t, k.Stages, k.Preset[1].Stages)
}
