package main

import (
	"math"
	"slices"
	"strconv"
)

// A partition says in which group each note is. Notes that are in none are each a group of
// their own, which is the strict way: an outlier that is grouped and a note that is left in
// the tray both cost.
type partition []string

// alone gives every note that is in no group a group of its own.
func alone(groups []string, none func(string) bool) partition {
	p := make(partition, len(groups))
	for i, g := range groups {
		p[i] = g
		if none(g) {
			p[i] = "\x00" + strconv.Itoa(i)
		}
	}
	return p
}

// crossing counts how many notes each pair of groups has in common.
func crossing(a, b partition) (both map[[2]string]int, inA, inB map[string]int) {
	both, inA, inB = map[[2]string]int{}, map[string]int{}, map[string]int{}
	for i := range a {
		both[[2]string{a[i], b[i]}]++
		inA[a[i]]++
		inB[b[i]]++
	}
	return both, inA, inB
}

// ari is the adjusted Rand index of two partitions, at most 1.
func ari(a, b partition) float64 {
	both, inA, inB := crossing(a, b)
	pairs := func(n int) float64 { return float64(n) * float64(n-1) / 2 }
	sum, sumA, sumB := 0.0, 0.0, 0.0
	for _, n := range both {
		sum += pairs(n)
	}
	for _, n := range inA {
		sumA += pairs(n)
	}
	for _, n := range inB {
		sumB += pairs(n)
	}
	expected := sumA * sumB / pairs(len(a))
	if most := (sumA + sumB) / 2; most != expected {
		return (sum - expected) / (most - expected)
	}
	return 1
}

// vMeasure is the harmonic mean of homogeneity and completeness, 0…1.
func vMeasure(truth, found partition) float64 {
	both, inT, inF := crossing(truth, found)
	n := float64(len(truth))
	entropy := func(sizes map[string]int) float64 {
		h := 0.0
		for _, s := range sizes {
			h -= float64(s) / n * math.Log(float64(s)/n)
		}
		return h
	}
	given := func(of map[string]int, side int) float64 {
		h := 0.0
		for pair, s := range both {
			h -= float64(s) / n * math.Log(float64(s)/float64(of[pair[side]]))
		}
		return h
	}
	share := func(conditional, whole float64) float64 {
		if whole == 0 {
			return 1
		}
		return 1 - conditional/whole
	}
	homogeneity, completeness := share(given(inF, 1), entropy(inT)), share(given(inT, 0), entropy(inF))
	if homogeneity+completeness == 0 {
		return 0
	}
	return 2 * homogeneity * completeness / (homogeneity + completeness)
}

// bCubed is the B-cubed F1, 0…1.
func bCubed(truth, found partition) float64 {
	both, inT, inF := crossing(truth, found)
	precision, recall := 0.0, 0.0
	for pair, s := range both {
		precision += float64(s) * float64(s) / float64(inF[pair[1]])
		recall += float64(s) * float64(s) / float64(inT[pair[0]])
	}
	n := float64(len(truth))
	precision, recall = precision/n, recall/n
	return 2 * precision * recall / (precision + recall)
}

// moved is the share of notes whose group is another one after groups were matched, the
// pairs with most notes in common first.
func moved(before, after partition) float64 {
	both, _, _ := crossing(before, after)
	pairs := make([][2]string, 0, len(both))
	for p := range both {
		pairs = append(pairs, p)
	}
	slices.SortFunc(pairs, func(x, y [2]string) int {
		if both[x] != both[y] {
			return both[y] - both[x]
		}
		return slices.Compare(x[:], y[:])
	})
	usedA, usedB, stay := map[string]bool{}, map[string]bool{}, 0
	for _, p := range pairs {
		if !usedA[p[0]] && !usedB[p[1]] {
			usedA[p[0]], usedB[p[1]] = true, true
			stay += both[p]
		}
	}
	return 1 - float64(stay)/float64(len(before))
}

func mean(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(max(len(values), 1))
}

// quantile is the value that the share q of values does not exceed.
func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	return sorted[min(int(math.Ceil(q*float64(len(sorted))))-1, len(sorted)-1)]
}
