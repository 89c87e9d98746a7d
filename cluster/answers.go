package cluster

import (
	"cmp"
	"context"
	"fmt"
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

// muchTheSame is from which mean likeness answers stand together. Unlike notes of a wall
// there are few, each is one line, and most share the words of the question: what matters is
// which two are alike, not how all fall apart.
const muchTheSame = 0.3

// maxAnswers is how many answers are compared; of more each stands alone.
const maxAnswers = 300

// Answers groups answers to one question by likeness: the two groups that are most alike are
// put together, on the mean of their pairs, until none are much the same. Errors: those of
// [Analyse].
func Answers(ctx context.Context, answers []Note) (Spread, error) {
	a, err := Analyse(ctx, answers, Options{})
	if err != nil {
		return Spread{}, err
	}
	groups := a.alikes()
	pinned := make([]Note, len(a.notes))
	copy(pinned, a.notes)
	for g, members := range groups {
		for _, i := range members {
			if pinned[i].Group = ""; len(members) > 1 {
				pinned[i].Group = fmt.Sprintf("g%03d", g)
			}
		}
	}
	named, err := Analyse(ctx, pinned, Options{})
	if err != nil {
		return Spread{}, err
	}
	names := make(map[string]string)
	for _, g := range named.Groups(0).Groups {
		names[g.ID] = g.Name
	}
	var out Spread
	same := 0
	for g, members := range groups {
		s := Saying{}
		if len(members) > 1 {
			s.Name = names[fmt.Sprintf("g%03d", g)]
		}
		for _, i := range members {
			s.IDs = append(s.IDs, a.notes[i].ID)
		}
		same += len(members) * (len(members) - 1)
		out.Sayings = append(out.Sayings, s)
	}
	slices.SortStableFunc(out.Sayings, func(a, b Saying) int { return cmp.Compare(len(b.IDs), len(a.IDs)) })
	if n := len(answers); n > 1 {
		out.Agreement = float64(same) / float64(n*(n-1))
	}
	return out, nil
}

// alikes are the groups, by their first notes.
func (a *Analysis) alikes() [][]int {
	groups := make([][]int, len(a.notes))
	for i := range groups {
		groups[i] = []int{i}
	}
	for len(groups) > 1 && len(a.notes) <= maxAnswers {
		best, x, y := muchTheSame, -1, -1
		for i := range groups {
			for j := i + 1; j < len(groups); j++ {
				if s := a.between(groups[i], groups[j]); s >= best && (x < 0 || s > best) {
					best, x, y = s, i, j
				}
			}
		}
		if x < 0 {
			break
		}
		groups[x] = append(slices.Clone(groups[x]), groups[y]...)
		slices.Sort(groups[x])
		groups = slices.Delete(groups, y, y+1)
	}
	return groups
}

// between is the mean likeness of the notes of two groups.
func (a *Analysis) between(x, y []int) float64 {
	sum := 0.0
	for _, i := range x {
		for _, j := range y {
			if !a.speechless(i) && !a.speechless(j) {
				sum += min(1, a.same.at(i, j))
			}
		}
	}
	return sum / float64(len(x)*len(y))
}
