package outline_test

import (
	"fmt"
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/editor/tool"
	"throughline.app/internal/editortest"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/ui/outline"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

var mark = fyne.NewStaticResource("mark.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M0 0 L24 0 L12 24 Z"/></svg>`))

// desk is an outline in a window, with a person's hands on the keyboard.
type desk struct {
	*editortest.Hands
	t      *testing.T
	window fyne.Window
	view   *outline.View
	mods   editor.Mods
	left   bool
	now    time.Time
}

// canvasKeys stands for the canvas, which takes the keys that are not the outline's own.
type canvasKeys struct{ d *desk }

func (c canvasKeys) TypedKey(e *fyne.KeyEvent) {
	c.d.Ed.Key(editor.Chord{Mods: c.d.mods, Key: string(e.Name)}, c.d.now)
}
func (c canvasKeys) TypedRune(rune) {}
func (c canvasKeys) TypedShortcut(s fyne.Shortcut) {
	k := s.(*desktop.CustomShortcut)
	chord := editor.Chord{Key: string(k.KeyName)}
	if k.Modifier&fyne.KeyModifierControl != 0 {
		chord.Mods |= editor.Ctrl
	}
	if k.Modifier&fyne.KeyModifierAlt != 0 {
		chord.Mods |= editor.Alt
	}
	if k.Modifier&fyne.KeyModifierShift != 0 {
		chord.Mods |= editor.Shift
	}
	c.d.Ed.Key(chord, c.d.now)
}

func open(t *testing.T, prepare func(*editortest.Hands)) *desk {
	t.Helper()
	return openAt(t, editortest.New(t), prepare)
}

func openAt(t *testing.T, hands *editortest.Hands, prepare func(*editortest.Hands)) *desk {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.ParseMode("light")))
	d := &desk{Hands: hands, t: t, now: time.Unix(1_000_000, 0)}
	if prepare != nil {
		prepare(d.Hands)
	}
	d.window = test.NewTempWindow(t, nil)
	d.window.Resize(fyne.NewSize(1200, 760))
	d.view = outline.New(outline.Options{
		Editor: d.Ed, Hands: canvasKeys{d}, Window: d.window.Canvas(), Held: func() editor.Mods { return d.mods },
		Leave: func() { d.left = true }, Go: func(workshop.CanvasID) {}, Menu: func(fyne.Position) {},
		Wait:      func(time.Duration, func()) func() { return func() {} },
		NoteColor: func(workshop.Color) color.Color { return color.White }, Hue: func(workshop.Color) color.Color { return color.White },
		Mark: func(workshop.Color) fyne.Resource { return mark },
	})
	d.window.SetContent(d.view.Object())
	d.Ed.Notify = d.view.Changed
	d.Doc.Told = func(workshop.Diff) { d.Ed.Changed(); d.view.Changed() }
	d.view.Focus()
	return d
}

// press presses keys: names of Fyne's, "Shift+Up", "Ctrl+Z".
func (d *desk) press(keys ...string) *desk {
	d.t.Helper()
	for _, k := range keys {
		d.mods = 0
		var m fyne.KeyModifier
		for _, mod := range []struct {
			name string
			is   editor.Mods
			as   fyne.KeyModifier
		}{{"Ctrl+", editor.Ctrl, fyne.KeyModifierControl}, {"Alt+", editor.Alt, fyne.KeyModifierAlt}, {"Shift+", editor.Shift, fyne.KeyModifierShift}} {
			if len(k) > len(mod.name) && k[:len(mod.name)] == mod.name {
				k, d.mods, m = k[len(mod.name):], d.mods|mod.is, m|mod.as
			}
		}
		f := d.window.Canvas().Focused()
		require.NotNil(d.t, f, "nothing has the keyboard")
		if m&^fyne.KeyModifierShift != 0 {
			f.(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(k), Modifier: m})
		} else {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(k)})
		}
		d.mods = 0
	}
	return d
}

func (d *desk) write(text string) *desk {
	for _, r := range text {
		d.window.Canvas().Focused().TypedRune(r)
	}
	return d
}

// at checks the row where the person is.
func (d *desk) at(words string) *desk {
	d.t.Helper()
	require.Equal(d.t, words, d.view.Here())
	return d
}

func (d *desk) note(text string) *workshop.Note {
	d.t.Helper()
	for _, n := range d.Doc.Snapshot().NoteList(d.Ed.Canvas()) {
		if n.Text == text {
			return n
		}
	}
	require.Fail(d.t, "no such note", text)
	return nil
}

func TestAWorkshopIsDoneByKeyboard(t *testing.T) {
	d := open(t, func(h *editortest.Hands) { h.Note(0, 0, "Reads reviews"); h.Note(2, 1, "Welcome e-mail") })
	d.at("Customer lifecycle").press("Down").at("Awareness").press("Down", "Down").at("Reads reviews")
	d.WantSelected(d.note("Reads reviews").ID)

	d.press("F2").write(" twice").press("Return").at("Reads reviews twice")
	require.Equal(t, "edit a note", d.Ed.CanUndo())
	d.write("n").write("Asks a neighbour").press("Tab").write("Compares prices").press("Return").at("Compares prices")
	d.WantTexts("Reads reviews twice", "Welcome e-mail", "Asks a neighbour", "Compares prices")
	d.WantRegion(d.note("Compares prices").ID, 0, 0)
	require.Equal(t, workshop.Blue, d.note("Compares prices").Color, "the lane's colour")

	d.press("Alt+3")
	require.Equal(t, workshop.Green, d.note("Compares prices").Color)
	d.press("Alt+Up").at("Compares prices")
	require.Equal(t, []string{"Reads reviews twice", "Compares prices", "Asks a neighbour"}, d.view.Around("Compares prices"))

	var choice editor.Choice
	d.Ed.OnChoose = func(c editor.Choice) { choice = c }
	require.True(t, d.Ed.Run("move.stage"))
	choice.Do(2)
	d.at("Compares prices").WantRegion(d.note("Compares prices").ID, 2, 0)

	d.press("Ctrl+G").write("Prices").press("Return").at("Compares prices")
	require.Equal(t, "Prices", d.Doc.Snapshot().CategoryOf(d.note("Compares prices")).Name)

	id := d.note("Compares prices").ID
	d.press("Delete")
	d.WantTexts("Reads reviews twice", "Welcome e-mail", "Asks a neighbour")
	d.press("Ctrl+Z").at("Compares prices").WantSelected(id)
	d.press("Home", "Down", "Down", "Return").write(" now").press("Return")
	require.Equal(t, "Awareness now", d.Doc.Snapshot().StageList(d.Ed.Canvas())[0].Name)
	require.Equal(t, "rename a stage", d.Ed.CanUndo())
	d.press("Return").write(" or never").press("Escape").at("Awareness now")
	d.press("Escape")
	require.True(t, d.left)
}

func TestGroupsOpenAndCloseAndTellWhatIsInThem(t *testing.T) {
	d := open(t, func(h *editortest.Hands) { h.Note(0, 0, "a"); h.Note(0, 1, "b") })
	d.press("Down").at("Awareness")
	require.Equal(t, "2 notes", d.view.Count("Awareness"))
	require.Equal(t, "no notes yet", d.view.Count("Advocacy"))
	d.press("Left", "Down").at("Acquisition").press("Up", "Right", "Down").at("Customer actions").press("Down").at("a")
	d.press("Left").at("Customer actions").press("Left").press("Left").at("Awareness")
	d.press("End").at("Opportunities").press("Home").at("Test")
	b := d.note("b").ID
	d.press("Down", "Down", "Left")
	d.Ed.Select(b)
	d.at("b")
}

func TestLettersSearch(t *testing.T) {
	d := open(t, func(h *editortest.Hands) {
		for i := range 30 {
			h.Note(i%5, i%4, fmt.Sprintf("note %d", i))
		}
		h.Note(3, 3, "Über den Tellerrand")
	})
	d.write("ü").write("BER te")
	require.Equal(t, []string{"Über den Tellerrand"}, d.view.Notes())
	require.Equal(t, "1 of 7 notes", d.view.Count("Retention"))
	d.press("Down").at("Über den Tellerrand").press("Escape").at("Über den Tellerrand")
	require.Len(t, d.view.Notes(), 31)
	require.False(t, d.left, "Escape ends the search first")
}

func TestAColleagueDoesNotMoveTheRows(t *testing.T) {
	d := open(t, func(h *editortest.Hands) {
		for i := range 60 {
			h.Note(i%5, i%4, fmt.Sprintf("note %d", i))
		}
	})
	d.Ed.Select(d.note("note 33").ID)
	d.at("note 33")
	top := d.view.Top()
	r := d.Region(0, 0)
	add := workshop.AddNotes{Notes: []workshop.Note{{ID: "theirs", Text: "theirs", Color: workshop.Blue,
		Place: workshop.Place{Canvas: d.Ed.Canvas(), Region: r, At: workshop.Point{Y: 900}}}}}
	d.Remote(add)
	d.at("note 33").WantSelected(d.note("note 33").ID)
	require.InDelta(t, top+d.view.RowHeight(), d.view.Top(), 0.01, "one row more above")
	d.press("F2").write("!")
	d.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{"theirs"}})
	d.at("note 33").write("?").press("Return").at("note 33!?")
	id := d.note("note 33!?").ID
	d.Remote(workshop.DeleteNotes{Notes: []workshop.NoteID{id}})
	require.NotEmpty(t, d.view.Here())
	d.press("Down")
}

func TestShiftSelectsSeveral(t *testing.T) {
	d := open(t, func(h *editortest.Hands) { h.Note(0, 0, "a"); h.Note(0, 0, "b"); h.Note(0, 0, "c") })
	a, b, c := d.note("a").ID, d.note("b").ID, d.note("c").ID
	d.Ed.Select(c)
	d.at("c").press("Shift+Up").WantSelected(c, b)
	d.press("Shift+Up").WantSelected(a, b, c)
	d.press("Shift+Down").WantSelected(b, c)
	d.press("Delete").WantTexts("a")
}

func TestLinksAreDoneByKeyboard(t *testing.T) {
	d := open(t, func(h *editortest.Hands) { h.Note(0, 0, "a"); h.Note(3, 3, "b") })
	var choice editor.Choice
	d.Ed.OnChoose = func(c editor.Choice) { choice = c }
	d.Ed.Select(d.note("a").ID)
	require.True(t, d.Ed.Run("link.to"))
	require.Equal(t, []string{"b"}, choice.Items)
	choice.Do(0)
	d.at("→  causes  b").press("Return").write("by Monday").press("Return")
	link := func() *workshop.Link { return d.Doc.Snapshot().LinkList(d.Ed.Canvas())[0] }
	require.Equal(t, "by Monday", link().Label)
	d.press("Alt+Shift+L")
	require.Equal(t, d.note("b").ID, link().From)
	d.at("←  b  causes this").press("Up").at("a").WantSelected(d.note("a").ID)
	d.press("Down")
	require.True(t, d.Ed.Run("link.solves"))
	d.at("←  b  solves this").press("Delete")
	require.Empty(t, d.Doc.Snapshot().LinkList(d.Ed.Canvas()))
	d.press("Ctrl+Z").at("←  b  solves this")
}

func TestByCategory(t *testing.T) {
	d := open(t, func(h *editortest.Hands) {
		id := h.Note(0, 0, "a")
		h.Note(1, 1, "b")
		h.Remote(workshop.MakeCategory{Category: workshop.Category{ID: "g", Name: "Dates", Color: "teal"}, Notes: []workshop.NoteID{id}})
	})
	d.view.ByCategory(true)
	require.Equal(t, "1 note", d.view.Count("Dates"))
	require.Equal(t, "1 note", d.view.Count("In no category"))
	d.press("Home", "Down", "Down").at("Dates").write("n").write("c").press("Return")
	require.Equal(t, workshop.CategoryID("g"), d.note("c").Category)
}

func TestFiveThousandNotesAreOpenAtOnce(t *testing.T) {
	big := workshoptest.Broad(5_000)
	canvas := big.CanvasList()[0].ID
	methods, err := method.Embedded()
	require.NoError(t, err)
	kind := method.Find(methods, "lifecycle/canvas")
	doc := editortest.NewDocument(big)
	layout := kind.Layout(big, canvas, method.Estimate)
	d := open(t, nil)
	d.Hands.Doc = doc
	v := outline.New(outline.Options{
		Editor: editor.New(editor.Options{
			Document: doc, Canvas: canvas, Tools: tool.All(), Measure: method.Estimate,
			Layout: func() *method.Layout { return layout }, Hits: d.Ed.Hits,
		}),
		Hands: canvasKeys{d}, Window: d.window.Canvas(), Held: func() editor.Mods { return 0 },
		NoteColor: func(workshop.Color) color.Color { return color.White }, Hue: func(workshop.Color) color.Color { return color.White },
		Mark: func(workshop.Color) fyne.Resource { return mark },
	})
	d.window.SetContent(v.Object())
	require.Len(t, v.Notes(), 5_000)
	require.Less(t, v.Drawn(), 40)
}
