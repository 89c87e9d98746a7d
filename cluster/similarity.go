package cluster

import (
	"math"
	"slices"
	"sort"
)

// A table is a number for every two notes.
type table struct {
	n    int
	cell []float32 // n×n, symmetric
}

func newTable(n int) *table { return &table{n, make([]float32, n*n)} }

func (t *table) row(i int) []float32     { return t.cell[i*t.n : (i+1)*t.n] }
func (t *table) at(i, j int) float64     { return float64(t.cell[i*t.n+j]) }
func (t *table) set(i, j int, v float64) { t.cell[i*t.n+j], t.cell[j*t.n+i] = float32(v), float32(v) }
func (t *table) mean(i int, of []int) float64 {
	sum, n := 0.0, 0
	for _, j := range of {
		if j != i {
			sum += t.at(i, j)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

// within is the mean likeness of two of the notes.
func (t *table) within(of []int) float64 {
	sum, n := 0.0, 0
	for a, i := range of {
		for _, j := range of[a+1:] {
			sum += t.at(i, j)
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return sum / float64(n)
}

const (
	// wordShare is what words count for in likeness; the rest is the grams.
	wordShare = 0.6
	// secondShare is what second-order likeness counts for.
	secondShare = 0.5
)

// likeness is how like the notes are by the words and grams that they share, 0…1.
func likeness(words, grams []vector, wordCount, gramCount int) *table {
	t := newTable(len(words))
	sums := make([]float64, t.n)
	w, g := newPostings(words, wordCount), newPostings(grams, gramCount)
	for i := range t.n {
		clear(sums)
		w.add(sums, words[i], wordShare, i)
		g.add(sums, grams[i], 1-wordShare, i)
		for j := i; j < t.n; j++ {
			t.set(i, j, sums[j])
		}
	}
	return t
}

// postings are for each feature the notes that have it, by rising note.
type postings [][]posting

type posting struct {
	note int32
	w    float64
}

func newPostings(vectors []vector, size int) postings {
	p := make(postings, size)
	for i, v := range vectors {
		for _, f := range v {
			p[f.of] = append(p[f.of], posting{int32(i), f.w})
		}
	}
	return p
}

// add adds share × the products of v with all notes from the one at from on to sums.
func (p postings) add(sums []float64, v vector, share float64, from int) {
	for _, f := range v {
		list := p[f.of]
		scaled := float64(f.w * share)
		for k := len(list) - 1; k >= 0 && int(list[k].note) >= from; k-- {
			sums[list[k].note] += float64(scaled * list[k].w)
		}
	}
}

const (
	// wholeRows is up to how many notes second-order likeness looks at all others; beyond it
	// at the closest of each, which takes a hundredth of the time.
	wholeRows    = 1000
	closestOfRow = 64
)

// blend adds second-order likeness to first: two notes are also alike if they are like the
// same other notes, though they share no word themselves.
func blend(first *table) *table {
	n := first.n
	t := newTable(n)
	if n > wholeRows {
		near := make([]vector, n)
		for i := range n {
			near[i] = first.closest(i)
		}
		lists, sums := newPostings(near, n), make([]float64, n)
		for i := range n {
			clear(sums)
			lists.add(sums, near[i], secondShare, i)
			for j := i; j < n; j++ {
				t.set(i, j, float64((1-secondShare)*first.at(i, j))+sums[j])
			}
		}
		return t
	}
	rows := make([]float32, n*n)
	for i := range n {
		square := 0.0
		for _, v := range first.row(i) {
			square += float64(float64(v) * float64(v))
		}
		if square == 0 {
			continue
		}
		scale := 1 / math.Sqrt(square)
		for j, v := range first.row(i) {
			rows[i*n+j] = float32(float64(v) * scale)
		}
	}
	for i := range n {
		a := rows[i*n : (i+1)*n]
		for j := i; j < n; j++ {
			second := dot(a, rows[j*n:(j+1)*n])
			t.set(i, j, float64((1-secondShare)*first.at(i, j))+float64(secondShare*second))
		}
	}
	return t
}

// closest is the row of a note with its highest cells alone, itself among them, to length
// 1. Of equals the lower go first.
func (t *table) closest(i int) vector {
	var top vector
	row := t.row(i)
	for j, v := range row {
		w := float64(v)
		if w <= 0 || len(top) == closestOfRow && w <= top[len(top)-1].w {
			continue
		}
		at := sort.Search(len(top), func(k int) bool { return top[k].w < w })
		if len(top) == closestOfRow {
			top = top[:closestOfRow-1]
		}
		top = slices.Insert(top, at, weight{int32(j), w})
	}
	slices.SortFunc(top, func(x, y weight) int { return int(x.of - y.of) })
	square := 0.0
	for _, f := range top {
		square += float64(f.w * f.w)
	}
	for k, length := 0, math.Sqrt(square); k < len(top); k++ {
		top[k].w /= length
	}
	return top
}

// dot sums in four strands, always the same way.
func dot(a, b []float32) float64 {
	var s0, s1, s2, s3 float64
	b = b[:len(a)]
	k := 0
	for ; k+4 <= len(a); k += 4 {
		s0 += float64(float64(a[k]) * float64(b[k]))
		s1 += float64(float64(a[k+1]) * float64(b[k+1]))
		s2 += float64(float64(a[k+2]) * float64(b[k+2]))
		s3 += float64(float64(a[k+3]) * float64(b[k+3]))
	}
	for ; k < len(a); k++ {
		s0 += float64(float64(a[k]) * float64(b[k]))
	}
	return (s0 + s1) + (s2 + s3)
}
