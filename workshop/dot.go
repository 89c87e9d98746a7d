package workshop

import (
	"fmt"
	"strconv"
	"strings"
)

// Dots is the question that a dot on a note answers: how much of a person's weight lies on it.
// The answers of a round stand under a name of their own, see [DotsIn].
const Dots = "dots"

// MaxDots is how many dots one person can have on one note.
const MaxDots = 20

// DotsIn is the question of one round of dots; "" is where people put dots at any time.
func DotsIn(round string) string {
	if round == "" {
		return Dots
	}
	return Dots + "/" + round
}

// PutDots changes how many dots of one person lie on notes, each between none and [MaxDots].
// Notes that are gone are skipped. A person's dots on a note are one record of that person's: what others put
// at the same time is beside it.
type PutDots struct {
	Notes  []NoteID // distinct, any order
	Person PersonID
	Round  string // "" for dots at any time
	By     int    // how many more; below zero takes back
}

// Plan implements [Op].
func (op PutDots) Plan(s *Snapshot) (Diff, error) {
	if op.Person == "" || strings.ContainsAny(op.Round, "/\n") {
		return nil, fmt.Errorf("%w: a dot is somebody's, and of one round", ErrInvalid)
	}
	by := max(-MaxDots, min(MaxDots, op.By))
	var all Together
	for _, id := range op.Notes {
		if n := s.Notes.Get(id); n == nil || n.Deleted() {
			continue
		}
		value := ""
		if now := max(0, min(MaxDots, s.DotsOf(id, op.Person, op.Round)+by)); now > 0 {
			value = strconv.Itoa(now)
		}
		all = append(all, GiveAnswer{Poll: DotsIn(op.Round), About: id.Ref().Key(), Person: op.Person, Value: value})
	}
	return all.Plan(s)
}

// DotsOf is how many dots of a person lie on a note.
func (s *Snapshot) DotsOf(note NoteID, person PersonID, round string) int {
	return s.AnswerTable.Get(AnswerOf(DotsIn(round), note.Ref().Key(), person)).dots()
}

// DotCounts is how many dots lie on each note of those that have any, whoever put them there.
// It goes through all answers once.
func (s *Snapshot) DotCounts(round string) map[NoteID]int {
	var all map[NoteID]int
	poll := DotsIn(round)
	for _, a := range s.AnswerTable.All() {
		if a.Poll != poll {
			continue
		}
		id, isNote := strings.CutPrefix(a.About, string(KindNote)+"/")
		if n := a.dots(); isNote && n > 0 {
			if all == nil {
				all = make(map[NoteID]int)
			}
			all[NoteID(id)] += n
		}
	}
	return all
}

// dots reads an answer as dots; whatever else is written there is none, and nobody has more than
// [MaxDots].
func (a *Answer) dots() int {
	if a == nil {
		return 0
	}
	n, err := strconv.Atoi(a.Value)
	if err != nil {
		return 0
	}
	return max(0, min(MaxDots, n))
}
