package cluster

import (
	"math"
	"strings"
)

// A vector is a note as weighted features, by rising feature, of length 1 or empty.
type vector []weight

type weight struct {
	of int32
	w  float64
}

// weigh turns counts into vectors: (1 + ln count) × (1 + ln((n+1)/(df+1))), to length 1.
// Features on fewer than least notes are left out. The number of features is at most size.
func weigh(bags []bag, size, least int) []vector {
	df := make([]int, size)
	for _, b := range bags {
		for _, c := range b {
			df[c.of]++
		}
	}
	idf := make([]float64, size)
	for f, n := range df {
		if n > 0 {
			idf[f] = ln(float64(len(bags)+1)/float64(n+1)) + 1
		}
	}
	vectors := make([]vector, len(bags))
	for i, b := range bags {
		v, square := make(vector, 0, len(b)), 0.0
		for _, c := range b {
			if df[c.of] < least {
				continue
			}
			w := float64((1 + ln(float64(c.n))) * idf[c.of])
			v = append(v, weight{c.of, w})
			square += float64(w * w)
		}
		for k, length := 0, math.Sqrt(square); k < len(v); k++ {
			v[k].w /= length
		}
		vectors[i] = v
	}
	return vectors
}

// grams counts the runs of 3, 4 and 5 characters in the words of each note that are no stop
// words, each word with a blank before and after. Endings, compounds and slips of the pen
// have most of them in common.
func grams(r *reading) (bags []bag, size int) {
	index, known := map[string]int32{}, map[string][]int32{}
	bags = make([]bag, len(r.tokens))
	for i, tokens := range r.tokens {
		var ids []int32
		for _, t := range tokens {
			if t.stem < 0 {
				continue
			}
			word := strings.TrimSuffix(t.lower, "'s")
			of, ok := known[word]
			if !ok {
				of = gramsOf(word, index)
				known[word] = of
			}
			ids = append(ids, of...)
		}
		bags[i] = counted(ids)
	}
	return bags, len(index)
}

// gramsOf numbers the grams of a word in index.
func gramsOf(word string, index map[string]int32) []int32 {
	runes := []rune(" " + plain(word) + " ")
	var ids []int32
	for length := 3; length <= 5; length++ {
		for at := 0; at+length <= len(runes); at++ {
			gram := string(runes[at : at+length])
			id, ok := index[gram]
			if !ok {
				id = int32(len(index))
				index[gram] = id
			}
			ids = append(ids, id)
		}
	}
	return ids
}
