package outline

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

const (
	rowIndent     float32 = 22
	authorWidth   float32 = 120
	categoryWidth float32 = 190
)

// A rowView draws one row; it is used for whatever row is in its place.
type rowView struct {
	back, ring, swatch *canvas.Rectangle
	mark               *canvas.Image
	down, right        *panel.Picture
	name, who, what    *panel.Label

	isGroup, isOpen, isNote, hasColor bool
	depth                             int
	marked                            workshop.Color
}

func newRowView() *rowView {
	r := &rowView{
		back: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent),
		swatch: canvas.NewRectangle(color.Transparent), mark: canvas.NewImageFromResource(nil),
		down: panel.NewPicture(panel.IconDown, 14, theme.SoftInk), right: panel.NewPicture(panel.IconRight, 14, theme.SoftInk),
		name: panel.Text("", theme.TextBody, theme.Ink).Elided(),
		who:  panel.Text("", theme.TextSmall, theme.Quiet).Elided(),
		what: panel.Text("", theme.TextSmall, theme.Quiet).Elided(),
	}
	r.back.CornerRadius, r.ring.CornerRadius, r.swatch.CornerRadius = 6, 6, 3
	r.ring.StrokeWidth = 2
	r.mark.FillMode = canvas.ImageFillContain
	return r
}

// set shows row i of the list.
func (r *rowView) set(l *list, i int) {
	v := l.v
	t := v.tree.rows[i]
	r.depth, r.isGroup, r.isOpen, r.isNote = t.depth, t.group, t.open, t.note != nil
	r.back.FillColor = fynetheme.Color(theme.Clear)
	here := i == v.at
	if t.note != nil && v.ed.Selection().Has(t.note.ID) || here && t.note == nil {
		r.back.FillColor = fynetheme.Color(theme.Tint)
	}
	r.ring.StrokeColor = fynetheme.Color(theme.Clear)
	if here && l.focused {
		r.ring.StrokeColor = fynetheme.Color(theme.TealText)
	}
	r.color(v, t)
	r.words(v, t)
	for _, o := range []fyne.CanvasObject{r.back, r.ring, r.swatch} {
		o.Refresh()
	}
}

func (r *rowView) color(v *View, t row) {
	r.hasColor = t.color != ""
	switch {
	case t.note != nil:
		r.swatch.FillColor = v.opts.NoteColor(t.color)
		if r.marked != t.color {
			r.marked, r.mark.Resource = t.color, v.opts.Mark(t.color)
			r.mark.Refresh()
		}
	case r.hasColor:
		r.swatch.FillColor = v.opts.Hue(t.color)
	}
}

func (r *rowView) words(v *View, t row) {
	name, ink, bold := t.name, theme.Ink, t.group && t.depth < 3
	who, what := "", ""
	switch {
	case t.note != nil:
		name = firstLine(t.note.Text)
		if name == "" {
			name, ink = say.OutlineNoWords, theme.Quiet
		}
		who = v.tree.snap.AuthorName(t.note.Author)
		if c := v.tree.snap.CategoryOf(t.note); c != nil && !v.tree.byCategory {
			what = c.Name
		} else if v.tree.byCategory {
			what = v.where(t.note)
		}
		if tags := t.note.Tags(); len(tags) > 0 {
			what = strings.TrimPrefix(what+" · "+strings.Join(tags, ", "), " · ")
		}
	case t.spot.Part != editor.NoGridPart, t.says != "":
		who, what = t.says, t.holds
	case t.link != nil:
		ink, what = theme.Quiet, t.link.Label
	case t.of == 0:
		who = say.OutlineEmpty
	case t.count != t.of:
		who = say.OutlineFound(t.count, t.of)
	default:
		who = say.Notes(t.count)
	}
	setLabel(r.name, name, ink, bold)
	setLabel(r.who, who, theme.Quiet, false)
	setLabel(r.what, what, theme.Quiet, false)
}

// where names the stage in which a note is shown.
func (v *View) where(n *workshop.Note) string {
	if at, ok := v.tree.snap.ShownOn(n, v.ed.Canvas()); ok {
		return v.tree.snap.Stages.Get(at.Stage).Name
	}
	return say.OutlineUnplaced
}

func setLabel(l *panel.Label, text string, ink fyne.ThemeColorName, bold bool) {
	if l.Text != text || l.Color != ink || l.Bold != bold {
		l.Text, l.Color, l.Bold = text, ink, bold
		l.Refresh()
	}
}

// firstLine is the first line of a text that has words.
func firstLine(text string) string {
	line, _, more := strings.Cut(strings.TrimSpace(text), "\n")
	if more {
		return strings.TrimSpace(line) + " …"
	}
	return line
}

// layout lays the row out at a height of the list.
func (r *rowView) layout(y, width float32) {
	box := fyne.NewSize(width, rowHeight-2)
	for _, o := range []*canvas.Rectangle{r.back, r.ring} {
		o.Move(fyne.NewPos(0, y+1))
		o.Resize(box)
	}
	x := 12 + float32(r.depth)*rowIndent
	for _, o := range []*panel.Picture{r.down, r.right} {
		o.Move(fyne.NewPos(x, y+(rowHeight-14)/2))
		o.Resize(fyne.NewSquareSize(14))
	}
	x += 24
	if r.hasColor {
		const side = 16
		r.swatch.Move(fyne.NewPos(x, y+(rowHeight-side)/2))
		r.swatch.Resize(fyne.NewSquareSize(side))
		r.mark.Move(fyne.NewPos(x+3, y+(rowHeight-side)/2+3))
		r.mark.Resize(fyne.NewSquareSize(side - 6))
		x += side + 10
	}
	put := func(l *panel.Label, x, w float32) {
		h := l.MinSize().Height
		l.Move(fyne.NewPos(x, y+(rowHeight-h)/2))
		l.Resize(fyne.NewSize(max(0, w), h))
	}
	who := width - authorWidth - 8
	what := who - categoryWidth - 8
	put(r.name, x, what-x-16)
	put(r.what, what, categoryWidth)
	put(r.who, who, authorWidth)
}

// objects are what the row shows, the lowest first.
func (r *rowView) objects() []fyne.CanvasObject {
	out := []fyne.CanvasObject{r.back, r.ring}
	switch {
	case r.isGroup && r.isOpen:
		out = append(out, r.down)
	case r.isGroup:
		out = append(out, r.right)
	}
	if r.hasColor {
		out = append(out, r.swatch)
	}
	if r.isNote && r.hasColor {
		out = append(out, r.mark)
	}
	return append(out, r.name, r.what, r.who)
}
