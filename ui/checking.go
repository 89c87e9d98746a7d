package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/check"
	"throughline.app/editor"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/ui/checks"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A checksPane is the tab of findings in a workshop.
type checksPane struct{ is *checks.Pane }

func newChecksPane(sc *screen) pane {
	s := sc.shell
	o := checks.Options{
		Methods: func() []*method.Method {
			with, err := drawing()
			if err != nil {
				return nil
			}
			return with.methods
		},
		Me:   sc.session.Me,
		Do:   sc.decide,
		Show: sc.showFindings,
		Rest: func() { sc.light(nil, nil) },
		Host: s.host,
		Work: func(do func(context.Context) error, done func(error)) { s.work("", do, done) },
		Focus: func(f fyne.Focusable) {
			if f == nil {
				s.focusScreen()
				return
			}
			s.window.Canvas().Focus(f)
		},
		Width: paneWidth - 6,
	}
	return &checksPane{checks.New(o)}
}

// Object implements [pane].
func (p *checksPane) Object() fyne.CanvasObject { return p.is.Object() }

// Set implements [pane].
func (p *checksPane) Set(u workshop.Update) { p.is.Set(u) }

// light lets notes and places stand out, unless something else does so by now: a search,
// or categories that are tried. Nil lets none.
func (sc *screen) light(notes map[workshop.NoteID]bool, at []editor.Place) {
	if sc.view != nil && sc.find.seek == nil && !sc.preview.Active() {
		sc.view.SetLit(notes)
		sc.view.SetLitPlaces(at)
	}
}

// showFindings goes to the canvas that findings can be seen on and lights what they are
// about there. Findings that can be seen nowhere are about people, who are listed.
func (sc *screen) showFindings(all ...check.Finding) {
	canvas := workshop.CanvasID("")
	for _, f := range all {
		if f.Canvas != "" && (canvas == "" || f.Canvas == sc.canvas) {
			canvas = f.Canvas
		}
	}
	if canvas == "" {
		sc.side.show("people")
		return
	}
	if c := sc.snapshot.Canvases.Get(canvas); canvas != sc.canvas && c != nil && !c.Gone {
		sc.show(canvas)
	}
	lit := make(map[workshop.NoteID]bool)
	var at []editor.Place
	grid := sc.view.Editor() != nil && sc.view.Editor().Layout().GridBox != nil
	for _, f := range all {
		if f.Canvas != canvas {
			continue
		}
		for _, r := range f.Cells {
			at = append(at, editor.Place{Region: r})
		}
		for _, ref := range f.About {
			switch {
			case grid:
				at = append(at, editor.Place{Row: ref})
			case ref.Kind == workshop.KindNote:
				lit[workshop.NoteID(ref.ID)] = true
			case ref.Kind == workshop.KindStage && len(f.Cells) == 0:
				at = append(at, editor.Place{Region: workshop.Region{Stage: workshop.StageID(ref.ID)}})
			}
		}
	}
	if len(lit) == 0 {
		lit = nil // to stand back without anything to stand out would tell nothing
	}
	sc.light(lit, at)
	if ed := sc.view.Editor(); ed != nil {
		var ids []workshop.NoteID
		for id := range lit {
			ids = append(ids, id)
		}
		ed.ShowPlaces(at, ids...)
	}
}

// checkCommands are the twins of what the tab of findings does.
func (sc *screen) checkCommands() []editor.Command {
	return []editor.Command{
		{ID: "note.suggestion", Title: say.UseSuggestion, Group: 2, Run: sc.useSuggestions, On: editor.OnNote | editor.OnStage,
			Keys: []editor.Chord{{Mods: editor.Ctrl, Key: "U"}}, Why: say.NoSuggestion, Enabled: func() bool {
				for ref := range sc.worded() {
					if with, err := drawing(); err == nil && check.Worded(with.methods, sc.snapshot, ref) {
						return true
					}
				}
				return false
			}},
		{ID: "workshop.findings", Title: say.CopyFindings, Group: 3, Run: sc.copyFindings},
	}
}

// copyFindings puts the list of findings on the clipboard, as Markdown.
func (sc *screen) copyFindings() {
	with, err := drawing()
	if err != nil {
		return
	}
	snap := sc.snapshot
	var list strings.Builder
	sc.shell.work("", func(context.Context) error {
		return exchange.WriteFindingsMarkdown(&list, snap, with.methods)
	}, func(err error) {
		if err != nil {
			sc.shell.trouble("copy the findings", err)
			return
		}
		fyne.CurrentApp().Clipboard().SetContent(list.String())
	})
}

// mostSuggestions bounds the notes whose words are looked at when a menu opens.
const mostSuggestions = 200

// worded is what the person selected, or points at: whose words can be put right.
func (sc *screen) worded() map[workshop.Ref]bool {
	about := make(map[workshop.Ref]bool)
	ed := sc.hands()
	if ed == nil {
		return about
	}
	if t, ok := ed.Target(); ok && t.Ref.Kind == workshop.KindStage {
		about[t.Ref] = true
		return about
	}
	for i, id := range ed.Selection().IDs() {
		if i == mostSuggestions {
			break
		}
		about[id.Ref()] = true
	}
	return about
}

// useSuggestions puts the customer's words in place of the company's, as one step.
func (sc *screen) useSuggestions() {
	with, err := drawing()
	if err != nil {
		return
	}
	var ops workshop.Together
	now := sc.snapshot
	for _, f := range check.Words(with.methods, now, sc.worded()) {
		op := f.Instead.Op(now)
		if op == nil {
			continue
		}
		if d, err := op.Plan(now); err == nil {
			now = now.With(d)
			ops = append(ops, op)
		}
	}
	if len(ops) > 0 {
		sc.decide(strings.ToLower(say.UseSuggestion), ops)
	}
}
