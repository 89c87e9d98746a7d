package workshop

// MergeText brings together two edits of one text: mine and theirs, both made from base.
// Each is taken as one replaced stretch. Where the stretches do not meet both are done;
// where they do, what either deleted is deleted and what either wrote is kept, mine last.
func MergeText(base, mine, theirs string) string {
	switch {
	case mine == base || mine == theirs:
		return theirs
	case theirs == base:
		return mine
	}
	b, m, t := []rune(base), []rune(mine), []rune(theirs)
	ms, me, mi := splice(b, m)
	ts, te, ti := splice(b, t)
	switch {
	case me <= ts:
		return string(b[:ms]) + string(mi) + string(b[me:ts]) + string(ti) + string(b[te:])
	case te <= ms:
		return string(b[:ts]) + string(ti) + string(b[te:ms]) + string(mi) + string(b[me:])
	}
	return string(b[:min(ms, ts)]) + string(ti) + string(mi) + string(b[max(me, te):])
}

// splice finds the one stretch base[start:end] whose replacement by insert gives next.
func splice(base, next []rune) (start, end int, insert []rune) {
	for start < len(base) && start < len(next) && base[start] == next[start] {
		start++
	}
	end = len(base)
	n := len(next)
	for end > start && n > start && base[end-1] == next[n-1] {
		end--
		n--
	}
	return start, end, next[start:n]
}

// A Splice replaces Delete characters from position At with Insert; positions count
// characters (runes).
type Splice struct {
	At     int
	Delete int
	Insert string
}

// SpliceOf returns the one splice that turns a into b. It is zero if they are equal.
func SpliceOf(a, b string) Splice {
	if a == b {
		return Splice{}
	}
	start, end, insert := splice([]rune(a), []rune(b))
	return Splice{At: start, Delete: end - start, Insert: string(insert)}
}
