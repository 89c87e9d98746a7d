package panel_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/panel"
)

func TestNoTipForAWindowThatOpensUnderThePointer(t *testing.T) {
	due := []func(){}
	wait := func(_ time.Duration, f func()) func() { due = append(due, f); return func() {} }
	layer := panel.NewTipLayer(wait)
	defer layer.Close()
	logo, other := &panel.Button{Tip: "All workshops"}, &panel.Button{Tip: "Undo"}
	logo.ExtendBaseWidget(logo)
	other.ExtendBaseWidget(other)

	logo.MouseIn(nil) // the window came up under it
	require.Empty(t, due)
	logo.MouseMoved(nil) // somebody is there
	require.Len(t, due, 1)
	logo.MouseMoved(nil)
	require.Len(t, due, 1, "once is enough")
	logo.MouseOut()
	other.MouseIn(nil)
	require.Len(t, due, 2, "from then on it is as ever")
}
