package method_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/method"
	"throughline.app/workshop"
)

func lifecycle(t require.TestingT) *method.CanvasKind {
	methods, err := method.Embedded()
	require.NoError(t, err)
	return method.Find(methods, "lifecycle/canvas")
}

func TestEmbeddedLifecycle(t *testing.T) {
	k := lifecycle(t)
	require.Equal(t, []string{"Awareness", "Acquisition", "Onboarding", "Retention", "Advocacy"}, k.Stages)
	require.Equal(t, "Value proposition", k.Header.Label)
	require.Equal(t, "Systemic issues", k.Foot.Label)
	var names []string
	for _, l := range k.Lanes {
		names = append(names, l.Name)
		require.NotEmpty(t, l.Prompt)
		require.True(t, l.Color.Known())
	}
	require.Equal(t, []string{"Customer actions", "Frontstage", "Backstage", "Opportunities", "What we believed"}, names)
	require.Equal(t, "line of visibility", k.Lanes[1].LineBelow)
	require.Equal(t, "amber", k.Lanes[3].Tint)
}

func TestFindOfAnUnknownKindCanStillBeShown(t *testing.T) {
	k := method.Find(nil, "blueprint/canvas")
	require.NotNil(t, k)
	require.Equal(t, "blueprint/canvas", k.ID)
	require.True(t, k.Lane(&workshop.Lane{Key: "support", Name: "Support"}).Color.Known())
}
