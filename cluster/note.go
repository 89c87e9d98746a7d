package cluster

import "errors"

// MaxNotes is how many notes [Analyse] takes. Their likeness to each other is kept as one
// square table, which grows to 100 MB here.
const MaxNotes = 5000

// ErrTooMany says that there are more than [MaxNotes] notes.
var ErrTooMany = errors.New("more notes than can be grouped at once")

// ErrTwice says that two notes have the same id.
var ErrTwice = errors.New("two notes have the same id")

// A Note is what is known of one note here. Only ID, Text and Group matter to [Analyse];
// the others are keys of [By], and tell an echo from a chorus.
type Note struct {
	ID     string // distinct
	Text   string
	Group  string // id of the pile that it is pinned to; "" is free
	Stage  string
	Lane   string
	Color  string
	Author string
	// Function is the functional area that wrote it, or that it concerns.
	Function string
}

// Options are what people said about how to group. The zero value is fine.
type Options struct {
	// Same are words and phrases to be treated as one, each set in any order: {"cash",
	// "money"}, {"lead time", "delivery time", "wait"}.
	// Upper and lower case, plural and other endings do not matter.
	Same [][]string
	// Names are those of the piles that notes are pinned to, by id. A pile without one is
	// named from its notes.
	Names map[string]string
	// Progress, if set, is called with 0…1 from the goroutine that called [Analyse].
	Progress func(done float64)
}

// A Proposal is one way to group all notes: each is in exactly one group or unsorted.
type Proposal struct {
	// Groups are the piles first, in order of their ids, then those that are new, the
	// largest first.
	Groups   []Group
	Unsorted []Leftover // in order of their ids
	// K is how many groups there are.
	K int
	// Weak says that the notes do not fall into clear groups, and Why says it to people.
	Weak bool
	Why  string
	// Language is that of most words, as an ISO 639-1 code; "" if none of the known.
	Language string
}

// A Group is notes that belong together.
type Group struct {
	// ID is the pile's, or for a new group one made from the ids of its members, so that
	// equal groups have equal ids.
	ID     string
	Pinned bool // a pile that people made: its notes with Pinned set were there
	// Name is made of words that are on its notes, unless it is the name of a pile.
	Name         string
	Alternatives []string // at most two other names, never equal to each other or to Name
	Medoid       string   // id of the note that is most like the others
	Members      []Member // in order of their ids
	// Echo says that several free notes came from one author or one function alone.
	Echo Echo
}

// An Echo tells whose one voice a group is.
type Echo string

// The kinds of echo. Notes without an author or a function count for nobody.
const (
	NoEcho      Echo = ""
	OneAuthor   Echo = "author"
	OneFunction Echo = "function"
)

// A Member is a note of a group, and why.
type Member struct {
	ID     string
	Pinned bool // a person put it there
	Reason Reason
}

// A Reason is why a note is in a group, or could be.
type Reason struct {
	Shared  []string // words that it shares with others of the group, as they are written on it, the weightiest first, at most three
	Closest []string // ids of the notes of the group that are most like it, the closest first, at most three
}

// A Leftover is a note that is in no group, and where it would fit best.
type Leftover struct {
	ID     string
	Places []Place // at most three, the best first; none if nothing is like it
}

// A Place is a group that a note could join.
type Place struct {
	Group  int     // index of the group
	Score  float64 // 0…1: how like it the closest notes there are
	Reason Reason
}

// A Pair is two notes that say nearly the same.
type Pair struct {
	A, B  string // ids; A is the lower
	Exact bool   // the same words in the same order, whatever their case and punctuation
	Score float64
}
