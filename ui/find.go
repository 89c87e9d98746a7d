package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"throughline.app/editor"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A finder is what is being looked for on the canvas, and the bar that asks for it. What
// is found stands out, the rest stands back.
type finder struct {
	sc   *screen
	bar  *findBar
	seek *seek // nil while the bar is closed

	hits  []workshop.NoteID // in reading order
	shown []workshop.NoteID // of them those of the chosen stage
	stage *workshop.StageID // nil for all
	at    workshop.NoteID   // the one that was gone to last, "" for none

	before editor.Viewport // as it was when the bar opened
	chosen []workshop.NoteID
}

func newFinder(sc *screen) *finder {
	f := &finder{sc: sc}
	f.bar = newFindBar(f)
	return f
}

// commands find things.
func (f *finder) commands() []editor.Command {
	key := func(m editor.Mods, k string) []editor.Chord { return []editor.Chord{{Mods: m, Key: k}} }
	found := func() bool { return len(f.shown) > 0 }
	return []editor.Command{
		{ID: "find.open", Title: say.FindAsk, Group: 6, Run: f.open, Keys: key(editor.Ctrl, "F"), Anywhere: true, On: editor.OnPaper},
		{ID: "find.next", Title: say.FindNext, Group: 6, Run: func() { f.step(1) }, Keys: key(0, "F3"), Enabled: found, Why: say.FindFirst},
		{ID: "find.previous", Title: say.FindBefore, Group: 6, Run: func() { f.step(-1) }, Keys: key(editor.Shift, "F3"), Enabled: found, Why: say.FindFirst},
		{ID: "find.all", Title: say.FindAll, Group: 6, Run: f.selectAll, Enabled: found, Why: say.FindFirst},
	}
}

// open shows the bar, or goes back to it.
func (f *finder) open() {
	if f.sc.outline != nil {
		f.sc.outline.Find()
		return
	}
	sc := f.sc
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	if f.seek == nil {
		if f.seek = sc.seek(); f.seek == nil {
			return
		}
		ed := sc.view.Editor()
		ed.OnEscape = f.escape
		f.before, f.chosen = ed.View(), ed.Selection().IDs()
		f.bar.root.Show()
		sc.fit()
		f.find(f.bar.field.Text)
	}
	f.bar.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	sc.shell.window.Canvas().Focus(f.bar.field)
}

// close takes the bar away. With back the view and the selection are as they were before,
// otherwise they stay.
func (f *finder) close(back bool) {
	if f.seek == nil {
		return
	}
	f.seek, f.hits, f.shown, f.stage, f.at = nil, nil, nil, nil, ""
	f.bar.root.Hide()
	f.sc.view.SetLit(nil)
	f.sc.corner.changed()
	ed := f.sc.view.Editor()
	ed.OnEscape = nil
	f.sc.fit()
	if back {
		ed.Select(f.chosen...)
		f.before.Size = ed.View().Size
		ed.SetView(f.before)
	}
	f.sc.shell.focusScreen()
}

// escape is Escape on the canvas: the person works with what was found.
func (f *finder) escape() bool {
	if f.seek == nil {
		return false
	}
	f.close(false)
	return true
}

// find looks for what was typed.
func (f *finder) find(query string) {
	if f.seek == nil {
		return
	}
	f.hits = f.seek.index.Find(query)
	if f.stage != nil && f.count(*f.stage) == 0 {
		f.stage = nil
	}
	f.show(strings.TrimSpace(query) != "")
}

// only shows the finds of one stage, or of all if it was chosen already.
func (f *finder) only(stage workshop.StageID) {
	if f.stage != nil && *f.stage == stage {
		f.stage = nil
	} else {
		f.stage = &stage
	}
	f.show(true)
}

func (f *finder) count(stage workshop.StageID) (n int) {
	for _, id := range f.hits {
		if f.seek.index.Stage(id) == stage {
			n++
		}
	}
	return n
}

// show lights what was found.
func (f *finder) show(asked bool) {
	f.shown = f.hits
	if f.stage != nil {
		f.shown = slices.DeleteFunc(slices.Clone(f.hits), func(id workshop.NoteID) bool { return f.seek.index.Stage(id) != *f.stage })
	}
	if !slices.Contains(f.shown, f.at) {
		f.at = ""
	}
	var lit map[workshop.NoteID]bool
	if asked {
		lit = make(map[workshop.NoteID]bool, len(f.shown))
		for _, id := range f.shown {
			lit[id] = true
		}
	}
	f.sc.view.SetLit(lit)
	f.sc.corner.changed()
	f.bar.tell(asked)
}

// closeLook is the zoom that a find is shown at where the whole canvas is so small that
// notes cannot be read.
const (
	tooSmall  editor.Zoom = 0.4
	closeLook editor.Zoom = 0.9
)

// step goes to the next find, or the one before.
func (f *finder) step(by int) {
	if f.seek == nil {
		f.open()
		return
	}
	n := len(f.shown)
	if n == 0 {
		return
	}
	i := slices.Index(f.shown, f.at)
	if i < 0 && by < 0 {
		i = 0
	}
	f.at = f.shown[(i+by+n)%n]
	ed := f.sc.view.Editor()
	ed.Select(f.at)
	if r, ok := ed.Hits().NoteRect(f.at); ok {
		if ed.View().Zoom < tooSmall {
			ed.SetView(ed.View().Fit(r.Inset(-400), ed.Insets, closeLook))
		}
		ed.Reveal(r)
	}
	f.bar.tell(true)
}

// selectAll selects what was found and closes the bar.
func (f *finder) selectAll() {
	ids := slices.Clone(f.shown)
	f.close(false)
	f.sc.view.Editor().Select(ids...)
}

// set follows the workshop while the bar is open.
func (f *finder) set(workshop.Update) {
	if f.seek != nil {
		f.seek = f.sc.seek()
		f.find(f.bar.field.Text)
	}
}

// key takes the keys of the bar's field.
func (f *finder) key(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyEscape:
		f.close(true)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyF3:
		if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
			f.step(-1)
		} else {
			f.step(1)
		}
	case fyne.KeyDown:
		f.step(1)
	case fyne.KeyUp:
		f.step(-1)
	default:
		return false
	}
	return true
}
