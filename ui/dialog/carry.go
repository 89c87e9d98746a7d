package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// CarryAsk is what the sheet for a copy to carry begins with.
type CarryAsk struct {
	What    string
	Folders []string // names of places, at least one
	Name    string   // of the file that is offered
	// Save is called with the chosen folder's index, the name as typed, and whether a
	// file of that name may be replaced.
	Save func(folder int, name string, replace bool)
}

// A CarrySheet saves a workshop as a file.
type CarrySheet struct {
	*Sheet
	ask     CarryAsk
	folder  *panel.Dropdown
	name    *panel.Field
	bar     *panel.Progress
	save    *panel.Button
	cancel  *panel.Button
	said    *panel.Label
	replace bool
	busy    bool
}

// Carry opens the sheet for one workshop.
func Carry(h *Host, ask CarryAsk) *CarrySheet {
	c := &CarrySheet{
		ask:    ask,
		folder: panel.NewDropdown(ask.Folders, nil),
		name:   panel.NewField(ask.Name, ""),
		said:   panel.Wrapped(say.CarryOpenly, theme.TextLabel, theme.Quiet, askWidth, 4),
		bar:    panel.NewProgress(0),
	}
	c.bar.Hide()
	c.save = panel.NewButton(panel.Primary, say.CarrySave, c.press)
	c.cancel = panel.NewButton(panel.Soft, say.Cancel, func() { c.Close() })
	c.folder.OnChange = func(int) { c.again() }
	c.name.OnChanged = func(string) { c.again() }
	c.name.OnSubmitted = func(string) { c.press() }
	const caption = 84
	line := func(name string, o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewBorder(nil, nil, panel.Fixed(caption, theme.FieldHeight, panel.Text(name, theme.TextLabel, theme.Quiet)), nil,
			panel.Fixed(askWidth-caption, theme.FieldHeight, o))
	}
	c.Sheet = h.Open(padded(panel.Column(20,
		panel.Column(6, heading(say.CarryTitle), panel.Wrapped(say.CarryTeach, theme.TextLabel, theme.Quiet, askWidth, 0)),
		panel.Column(12,
			line(say.ExportWhat, panel.Bold(ask.What, theme.TextLabel).Elided()),
			line(say.ExportFolder, c.folder),
			line(say.CarryFile, c.name.Framed())),
		panel.Column(8, c.said, c.bar),
		panel.Row(8, panel.Stretch(), c.cancel, c.save),
	)), c.save, nil)
	return c
}

func (c *CarrySheet) press() {
	if c.save.Enabled() {
		c.ask.Save(c.folder.Chosen, c.name.Text, c.replace)
	}
}

// again forgets what was said about another file.
func (c *CarrySheet) again() {
	c.replace = false
	c.tell(say.CarryOpenly)
	c.save.Text = say.CarrySave
	c.save.Enable(strings.TrimSpace(c.name.Text) != "")
	c.save.Refresh()
}

// AskReplace says that a file of that name is there; pressed again, it is replaced.
func (c *CarrySheet) AskReplace() {
	c.replace = true
	c.save.Text = say.ExportReplace
	c.save.Refresh()
	c.tell(say.ExportThere)
}

// Saving says that the file is being written; nothing can be pressed meanwhile.
func (c *CarrySheet) Saving() {
	c.Stay()
	c.busy = true
	c.save.Enable(false)
	c.cancel.Enable(false)
	c.bar.Restart()
	c.tell(say.CarrySaving)
}

// Progress says what part of the file is written, 0 to 1.
func (c *CarrySheet) Progress(part float64) {
	if !c.busy {
		return // it is over
	}
	if c.bar.Hidden {
		c.bar.Show()
		c.over.Refresh()
	}
	c.bar.Set(part)
}

// Saved says where the file is; on a stick there is something to heed.
func (c *CarrySheet) Saved(file string, stick bool) {
	c.ready(say.CarrySaved(file, stick))
	c.save.Enable(false)
	c.cancel.Text = say.Done
	c.over.Refresh()
}

// Failed says why there is no file.
func (c *CarrySheet) Failed(sentence string) { c.ready(sentence) }

func (c *CarrySheet) ready(said string) {
	c.Free()
	c.busy = false
	c.bar.Hide()
	c.again()
	c.cancel.Enable(true)
	c.tell(said)
}

func (c *CarrySheet) tell(text string) {
	c.said.Set(text)
	c.over.Refresh()
}
