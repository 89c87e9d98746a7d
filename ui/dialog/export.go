package dialog

import (
	"image"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// ExportAsk is what the Export sheet begins with.
type ExportAsk struct {
	What    string
	Folders []string       // names of places, at least one
	Formats []ExportFormat // at least one; the first is a picture
	Name    string         // of the file that is offered, with the end of the first format
	// Save is called with the indices of the chosen format and folder, the name as typed, the
	// scale from 1 to 4 of a picture, and whether a file of that name may be replaced.
	Save func(format, folder int, name string, scale float64, replace bool)
}

// An ExportFormat is what can be saved, and how its file ends.
type ExportFormat struct {
	Title   string // "Picture, PNG"
	Behind  string // what stands behind the name of its file
	End     string // ".png"
	Picture bool   // it has a size
}

// A Preview is a picture of what would be exported, and its size at scale 1.
type Preview struct {
	Image image.Image // nil if it could not be drawn
	W, H  float64     // canvas units
}

// An ExportSheet shows what would be saved, at what size and where.
type ExportSheet struct {
	*Sheet
	ask     ExportAsk
	preview Preview
	mat     *fyne.Container // preview and caption, or a sentence
	caption *panel.Label
	format  *panel.Dropdown
	size    *panel.Segments
	sized   fyne.CanvasObject // the line of size
	where   *panel.Label      // the file's whole name
	shown   int               // the format that the name is of
	folder  *panel.Dropdown
	name    *panel.Field
	bar     *panel.Progress
	save    *panel.Button
	cancel  *panel.Button
	said    *panel.Label
	replace bool
}

// PreviewW and PreviewH are the room for a preview, in Fyne units.
const (
	PreviewW = 540
	PreviewH = 420
)

const controlWidth = 344

// Export opens the sheet for one canvas.
func Export(h *Host, ask ExportAsk) *ExportSheet {
	e := &ExportSheet{
		ask:     ask,
		mat:     container.NewStack(),
		caption: panel.Text("", theme.TextSmall, theme.Quiet),
		said:    panel.Wrapped("", theme.TextLabel, theme.SoftInk, controlWidth, 4),
		folder:  panel.NewDropdown(ask.Folders, nil),
		name:    panel.NewField(ask.Name, ""),
	}
	e.caption.Align = fyne.TextAlignCenter
	var sizes []string
	for i := range 4 {
		sizes = append(sizes, strconv.Itoa(i+1)+" ×")
	}
	e.size = panel.NewSegments(sizes, func(int) { e.tellSize() })
	e.size.Chosen = 1
	var formats []string
	for _, f := range ask.Formats {
		formats = append(formats, f.Title)
	}
	e.format = panel.NewDropdown(formats, func(int) { e.reformat() })
	e.where = panel.Wrapped("", theme.TextSmall, theme.Quiet, controlWidth, 3)
	e.save = panel.NewButton(panel.Primary, say.ExportSave, e.press)
	e.cancel = panel.NewButton(panel.Soft, say.Cancel, func() { e.Close() })
	e.folder.OnChange = func(int) { e.again() }
	e.name.OnChanged = func(string) { e.again() }
	e.name.OnSubmitted = func(string) { e.press() }
	e.bar = panel.NewProgress(0)
	e.bar.Hide()
	e.note(say.ExportDrawing)

	const caption = 96
	line := func(name string, o fyne.CanvasObject) fyne.CanvasObject {
		return container.NewBorder(nil, nil, panel.Fixed(caption, theme.FieldHeight, panel.Text(name, theme.TextLabel, theme.Quiet)), nil,
			panel.Fixed(controlWidth-caption, theme.FieldHeight, o))
	}
	e.sized = line(say.ExportSize, container.NewVBox(panel.Inset(3, 0, 0, 0, e.size)))
	controls := panel.Column(12,
		panel.Inset(0, 10, 0, 0, heading(say.ExportTitle)),
		line(say.ExportWhat, panel.Bold(ask.What, theme.TextLabel).Elided()),
		line(say.ExportFormat, e.format),
		e.sized,
		line(say.ExportFolder, e.folder),
		line(say.ExportName, e.name.Framed()),
		e.where,
		panel.Inset(6, 0, 0, 0, e.said),
		e.bar,
	)
	right := panel.Inset(30, 28, 28, 28, container.NewBorder(nil,
		panel.Row(8, panel.Stretch(), e.cancel, e.save), nil, nil, controls))
	mat := panel.NewMat(theme.Mat, container.NewCenter(e.mat))
	var left fyne.CanvasObject = panel.Fixed(600, min(640, h.room().Height), mat)
	if h.room().Width < 600+right.MinSize().Width {
		left = nil // there is room for the preview, or for what is asked
	}
	e.tellWhere()
	e.Sheet = h.Open(container.NewBorder(nil, nil, left, nil, right), e.save, nil)
	return e
}

// reformat follows another format: the name's end, and whether there is a size.
func (e *ExportSheet) reformat() {
	was, now := e.ask.Formats[e.shown], e.ask.Formats[e.format.Chosen]
	e.shown = e.format.Chosen
	name := strings.TrimSuffix(strings.TrimSuffix(e.name.Text, was.End), was.Behind)
	e.name.SetText(name + now.Behind + now.End)
	e.caption.Set("")
	if e.sized.Hide(); now.Picture {
		e.sized.Show()
		e.tellSize()
	}
	e.again()
	e.over.Refresh()
}

// tellWhere says under which name, in which folder the file will be: the field has room for
// a short one.
func (e *ExportSheet) tellWhere() {
	name := strings.TrimSpace(e.name.Text)
	if e.where.Hide(); len([]rune(name)) > fieldFits {
		e.where.Show()
		e.where.Set(say.ExportWhere(name))
	}
}

// fieldFits is how long a name the field of a file shows whole, in characters.
const fieldFits = 26

func (e *ExportSheet) press() {
	if e.save.Enabled() {
		e.ask.Save(e.format.Chosen, e.folder.Chosen, e.name.Text, e.Scale(), e.replace)
	}
}

// again forgets what was said about another file.
func (e *ExportSheet) again() {
	e.replace = false
	e.tell("")
	e.save.Text = e.saves()
	e.tellWhere()
	e.save.Enable(strings.TrimSpace(e.name.Text) != "")
	e.save.Refresh()
}

// saves is what the button says.
func (e *ExportSheet) saves() string {
	if e.ask.Formats[e.format.Chosen].Picture {
		return say.ExportSave
	}
	return say.ExportSaveOther
}

// Scale is the chosen scale, 1 to 4.
func (e *ExportSheet) Scale() float64 { return float64(e.size.Chosen + 1) }

// Show puts the preview on the mat.
func (e *ExportSheet) Show(p Preview) {
	e.preview = p
	if p.Image == nil {
		e.note(say.ExportNone)
		return
	}
	img := canvas.NewImageFromImage(p.Image)
	img.FillMode = canvas.ImageFillContain
	img.ScaleMode = canvas.ImageScaleSmooth
	e.tellSize()
	fit := min(PreviewW/max(1, p.W), PreviewH/max(1, p.H))
	sheet := panel.NewSurface(theme.Sheet, "", 2, 0, img)
	sheet.Shadow = true
	e.mat.Objects = []fyne.CanvasObject{panel.Column(18,
		panel.Fixed(float32(p.W*fit), float32(p.H*fit), sheet), e.caption)}
	e.over.Refresh()
}

// AskReplace says that a file of that name is there; pressed again, it is replaced.
func (e *ExportSheet) AskReplace() {
	e.replace = true
	e.tell(say.ExportThere)
	e.save.Text = say.ExportReplace
	e.save.Refresh()
	e.over.Refresh()
}

// Saving says that the picture is being written; nothing can be pressed meanwhile.
func (e *ExportSheet) Saving() {
	e.Stay()
	e.save.Enable(false)
	e.cancel.Enable(false)
	e.bar.Restart()
	e.tell(say.ExportSaving)
}

// Progress says what part of the picture is written, 0 to 1.
func (e *ExportSheet) Progress(part float64) {
	if !e.stays {
		return // it is over
	}
	if e.bar.Hidden {
		e.bar.Show()
		e.over.Refresh()
	}
	e.bar.Set(part)
}

// Saved says where the picture is.
func (e *ExportSheet) Saved(file string) {
	e.ready(say.SavedAs(file))
	e.cancel.Text = say.Done
	e.over.Refresh()
}

// Failed says why there is no picture.
func (e *ExportSheet) Failed(sentence string) { e.ready(sentence) }

func (e *ExportSheet) ready(said string) {
	e.Free()
	e.bar.Hide()
	e.again()
	e.cancel.Enable(true)
	e.tell(said)
}

func (e *ExportSheet) tell(text string) {
	if e.said.Text != text {
		e.said.Set(text)
		if e.Sheet != nil {
			e.over.Refresh()
		}
	}
}

func (e *ExportSheet) note(text string) {
	e.mat.Objects = []fyne.CanvasObject{panel.Text(text, theme.TextBody, theme.Quiet)}
	e.mat.Refresh()
}

func (e *ExportSheet) tellSize() {
	if e.preview.W > 0 {
		e.caption.Set(say.Pixels(int(e.preview.W*e.Scale()+0.5), int(e.preview.H*e.Scale()+0.5)))
	}
}
