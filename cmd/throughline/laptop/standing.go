package laptop

import (
	"cmp"
	"encoding/hex"
	"slices"

	"throughline.app/sync/roster"
)

// A Standing is what a workshop stands on beside what is written in it.
type Standing struct {
	Epoch   int       `json:"epoch"`   // how often it has gone on in a fresh document
	People  []Role    `json:"roles"`   // by name; none while it was never shared
	Vouched []Vouched `json:"vouched"` // by who vouches, then for whom
}

// A Role is what somebody is in a workshop.
type Role struct {
	Name     string `json:"name"`
	Function string `json:"function,omitempty"`
	Role     string `json:"role"` // facilitator, participant, observer, wall or removed
	LetsIn   bool   `json:"letsIn,omitempty"`
	ID       string `json:"id"` // fingerprint of the laptop, hex
}

// A Vouched is whose changes somebody else vouches for: out of a file, from before the workshop was
// shared, or from before their author lost the right to write.
type Vouched struct {
	By     string `json:"by"`               // name of who vouches
	Author string `json:"author,omitempty"` // name of whose they are; none for a stranger
	Actor  string `json:"actor"`            // hex
	UpTo   uint64 `json:"upTo"`             // the number of the last of them
}

// Standing returns how it is now.
func (r *Room) Standing() Standing {
	s := Standing{Epoch: r.doc.Epoch().Number, People: []Role{}, Vouched: []Vouched{}}
	known := r.rights.roster.Load()
	if known == nil {
		return s
	}
	for _, m := range known.Members() {
		s.People = append(s.People, Role{m.Name, m.Function, m.Role.String(), m.MayAdmit, hex.EncodeToString(m.Fingerprint[:])})
	}
	slices.SortStableFunc(s.People, func(a, b Role) int { return cmp.Compare(a.Name, b.Name) })
	name := func(prefix string) string {
		for _, m := range known.ByPrefix(prefix) {
			return m.Name
		}
		return ""
	}
	type pair struct{ by, actor string }
	last := map[pair]uint64{}
	for _, n := range r.rights.Book.Notes() {
		if n.By != "" {
			p := pair{n.By, n.Actor}
			last[p] = max(last[p], n.Seq)
		}
	}
	for p, n := range last {
		v := Vouched{By: name(p.by), Actor: hex.EncodeToString([]byte(p.actor)), UpTo: n}
		if len(p.actor) >= roster.PrefixLen {
			v.Author = name(p.actor[:roster.PrefixLen])
		}
		s.Vouched = append(s.Vouched, v)
	}
	slices.SortFunc(s.Vouched, func(a, b Vouched) int {
		return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.Author, b.Author), cmp.Compare(a.Actor, b.Actor))
	})
	return s
}
