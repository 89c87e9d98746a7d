package ui

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/method"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// canvasCommands go from canvas to canvas, and add, name, order and remove them.
func (sc *screen) canvasCommands() []editor.Command {
	key := func(k string) []editor.Chord { return []editor.Chord{{Mods: editor.Ctrl, Key: k}} }
	several := func() bool { return len(sc.snapshot.CanvasList()) > 1 }
	all := []editor.Command{
		{ID: "canvas.go", Title: say.CanvasGo, Group: 1, Run: sc.chooseCanvas, Enabled: several, Why: say.CanvasOne},
		{ID: "canvas.next", Title: say.CanvasNext, Group: 1, Run: func() { sc.stepCanvas(1) }, Enabled: several, Why: say.CanvasOne, Keys: key("PageDown")},
		{ID: "canvas.previous", Title: say.CanvasPrevious, Group: 1, Run: func() { sc.stepCanvas(-1) }, Enabled: several, Why: say.CanvasOne, Keys: key("PageUp")},
		{ID: "canvas.up", Title: say.CanvasUp, Group: 1, Run: func() { sc.show(sc.parent().ID) },
			Enabled: func() bool { return sc.parent() != nil }, Why: say.CanvasTop},
		{ID: "canvas.add", Title: say.CanvasAdd, Group: 2, Run: sc.addCanvas, Enabled: func() bool { return sc.view != nil }},
		{ID: "canvas.rename", Title: say.CanvasRename, Group: 2, Run: sc.renameCanvas, Enabled: func() bool { return sc.view != nil }},
		{ID: "canvas.earlier", Title: say.CanvasEarlier, Group: 3, Run: func() { sc.moveCanvas(-1) }, Enabled: func() bool { return sc.canvasAt() > 0 }, Why: say.CanvasFirst},
		{ID: "canvas.later", Title: say.CanvasLater, Group: 3, Run: func() { sc.moveCanvas(1) },
			Enabled: func() bool { return sc.canvasAt() < len(sc.snapshot.CanvasList())-1 }, Why: say.CanvasLast},
		{ID: "canvas.remove", Title: say.CanvasRemove, Group: 4, Run: sc.removeCanvas, Enabled: several, Why: say.CanvasOne},
		{ID: "canvas.bring", Title: say.CanvasBring, Group: 4, Run: sc.bringCanvas,
			Enabled: func() bool { return len(sc.snapshot.RemovedCanvases()) > 0 }, Why: say.CanvasKept},
	}
	all = append(all, sc.restageCommand(), sc.templateCommand())
	return append(all, sc.variantCommands()...)
}

// parent is the canvas on which the stage is that this one opens up, nil if it does not.
func (sc *screen) parent() *workshop.Canvas {
	if c := sc.snapshot.Canvases.Get(sc.canvas); c != nil {
		return sc.snapshot.ParentOf(c)
	}
	return nil
}

// trail is the way to this canvas from the workshop: those above it and itself.
func (sc *screen) trail() []string {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	if c == nil {
		return nil
	}
	trail := []string{c.Title}
	if parent := sc.snapshot.ParentOf(c); parent != nil {
		trail = []string{parent.Title, c.Title}
	}
	if len(trail) == 1 && c.Title == sc.snapshot.Meta.Title {
		return nil
	}
	return trail
}

// canvasAt is the place of this canvas among all.
func (sc *screen) canvasAt() int {
	return slices.IndexFunc(sc.snapshot.CanvasList(), func(c *workshop.Canvas) bool { return c.ID == sc.canvas })
}

// canvasName tells canvases apart in a list.
func (sc *screen) canvasName(c *workshop.Canvas) string {
	if parent := sc.snapshot.ParentOf(c); parent != nil {
		return say.CanvasOf(c.Title, parent.Title)
	}
	return c.Title
}

// openCanvases opens the menu of the canvases at a place in the window.
func (sc *screen) openCanvases(at fyne.Position) {
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	var items []panel.MenuItem
	for _, c := range sc.snapshot.CanvasList() {
		items = append(items, panel.MenuItem{
			Text: sc.canvasName(c), Key: strconv.Itoa(sc.snapshot.NotesOn(c.ID)),
			Off: c.ID == sc.canvas, Why: say.CanvasHere, Do: func() { sc.show(c.ID) },
		})
	}
	items = append(items, panel.MenuItem{})
	for _, c := range sc.list() {
		if strings.HasPrefix(c.ID, "canvas.") && c.Group > 1 { // the first go to one
			items = append(items, panel.MenuItem{Text: c.Name(), Off: !c.Enabled(), Why: c.Why, Do: c.Run})
		}
	}
	panel.ShowMenu(sc.shell.window.Canvas(), at, items).OnClose = sc.shell.focusScreen
}

// stepCanvas shows the canvas that is by further on, the first after the last.
func (sc *screen) stepCanvas(by int) {
	all := sc.snapshot.CanvasList()
	if len(all) > 1 {
		sc.show(all[(sc.canvasAt()+by+len(all))%len(all)].ID)
	}
}

func (sc *screen) chooseCanvas() {
	all := sc.snapshot.CanvasList()
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = sc.canvasName(c)
	}
	dialog.Choose(sc.shell.host, say.CanvasGo, names, func(i int) { sc.show(all[i].ID) })
}

// addCanvas adds a canvas of a kind that the person chooses, and shows it.
func (sc *screen) addCanvas() {
	with, err := drawing()
	if err != nil {
		sc.shell.trouble("add a canvas", err)
		return
	}
	var kinds []*method.CanvasKind
	var names []string
	for _, own := range []bool{true, false} { // the workshop's own method first
		for _, m := range with.methods {
			for _, k := range m.Own() {
				switch {
				case (m.Name == sc.snapshot.Meta.Method) != own:
				case own:
					kinds, names = append(kinds, k), append(names, k.Title)
				default:
					kinds, names = append(kinds, k), append(names, k.Title+" · "+m.Title)
				}
			}
		}
	}
	named := func(k *method.CanvasKind) {
		rows, begin := presets(k)
		dialog.Begin(sc.shell.host, say.CanvasName, k.Title, say.OK, rows, begin, func(title string, preset int) {
			from := k
			if preset >= 0 {
				from = k.With(&method.Preset{Stages: rows[preset].Stages})
			}
			sc.putBegun(from, title)
		})
	}
	if len(kinds) == 1 {
		named(kinds[0])
		return
	}
	dialog.Choose(sc.shell.host, say.CanvasAddOf, names, func(i int) { named(kinds[i]) })
}

// putBegun begins a canvas of a kind as one step, and shows it.
func (sc *screen) putBegun(k *method.CanvasKind, title string) {
	with, err := drawing()
	if err != nil {
		return
	}
	op, id := k.Begun(sc.snapshot, sc.session.NewID, title, with.shaper.Measure)
	if _, ok := sc.do(say.StepCanvasAdd, op); ok {
		sc.going = id
	}
}

// putCanvas adds a canvas as one step, and shows it.
func (sc *screen) putCanvas(add workshop.AddCanvas) {
	if _, ok := sc.do(say.StepCanvasAdd, add); ok {
		sc.going = add.Canvas.ID
	}
}

// openInside shows the canvas that opens up a stage, and makes it where there is none.
func (sc *screen) openInside(id workshop.StageID) {
	there := sc.snapshot.CanvasesOf(id)
	stage := sc.snapshot.Stages.Get(id)
	switch {
	case len(there) == 1:
		sc.show(there[0].ID)
		return
	case len(there) > 1:
		names := make([]string, len(there))
		for i, c := range there {
			names[i] = c.Title
		}
		dialog.Choose(sc.shell.host, say.CanvasGo, names, func(i int) { sc.show(there[i].ID) })
		return
	case stage == nil:
		return
	}
	with, err := drawing()
	if err != nil {
		sc.shell.trouble("open a stage", err)
		return
	}
	var kinds []*method.CanvasKind
	if on := sc.snapshot.Canvases.Get(stage.Canvas); on != nil {
		kinds = slices.DeleteFunc(method.Insides(with.methods, on.Kind), (*method.CanvasKind).Journey)
	}
	open := func(k *method.CanvasKind) { sc.putCanvas(k.Inside(sc.session.NewID, stage)) }
	switch len(kinds) {
	case 0:
		sc.toast(say.CanvasNoKind, "", nil)
	case 1:
		open(kinds[0])
	default:
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = k.Title
		}
		dialog.Choose(sc.shell.host, say.CanvasInside, names, func(i int) { open(kinds[i]) })
	}
}

func (sc *screen) renameCanvas() {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	if c == nil {
		return
	}
	dialog.Title(sc.shell.host, say.CanvasName, c.Title, say.OK, func(title string) {
		sc.do(say.StepRename, workshop.Rename{Ref: c.ID.Ref(), Name: title})
	})
}

// moveCanvas puts this canvas by places further down in the list.
func (sc *screen) moveCanvas(by int) {
	all, at := sc.snapshot.CanvasList(), sc.canvasAt()
	to := at + by // its neighbour
	if at < 0 || to < 0 || to >= len(all) {
		return
	}
	after := ""
	switch {
	case by > 0:
		after = string(all[to].ID)
	case to > 0:
		after = string(all[to-1].ID)
	}
	sc.do(say.StepMove, workshop.Reorder{Ref: sc.canvas.Ref(), After: after})
}

// removeCanvas takes this canvas out of the workshop; what is on it comes back with it.
func (sc *screen) removeCanvas() {
	c := sc.snapshot.Canvases.Get(sc.canvas)
	if c == nil {
		return
	}
	id, text := c.ID, say.CanvasRemoved(c.Title, sc.snapshot.NotesOn(c.ID))
	if _, ok := sc.do(say.StepRemove, workshop.Remove{Ref: id.Ref()}); ok {
		sc.toast(text, say.Undo, func() { sc.bring(id) })
	}
}

func (sc *screen) bringCanvas() {
	all := sc.snapshot.RemovedCanvases()
	names := make([]string, len(all))
	for i, c := range all {
		names[i] = c.Title
	}
	dialog.Choose(sc.shell.host, say.CanvasBring, names, func(i int) { sc.bring(all[i].ID) })
}

func (sc *screen) bring(id workshop.CanvasID) {
	if _, ok := sc.do(say.StepBring, workshop.BringBack{Canvas: id}); ok {
		sc.going = id
	}
}

// do makes one step of the person's, which is taken back as any other.
func (sc *screen) do(label string, op workshop.Op) (workshop.Diff, bool) {
	if sc.view == nil || sc.view.Editor() == nil {
		return nil, false
	}
	return sc.view.Editor().Do(label, op)
}
