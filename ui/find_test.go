package ui_test

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/panel"
	"throughline.app/ui/uitest"
	"throughline.app/workshop"
)

// atCanvas is a desk with the workshop of withWorkshop open on a real canvas, where notes
// with these texts are, one a stage.
func atCanvas(t testing.TB, texts ...string) (*desk, *canvasview.View) {
	t.Helper()
	d := &desk{t: t, backend: uitest.New(), wake: make(chan struct{}, 1)}
	withWorkshop(d.backend)
	add := workshop.AddNotes{}
	for i, text := range texts {
		n := note(fmt.Sprintf("n%06d", i), text, workshop.NamedPerson("Omar"))
		n.Place.Region = workshop.Region{Stage: workshop.StageID(fmt.Sprint("stage", i%5)), Lane: workshop.LaneID(fmt.Sprint("lane", i/5%4))}
		n.Place.At = workshop.Point{X: float64(i / 20 % 2 * 112), Y: float64(i / 40 * 64)}
		add.Notes = append(add.Notes, n)
	}
	_, err := d.backend.Sessions["a"].Apply(add)
	require.NoError(t, err)
	d.shell = ui.NewShell(t.Context(), ui.Options{Backend: d.backend, App: test.NewTempApp(t), Do: d.do,
		Now: func() time.Time { return time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC) }})
	d.shell.Window().Resize(fyne.NewSize(1280, 800))
	d.enter()
	v := find(d, func(*canvasview.View) bool { return true })
	t.Cleanup(v.Close)
	return d, v
}

func (d *desk) ctrl(v *canvasview.View, k fyne.KeyName) {
	v.TypedShortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
}

func (d *desk) buttonText(text string) bool {
	return find(d, func(b *panel.Button) bool { return b.Text == text }) != nil
}

func TestFindLightsCountsAndGoesFromOneToTheNext(t *testing.T) {
	d, v := atCanvas(t, "Café au lait", "Invoice", "The CAFE closes", "cafe here", "Router")
	ed := v.Editor()
	view := ed.View()
	d.ctrl(v, "F")
	d.type_("cafe")
	require.NotNil(t, d.label("3 found"))
	for _, chip := range []string{"Awareness 1", "Onboarding 1", "Retention 1", "Select all 3"} {
		require.True(t, d.buttonText(chip), chip)
	}
	require.False(t, d.buttonText("Acquisition 0"))
	d.key(fyne.KeyReturn)
	require.NotNil(t, d.label("1 of 3"))
	require.Equal(t, []workshop.NoteID{"n000000"}, ed.Selection().IDs())
	d.key(fyne.KeyUp)
	require.NotNil(t, d.label("3 of 3"))

	d.press("Onboarding 1")
	require.NotNil(t, d.label("1 found"))
	d.key(fyne.KeyReturn)
	require.Equal(t, []workshop.NoteID{"n000002"}, ed.Selection().IDs())
	d.press("Onboarding 1")
	require.NotNil(t, d.label("2 of 3"))

	_, err := d.backend.Sessions["a"].Receive(workshop.DeleteNotes{Notes: []workshop.NoteID{"n000003"}})
	require.NoError(t, err)
	d.until("one less", func() bool { return d.buttonText("Select all 2") })

	ed.SetView(editor.Viewport{Origin: workshop.Point{X: 300, Y: 300}, Zoom: 1, Size: ed.View().Size})
	d.key(fyne.KeyEscape)
	require.False(t, d.buttonText("Select all 2"))
	require.Equal(t, view, ed.View(), "Escape goes back")
	require.Zero(t, ed.Selection().Len())

	d.ctrl(v, "F")
	require.NotNil(t, d.label("2 found"), "what was looked for last is still there")
	d.press("Select all 2")
	require.Equal(t, 2, ed.Selection().Len())
	require.False(t, d.buttonText("Select all 2"))

	d.ctrl(v, "F")
	d.type_("xyz")
	require.NotNil(t, d.label("Nothing says “xyz”. Esc closes."))
}

func TestCommandsOfCanvasAndWindowHaveNamesPlacesAndTheirOwnKeys(t *testing.T) {
	_, v := atCanvas(t)
	ids, keys := map[string]bool{}, map[bool]map[editor.Chord]string{false: {}, true: {}}
	for _, c := range v.Commands() {
		require.False(t, ids[c.ID], "two commands %s", c.ID)
		require.NotEmpty(t, c.Title, c.ID)
		require.NotEmpty(t, c.Menu, c.ID)
		require.NotZero(t, c.On, c.ID)
		require.NotNil(t, c.Enabled, c.ID)
		ids[c.ID] = true
		for _, k := range c.Keys {
			require.Empty(t, keys[c.First][k], "%s of %s", k, c.ID)
			keys[c.First][k] = c.ID
		}
	}
	for _, want := range []string{"edit.undo", "edit.paste", "find.open", "find.palette", "share.open", "export.open", "workshop.home", "view.theme", "view.panel", "workshop.keys"} {
		require.True(t, ids[want], want)
	}
}

// BenchmarkFindKey5000 is what one key in the find field costs on the main goroutine.
func BenchmarkFindKey5000(b *testing.B) {
	texts := make([]string, 5000)
	for i := range texts {
		texts[i] = fmt.Sprint("Café number ", i, " waits for the engineer in the street")
	}
	d, v := atCanvas(b, texts...)
	d.ctrl(v, "F")
	field := find(d, func(f *panel.Field) bool { return f.PlaceHolder == "Find a note…" })
	words := []string{"c", "ca", "caf", "cafe", "cafe 1", "cafe 12", "cafe 123", ""}
	i := 0
	for b.Loop() {
		field.SetText(words[i%len(words)])
		i++
	}
}
