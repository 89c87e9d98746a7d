package ui

import (
	"context"
	"errors"
	"image"
	"strings"

	"throughline.app/render"
	"throughline.app/ui/dialog"
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
	var sheet *dialog.ExportSheet
	sheet = dialog.Export(sc.shell.host, dialog.ExportAsk{
		What:    title,
		Folders: names,
		Name:    freeName(folders[0].path, fileName(sc.snapshot.Meta.Title, title)),
		Save: func(folder int, name string, scale float64, replace bool) {
			file := pictureFile(folders[folder].path, name)
			if !replace && isThere(file) {
				sheet.AskReplace()
				return
			}
			sc.export(sheet, file, scale)
		},
	})
	var p dialog.Preview
	pictures := render.Patient(func(sum [32]byte) ([]byte, error) { return sc.session.Picture(sc.shell.ctx, sum) })
	snapshot, canvas := sc.snapshot, sc.canvas
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

func (sc *screen) export(sheet *dialog.ExportSheet, file string, scale float64) {
	sheet.Saving()
	canvas := sc.canvas
	tell := func(part float64) { sc.shell.main.Post(func() { sheet.Progress(part) }) }
	sc.shell.work("", func(ctx context.Context) error { return sc.session.ExportPNG(ctx, canvas, file, scale, tell) }, func(err error) {
		if err == nil {
			sheet.Saved(file)
			return
		}
		sc.shell.log.Warn("ui: export a picture", "err", err)
		sentence, next := sc.shell.backend.Explain(err)
		sheet.Failed(strings.TrimSpace(sentence + " " + next))
	})
}
