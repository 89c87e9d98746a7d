package method_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

const cardFile = `name = "own"
title = "Own"

[[card]]
id = "idea"
title = "Idea"
color = "yellow"
shape = "star"

[[card.field]]
key = "channel"
title = "Channel"
type = "choice"
options = ["Web", "Phone"]
open = true
mark = true

[[card.field]]
key = "days"
title = "After"
type = "number"
unit = "days"

[[canvas]]
id = "canvas"
title = "Canvas"
stages = ["One"]

[canvas.header]
label = "Head"

[[canvas.lane]]
key = "ideas"
name = "Ideas"
card = "idea"
`

func TestACardSaysWhatMayBeSaidOfIt(t *testing.T) {
	m, err := method.Parse("own.toml", cardFile)
	require.NoError(t, err)
	card := m.Card("idea")
	require.Equal(t, method.Star, card.Shape)
	require.Equal(t, []string{"Web", "Phone"}, card.Fields[0].Options)
	n := &workshop.Note{TypedSet: workshop.TypedOf(map[string]string{"days": "3"})}
	require.Equal(t, "3 days", card.Fields[1].Said(n))
	require.Empty(t, card.Fields[0].Said(n))
	require.Nil(t, m.Card("gone"))
}

func TestFaultsOfFieldsNameLineAndRemedy(t *testing.T) {
	for is, want := range map[string]string{
		`type = "choice"`:            `own.toml:13: there is no type of field "chioce"`,
		`shape = "star"`:             `own.toml:8: there is no shape "sun"`,
		`options = ["Web", "Phone"]`: `own.toml:14: there are 0 options to choose from`,
		`key = "days"`:               `own.toml:19: a second field has the key "channel"`,
		`unit = "days"`:              `own.toml:22: there is no key "card.field.untit" here`,
	} {
		bad := map[string]string{
			`type = "choice"`: `type = "chioce"`, `shape = "star"`: `shape = "sun"`, `options = ["Web", "Phone"]`: `options = []`,
			`key = "days"`: `key = "channel"`, `unit = "days"`: `untit = "days"`,
		}[is]
		_, err := method.Parse("own.toml", strings.Replace(cardFile, is, bad, 1))
		require.ErrorContains(t, err, want)
	}
}

func TestEveryCardOfTheLifecycleCanBeReached(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	m := method.Of(methods, "lifecycle/canvas")
	on := make(map[string]bool)
	for _, k := range m.Kinds {
		for _, l := range k.Lanes {
			on[l.Card] = true
		}
	}
	for _, c := range m.Cards {
		require.True(t, on[c.ID], "no lane makes a %q", c.ID)
		require.NotEmpty(t, c.Fields, c.ID)
	}
}

func TestPersonasAreTheFirstLinesOfTheirCards(t *testing.T) {
	s := &workshop.Snapshot{}
	apply := func(op workshop.Op) {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	apply(workshop.AddCanvas{Canvas: workshop.Canvas{ID: "c", Title: "People", Kind: "lifecycle/personas"}})
	apply(workshop.AddNotes{Notes: []workshop.Note{
		{ID: "b", Kind: "persona", Text: "Owner of a bakery\nwants a date", Color: workshop.Violet, Place: workshop.Place{Canvas: "c"}},
		{ID: "a", Kind: "persona", Text: "Clerk", Color: workshop.Violet, Place: workshop.Place{Canvas: "c"}},
		{ID: "d", Kind: "persona", Text: "  ", Color: workshop.Violet, Place: workshop.Place{Canvas: "c"}},
		{ID: "e", Kind: "voice", Text: "Never again", Color: workshop.Coral, Place: workshop.Place{Canvas: "c"}},
	}})
	require.Equal(t, []string{"Clerk", "Owner of a bakery"}, method.PersonaNames(s))
}
