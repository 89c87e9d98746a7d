package workshop

import (
	"math"
	"strconv"
)

// FeelingReach is how far from 0 a feeling about a stage goes, either way.
const FeelingReach = 2

// ParseFeeling reads a feeling; what is no number is none.
func ParseFeeling(v string) (float64, bool) {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsNaN(f) {
		return 0, false
	}
	return max(-FeelingReach, min(FeelingReach, f)), true
}

// FormatFeeling writes a feeling as an answer keeps it.
func FormatFeeling(v float64) string {
	v = max(-FeelingReach, min(FeelingReach, v))
	return strconv.FormatFloat(math.Round(v*100)/100+0, 'f', -1, 64) // +0: there is no -0
}
