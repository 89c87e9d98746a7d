package method

import (
	"fmt"
	"strings"
)

// alike gives each canvas that is like another one what it leaves out itself, so that lanes
// that several canvases share are written once. It tells of those that are not there, and of
// canvases that are like each other in a ring.
func (c *checker) alike(kinds []fileCanvas) {
	at := make(map[string]int, len(kinds))
	for i := len(kinds) - 1; i >= 0; i-- {
		at[kinds[i].ID] = i
	}
	done := make(map[int]bool)
	var take func(i int, way []int)
	take = func(i int, way []int) {
		k := &kinds[i]
		if done[i] || k.Like == "" {
			return
		}
		table := fmt.Sprintf("canvas[%d]", i)
		for n, j := range way {
			if j == i {
				c.fault(table, "like", "the canvases are like each other in a ring: "+ring(kinds, way[n:]), `let one of them have lanes of its own, without "like"`)
				for _, j := range way[n:] {
					done[j] = true
				}
				return
			}
		}
		from, ok := at[k.Like]
		if !ok {
			c.fault(table, "like", fmt.Sprintf("there is no canvas %q in this file", k.Like), "name the id of another [[canvas]]")
			done[i] = true
			return
		}
		take(from, append(way, i))
		if !done[i] {
			done[i] = true
			c.inherit(k, &kinds[from], table, fmt.Sprintf("canvas[%d]", from))
		}
	}
	for i := range kinds {
		take(i, nil)
	}
}

// ring names canvases that are like each other: "a, b, a".
func ring(kinds []fileCanvas, way []int) string {
	var ids []string
	for _, i := range way {
		ids = append(ids, kinds[i].ID)
	}
	return strings.Join(append(ids, ids[0]), ", ")
}

// inherit fills in what a canvas leaves out. Faults in what it takes over are told where it
// is written.
func (c *checker) inherit(k, from *fileCanvas, table, fromTable string) {
	whole := func(key string) {
		for exact, line := range c.at.exact {
			if rest, ok := strings.CutPrefix(exact, join(fromTable, key)); ok && (rest == "" || strings.ContainsRune(".[", rune(rest[0]))) {
				c.at.exact[join(table, key)+rest] = line
			}
		}
	}
	if len(k.Lanes) == 0 {
		k.Lanes = append([]fileLane{}, from.Lanes...)
		whole("lane")
	}
	if len(k.Stages) == 0 && k.Of != ofStage {
		k.Stages = from.Stages
		whole("stages")
	}
	if k.Header == (fileBand{}) {
		k.Header = from.Header
		whole("header")
	}
	if k.Foot == (fileBand{}) {
		k.Foot = from.Foot
		whole("foot")
	}
	if k.Layout == "" {
		k.Layout, k.Axes, k.Grid = from.Layout, from.Axes, from.Grid
		whole("layout")
		whole("axes")
		whole("grid")
	}
	if k.Width == 0 {
		k.Width = from.Width
	}
}
