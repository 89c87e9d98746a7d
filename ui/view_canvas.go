package ui

import (
	"errors"
	"image"

	"throughline.app/workshop"
)

func newCanvasView(ViewOptions) (CanvasView, error) { return nil, errors.New("ui: no canvas view") }

func drawPreview(*workshop.Snapshot, workshop.CanvasID, int, int) (image.Image, workshop.Size, error) {
	return nil, workshop.Size{}, errNoCanvas
}
