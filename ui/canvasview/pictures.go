package canvasview

import (
	"errors"
	"strings"

	"throughline.app/render"
	"throughline.app/workshop"
)

// hang makes the gallery from which notes' pictures are drawn.
func (v *View) hang() {
	load := v.opts.Pictures
	if load == nil {
		load = func([32]byte) ([]byte, error) { return nil, errors.New("canvasview: there are no pictures") }
	}
	if v.opts.OneGoroutine {
		v.gallery = render.Patient(load)
		return
	}
	v.gallery = render.NewGallery(load, func(sum [32]byte) { v.opts.Post(func() { v.repaintPicture(sum) }) })
}

// PictureCame tells that the bytes of a picture are here now.
func (v *View) PictureCame(sum [32]byte) { v.gallery.Came(sum) }

// repaintPicture paints the notes again that show a picture.
func (v *View) repaintPicture(sum [32]byte) {
	if v.closed {
		return
	}
	start, _, _ := strings.Cut(workshop.Image{Sum: sum}.String(), "/")
	var dirty []workshop.Rect
	for id, n := range v.snap.Notes.All() {
		if n.Image != "" && strings.HasPrefix(n.Image, start) {
			if r, ok := v.scene.NoteRect(id); ok {
				dirty = append(dirty, r.Inset(-render.NoteMargin))
			}
		}
	}
	if len(dirty) > 0 {
		v.tiles.setScene(v.scene, dirty)
		v.refresh()
	}
}
