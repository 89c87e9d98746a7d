package canvasview

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/render"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// feelings are this person's own points on curves, which only they see as theirs, and what
// is told of a stage while the pointer rests on a curve. Their objects are used again.
type feelings struct {
	points []*canvas.Circle
	used   int
	ground *canvas.Rectangle
	lines  []*canvas.Text
}

const feelingDot = 6 // radius of a person's own point, canvas units

func (f *feelings) arrange(o *overlay, view editor.Viewport) {
	f.used = 0
	l := o.v.layout
	for _, point := range o.v.ed.Feelings() {
		for i := range l.Bands {
			b := &l.Bands[i]
			for _, st := range l.Stages {
				if b.Curve == nil || b.Curve.ID != point.Curve.ID || st.ID != point.Stage {
					continue
				}
				f.dot(o, view, b.At(st, point.Series, point.Value), point)
			}
		}
	}
	f.bubble(o, view)
}

// dot shows one point: in the person's colour, hollow as it should be, larger while the
// arrows move it.
func (f *feelings) dot(o *overlay, view editor.Viewport, at workshop.Point, point editor.Feeling) {
	if f.used == len(f.points) {
		f.points = append(f.points, canvas.NewCircle(color.Transparent))
	}
	c := f.points[f.used]
	f.used++
	hue := parseHue(o.v.opts.Hue)
	c.FillColor, c.StrokeColor, c.StrokeWidth = hue, o.colors.sheet, 1.5
	if point.Series == method.ToBe {
		c.FillColor, c.StrokeColor, c.StrokeWidth = o.colors.sheet, hue, 2.5
	}
	r := float64(feelingDot)
	if now := o.v.ed.FocusedFeeling(); now != nil && now.Series == point.Series && now.Stage == point.Stage {
		r += 3
	}
	c.Refresh()
	o.put(c, view, workshop.Rect{Min: at, Max: at}.Inset(-r/max(0.8, min(1, float64(view.Zoom)))))
}

// bubble tells who feels what about the stage under the pointer.
func (f *feelings) bubble(o *overlay, view editor.Viewport) {
	words := o.v.hover.feeling.words
	if len(words) == 0 || o.v.ed.Preview().Busy() {
		return
	}
	if f.ground == nil {
		f.ground = canvas.NewRectangle(color.Transparent)
		f.ground.CornerRadius, f.ground.StrokeWidth = 8, 1
	}
	const pad, size, step = 10, 12, 17
	width := float32(0)
	for i, line := range words {
		if i == len(f.lines) {
			f.lines = append(f.lines, canvas.NewText("", color.Black))
		}
		t := f.lines[i]
		t.Text, t.TextSize, t.Color, t.TextStyle = line, size, o.colors.ink, fyne.TextStyle{Bold: i == 0}
		width = max(width, t.MinSize().Width)
		t.Refresh()
	}
	box := fyne.NewSize(width+2*pad, float32(len(words))*step+2*pad-2)
	at := view.ToScreen(o.v.hover.feeling.at)
	pos := fyne.NewPos(float32(at.X)+14, float32(at.Y)-box.Height-10)
	pos.X = max(4, min(pos.X, float32(view.Size.W)-box.Width-4))
	pos.Y = max(4, pos.Y)
	f.ground.FillColor, f.ground.StrokeColor = o.colors.sheet, o.colors.line
	f.ground.Resize(box)
	f.ground.Move(pos)
	f.ground.Refresh()
	o.shown = append(o.shown, f.ground)
	for i := range words {
		f.lines[i].Resize(fyne.NewSize(width, step))
		f.lines[i].Move(pos.AddXY(pad, pad-2+float32(i)*step))
		o.shown = append(o.shown, f.lines[i])
	}
}

// told is what the bubble tells, and of what.
type told struct {
	snap  *workshop.Snapshot
	stage workshop.StageID
	poll  string
	at    workshop.Point
	words []string // the first stands out; none tells nothing
}

// pointFeeling finds the stage of a curve under the pointer, and what people say of it.
func (v *View) pointFeeling(p workshop.Point, may bool) {
	t := &v.hover.feeling
	b, series, stage, ok := v.layout.FeelingAt(p)
	switch {
	case !may || !ok:
		if t.words != nil {
			*t = told{}
			v.refresh()
		}
		return
	case t.snap == v.snap && t.stage == stage && t.poll == b.Curve.Poll(series):
		return
	}
	*t = told{snap: v.snap, stage: stage, poll: b.Curve.Poll(series), at: p, words: v.saidOf(b.Curve, series, stage)}
	v.refresh()
}

// mostSaid bounds how many people are named.
const mostSaid = 8

// saidOf tells the mean of a stage and what each person says, without names where the curve
// is anonymous.
func (v *View) saidOf(c *method.CurveKind, series string, stage workshop.StageID) []string {
	all := insight.FeelingsOf(v.snap, c.Poll(series))[stage]
	name := ""
	for _, st := range v.layout.Stages {
		if st.ID == stage {
			name = st.Name
		}
	}
	words := []string{name + " · " + method.SeriesWords(series)}
	switch len(all) {
	case 0:
		return append(words, say.FeelingNobody)
	case 1:
		words = append(words, render.Feeling(all.Mean())+" · "+say.FeelingOne)
	default:
		words = append(words, say.FeelingTogether(render.Feeling(all.Mean()), strings.TrimPrefix(render.Feeling(all.Spread()), "+"), len(all)))
	}
	var values []string
	for i, f := range all {
		switch {
		case c.Anonymous:
			values = append(values, render.Feeling(f.Value))
		case i < mostSaid && v.snap.AuthorName(f.Person) != "":
			words = append(words, render.Feeling(f.Value)+"  "+v.snap.AuthorName(f.Person))
		case i == mostSaid:
			words = append(words, "…")
		}
	}
	if len(values) > 0 {
		words = append(words, strings.Join(values[:min(len(values), 3*mostSaid)], "  "))
	}
	return words
}
