package ui

import (
	"context"
	"errors"
	"image"
	"strings"

	"throughline.app/render"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A Previewer draws a canvas small, in at most w × h pixels, and says how large it is at
// scale 1, in canvas units. It runs on a goroutine of its own.
type Previewer func(s *workshop.Snapshot, canvas workshop.CanvasID, pictures *render.Gallery, w, h int) (img image.Image, size workshop.Size, err error)

var errNoCanvas = errors.New("ui: there is no such canvas")

// openExport shows what would be saved, and saves it.
func (sc *screen) openExport() {
	if sc.view == nil || sc.shell.host.Busy() {
		return
	}
	title := sc.snapshot.Meta.Title
	if c := sc.snapshot.Canvases.Get(sc.canvas); c != nil && c.Title != "" {
		title = c.Title
	}
	folders := pictureFolders()
	var names []string
	for _, f := range folders {
		names = append(names, f.name)
	}
	formats := sc.exportFormats()
	snapshot, canvas := sc.snapshot, sc.canvas // another may be shown by the time it is saved
	var sheet *dialog.ExportSheet
	sheet = dialog.Export(sc.shell.host, dialog.ExportAsk{
		What:    title,
		Folders: names,
		Formats: formats,
		Name:    freeName(folders[0].path, fileName(sc.snapshot.Meta.Title, title)),
		Save: func(format, folder int, name string, scale float64, replace bool) {
			f := formats[format]
			file := namedFile(folders[folder].path, name, f.End)
			if !replace && isThere(file) {
				sheet.AskReplace()
				return
			}
			sc.export(sheet, f, canvas, file, scale)
		},
	})
	var p dialog.Preview
	pictures := render.Patient(func(sum [32]byte) ([]byte, error) { return sc.session.Picture(sc.shell.ctx, sum) })
	sharp := 2 * sc.shell.window.Canvas().Scale() // drawn larger, so that its words can be read
	sc.shell.work("", func(context.Context) error {
		img, size, err := sc.shell.opts.Preview(snapshot, canvas, pictures, int(dialog.PreviewW*sharp), int(dialog.PreviewH*sharp))
		p = dialog.Preview{Image: img, W: size.W, H: size.H}
		return err
	}, func(err error) {
		if err != nil {
			sc.shell.log.Warn("ui: draw a preview", "err", err)
		}
		if !sheet.Closed() {
			sheet.Show(p)
		}
	})
}

// exportFormats lists what this canvas is saved as: a picture, its notes or its cells as a
// table, and what the checks find.
func (sc *screen) exportFormats() []dialog.ExportFormat {
	all := []dialog.ExportFormat{{Title: say.ExportPNG, End: ".png", Picture: true}}
	tables := say.NoteTables
	if sc.onGrid() {
		tables = say.GridTables
	}
	for _, t := range tables {
		all = append(all, dialog.ExportFormat{Title: t.Name, End: t.End})
	}
	for _, t := range say.FindingTables {
		all = append(all, dialog.ExportFormat{Title: t.Name, Behind: say.FindingsBehind, End: t.End})
	}
	return all
}

func (sc *screen) export(sheet *dialog.ExportSheet, format dialog.ExportFormat, canvas workshop.CanvasID, file string, scale float64) {
	sheet.Saving()
	tell := func(part float64) { sc.shell.main.Post(func() { sheet.Progress(part) }) }
	sc.shell.work("", func(ctx context.Context) error {
		switch {
		case format.Picture:
			return sc.session.ExportPNG(ctx, canvas, file, scale, tell)
		case format.Behind != "":
			return sc.session.ExportFindings(file)
		}
		return sc.session.ExportTable(canvas, file)
	}, func(err error) {
		if err == nil {
			sheet.Saved(file)
			return
		}
		sc.shell.log.Warn("ui: export", "err", err)
		sentence, next := sc.shell.backend.Explain(err)
		sheet.Failed(strings.TrimSpace(sentence + " " + next))
	})
}
