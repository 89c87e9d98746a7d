package outline

import (
	"image/color"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// Hands takes keys that are not the outline's own; the canvas does.
type Hands interface {
	TypedKey(*fyne.KeyEvent)
	TypedRune(rune)
	TypedShortcut(fyne.Shortcut)
}

// Options is what an outline works with. All are needed.
type Options struct {
	Editor    *editor.Editor
	Hands     Hands
	Window    fyne.Canvas
	Held      func() editor.Mods // the modifier keys that are held
	Leave     func()             // back to the canvas
	Go        func(workshop.CanvasID)
	Menu      func(fyne.Position) // what is in the row has been aimed at
	Wait      func(time.Duration, func()) (stop func())
	NoteColor func(workshop.Color) color.Color
	Hue       func(workshop.Color) color.Color // of a category
	Mark      func(workshop.Color) fyne.Resource
}

// A View is the outline on the screen.
type View struct {
	opts   Options
	ed     *editor.Editor
	tree   tree
	list   *list
	filter *panel.Field
	order  *panel.Segments
	root   fyne.CanvasObject

	mute     bool   // what the last key writes is no beginning of a search
	at       int    // the row where the person is
	key      string // its key
	anchor   string // where a selection of several began
	picked   []workshop.NoteID
	chosen   workshop.LinkID
	writing  workshop.NoteID // the note whose words are in the entry
	renaming workshop.Ref    // the group whose name is in the entry
	named    workshop.Ref    // the same, where a command of the canvas asked for the name
	entry    *panel.Field
	draft    func() // stops the timer that keeps what is written
	busy     bool
}

// New makes an outline that stands where the selection is.
func New(o Options) *View {
	v := &View{opts: o, ed: o.Editor}
	v.tree = tree{ed: o.Editor, closed: make(map[string]bool)}
	v.list = newList(v)
	v.newEntry()
	v.order = panel.NewSegments([]string{say.OutlineStages, say.OutlineCategories}, func(i int) {
		v.tree.byCategory = i == 1
		v.rebuild()
	})
	v.filter = panel.NewField("", say.OutlineFilter)
	v.filter.OnChanged = func(text string) {
		v.tree.words = strings.Fields(strings.ToLower(text))
		v.rebuild()
	}
	v.filter.OnKey = v.filterKey
	v.root = v.page()
	v.key = "canvas/" + string(v.ed.Canvas())
	v.rebuild()
	return v
}

// page is the head, the list in its sheet, and the keys below.
func (v *View) page() fyne.CanvasObject {
	back := panel.NewButton(panel.Soft, say.OutlineBack, v.leave)
	back.Tip = say.OutlineBackTip
	head := panel.Row(14, panel.Bold(say.Outline, theme.TextHeading), v.order, panel.Stretch(),
		panel.Fixed(260, theme.FieldHeight, v.filter.Framed()), back)
	hint := panel.Text(say.OutlineKeys, theme.TextSmall, theme.Quiet).Elided()
	sheet := panel.NewSurface(theme.Sheet, theme.Line, theme.RadiusCard, 8, v.list)
	return container.New(pageLayout{}, head, sheet, hint)
}

// pageLayout keeps lines short enough to be read across.
type pageLayout struct{}

func (pageLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(560, 240) }

func (pageLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	const most, edge, gap = 1180, 20, 12
	w := min(most, size.Width-2*edge)
	x := (size.Width - w) / 2
	head, hint := o[0].MinSize().Height, o[2].MinSize().Height
	o[0].Move(fyne.NewPos(x, edge-4))
	o[0].Resize(fyne.NewSize(w, head))
	top := edge - 4 + head + gap
	o[1].Move(fyne.NewPos(x, top))
	o[1].Resize(fyne.NewSize(w, size.Height-top-hint-2*gap))
	o[2].Move(fyne.NewPos(x+4, size.Height-hint-gap))
	o[2].Resize(fyne.NewSize(w-8, hint))
}

// Object is what is put on the screen.
func (v *View) Object() fyne.CanvasObject { return v.root }

// Focus takes the keyboard: for the entry while something is written, for the list
// otherwise.
func (v *View) Focus() {
	var want fyne.Focusable = v.list
	if v.inEntry() {
		want = v.entry
	}
	if v.opts.Window.Focused() != want {
		v.opts.Window.Focus(want)
	}
}

// Find lets the person search: what is typed goes into the filter.
func (v *View) Find() {
	v.finish()
	v.opts.Window.Focus(v.filter)
}

// Changed follows the workshop and the person's hands. It is cheap when neither is another.
func (v *View) Changed() {
	if v.busy {
		return
	}
	if _, _, open := v.ed.LinkOpen(); open { // the canvas would ask; here it can be written on when wanted
		v.ed.CloseLink()
	}
	w, writing := v.ed.Editing()
	moved := v.chosen != v.link() || v.tree.snap != v.ed.Shown() || !slices.Equal(v.picked, v.ed.Selection().IDs()) ||
		writing != (v.writing != "") || writing && w.Note.ID != v.writing
	if moved {
		v.rebuild()
	}
	v.syncName()
	v.syncEntry()
}

// rebuild makes the rows anew. The row where the person is stays where it is seen.
func (v *View) rebuild() {
	if v.busy {
		return
	}
	v.busy = true
	defer func() { v.busy = false }()
	first := v.tree.snap == nil
	was := float32(v.at)*rowHeight - v.list.top
	v.tree.build()
	at := v.tree.find(v.key)
	if at < 0 {
		at = max(0, min(len(v.tree.rows)-1, v.at))
	}
	if id := v.wanted(at); id != "" {
		v.unfold(id)
		if i := v.tree.find(id.Ref().Key()); i >= 0 {
			v.put(i)
			v.settle()
			return
		}
	}
	if id := v.link(); id != "" && id != v.chosen && (v.tree.rows[at].link == nil || v.tree.rows[at].link.ID != id) {
		if i := slices.IndexFunc(v.tree.rows, func(r row) bool { return r.link != nil && r.link.ID == id }); i >= 0 {
			v.put(i)
			v.settle()
			return
		}
	}
	v.put(at)
	if !first {
		v.list.scrollTo(float32(at)*rowHeight - was)
	}
	v.settle()
}

// wanted is the note at which the person should be instead of row at: the one being
// written, or the first of the selected; "" if row at is right.
func (v *View) wanted(at int) workshop.NoteID {
	if w, ok := v.ed.Editing(); ok && !w.Header {
		return w.Note.ID
	}
	ids := v.ed.Selection().IDs()
	if n := v.tree.rows[at].note; len(ids) == 0 || n != nil && slices.Contains(ids, n.ID) {
		return ""
	}
	if slices.Equal(ids, v.picked) {
		return "" // it was the person who went away from it
	}
	return ids[len(ids)-1]
}

// unfold opens the groups that a note is in.
func (v *View) unfold(id workshop.NoteID) {
	if len(v.tree.closed) > 0 && v.tree.find(id.Ref().Key()) < 0 {
		clear(v.tree.closed)
		v.tree.build()
	}
}

// settle lets the selection follow where there is none, and shows the rows.
func (v *View) settle() {
	if n := v.tree.rows[v.at].note; n != nil && v.ed.Selection().Len() == 0 && v.link() == "" && v.tree.snap.Notes.Get(n.ID) != nil {
		if _, writing := v.ed.Editing(); !writing {
			v.ed.Select(n.ID)
		}
	}
	v.remember()
	v.list.Refresh()
}

// remember keeps what is selected now, to see later whether it is something else.
func (v *View) remember() {
	v.picked, v.chosen = v.ed.Selection().IDs(), v.link()
}

// link is the link that is selected, "" if there is none.
func (v *View) link() workshop.LinkID {
	if l, ok := v.ed.Link(); ok {
		return l.ID
	}
	return ""
}

// put moves the person to a row and shows it.
func (v *View) put(i int) {
	if key := v.tree.rows[i].key; key != v.key {
		v.key, v.anchor = key, key
	}
	v.at = i
	v.list.reveal(i)
}

// goTo moves the person to a row by hand: a note is selected, with extend all notes from
// where the selection began.
func (v *View) goTo(i int, extend bool) {
	if len(v.tree.rows) == 0 {
		return
	}
	v.finish()
	i = max(0, min(len(v.tree.rows)-1, i))
	anchor := v.anchor
	if !extend || v.tree.find(anchor) < 0 {
		anchor = v.tree.rows[i].key
	}
	v.busy = true
	v.put(i)
	v.anchor = anchor
	var ids []workshop.NoteID
	from := v.tree.find(v.anchor)
	for j := min(from, i); j <= max(from, i); j++ {
		if n := v.tree.rows[j].note; n != nil {
			ids = append(ids, n.ID)
		}
	}
	if n := v.tree.rows[i].note; n != nil { // the last is the one where the person is
		ids = append(slices.DeleteFunc(ids, func(id workshop.NoteID) bool { return id == n.ID }), n.ID)
	}
	v.ed.Select(ids...)
	v.focusGrid(i)
	if l := v.tree.rows[i].link; l != nil && !extend {
		v.ed.SelectLink(l.ID)
	}
	v.remember()
	v.busy = false
	v.list.Refresh()
}

// leave goes back to the canvas, with the same note selected.
func (v *View) leave() {
	v.finish()
	v.opts.Leave()
}

// toggle opens or closes a group.
func (v *View) toggle(i int) {
	r := v.tree.rows[i]
	if !r.group || r.elsewhere {
		return
	}
	if v.tree.closed[r.key] {
		delete(v.tree.closed, r.key)
	} else {
		v.tree.closed[r.key] = true
	}
	v.rebuild()
}

// menu opens the menu of a row, at a place of the window.
func (v *View) menu(at fyne.Position) {
	r := v.tree.rows[v.at]
	on := map[workshop.Kind]editor.Spot{
		workshop.KindNote: editor.OnNote, workshop.KindStage: editor.OnStage, workshop.KindLane: editor.OnLane, workshop.KindCategory: editor.OnCategory, workshop.KindLink: editor.OnLink,
	}[r.ref.Kind]
	if on == 0 && r.spot.Part != editor.NoGridPart {
		on = editor.OnCell
	}
	if on == 0 {
		on = editor.OnPaper
	}
	v.ed.Aim(editor.Target{Ref: r.ref, On: on, At: v.ed.View().Visible().Center()})
	v.opts.Menu(at)
}
