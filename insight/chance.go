package insight

import (
	"slices"
	"strings"

	"throughline.app/workshop"
)

// The chance check.
const (
	shuffles = 500     // of a board up to work/shuffles notes
	fewest   = 100     // of the largest
	work     = 500_000 // notes dealt in all, about
	seed     = 0x5EED_0F_1155_0E55
	// ByItsSize is the percentile below which a spread is no more than what size gives.
	ByItsSize = 80
)

// Chance fills [Theme.Wider]: it deals the notes that are in categories out anew, as many
// to each as it has, 500 times (100 on a board of thousands) from a fixed seed, and counts how often chance reaches less
// far than people did. Big groups spread by luck; small ones seldom.
func (f *Findings) Chance() {
	type member struct {
		id  workshop.NoteID
		cat int
	}
	at := make(map[workshop.CategoryID]int, len(f.Themes))
	for i := range f.Themes {
		at[f.Themes[i].Category.ID] = i
	}
	var all []member
	shares := make(map[workshop.NoteID]Share)
	for id, n := range f.s.Notes.All() {
		if f.s.CategoryOf(n) == nil {
			continue
		}
		sh := ShareOf(f.s, f.canvas, id)
		if i, ok := at[sh.category]; ok && sh.category != "" {
			all = append(all, member{id, i})
			shares[id] = sh
		}
	}
	slices.SortFunc(all, func(a, b member) int {
		if a.cat != b.cat {
			return a.cat - b.cat
		}
		return strings.Compare(string(a.id), string(b.id))
	})
	if len(all) == 0 {
		return
	}
	c := newDeck(len(f.Themes), len(all))
	for i, m := range all {
		c.put(i, m.cat, shares[m.id])
	}
	wider := c.run()
	for i := range f.Themes {
		f.Themes[i].Wider = wider[i]
	}
}

// A deck is the notes to deal: what each adds to the spread of a group.
type deck struct {
	size   []int // of the groups, which lie one after another
	kinds  [][]int32
	stages map[workshop.StageID]int32
	areas  map[string]int32
	table  []int64
	count  []int32 // by kind, while one group is measured
	used   []int32
	first  int32 // kinds from here on are functions
}

func newDeck(groups, notes int) *deck {
	return &deck{size: make([]int, groups), kinds: make([][]int32, notes), stages: make(map[workshop.StageID]int32), areas: make(map[string]int32)}
}

func (d *deck) put(i, group int, sh Share) {
	d.size[group]++
	var kinds []int32
	number := func(next int, seen bool, was int32) int32 {
		if seen {
			return was
		}
		return int32(next)
	}
	if sh.stage != "" {
		was, seen := d.stages[sh.stage]
		d.stages[sh.stage] = number(len(d.stages), seen, was)
		kinds = append(kinds, d.stages[sh.stage])
	}
	if sh.functions != "" {
		for f := range strings.SplitSeq(sh.functions, "\n") {
			was, seen := d.areas[f]
			d.areas[f] = number(len(d.areas), seen, was)
			kinds = append(kinds, -1-d.areas[f])
		}
	}
	d.kinds[i] = kinds
}

// run deals, and returns for each group the percentile of its own spread.
func (d *deck) run() []int {
	d.first = int32(len(d.stages))
	most := 0
	for _, kinds := range d.kinds {
		for j, k := range kinds {
			if k < 0 {
				kinds[j] = d.first - 1 - k
			}
		}
		most += len(kinds)
	}
	d.table = tableOf(most)
	d.count = make([]int32, int(d.first)+len(d.areas))
	own := d.spreads(make([]int64, len(d.size)))
	less, same := make([]int, len(d.size)), make([]int, len(d.size))
	dealt := make([]int64, len(d.size))
	state := uint64(seed)
	rounds := max(fewest, min(shuffles, work/len(d.kinds)))
	for range rounds {
		for i := len(d.kinds) - 1; i > 0; i-- {
			state += 0x9E3779B97F4A7C15
			z := (state ^ state>>30) * 0xBF58476D1CE4E5B9
			z = (z ^ z>>27) * 0x94D049BB133111EB
			j := int((z >> 32) * uint64(i+1) >> 32)
			d.kinds[i], d.kinds[j] = d.kinds[j], d.kinds[i]
		}
		for g, v := range d.spreads(dealt) {
			if v < own[g] {
				less[g]++
			} else if v == own[g] {
				same[g]++
			}
		}
	}
	out := make([]int, len(d.size))
	for g := range out {
		out[g] = (100*(2*less[g]+same[g]) + rounds) / (2 * rounds)
	}
	return out
}

// spreads measures the groups as they lie: the sum of both entropies, in units of 2^-32.
func (d *deck) spreads(into []int64) []int64 {
	at := 0
	for g, size := range d.size {
		var total [2]int
		d.used = d.used[:0]
		for _, kinds := range d.kinds[at : at+size] {
			for _, k := range kinds {
				if d.count[k] == 0 {
					d.used = append(d.used, k)
				}
				d.count[k]++
			}
		}
		at += size
		var weight [2]int64
		for _, k := range d.used {
			axis := 0
			if k >= d.first {
				axis = 1
			}
			total[axis] += int(d.count[k])
			weight[axis] += d.table[d.count[k]]
			d.count[k] = 0
		}
		into[g] = 0
		for axis, n := range total {
			if n > 0 {
				into[g] += (d.table[n] - weight[axis]) / int64(n)
			}
		}
	}
	return into
}
