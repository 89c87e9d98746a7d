package panel

import (
	"cmp"
	"image/color"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
	"github.com/rivo/uniseg"

	"throughline.app/ui/theme"
)

// An Avatar is a person's initials on the person's colour.
type Avatar struct {
	widget.BaseWidget
	name string
	text string
	hue  string
	side float32
	Tip  string              // told when the pointer rests on it; "" is the name
	Away bool                // drawn faintly
	rim  fyne.ThemeColorName // edge that parts overlapping ones, "" for none
}

// NewAvatar draws name in a circle of the given width.
func NewAvatar(name, hue string, side float32) *Avatar {
	a := &Avatar{name: name, text: Initials(name), hue: hue, side: side}
	a.ExtendBaseWidget(a)
	return a
}

// Initials are the first letters of the first and the last word of a name.
func Initials(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "?"
	}
	if len(words) > 1 {
		words = []string{words[0], words[len(words)-1]}
	}
	out := ""
	for _, w := range words {
		g := uniseg.NewGraphemes(w)
		g.Next()
		out += g.Str()
	}
	return strings.ToUpper(out)
}

// MouseIn implements [desktop.Hoverable].
func (a *Avatar) MouseIn(*desktop.MouseEvent) { showTip(a, cmp.Or(a.Tip, a.name)) }

// MouseMoved implements [desktop.Hoverable].
func (a *Avatar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (a *Avatar) MouseOut() { hideTip(a) }

// CreateRenderer implements [fyne.Widget].
func (a *Avatar) CreateRenderer() fyne.WidgetRenderer {
	r := &avatarRenderer{a: a, disc: &canvas.Rectangle{}, text: &canvas.Text{Alignment: fyne.TextAlignCenter, TextStyle: fyne.TextStyle{Bold: true}}}
	r.paint()
	return r
}

type avatarRenderer struct {
	a    *Avatar
	disc *canvas.Rectangle
	text *canvas.Text
}

func (r *avatarRenderer) Destroy()                     {}
func (r *avatarRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.disc, r.text} }
func (r *avatarRenderer) MinSize() fyne.Size           { return fyne.NewSquareSize(r.a.side) }

func (r *avatarRenderer) Layout(size fyne.Size) {
	side := min(size.Width, size.Height)
	at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
	r.disc.Move(at)
	r.disc.Resize(fyne.NewSquareSize(side))
	r.disc.CornerRadius = side / 2
	h := r.text.MinSize().Height
	r.text.Move(at.AddXY(0, (side-h)/2))
	r.text.Resize(fyne.NewSize(side, h))
}

func (r *avatarRenderer) paint() {
	hue := Hue(r.a.hue)
	if r.a.Away {
		hue = faded(hue)
	}
	r.disc.FillColor, r.text.Color, r.text.Text = hue, inkOn(hue), r.a.text
	r.disc.StrokeWidth = 0
	if r.a.rim != "" {
		r.disc.StrokeWidth, r.disc.StrokeColor = 2, themed(r.a.rim)
	}
	r.text.TextSize = r.a.side * 0.4
	if len([]rune(r.a.text)) > 1 {
		r.text.TextSize = r.a.side * 0.36
	}
}

func (r *avatarRenderer) Refresh() {
	r.paint()
	r.disc.Refresh()
	r.text.Refresh()
}

// A Person is what an avatar needs to know.
type Person struct {
	Name, Hue string
	Tip       string // what is told of the person
	Away      bool
	Watching  bool // only looks on
	Self      bool // at this laptop
}

// Faces overlaps the avatars of people, the first most of them, and says with +n how many
// more there are.
func Faces(people []Person, most int) *fyne.Container { return FacesOf(people, most, 28) }

// FacesOf is Faces of another size, in Fyne units.
func FacesOf(people []Person, most int, side float32) *fyne.Container {
	box := &fyne.Container{Layout: overlap{step: side * 5 / 7, side: side}}
	shown := people
	if len(people) > most {
		shown = people[:most-1]
	}
	for _, p := range shown {
		a := NewAvatar(p.Name, p.Hue, side)
		a.rim, a.Tip, a.Away = theme.Sheet, p.Tip, p.Away
		box.Objects = append(box.Objects, a)
	}
	if rest := people[len(shown):]; len(rest) > 0 {
		var names []string
		for _, p := range rest {
			names = append(names, cmp.Or(p.Tip, p.Name))
		}
		a := NewAvatar(strings.Join(names, "\n"), "", side)
		a.text, a.rim = "+"+strconv.Itoa(len(rest)), theme.Sheet
		box.Objects = append(box.Objects, a)
	}
	return box
}

type overlap struct{ step, side float32 }

func (l overlap) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.NewSize(0, l.side)
	}
	return fyne.NewSize(l.step*float32(len(objects)-1)+l.side, l.side)
}

func (l overlap) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		o.Resize(fyne.NewSquareSize(l.side))
		o.Move(fyne.NewPos(l.step*float32(i), (size.Height-l.side)/2))
	}
}

// faded is a colour halfway to grey, for one who is away.
func faded(c color.NRGBA) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8((int(v) + 3*0xB4) / 4) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: c.A}
}
