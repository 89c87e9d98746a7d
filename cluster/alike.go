package cluster

// Alike are the pairs of notes whose likeness by their words is at least least, from 0 to
// 1, each once, in order of the notes. With many notes there are many: it is made for
// finding the same thing said in different places.
func (a *Analysis) Alike(least float64) []Pair {
	var pairs []Pair
	for i := range a.notes {
		if a.speechless(i) {
			continue
		}
		for j := i + 1; j < len(a.notes); j++ {
			if a.speechless(j) {
				continue
			}
			if s := a.same.at(i, j); s >= least {
				pairs = append(pairs, Pair{A: a.notes[i].ID, B: a.notes[j].ID, Score: min(s, 1)})
			}
		}
	}
	return pairs
}
