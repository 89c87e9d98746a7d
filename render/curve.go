package render

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Sizes of a curve, in canvas units.
const (
	curveLine   = 2
	curveDot    = 4
	curveWords  = 12   // from a point to its number
	curveSpread = 0.13 // of the ink, for the band around the mean
	tinySize    = 9.5
)

type (
	strokeShape struct {
		line  []workshop.Point
		width float64
		c     color.NRGBA
	}
	discShape struct {
		at     workshop.Point
		radius float64
		c      color.NRGBA
	}
)

func (s strokeShape) bounds() workshop.Rect { return boundsOf(s.line).Inset(-1 - s.width) }
func (s discShape) bounds() workshop.Rect {
	return workshop.Rect{Min: s.at, Max: s.at}.Inset(-1 - s.radius)
}
func (s strokeShape) paint(p *raster) { p.stroked(s.line, s.width, s.c) }
func (s discShape) paint(p *raster)   { p.disc(s.at, s.radius, s.c) }

func boundsOf(points []workshop.Point) workshop.Rect {
	r := workshop.Rect{Min: points[0], Max: points[0]}
	for _, q := range points[1:] {
		r.Min = workshop.Point{X: min(r.Min.X, q.X), Y: min(r.Min.Y, q.Y)}
		r.Max = workshop.Point{X: max(r.Max.X, q.X), Y: max(r.Max.Y, q.Y)}
	}
	return r
}

// bands draws what is shown between the lanes and the foot.
func (b *groundBuilder) bands(s *workshop.Snapshot) {
	for i := range b.l.Bands {
		band := &b.l.Bands[i]
		row := band.Box
		b.add(lineShape{from: row.Min, to: workshop.Point{X: row.Max.X, Y: row.Min.Y}, width: 1, c: b.style.Line})
		name := b.laneTitle(band.Title())
		name.step = laneStep
		b.add(textShape{b: &name, at: workshop.Point{X: row.Min.X + 8, Y: row.Min.Y + 12}, w: laneNameW, c: b.style.Ink, text: band.Title()})
		if band.Curve != nil {
			b.curve(s, band)
		} else {
			b.balance(s, band)
		}
	}
}

// CurveInk is the colour of a series of a curve.
func (s Style) CurveInk(series string) color.NRGBA {
	if series == method.ToBe {
		return s.Accent
	}
	return mixed(s.Ink, s.Sheet, 0.86)
}

// curve draws the means of what people feel about each stage, and how far they lie apart.
func (b *groundBuilder) curve(s *workshop.Snapshot, band *method.Band) {
	row, kind := band.Box, band.Curve
	left, right := row.Min.X+method.LaneTitleW, row.Max.X
	y := func(v float64) float64 { return band.At(method.StageBox{}, method.AsIs, v).Y }
	b.add(lineShape{from: workshop.Point{X: left, Y: y(0)}, to: workshop.Point{X: right, Y: y(0)}, width: 1, dash: 3, c: b.style.Line})
	for _, end := range []struct {
		words string
		at    float64
	}{{kind.High, y(workshop.FeelingReach)}, {kind.Low, y(-workshop.FeelingReach)}} {
		b.say(end.words, left+method.CellPadding, end.at, tinySize, 90, false, b.style.Quiet)
	}
	for i, st := range b.l.Stages {
		if i > 0 {
			x := st.Column.Min.X
			b.add(lineShape{from: workshop.Point{X: x, Y: row.Min.Y}, to: workshop.Point{X: x, Y: row.Max.Y}, width: 1, c: faded(b.style.Line, 0.7)})
		}
	}
	b.curveLegend(row)
	var points []curvePoint
	var lines [][]workshop.Point
	for _, series := range method.Series() {
		some, line := b.series(insight.FeelingsOf(s, kind.Poll(series)), band, series)
		points, lines = append(points, some...), append(lines, line)
	}
	b.curveNumbers(row, points, lines)
}

// curveLegend says which line is which, below the band's name.
func (b *groundBuilder) curveLegend(row workshop.Rect) {
	at := row.Center().Y - 6
	for i, series := range method.Series() {
		mid := at + float64(i)*15
		c := b.style.CurveInk(series)
		b.add(discShape{workshop.Point{X: row.Min.X + 12, Y: mid}, 3, c})
		if series == method.ToBe {
			b.add(discShape{workshop.Point{X: row.Min.X + 12, Y: mid}, 1.6, b.style.Sheet})
		}
		b.say(method.SeriesWords(series), row.Min.X+20, mid, tinySize, laneNameW-14, false, b.style.Quiet)
	}
}

// series draws one line of a curve, without its numbers.
func (b *groundBuilder) series(all map[workshop.StageID]insight.Feelings, band *method.Band, series string) (points []curvePoint, line []workshop.Point) {
	c := b.style.CurveInk(series)
	var run, upper, lower []workshop.Point
	draw := func() {
		if len(run) > 1 {
			ring := append([]workshop.Point(nil), upper...)
			for i := len(lower) - 1; i >= 0; i-- {
				ring = append(ring, lower[i])
			}
			if r := boundsOf(ring); r.H() > 0.5 {
				b.add(polygonShape{ring, r, faded(c, curveSpread)})
			}
			b.add(strokeShape{run, curveLine, c})
		}
		run, upper, lower = nil, nil, nil
	}
	for _, st := range b.l.Stages {
		f := all[st.ID]
		if len(f) == 0 { // the line goes on behind the next that somebody spoke of
			continue
		}
		mean, spread := f.Mean(), f.Spread()
		at := band.At(st, series, mean)
		run = append(run, at)
		upper = append(upper, band.At(st, series, min(workshop.FeelingReach, mean+spread)))
		lower = append(lower, band.At(st, series, max(-workshop.FeelingReach, mean-spread)))
		if spread > 0 {
			x := at.X
			b.add(strokeShape{[]workshop.Point{{X: x, Y: upper[len(upper)-1].Y}, {X: x, Y: lower[len(lower)-1].Y}}, 1, faded(c, 0.45)})
		}
		points = append(points, curvePoint{at, mean, c})
	}
	line = run
	draw()
	for _, d := range points {
		b.add(discShape{d.at, curveDot, c})
		if series == method.ToBe {
			b.add(discShape{d.at, curveDot - 1.8, b.style.Sheet})
		}
	}
	return points, line
}

// Feeling is a feeling as people read it: +1.5, −0.3, 0.
func Feeling(v float64) string {
	v = math.Round(v*10) / 10
	if v == 0 {
		return "0"
	}
	return strings.Replace(fmt.Sprintf("%+g", v), "-", "−", 1)
}

// answered is where it shows what people answer.
func answered(l *method.Layout) []workshop.Rect {
	var all []workshop.Rect
	for i := range l.Bands {
		all = append(all, l.Bands[i].Box)
	}
	for _, st := range l.Stages {
		all = append(all, st.Head.Union(confirmedBar(st)).Inset(-1))
	}
	return all
}
