package canvasview

// SetAuthors shows who wrote each note, or does not.
func (v *View) SetAuthors(shown bool) {
	if v.opts.Authors != shown {
		v.opts.Authors = shown
		v.reset()
	}
}

// SetWheelZooms lets the wheel alone zoom; with Ctrl it moves the paper then.
func (v *View) SetWheelZooms(on bool) { v.wheelZooms = on }

// SetStill keeps the view from gliding to where it goes.
func (v *View) SetStill(still bool) { v.still = still }
