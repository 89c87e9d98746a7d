package method_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

const linked = `name = "linked"
title = "Linked"

[legend]
coral = "Pain"

[[card]]
id = "step"
title = "Step"
color = "blue"

[[card]]
id = "idea"
title = "Idea"
color = "yellow"

[[link]]
type = "hands-over"
from = ["step"]
to = ["step"]

[[link]]
type = "solves"
from = ["idea"]

[[canvas]]
id = "canvas"
title = "Canvas"
stages = ["One"]
[canvas.header]
label = "Header"
[[canvas.lane]]
key = "steps"
name = "Steps"
card = "step"
`

func TestAMethodSaysWhichLinksItAllows(t *testing.T) {
	m, err := method.Parse("linked.toml", linked)
	require.NoError(t, err)
	k := m.Begins()[0]
	step, idea, plain := &workshop.Note{Kind: "step"}, &workshop.Note{Kind: "idea"}, &workshop.Note{}
	require.Equal(t, []workshop.LinkType{workshop.HandsOver}, k.LinkTypes(step, step))
	require.Equal(t, []workshop.LinkType{workshop.Solves}, k.LinkTypes(idea, step))
	require.Empty(t, k.LinkTypes(step, idea))
	require.Equal(t, []workshop.LinkType{workshop.HandsOver, workshop.Solves}, k.LinkTypes(plain, step), "a note without a card may be at either end")
	require.Equal(t, workshop.LinkTypes(), lifecycle(t).LinkTypes(step, idea), "a method that says nothing allows all")
	require.Equal(t, "Pain", m.Legend[workshop.Coral])

	for _, c := range []struct{ line, wrong, want string }{
		{`type = "solves"`, `type = "blocks"`, `linked.toml:23: there is no link of type "blocks"; choose one of causes, supports, hands-over, solves`},
		{`from = ["idea"]`, `from = ["ghost"]`, `linked.toml:24: there is no card "ghost"; name the id of a [[card]] of this file`},
		{`to = ["step"]`, `to = ["ghost"]`, `linked.toml:20: there is no card "ghost"`},
		{`coral = "Pain"`, `pink = "Pain"`, `linked.toml:5: there is no note colour "pink"; choose one of`},
	} {
		_, err := method.Parse("linked.toml", strings.Replace(linked, c.line, c.wrong, 1))
		require.ErrorContains(t, err, c.want)
	}
}
