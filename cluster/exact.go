package cluster

import "math"

// All laptops must come to the same groups, bit for bit. Go promises that for +, -, *, /
// and Sqrt, as long as a product is rounded before it is added to (some processors fuse the
// two, hence the float64(…) around products here) and sums keep their order. It does not
// promise it for math.Log, which is assembly on some machines.

// ln is the natural logarithm of a positive, finite x, to about 15 digits.
func ln(x float64) float64 {
	m, e := math.Frexp(x)
	if m < math.Sqrt2/2 {
		m, e = m*2, e-1
	}
	// ln m = 2·artanh((m-1)/(m+1)), by its series.
	s := (m - 1) / (m + 1)
	z := float64(s * s)
	sum := 0.0
	for k := 23; k >= 1; k -= 2 {
		sum = float64(sum*z) + 1/float64(k)
	}
	return float64(float64(e)*math.Ln2) + float64(2*float64(s*sum))
}

// rising returns the sums ln(from) + ln(from+1) + … of its first 0…n terms: the logarithms
// of rising factorials, which a likelihood of counts is made of.
func rising(from float64, n int) []float64 {
	sums := make([]float64, n+1)
	for i := 1; i <= n; i++ {
		sums[i] = sums[i-1] + ln(from+float64(i-1))
	}
	return sums
}

// exp is e to the x, for x ≤ 0, to about 12 digits.
func exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	k := math.Floor(x / math.Ln2)
	r := x - float64(k*math.Ln2) // 0…ln 2
	sum := 1.0
	for n := 18; n >= 1; n-- {
		sum = 1 + float64(float64(sum*r)/float64(n))
	}
	return math.Ldexp(sum, int(k))
}
