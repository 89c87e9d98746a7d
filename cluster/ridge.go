package cluster

import "math"

const (
	// exampleShare is what a whole unit of resemblance to examples counts for, in units of
	// log-likelihood.
	exampleShare = 5
	// exampleDoubt is how little one example is trusted alone, in units of likeness: examples
	// that are like each other share what they say.
	exampleDoubt = 0.3
)

// resemblance is how far each note, by position, is what the examples of each pile are and
// those of the others are not: ridge regression on likeness, one pile against the rest. It is
// 0 for new groups, and nil without examples.
func (a *Analysis) resemblance(m *mixture) []float64 {
	var examples []int // positions
	for p := range m.notes {
		if m.stays[p] {
			examples = append(examples, p)
		}
	}
	if len(examples) == 0 || len(a.piles) == 0 {
		return nil
	}
	n, groups := len(examples), len(m.sizes)
	root := a.root(m, examples)
	scores := make([]float64, len(m.notes)*groups)
	pull := make([]float64, n) // what each example counts for
	for g := range a.piles {
		for x, p := range examples {
			pull[x] = 0
			if m.of[p] == g {
				pull[x] = 1
			}
			for k := range x {
				pull[x] -= float64(root[x*n+k] * pull[k])
			}
			pull[x] /= root[x*n+x]
		}
		for x := n - 1; x >= 0; x-- {
			for k := x + 1; k < n; k++ {
				pull[x] -= float64(root[k*n+x] * pull[k])
			}
			pull[x] /= root[x*n+x]
		}
		for p, i := range m.notes {
			if m.stays[p] {
				continue
			}
			sum := 0.0
			for x, q := range examples {
				sum += float64(pull[x] * a.like.at(i, m.notes[q]))
			}
			scores[p*groups+g] = float64(exampleShare * sum)
		}
	}
	return scores
}

// root is the lower triangle L with L·Lᵀ = likeness of the examples + doubt (Cholesky).
func (a *Analysis) root(m *mixture, examples []int) []float64 {
	n := len(examples)
	l := make([]float64, n*n)
	for x, p := range examples {
		for y := 0; y <= x; y++ {
			v := a.like.at(m.notes[p], m.notes[examples[y]])
			if x == y {
				v += exampleDoubt
			}
			for k := range y {
				v -= float64(l[x*n+k] * l[y*n+k])
			}
			if x == y {
				l[x*n+x] = math.Sqrt(max(v, 1e-9))
			} else {
				l[x*n+y] = v / l[y*n+y]
			}
		}
	}
	return l
}
