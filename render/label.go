package render

import "sync"

// A labelKey names a set single line.
type labelKey struct {
	text  string
	size  float64
	width float64
	bold  bool
}

// maxLabels bounds the labels kept; then the memory begins anew.
const maxLabels = 5_000

type labels struct {
	mu sync.RWMutex
	m  map[labelKey]*block
}

// label is oneLine, remembered. The block is shared.
func (sh *Shaper) label(text string, size, width float64, bold bool) *block {
	key := labelKey{text, size, width, bold}
	sh.labels.mu.RLock()
	b := sh.labels.m[key]
	sh.labels.mu.RUnlock()
	if b != nil {
		return b
	}
	fonts := sh.fonts.Load()
	set := sh.oneLine(text, size, width, bold)
	sh.labels.mu.Lock()
	if sh.labels.m == nil || len(sh.labels.m) >= maxLabels {
		sh.labels.m = make(map[labelKey]*block)
	}
	if fonts == sh.fonts.Load() { // else more fonts were found meanwhile
		sh.labels.m[key] = &set
	}
	sh.labels.mu.Unlock()
	return &set
}
