package crdt

import "throughline.app/crdt/format"

// A pending keeps received changes until what they build on arrives. It is bounded, and no
// member may fill more than half of it; what does not fit is not kept, and will be asked
// for again.
type pending struct {
	maxChanges, maxBytes int
	bytes                int
	of                   map[string]int // changes by who sent them
	here                 map[format.Hash]bool
	on                   map[format.Hash][]arrival // by one change that each of them lacks
}

// thisLaptop is who sent what comes from the disk.
const thisLaptop = "this laptop"

// An arrival is a change that passed all checks which need no context, and who sent it.
type arrival struct {
	change *format.Change
	from   string
}

func newPending(maxChanges, maxBytes int) pending {
	return pending{
		maxChanges: maxChanges, maxBytes: maxBytes,
		of: map[string]int{}, here: map[format.Hash]bool{}, on: map[format.Hash][]arrival{},
	}
}

// add keeps a until the change called lacks arrives. It reports false if there is no room.
func (p *pending) add(a arrival, lacks format.Hash) bool {
	if p.here[a.change.Hash] {
		return true
	}
	full := len(p.here) >= p.maxChanges || p.bytes+len(a.change.Raw) > p.maxBytes
	if full || a.from != thisLaptop && p.of[a.from] >= (p.maxChanges+1)/2 {
		return false
	}
	p.of[a.from]++
	p.here[a.change.Hash] = true
	p.bytes += len(a.change.Raw)
	p.on[lacks] = append(p.on[lacks], a)
	return true
}

// release takes out what waited for the change called h.
func (p *pending) release(h format.Hash) []arrival {
	freed := p.on[h]
	delete(p.on, h)
	for _, a := range freed {
		delete(p.here, a.change.Hash)
		if p.of[a.from]--; p.of[a.from] == 0 {
			delete(p.of, a.from)
		}
		p.bytes -= len(a.change.Raw)
	}
	return freed
}

// forget drops what vector holds.
func (p *pending) forget(vector map[string]uint64) {
	for lacks, waiting := range p.on {
		for _, a := range waiting {
			if a.change.Seq <= vector[string(a.change.Actor)] {
				for _, b := range p.release(lacks) {
					if b.change.Seq > vector[string(b.change.Actor)] {
						p.add(b, lacks)
					}
				}
				break
			}
		}
	}
}

// drain takes out everything.
func (p *pending) drain() []arrival {
	var all []arrival
	for _, waiting := range p.on {
		all = append(all, waiting...)
	}
	*p = newPending(p.maxChanges, p.maxBytes)
	return all
}
