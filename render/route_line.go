package render

import (
	"math"

	"throughline.app/workshop"
)

// unbent leaves out corners that are none.
func unbent(p []workshop.Point) []workshop.Point {
	out := p[:1]
	for i := 1; i < len(p); i++ {
		if p[i] == out[len(out)-1] {
			continue
		}
		if n := len(out); n > 1 {
			a, b := out[n-2], out[n-1]
			if a.X == b.X && b.X == p[i].X || a.Y == b.Y && b.Y == p[i].Y {
				out[n-1] = p[i]
				continue
			}
		}
		out = append(out, p[i])
	}
	return out
}

// rounded replaces corners by a few short pieces of an arc.
func rounded(corners []workshop.Point) []workshop.Point {
	out := []workshop.Point{corners[0]}
	for i := 1; i < len(corners)-1; i++ {
		a, b, c := corners[i-1], corners[i], corners[i+1]
		in, onward := b.Sub(a), c.Sub(b)
		r := min(routeCorner, in.Len()/2, onward.Len()/2)
		if r < 1 {
			out = append(out, b)
			continue
		}
		p := workshop.Point{X: b.X - in.DX/in.Len()*r, Y: b.Y - in.DY/in.Len()*r}
		q := workshop.Point{X: b.X + onward.DX/onward.Len()*r, Y: b.Y + onward.DY/onward.Len()*r}
		const pieces = 5
		for k := range pieces + 1 {
			t := float64(k) / pieces
			out = append(out, bend(p, b, b, q, t, 0.45))
		}
	}
	return append(out, corners[len(corners)-1])
}

// bend is a cubic curve from p to q whose handles reach towards c and d by the given part.
func bend(p, c, d, q workshop.Point, t, slack float64) workshop.Point {
	c, d = along(c, p, slack), along(d, q, slack)
	u := 1 - t
	return workshop.Point{
		X: u*u*u*p.X + 3*u*u*t*c.X + 3*u*t*t*d.X + t*t*t*q.X,
		Y: u*u*u*p.Y + 3*u*u*t*c.Y + 3*u*t*t*d.Y + t*t*t*q.Y,
	}
}

// curve joins two notes that are too far apart, or too closely surrounded, to go round
// what is in between.
func curve(from, to workshop.Rect, shift float64) []workshop.Point {
	a, b := from.Center(), to.Center()
	d := b.Sub(a)
	var p, q, c, e workshop.Point
	const most = 160
	switch {
	case from.Overlaps(to): // one lies on the other: a loop beside them
		p = workshop.Point{X: from.Max.X, Y: a.Y + shift}
		q = workshop.Point{X: to.Max.X, Y: b.Y + shift + 14}
		reach := max(p.X, q.X) + 36
		c, e = workshop.Point{X: reach, Y: p.Y}, workshop.Point{X: reach, Y: q.Y}
	case math.Abs(d.DX) >= math.Abs(d.DY):
		p, q = workshop.Point{X: from.Max.X, Y: a.Y + shift}, workshop.Point{X: to.Min.X, Y: b.Y + shift}
		if d.DX < 0 {
			p.X, q.X = from.Min.X, to.Max.X
		}
		reach := math.Copysign(min(most, math.Abs(d.DX)/2), d.DX)
		c, e = workshop.Point{X: p.X + reach, Y: p.Y}, workshop.Point{X: q.X - reach, Y: q.Y}
	default:
		p, q = workshop.Point{X: a.X + shift, Y: from.Max.Y}, workshop.Point{X: b.X + shift, Y: to.Min.Y}
		if d.DY < 0 {
			p.Y, q.Y = from.Min.Y, to.Max.Y
		}
		reach := math.Copysign(min(most, math.Abs(d.DY)/2), d.DY)
		c, e = workshop.Point{X: p.X, Y: p.Y + reach}, workshop.Point{X: q.X, Y: q.Y - reach}
	}
	pieces := max(12, min(48, int(d.Len()/24)))
	line := make([]workshop.Point, 0, pieces+1)
	for k := range pieces + 1 {
		line = append(line, bend(p, c, e, q, float64(k)/float64(pieces), 0))
	}
	return line
}

// lengthOf is how long a line is.
func lengthOf(line []workshop.Point) float64 {
	sum := 0.0
	for i := 1; i < len(line); i++ {
		sum += line[i].Sub(line[i-1]).Len()
	}
	return sum
}

// pointAt is the point that far along a line, and the direction there, of length 1.
func pointAt(line []workshop.Point, at float64) (workshop.Point, workshop.Vec) {
	for i := 1; i < len(line); i++ {
		a, b := line[i-1], line[i]
		v := b.Sub(a)
		n := v.Len()
		if n > 0 && (at <= n || i == len(line)-1) {
			return along(a, b, max(0, min(1, at/n))), workshop.Vec{DX: v.DX / n, DY: v.DY / n}
		}
		at -= n
	}
	return line[len(line)-1], workshop.Vec{DX: 1}
}

// shortened is a line without its last part of that length.
func shortened(line []workshop.Point, by float64) []workshop.Point {
	left := lengthOf(line) - by
	for i := 1; i < len(line); i++ {
		n := line[i].Sub(line[i-1]).Len()
		if left <= n && n > 0 {
			out := append([]workshop.Point(nil), line[:i]...)
			return append(out, along(line[i-1], line[i], max(0, left/n)))
		}
		left -= n
	}
	return line
}

// beside is a line at that distance to the right of another.
func beside(line []workshop.Point, d float64) []workshop.Point {
	out := make([]workshop.Point, len(line))
	for i, p := range line {
		a, b := line[max(0, i-1)], line[min(len(line)-1, i+1)]
		v := b.Sub(a)
		n := max(v.Len(), 1e-9)
		out[i] = workshop.Point{X: p.X - v.DY/n*d, Y: p.Y + v.DX/n*d}
	}
	return out
}

// distanceTo is how far p lies from a line.
func distanceTo(line []workshop.Point, p workshop.Point) float64 {
	least := math.Inf(1)
	for i := 1; i < len(line); i++ {
		a, v := line[i-1], line[i].Sub(line[i-1])
		t := 0.0
		if n := v.DX*v.DX + v.DY*v.DY; n > 0 {
			t = max(0, min(1, ((p.X-a.X)*v.DX+(p.Y-a.Y)*v.DY)/n))
		}
		least = min(least, math.Hypot(p.X-a.X-t*v.DX, p.Y-a.Y-t*v.DY))
	}
	return least
}
