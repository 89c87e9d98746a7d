package laptop

import (
	"slices"
	"strings"

	"throughline.app/sync/lan"
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// A Member is another laptop of a workshop.
type Member struct {
	ID     string // fingerprint, hex; that of [presence.State.Member]
	Name   string
	Hue    string // "#RRGGBB"
	Here   bool   // a live connection to it
	Behind int    // changes that it is known to lack; 0 is in step

	Person   workshop.PersonID // at it
	Watching bool              // it only looks on: a wall, an observer

	Function string // functional area, as it was when they were let in
	Role     string // "facilitator", "participant", "observer", "wall"; "removed" for who is out
	LetsIn   bool   // may let others in
}

// nameOf is what a laptop that is here, or was, calls its person; "" if it is not known.
func (n *network) nameOf(f wire.Fingerprint) string {
	n.mu.Lock()
	node, state := n.node, n.state
	n.mu.Unlock()
	if node != nil {
		for _, m := range node.Members() {
			if m.Fingerprint == f {
				return m.Name
			}
		}
	}
	if state != nil {
		for _, k := range state.Known {
			if k.Fingerprint == f {
				return k.Name
			}
		}
	}
	return ""
}

// members lists the other laptops: those that are here first, then by name.
func (n *network) members() []Member {
	n.mu.Lock()
	node, state := n.node, n.state
	n.mu.Unlock()
	behind := make(map[string]int)
	for _, step := range n.hub.InStep() {
		behind[step.Peer.ID] = step.Behind
	}
	var all []Member
	here := make(map[wire.Fingerprint]bool)
	if node != nil {
		for _, m := range node.Members() {
			here[m.Fingerprint] = true
			all = append(all, Member{ID: lan.Hex(m.Fingerprint), Name: m.Name, Hue: m.Color, Here: true, Behind: behind[lan.Hex(m.Fingerprint)],
				Person: personAt(m.Fingerprint), Watching: n.others.table.Watching(lan.Hex(m.Fingerprint))})
		}
	}
	if state != nil {
		for _, k := range state.Known {
			if !here[k.Fingerprint] {
				here[k.Fingerprint] = true
				all = append(all, Member{ID: lan.Hex(k.Fingerprint), Name: k.Name, Hue: k.Color, Person: personAt(k.Fingerprint)})
			}
		}
	}
	if known := n.roster(); known != nil {
		all = withRoles(all, known, n.room.laptop.identity.Fingerprint())
	}
	out := roster.Removed.String()
	slices.SortStableFunc(all, func(a, b Member) int {
		if (a.Role == out) != (b.Role == out) {
			if b.Role == out {
				return -1
			}
			return 1
		}
		if a.Here != b.Here {
			if a.Here {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return all
}
