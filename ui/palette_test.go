package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/panel"
	"throughline.app/workshop"
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
	require.Contains(t, d.choices(), "Save as a picture or a table…")
	first := d.choices()[0]
	d.type_("panel")
	require.Equal(t, "Panel", d.choices()[0])
	d.key(fyne.KeyReturn)
	require.NotNil(t, d.label("No agenda yet"))

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

func TestTheKeysSheetHasEveryKeyAndCanBeSearched(t *testing.T) {
	d, v := atCanvas(t)
	v.Editor().Run("workshop.keys")
	for _, want := range []string{"Tools", "Edit", "Note", "Arrange", "View", "Workshop", "With the pointer", "Find a note", "Any command", "Map"} {
		require.NotNil(t, d.label(want), want)
	}
	keys := map[string]bool{}
	for _, root := range d.roots() {
		walk(root, func(o fyne.CanvasObject) {
			if l, ok := o.(*panel.Label); ok {
				keys[l.Text] = true
			}
		})
	}
	family := map[string]bool{"color": true, "size": true, "nudge": true, "stage": true}
	for _, c := range v.Commands() {
		part, _, _ := strings.Cut(c.ID, ".")
		if len(c.Keys) > 0 && !family[part] {
			require.True(t, keys[panel.KeyName(c.Keys[0].String())], "the key of %s", c.ID)
		}
	}
	d.type_("zoom in")
	require.NotNil(t, d.label("Zoom in"))
	require.Nil(t, d.label("Undo"))
	d.type_("xyz")
	require.NotNil(t, d.label("No key does that."))
}

func TestThePaletteFindsNotesAndStages(t *testing.T) {
	d, v := atCanvas(t, "Café au lait", "Invoice", "Router")
	v.Editor().Run("find.palette")
	d.type_("onboa")
	require.Equal(t, "Go to stage Onboarding", d.choices()[0])
	v.Editor().Run("find.palette")
	field := find(d, func(f *panel.Field) bool { return f.PlaceHolder == "What do you want to do, or find?" })
	field.SetText("note: cafe")
	require.Equal(t, []string{"note: Café au lait"}, d.choices())
	d.key(fyne.KeyReturn)
	require.Equal(t, []workshop.NoteID{"n000000"}, v.Editor().Selection().IDs())
}

func TestThePaletteFindsCanvasesTheirStagesAndKindsOfCard(t *testing.T) {
	d, v := atCanvas(t, "Call")
	methods, err := method.Embedded()
	require.NoError(t, err)
	session := d.backend.Sessions["a"]
	_, err = session.Apply(method.Find(methods, "lifecycle/wins").Scaffold(session.NewID, "", ""))
	require.NoError(t, err)
	d.until("the canvas", func() bool {
		at := slices.IndexFunc(v.Commands(), func(c editor.Command) bool { return c.ID == "canvas.next" })
		return v.Commands()[at].Enabled()
	})
	v.Editor().Select("n000000")
	v.Editor().Run("find.palette")
	d.type_("moment")
	require.Equal(t, "Make it “Moment of truth”", d.choices()[0])
	d.key(fyne.KeyReturn)
	require.Equal(t, "moment", v.Editor().Snapshot().Notes.Get("n000000").Kind)
	v.Editor().Run("find.palette")
	d.type_("canvas early")
	require.Equal(t, "Go to canvas Early wins", d.choices()[0])
	d.key(fyne.KeyReturn)
	require.NotNil(t, d.label("Early wins"))
}

// BenchmarkPaletteKey5000 is what one key in the palette costs on the main goroutine.
func BenchmarkPaletteKey5000(b *testing.B) {
	texts := make([]string, 5000)
	for i := range texts {
		texts[i] = fmt.Sprint("Café number ", i, " waits for the engineer in the street")
	}
	d, v := atCanvas(b, texts...)
	v.Editor().Run("find.palette")
	field := find(d, func(f *panel.Field) bool { return f.PlaceHolder == "What do you want to do, or find?" })
	words := []string{"c", "ca", "caf", "cafe", "cafe 1", "e", "", "street"}
	i := 0
	for b.Loop() {
		field.SetText(words[i%len(words)])
		i++
	}
}

func TestThePaletteSaysWhyACommandWaits(t *testing.T) {
	d, v := atCanvas(t)
	v.Editor().Select()
	v.Editor().Run("find.palette")
	d.type_("move to")
	list := find(d, func(*panel.List) bool { return true })
	i := slices.IndexFunc(list.Items(), func(l panel.ListLine) bool { return l.Text == "Move to stage…" })
	require.GreaterOrEqual(t, i, 0)
	line := list.Items()[i]
	require.True(t, line.Off)
	require.Equal(t, "– Select a note first", line.Detail)
	require.Less(t, list.Size().Height, panel.HeightFor(11), "the sheet is as high as its lines")
	list.OnPick(i)
	require.NotNil(t, find(d, func(*panel.List) bool { return true }), "it stays open")
}
