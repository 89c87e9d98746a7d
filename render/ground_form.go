package render

import (
	"throughline.app/method"
	"throughline.app/workshop"
)

// arrow is how long the head of an axis is, in canvas units.
const arrow = 7

// form draws what forms other than columns have on their ground.
func (b *groundBuilder) form() {
	if b.l.Form == method.Quadrants {
		b.quadrants()
	}
}

// quadrants draws the axes with their words, the cross between the four and their titles.
func (b *groundBuilder) quadrants() {
	left, right := b.l.Stages[0].Column, b.l.Stages[1].Column
	upper, lower := b.l.Lanes[0].Row, b.l.Lanes[1].Row
	axes, ink := b.l.Kind.Axes, b.style.Quiet
	b.add(lineShape{from: workshop.Point{X: right.Min.X, Y: upper.Min.Y}, to: workshop.Point{X: right.Min.X, Y: lower.Max.Y}, width: 1, c: b.style.Line})

	foot := workshop.Point{X: left.Min.X, Y: lower.Max.Y}
	end, top := workshop.Point{X: right.Max.X, Y: foot.Y}, workshop.Point{X: foot.X, Y: upper.Min.Y}
	b.add(lineShape{from: foot, to: end, width: 1.6, c: ink})
	b.add(lineShape{from: top, to: foot, width: 1.6, c: ink})
	b.arrow(end, workshop.Vec{DX: arrow})
	b.arrow(top, workshop.Vec{DY: -arrow})

	for _, st := range b.l.Stages {
		b.middle(st.Name, st.Head.Center(), st.Head.W()-140, laneSize, false)
	}
	b.middle(axes.Across, workshop.Point{X: right.Min.X, Y: b.l.Stages[0].Head.Center().Y}, 240, titleSize, true)
	b.middle(axes.Up, workshop.Point{X: b.l.Lanes[0].Title.Center().X, Y: lower.Min.Y - titleSize}, method.LaneTitleW-12, titleSize, true)
	for i, corner := range axes.Corners {
		column, row := []workshop.Rect{left, right}[i%2], []workshop.Rect{upper, lower}[i/2]
		b.say(corner, column.Min.X+method.CellPadding+2, row.Min.Y+method.CellPadding+9, laneSize, column.W()-3*method.CellPadding, true, ink)
	}
}

// middle adds a line whose middle is at p.
func (b *groundBuilder) middle(text string, p workshop.Point, width, size float64, bold bool) {
	set := b.sh.label(text, size, width, bold)
	ink := b.style.Quiet
	if bold {
		ink = b.style.Ink
	}
	b.say(text, p.X-set.lines[0].width/2, p.Y, size, width, bold, ink)
}

// arrow is the head of an axis that ends at p.
func (b *groundBuilder) arrow(p workshop.Point, to workshop.Vec) {
	const half = 4.0
	side := workshop.Vec{DX: to.DY / arrow * half, DY: to.DX / arrow * half}
	tip := p.Add(workshop.Vec{DX: to.DX / 2, DY: to.DY / 2})
	back := tip.Add(workshop.Vec{DX: -to.DX, DY: -to.DY})
	points := []workshop.Point{tip, back.Add(side), back.Add(workshop.Vec{DX: -side.DX, DY: -side.DY})}
	r := workshop.Rect{Min: points[0], Max: points[0]}
	for _, q := range points[1:] {
		r.Min.X, r.Min.Y = min(r.Min.X, q.X), min(r.Min.Y, q.Y)
		r.Max.X, r.Max.Y = max(r.Max.X, q.X), max(r.Max.Y, q.Y)
	}
	b.add(polygonShape{points, r, b.style.Quiet})
}
