package editor

// A Choice asks the person for one of several; the screen shows them.
type Choice struct {
	Title string
	Items []string
	Do    func(i int) // with the place of what was chosen; not called if nothing is
}

// Choose asks for one of several. Without a screen nothing is chosen.
func (ed *Editor) Choose(c Choice) {
	if ed.OnChoose != nil {
		ed.OnChoose(c)
	}
}
