package cluster

import (
	"context"
	"slices"
)

// A Saying is answers that say much the same.
type Saying struct {
	Name string   // of words that are in them; "" for an answer that stands alone
	IDs  []string // in order
}

// A Spread is how answers to one question lie apart.
type Spread struct {
	Sayings []Saying // the most frequent first, then those that stand alone
	// Agreement is how often two of the people, drawn at random, say much the same: 1 if
	// all do, 0 if no two do or there are fewer than two.
	Agreement float64
}

// Answers groups answers to one question by likeness. Errors: those of [Analyse].
func Answers(ctx context.Context, answers []Note) (Spread, error) {
	a, err := Analyse(ctx, answers, Options{})
	if err != nil {
		return Spread{}, err
	}
	p := a.Groups(0)
	var out Spread
	var alone []Saying
	same := 0
	for _, g := range p.Groups {
		s := Saying{Name: g.Name}
		for _, m := range g.Members {
			s.IDs = append(s.IDs, m.ID)
		}
		same += len(s.IDs) * (len(s.IDs) - 1)
		out.Sayings = append(out.Sayings, s)
	}
	for _, left := range p.Unsorted {
		alone = append(alone, Saying{IDs: []string{left.ID}})
	}
	slices.SortStableFunc(out.Sayings, func(a, b Saying) int { return len(b.IDs) - len(a.IDs) })
	out.Sayings = append(out.Sayings, alone...)
	if n := len(answers); n > 1 {
		out.Agreement = float64(same) / float64(n*(n-1))
	}
	return out, nil
}
