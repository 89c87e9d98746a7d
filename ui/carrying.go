package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/carry"
	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// carryCommands are those of a workshop as a file.
func (sc *screen) carryCommands() []editor.Command {
	return []editor.Command{
		{ID: "workshop.carry", Title: say.CarryAsk, Group: 1, Run: sc.openCarry},
		{ID: "workshop.file", Title: say.OpenFile, Group: 3, Run: sc.shell.askFile},
	}
}

// openCarry saves the workshop as one file, to be carried by hand.
func (sc *screen) openCarry() {
	if sc.shell.host.Busy() {
		return
	}
	sc.shell.named(func() {
		if sc.shell.screen != sc {
			return
		}
		folders := carryFolders()
		var names []string
		for _, f := range folders {
			names = append(names, f.name)
		}
		title := sc.snapshot.Meta.Title
		var sheet *dialog.CarrySheet
		sheet = dialog.Carry(sc.shell.host, dialog.CarryAsk{
			What: title, Folders: names, Name: fileName(title) + carry.Ending,
			Save: func(folder int, name string, replace bool) {
				file := namedFile(folders[folder].path, name, carry.Ending)
				if !replace && isThere(file) {
					sheet.AskReplace()
					return
				}
				sc.saveFile(sheet, file)
			},
		})
	})
}

func (sc *screen) saveFile(sheet *dialog.CarrySheet, file string) {
	sheet.Saving()
	tell := func(part float64) { sc.shell.main.Post(func() { sheet.Progress(part) }) }
	sc.shell.work("", func(ctx context.Context) error { return sc.session.SaveFile(ctx, file, tell) }, func(err error) {
		if err == nil {
			sheet.Saved(file, onStick(file))
			return
		}
		sc.shell.log.Warn("ui: save a copy to carry", "err", err)
		sentence, next := sc.shell.backend.Explain(err)
		sheet.Failed(strings.TrimSpace(sentence + " " + next))
	})
}

func onStick(file string) bool {
	return slices.ContainsFunc(sticks(), func(f folder) bool { return strings.HasPrefix(file, f.path+string(filepath.Separator)) })
}

// mostFiles is how many files are offered to be opened.
const mostFiles = 40

// askFile offers the workshop files that lie where people look for them, or takes a name.
func (s *Shell) askFile() {
	if s.host.Busy() {
		return
	}
	var files, items []string
	s.work("", func(context.Context) error { // a worn stick may take long
		for _, f := range carryFolders() {
			found, _ := filepath.Glob(filepath.Join(literalPath(f.path), "*"+carry.Ending))
			for _, file := range found {
				if len(files) < mostFiles && !slices.Contains(files, file) {
					files, items = append(files, file), append(items, filepath.Base(file)+" · "+f.name)
				}
			}
		}
		return nil
	}, func(error) {
		if s.host.Busy() {
			return
		}
		if len(files) == 0 {
			s.askFileName()
			return
		}
		dialog.Choose(s.host, say.WhichFile, append(items, say.AnotherPlace), func(i int) {
			if i == len(files) {
				s.askFileName()
				return
			}
			s.openFile(files[i])
		})
	})
}

// literalPath is a path as a pattern that matches it alone, as far as patterns can.
func literalPath(path string) string {
	return strings.NewReplacer("[", "[[]", "*", "[*]", "?", "[?]").Replace(path)
}

func (s *Shell) askFileName() {
	dialog.File(s.host, say.WhichFile, say.WhichHelp, say.OK, func(file string) {
		file = strings.Trim(strings.TrimSpace(file), `"'`)
		if rest, ok := strings.CutPrefix(file, "~/"); ok {
			if home, err := os.UserHomeDir(); err == nil {
				file = filepath.Join(home, rest)
			}
		}
		s.openFile(file)
	})
}

// openFile takes in a workshop file: into the workshop that is shown, or into one that is
// shown then, and says what came.
func (s *Shell) openFile(file string) {
	var session Session
	var came carry.Digest
	saying, progress, over := say.TakingFile, func(float64) {}, func() {}
	if s.screen != nil {
		busy := s.screen.busy(say.TakingFile, true)
		saying, over = "", busy.done
		progress = func(part float64) { s.main.Post(func() { busy.set(part) }) }
	}
	s.work(saying, func(ctx context.Context) (err error) {
		session, came, err = s.backend.OpenFile(ctx, file, progress)
		return err
	}, func(err error) {
		over()
		switch {
		case err != nil:
			s.trouble("open a workshop file", err)
		case s.screen != nil && s.screen.session.ID() == session.ID():
			s.screen.cameIn(came)
		default:
			s.leave(func() {
				s.came = &came
				s.enter(session)
			})
		}
	})
}

// begin opens what the program was started with: a workshop's id, or a workshop file.
func (s *Shell) begin(what string) {
	if carry.Is(what) {
		s.openFile(what)
		return
	}
	s.open(what)
}

// carriedFile is the workshop file among what was dropped on the window, "" if there is
// none. Of several, more is true.
func carriedFile(uris []fyne.URI) (file string, more bool) {
	for _, u := range uris {
		if u.Scheme() == "file" && carry.Is(u.Path()) {
			if file != "" {
				return file, true
			}
			file = u.Path()
		}
	}
	return file, false
}

// dropped takes what was dropped on the window: a workshop file, or pictures for a canvas.
func (s *Shell) dropped(at fyne.Position, uris []fyne.URI) {
	switch file, more := carriedFile(uris); {
	case s.host.Busy():
	case more:
		dialog.Trouble(s.host, say.OnlyOneFile, "")
	case file != "":
		s.openFile(file)
	case s.screen != nil:
		s.screen.dropped(at, uris)
	}
}

// cameIn tells what a file brought, and offers to show it.
func (sc *screen) cameIn(d carry.Digest) {
	button := ""
	if len(d.New)+len(d.Changed) > 0 && !d.First {
		button = say.ShowCame
	}
	sc.toast(say.CameIn(d), button, func() { sc.showNotes(slices.Concat(d.New, d.Changed)) })
}

// showNotes selects those of ids that are on this canvas, or else on the first that has any,
// and brings them into view.
func (sc *screen) showNotes(ids []workshop.NoteID) {
	on := map[workshop.CanvasID]bool{}
	for _, id := range ids {
		if n := sc.snapshot.Notes.Get(id); n != nil && !n.Deleted() {
			for _, id := range n.Canvases() {
				on[id] = true
			}
		}
	}
	if !on[sc.canvas] {
		for _, c := range sc.snapshot.CanvasList() {
			if on[c.ID] {
				sc.show(c.ID)
				break
			}
		}
	}
	if sc.view != nil && sc.view.Editor() != nil {
		sc.view.Editor().Show(ids...)
	}
}
