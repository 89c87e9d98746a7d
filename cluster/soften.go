package cluster

const (
	softRounds = 5
	// softUpTo is up to how many notes that is done: it takes the square of their number.
	softUpTo = 600
	// softWords is what the words of a note that was placed count for, where those of one
	// that a person put there count 1; softNear is the same for being near it.
	softWords = 0.2
	softNear  = 0.8
	// softAlone is what the words of a note count for where there are no piles at all: a note
	// pulls others after it less than all of its words would.
	softAlone = 0.5
)

// soften places the free notes of a mixture once more: by the examples that people gave, and by the other free notes as far as it is sure where those belong. All are
// looked at before any moves, so that one doubtful note does not draw the next. Without piles
// there are no examples, and all notes count alike.
func (a *Analysis) soften(m *mixture) {
	groups := len(m.sizes)
	if groups == 0 {
		return
	}
	sure := make([]float64, len(m.notes)*groups) // of each position, how sure it is in each group
	for p, g := range m.of {
		if g >= 0 {
			sure[p*groups+g] = 1
		}
	}
	var heard []*hearing
	for _, v := range a.voices() {
		heard = append(heard, newHearing(v, groups))
	}
	examples := a.resemblance(m)
	for range softRounds {
		for _, h := range heard {
			h.clear()
			for p, i := range m.notes {
				for g := range groups {
					h.add(i, g, float64(m.share(p, g, len(a.piles))*sure[p*groups+g]))
				}
			}
		}
		next := make([]float64, len(sure))
		for p, i := range m.notes {
			row := next[p*groups : (p+1)*groups]
			if m.stays[p] {
				copy(row, sure[p*groups:])
				continue
			}
			for g := range groups {
				own := float64(m.share(p, g, len(a.piles)) * sure[p*groups+g])
				row[g] = float64(nearness * a.softly(m, p, g, sure))
				for _, h := range heard {
					row[g] += h.foretell(i, g, own)
				}
				if examples != nil {
					row[g] += examples[p*groups+g]
				}
			}
			probabilities(row)
		}
		sure = next
	}
	for p := range m.notes {
		best := 0
		for g := range groups {
			if sure[p*groups+g] > sure[p*groups+best] {
				best = g
			}
		}
		if !m.stays[p] && best != m.of[p] {
			m.move(p, best)
		}
	}
}

// share is what the words of a note count for in a group, if it is there.
func (m *mixture) share(p, g, piles int) float64 {
	switch {
	case piles == 0:
		return softAlone
	case m.stays[p] || g >= piles:
		return 1
	}
	return softWords
}

// softly is how like a group a note is, each note of it as far as it is there: half by the
// nearest, half by all.
func (a *Analysis) softly(m *mixture, p, g int, sure []float64) float64 {
	var top [nearest]float64
	sum, mass := 0.0, 0.0
	row := m.like.row(m.notes[p])
	for q, j := range m.notes {
		s := sure[q*len(m.sizes)+g]
		if s < 0.01 || q == p {
			continue
		}
		if !m.stays[q] && len(a.piles) > 0 {
			s *= softNear
		}
		v := float64(s * float64(row[j]))
		sum += v
		mass += s
		for k := range top {
			if v > top[k] {
				top[k], v = v, top[k]
			}
		}
	}
	if mass == 0 {
		return 0
	}
	return ((top[0]+top[1]+top[2])/nearest + sum/mass) / 2
}

// probabilities turns log-probabilities into probabilities.
func probabilities(row []float64) {
	most, sum := row[0], 0.0
	for _, v := range row {
		most = max(most, v)
	}
	for g, v := range row {
		row[g] = exp(v - most)
		sum += row[g]
	}
	for g := range row {
		row[g] /= sum
	}
}
