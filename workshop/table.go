package workshop

import (
	"iter"
	"maps"
)

const tableShards = 256

// A Table is an immutable map from id to record: With returns a table that shares all but
// the touched part with the one before, so that changing one record of twenty thousand
// costs about a hundred entries. The zero Table is empty. Records that it hands out are
// shared and must not be written to.
type Table[K ~string, V any] struct {
	shards *[tableShards]map[K]*V
	n      int
}

// Len is the number of records.
func (t Table[K, V]) Len() int { return t.n }

// Get returns the record of that id, or nil.
func (t Table[K, V]) Get(id K) *V {
	if t.shards == nil {
		return nil
	}
	return t.shards[shard(string(id))][id]
}

// All iterates over all records, in no particular order.
func (t Table[K, V]) All() iter.Seq2[K, *V] {
	return func(yield func(K, *V) bool) {
		if t.shards == nil {
			return
		}
		for _, m := range t.shards {
			for id, v := range m {
				if !yield(id, v) {
					return
				}
			}
		}
	}
}

// tableEdit collects changes to a table; a shard is copied once, when it is first
// written to.
type tableEdit[K ~string, V any] struct {
	table  Table[K, V]
	copied [tableShards]bool
	begun  bool
}

func (e *tableEdit[K, V]) put(id K, v *V) {
	m := e.own(shard(string(id)))
	if _, had := m[id]; !had {
		e.table.n++
	}
	m[id] = v
}

func (e *tableEdit[K, V]) drop(id K) {
	m := e.own(shard(string(id)))
	if _, had := m[id]; had {
		e.table.n--
	}
	delete(m, id)
}

// own returns one shard to write to.
func (e *tableEdit[K, V]) own(i uint8) map[K]*V {
	if !e.begun {
		next := new([tableShards]map[K]*V)
		if e.table.shards != nil {
			*next = *e.table.shards
		}
		e.table.shards, e.begun = next, true
	}
	m := e.table.shards[i]
	if !e.copied[i] {
		fresh := maps.Clone(m)
		if fresh == nil {
			fresh = make(map[K]*V)
		}
		e.table.shards[i], e.copied[i], m = fresh, true, fresh
	}
	return m
}

func shard(id string) uint8 {
	h := uint32(2166136261)
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return uint8(h ^ h>>8 ^ h>>16 ^ h>>24)
}
