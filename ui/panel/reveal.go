package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// A Scroller scrolls what is larger than its room, and brings the control that gets the
// keyboard into sight.
type Scroller struct {
	*container.Scroll
	over bool // in a sheet above the window
}

// scrollers are those that are open, the top last.
var scrollers []*Scroller

// NewScroller scrolls content, both ways in a sheet over the window and downwards beneath.
// Close it when it goes away.
func NewScroller(content fyne.CanvasObject, over bool) *Scroller {
	s := &Scroller{over: over}
	if over {
		s.Scroll = container.NewScroll(content)
	} else {
		s.Scroll = container.NewVScroll(content)
	}
	scrollers = append(scrollers, s)
	return s
}

// Close lets go of it.
func (s *Scroller) Close() {
	for i, l := range scrollers {
		if l == s {
			scrollers = append(scrollers[:i:i], scrollers[i+1:]...)
			return
		}
	}
}

// reveal scrolls so that a control can be seen.
func reveal(o fyne.CanvasObject) {
	if len(scrollers) == 0 {
		return
	}
	d := fyne.CurrentApp().Driver()
	s := scrollers[len(scrollers)-1]
	c := d.CanvasForObject(s.Scroll)
	if c == nil || c != d.CanvasForObject(o) || (c.Overlays().Top() != nil) != s.over {
		return
	}
	const edge = 10
	at, size, room := d.AbsolutePositionForObject(o).Subtract(d.AbsolutePositionForObject(s.Scroll)), o.Size(), s.Scroll.Size()
	shift := func(at, size, room float32) float32 {
		switch {
		case at < edge:
			return at - edge
		case at+size > room-edge:
			return min(at-edge, at+size-room+edge)
		}
		return 0
	}
	dx, dy := shift(at.X, size.Width, room.Width), shift(at.Y, size.Height, room.Height)
	if dx != 0 || dy != 0 {
		s.Offset = s.Offset.AddXY(dx, dy)
		s.Scroll.Refresh() // keeps it within what there is
	}
}
