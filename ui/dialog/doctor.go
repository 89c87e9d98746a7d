package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A DoctorLine is one thing that the Connection doctor looked at.
type DoctorLine struct {
	What, Value string
	Color       fyne.ThemeColorName // of its dot
}

// doctorWidth is that of the lines, in points.
const doctorWidth = 284

// doctor is the part of the Share sheet that tells how the network is.
type doctor struct {
	root  fyne.CanvasObject
	lines *fyne.Container
	next  *panel.Label
	again *panel.Button
	tells *panel.Segments
}

func newDoctor() *doctor {
	d := &doctor{lines: panel.Column(9), next: panel.Wrapped(say.DoctorLooks, theme.TextSmall, theme.Quiet, doctorWidth-10, 0)}
	d.again = panel.NewButton(panel.Link, say.DoctorAgain, nil)
	d.again.Enable(false)
	d.tells = panel.NewSegments([]string{say.TellQuiet, say.TellTitle}, nil)
	d.root = panel.NewSurface(theme.Board, "", theme.RadiusCard, 18, panel.Column(12,
		panel.Row(8, panel.Bold(say.Doctor, theme.TextBody), panel.Stretch(), d.again),
		d.lines, d.next,
		panel.Text(say.TellWhat, theme.TextSmall, theme.Quiet),
		panel.Fixed(doctorWidth, 32, d.tells),
	))
	return d
}

// OnDoctor registers what looks at the network again.
func (s *ShareSheet) OnDoctor(look func()) { s.doctor.again.Do = look }

// Looking says that the doctor is at it.
func (s *ShareSheet) Looking() {
	s.doctor.again.Enable(false)
	s.doctor.next.Set(say.DoctorLooks)
	s.over.Refresh()
}

// Diagnosed shows what the doctor found, and the next step.
func (s *ShareSheet) Diagnosed(lines []DoctorLine, next string) {
	d := s.doctor
	d.lines.Objects = nil
	for _, l := range lines {
		dot := container.NewCenter(panel.NewSurface(l.Color, "", 4, 0, panel.Fixed(8, 8, panel.Stretch())))
		d.lines.Add(container.NewBorder(nil, nil,
			panel.Inset(0, 0, 0, 8, dot), panel.Text(l.Value, theme.TextSmall, theme.Quiet),
			panel.Text(l.What, theme.TextLabel, theme.Ink).Elided()))
	}
	d.next.Set(next)
	d.again.Enable(true)
	d.lines.Refresh()
	s.over.Refresh()
}

// Tells shows whether title and name are told to the network; set is called when that is
// chosen otherwise.
func (s *ShareSheet) Tells(now bool, set func(bool)) {
	if now {
		s.doctor.tells.Choose(1)
	}
	s.doctor.tells.OnChange = func(i int) { set(i == 1) }
}
