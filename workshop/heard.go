package workshop

import (
	"strconv"
	"strings"
)

// A person's hand goes before a proposal, also where the two meet: somebody moves a note to a
// category while another accepts a proposal that puts it elsewhere. The document keeps one of
// the two values of the field. So a proposal writes which words about the note it had heard
// (field "heard"), and a person's last word that it had not heard stands.

// heardNone is what a proposal writes that had heard nobody where that cannot be left unset.
const heardNone = "-"

// heardAll stands for more words than there is room for.
const heardAll = "*"

// belongs is the id of the category that the note is said to be in, "" for none.
func (n *Note) belongs() CategoryID {
	if id, ok := n.unheard(); ok {
		return id
	}
	return n.Category
}

// unheard is what a person said of a note that a proposal placed without having heard it. Of
// several such words the one stands whose person has spoken most often, then that of the
// smallest key. It reports false where there is none, and where the last word is a person's.
func (n *Note) unheard() (at CategoryID, ok bool) {
	if n.Put.Len() == 0 || n.Category != n.Sorted || n.Sorted == "" && n.Heard == "" || n.Heard == heardAll {
		return "", false
	}
	most := 0
	for _, e := range n.Put.All() {
		if id, times := putBy(e.Value); times > most && times > heardTimes(n.Heard, e.Key) {
			at, most, ok = id, times, true
		}
	}
	return at, ok
}

// heardTimes is how often the person of a key had spoken when the proposal was accepted.
func heardTimes(heard, key string) int {
	for part := range strings.SplitSeq(heard, ",") {
		if k, times, ok := strings.Cut(part, ":"); ok && k == key {
			t, _ := strconv.Atoi(times)
			return t
		}
	}
	return 0
}

// heardOf writes down who has spoken about a note, and how often: "key:times,key:times".
func heardOf(n *Note) string {
	var all []string
	size := 0
	for _, e := range n.Put.All() {
		_, times := putBy(e.Value)
		all = append(all, e.Key+":"+strconv.Itoa(times))
		size += len(all[len(all)-1]) + 1
	}
	if size > MaxField {
		return heardAll
	}
	return strings.Join(all, ",")
}

// sort has a proposal put a note into a category, or with "" take it out of where a proposal
// put it.
func (d Diff) sort(s *Snapshot, n *Note, to CategoryID) Diff {
	heard := heardOf(n)
	if to == "" && heard == "" {
		heard = heardNone
	}
	ref := n.ID.Ref()
	return d.set(s, ref, FieldCategory, string(to)).set(s, ref, FieldSorted, string(to)).set(s, ref, FieldHeard, heard)
}
