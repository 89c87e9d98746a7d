package method

import (
	"slices"

	"throughline.app/workshop"
)

// far is how much further down than all its notes take together, one below the other, a
// row reaches. A note that lies beyond is shown there, so that it is found again and the
// sheet does not grow to a million for it.
const far = 4_000

// limits is how far down notes may begin, in each lane and last on the shelf; nil if all
// keep to it anyway, as they do unless somebody wrote a place by hand or dragged a note off.
func (f filling) limits() []float64 {
	shelf := 0.0
	for _, size := range f.lost {
		shelf = max(shelf, size.H)
	}
	beyond := shelf > far+f.held[len(f.depth)]
	for i, depth := range f.depth {
		beyond = beyond || depth > far+f.held[i]
	}
	if !beyond {
		return nil
	}
	limits := slices.Clone(f.held)
	for i := range limits {
		limits[i] += far
	}
	return limits
}

// clamp is where in its region a note lies whose place says at.
func (l *Layout) clamp(r workshop.Region, at workshop.Point) workshop.Point {
	at = clampAt(at)
	if l.limit == nil {
		return at
	}
	j, ok := l.lanes[r.Lane]
	if _, cell := l.stages[r.Stage]; !ok || !cell {
		j = len(l.Lanes)
	}
	at.Y = min(at.Y, l.limit[j])
	return at
}
