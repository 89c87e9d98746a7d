package insight

import "math"

// The conversions to float64 in this file keep a compiler from fusing a product and a sum
// into one rounding, as it may on some processors: all of them give the same digits.

// ln is the natural logarithm of a whole number from 1.
func ln(n int) float64 {
	m, k := math.Frexp(float64(n)) // m in [0.5, 1)
	z := float64((m - 1) / (m + 1))
	sq := float64(z * z)
	sum, power := 0.0, z
	for i := 1; i < 60; i += 2 {
		sum += float64(power / float64(i))
		power = float64(power * sq)
	}
	return float64(float64(k)*math.Ln2) + float64(2*sum)
}

// exp is e to the power of x, from 0 to about 20.
func exp(x float64) float64 {
	n := math.Floor(float64(x/math.Ln2) + 0.5)
	r := x - float64(n*math.Ln2)
	sum, term := 1.0, 1.0
	for i := 1; i < 24; i++ {
		term = float64(float64(term*r) / float64(i))
		sum += term
	}
	return math.Ldexp(sum, int(n))
}

// tableOf is n·ln n for whole numbers up to most, in units of 2^-32: sums of it are exact
// in any order.
func tableOf(most int) []int64 {
	t := make([]int64, most+1)
	for n := 2; n <= most; n++ {
		t[n] = int64(math.Floor(float64(float64(n)*ln(n))*(1<<32) + 0.5))
	}
	return t
}

// evenness is the effective number of kinds among things of which counts says how many
// there are of each kind: from 1, all of one kind, to the number of kinds, as many of each.
// It is 0 if there are none.
func evenness(counts []int) float64 {
	total, weight := 0, int64(0)
	for _, c := range counts {
		total += c
		if c > 1 {
			weight += int64(math.Floor(float64(float64(c)*ln(c))*(1<<32) + 0.5))
		}
	}
	if total == 0 {
		return 0
	}
	h := ln(total) - float64(float64(float64(weight)/(1<<32))/float64(total))
	return math.Floor(float64(exp(max(0, h))*1e6)+0.5) / 1e6
}
