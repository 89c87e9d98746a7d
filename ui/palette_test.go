package ui_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/ui/panel"
)

func (d *desk) choices() (texts []string) {
	if c := find(d, func(*panel.List) bool { return true }); c != nil {
		for _, i := range c.Items() {
			texts = append(texts, i.Text)
		}
	}
	return texts
}

func TestThePaletteRunsAnyCommandAndRemembersIt(t *testing.T) {
	d := open(t, withWorkshop)
	d.enter()
	d.run("find.palette")
	require.Contains(t, d.choices(), "Save as a picture…")
	first := d.choices()[0]
	d.type_("panel")
	require.Equal(t, "Panel", d.choices()[0])
	d.key(fyne.KeyReturn)
	require.NotNil(t, d.label("What you and your colleagues do from now on is listed here."))

	d.run("find.palette")
	require.Equal(t, "Panel", d.choices()[0], "what was used last comes first")
	require.True(t, slices.Contains(d.choices(), first))
	d.type_("xqz")
	require.Empty(t, d.choices())
	require.NotNil(t, d.label("Nothing is called that."))
	d.key(fyne.KeyReturn)
	d.key(fyne.KeyEscape)
	require.Nil(t, find(d, func(*panel.List) bool { return true }))
}
