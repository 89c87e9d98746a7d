package ui

import (
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A TakenPicture is a picture that a session keeps.
type TakenPicture struct {
	Image        workshop.Image
	FromW, FromH int // what it was before it was scaled down, in pixels
}

// Scaled reports whether it was scaled down.
func (t TakenPicture) Scaled() bool { return t.FromW != t.Image.W || t.FromH != t.Image.H }

// pictureEnds are the endings of files that are offered as pictures.
var pictureEnds = []string{".png", ".jpg", ".jpeg", ".gif", ".webp"}

// maxPictures bounds what is taken at once.
const maxPictures = 40

// maxPictureFile bounds what is read of a file, one more than is taken.
const maxPictureFile = 64<<20 + 1

// A pictureSource gives the bytes of a picture. It runs on a goroutine of its own.
type pictureSource func(context.Context) ([]byte, error)

func pictureIn(file string) pictureSource {
	return func(context.Context) ([]byte, error) {
		f, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return io.ReadAll(io.LimitReader(f, maxPictureFile))
	}
}

// dropped takes files that were dropped on the window, at a place of it.
func (sc *screen) dropped(at fyne.Position, uris []fyne.URI) {
	if sc.view == nil || sc.view.Editor() == nil || sc.shell.host.Busy() {
		return
	}
	var from []pictureSource
	for _, u := range uris {
		if u.Scheme() == "file" {
			from = append(from, pictureIn(u.Path()))
		}
	}
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(sc.view.Object())
	p := at.Subtract(corner)
	sc.takePictures(from, func(images []workshop.Image) {
		ed := sc.view.Editor()
		ed.DropPictures(images, ed.View().ToCanvas(editor.ScreenPoint{X: float64(p.X), Y: float64(p.Y)}))
	})
}

// pasted takes what is copied if it is a picture, or names of pictures' files. It reports
// false for anything else, which is text.
func (sc *screen) pasted(text string) bool {
	var from []pictureSource
	if strings.TrimSpace(text) == "" {
		from = []pictureSource{copiedPicture}
	} else {
		for _, file := range pictureFiles(text) {
			from = append(from, pictureIn(file))
		}
	}
	if len(from) == 0 {
		return false
	}
	sc.takePictures(from, func(images []workshop.Image) { sc.view.Editor().PastePictures(images) })
	return true
}

// pictureFiles lists the files that text names, if it names nothing but pictures that are
// there: paths, or addresses as file managers copy them.
func pictureFiles(text string) []string {
	var files []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line == "copy" || strings.HasPrefix(line, "x-special/"):
			continue
		case strings.HasPrefix(line, "file://"):
			u, err := url.Parse(line)
			if err != nil {
				return nil
			}
			line = u.Path
		}
		if !filepath.IsAbs(line) || !isPicture(line) || len(files) == maxPictures {
			return nil
		}
		if st, err := os.Stat(line); err != nil || !st.Mode().IsRegular() {
			return nil
		}
		files = append(files, line)
	}
	return files
}

func isPicture(file string) bool {
	end := strings.ToLower(filepath.Ext(file))
	for _, e := range pictureEnds {
		if end == e {
			return true
		}
	}
	return false
}

// askPicture takes the picture in a file that the person names.
func (sc *screen) askPicture() {
	dialog.File(sc.shell.host, say.WhichPicture, say.PictureHelp, say.OK, func(file string) {
		file = strings.Trim(strings.TrimSpace(file), `"'`)
		if rest, ok := strings.CutPrefix(file, "~/"); ok {
			if home, err := os.UserHomeDir(); err == nil {
				file = filepath.Join(home, rest)
			}
		}
		if files := pictureFiles(file); len(files) == 1 {
			file = files[0]
		}
		sc.takePictures([]pictureSource{pictureIn(file)}, func(images []workshop.Image) { sc.view.Editor().PastePictures(images) })
	})
}

// errNothingCopied is what copiedPicture returns where no picture is copied. It says so by
// doing nothing, like any other paste.
var errNothingCopied = errors.New("ui: no picture is copied")

// takePictures reads and keeps pictures, on another goroutine, and gives those that could
// be taken to place. What was scaled down is told, and what could not be taken.
func (sc *screen) takePictures(from []pictureSource, place func([]workshop.Image)) {
	if len(from) > maxPictures {
		sc.toast(say.TooManyPictures(maxPictures), "", nil)
		return
	}
	var images []workshop.Image
	var scaled []TakenPicture
	var refused error
	busy := sc.busy(say.TakingPictures(len(from)), len(from) > 1)
	sc.shell.work("", func(ctx context.Context) error {
		for i, read := range from {
			raw, err := read(ctx)
			var taken TakenPicture
			if err == nil {
				taken, err = sc.session.TakePicture(ctx, raw)
			}
			if err != nil {
				refused = err
				continue
			}
			images = append(images, taken.Image)
			if taken.Scaled() {
				scaled = append(scaled, taken)
			}
			sc.shell.main.Post(func() { busy.set(float64(i+1) / float64(len(from))) })
		}
		return nil
	}, func(error) {
		busy.done()
		if sc.left() || sc.view == nil || sc.view.Editor() == nil {
			return
		}
		if len(images) > 0 {
			place(images)
		}
		switch {
		case errors.Is(refused, errNothingCopied):
		case refused != nil:
			sc.shell.trouble("take a picture", refused)
		case len(scaled) == 1:
			sc.toast(say.ScaledDown(scaled[0].Image.W, scaled[0].Image.H), "", nil)
		case len(scaled) > 1:
			sc.toast(say.ScaledDownAll(len(scaled)), "", nil)
		}
	})
}
