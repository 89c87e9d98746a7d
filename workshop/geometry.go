package workshop

import (
	"math"
	"strconv"
	"strings"
)

// MaxCoord bounds every coordinate of a canvas, in canvas units.
const MaxCoord = 1_000_000

// MaxColumn bounds the width of a stage's column, in canvas units.
const MaxColumn = 2_000

// A Point is a place on a canvas, in canvas units: x grows right, y grows down. At zoom 1
// a canvas unit is one Fyne unit. Coordinates are finite and within ±[MaxCoord].
type Point struct{ X, Y float64 }

// A Vec is a distance on a canvas, in canvas units.
type Vec struct{ DX, DY float64 }

// A Size is a width and a height in canvas units, neither negative.
type Size struct{ W, H float64 }

// A Rect is an upright rectangle on a canvas, in canvas units; Min is its top left.
type Rect struct{ Min, Max Point }

// RectAt is the rectangle of the given size whose top left is p.
func RectAt(p Point, s Size) Rect { return Rect{p, Point{p.X + s.W, p.Y + s.H}} }

func (p Point) Add(v Vec) Point { return Point{p.X + v.DX, p.Y + v.DY} }
func (p Point) Sub(q Point) Vec { return Vec{p.X - q.X, p.Y - q.Y} }
func (v Vec) Len() float64      { return math.Hypot(v.DX, v.DY) }
func (r Rect) W() float64       { return r.Max.X - r.Min.X }
func (r Rect) H() float64       { return r.Max.Y - r.Min.Y }
func (r Rect) Size() Size       { return Size{r.W(), r.H()} }
func (r Rect) Empty() bool      { return r.Max.X <= r.Min.X || r.Max.Y <= r.Min.Y }
func (r Rect) Center() Point    { return Point{(r.Min.X + r.Max.X) / 2, (r.Min.Y + r.Max.Y) / 2} }
func (r Rect) Add(v Vec) Rect   { return Rect{r.Min.Add(v), r.Max.Add(v)} }
func (r Rect) Inset(d float64) Rect {
	return Rect{Point{r.Min.X + d, r.Min.Y + d}, Point{r.Max.X - d, r.Max.Y - d}}
}

// Contains reports whether p lies in r; the top and left edges belong to r, the others
// do not.
func (r Rect) Contains(p Point) bool {
	return p.X >= r.Min.X && p.X < r.Max.X && p.Y >= r.Min.Y && p.Y < r.Max.Y
}

// Encloses reports whether q lies wholly in r.
func (r Rect) Encloses(q Rect) bool {
	return q.Min.X >= r.Min.X && q.Max.X <= r.Max.X && q.Min.Y >= r.Min.Y && q.Max.Y <= r.Max.Y
}

// Overlaps reports whether r and q share more than an edge.
func (r Rect) Overlaps(q Rect) bool {
	return r.Min.X < q.Max.X && q.Min.X < r.Max.X && r.Min.Y < q.Max.Y && q.Min.Y < r.Max.Y
}

// Union is the smallest rectangle that encloses both; an empty one counts for nothing.
func (r Rect) Union(q Rect) Rect {
	if r.Empty() {
		return q
	}
	if q.Empty() {
		return r
	}
	return Rect{
		Point{math.Min(r.Min.X, q.Min.X), math.Min(r.Min.Y, q.Min.Y)},
		Point{math.Max(r.Max.X, q.Max.X), math.Max(r.Max.Y, q.Max.Y)},
	}
}

// A Region is the cell of a canvas where a stage and a lane cross. The zero stage and
// lane are the canvas's own *Unplaced* shelf.
type Region struct {
	Stage StageID
	Lane  LaneID
}

// A Place is where a note is: one value, so that two people who move the same note never
// merge to a place that neither chose. At is relative to the region's top left, so that
// moving a column rewrites no note.
type Place struct {
	Canvas CanvasID
	Region Region
	At     Point
}

// String is the form in which a place is kept: "canvas/stage/lane/x/y", with the
// coordinates to a hundredth of a unit.
func (p Place) String() string {
	buf := make([]byte, 0, 64)
	buf = append(buf, p.Canvas...)
	buf = append(buf, '/')
	buf = append(buf, p.Region.Stage...)
	buf = append(buf, '/')
	buf = append(buf, p.Region.Lane...)
	buf = append(buf, '/')
	buf = appendCoord(buf, p.At.X)
	buf = append(buf, '/')
	buf = appendCoord(buf, p.At.Y)
	return string(buf)
}

// ParsePlace reads what [Place.String] writes. Coordinates that are not finite or lie
// beyond [MaxCoord] are clamped, and an unreadable place is the zero Place with ok false.
func ParsePlace(s string) (p Place, ok bool) {
	parts := [5]string{}
	for i := range 4 {
		head, rest, found := strings.Cut(s, "/")
		if !found {
			return Place{}, false
		}
		parts[i], s = head, rest
	}
	parts[4] = s
	x, errX := strconv.ParseFloat(parts[3], 64)
	y, errY := strconv.ParseFloat(parts[4], 64)
	if errX != nil || errY != nil {
		return Place{}, false
	}
	return Place{
		Canvas: CanvasID(parts[0]),
		Region: Region{StageID(parts[1]), LaneID(parts[2])},
		At:     Point{clampCoord(x), clampCoord(y)},
	}, true
}

func appendCoord(buf []byte, v float64) []byte {
	v = math.Round(clampCoord(v)*100) / 100
	if v == 0 {
		v = 0 // and not the other zero, which prints as "-0"
	}
	return strconv.AppendFloat(buf, v, 'f', -1, 64)
}

func clampCoord(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return max(-MaxCoord, min(MaxCoord, v))
}

// Bounded is the nearest place that may be on a canvas.
func (p Point) Bounded() Point { return Point{clampCoord(p.X), clampCoord(p.Y)} }
