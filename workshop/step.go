package workshop

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A Step is one gesture or command of a person: what undo takes back at once.
type Step struct {
	Label string // names it in the menu: "move 12 notes"
	Diff  Diff   // what it altered
}

// A StepChange says how the steps kept on the disk follow a [History]. It is about one
// pile: the steps that can be undone, or those that can be redone.
type StepChange struct {
	Undone bool   // of the pile of undone steps
	Number uint64 // of the step in its pile, from 1 at the bottom
	Step   *Step  // what that step is now; nil: it and all above it are gone from the pile
}

// Encode writes d as bytes that [DecodeDiff] reads, in this version and later ones.
func (d Diff) Encode() []byte {
	rows := make([][5]string, len(d))
	for i, c := range d {
		rows[i] = [5]string{string(c.Ref.Kind), c.Ref.ID, c.Field, c.Before, c.After}
	}
	b, _ := json.Marshal(rows) // strings always encode
	return b
}

// DecodeDiff is the inverse of [Diff.Encode]. Bytes that it did not write are an error,
// never a Diff that means something else.
func DecodeDiff(b []byte) (Diff, error) {
	var rows [][]string
	dec := json.NewDecoder(bytes.NewReader(b))
	if err := dec.Decode(&rows); err != nil {
		return nil, fmt.Errorf("workshop: read a step: %w", err)
	}
	if dec.More() {
		return nil, fmt.Errorf("workshop: read a step: more than one")
	}
	d := make(Diff, len(rows))
	for i, r := range rows {
		if len(r) != 5 || r[0] == "" || r[1] == "" || r[2] == "" {
			return nil, fmt.Errorf("workshop: read a step: row %d is no change of a field", i)
		}
		d[i] = Change{Ref{Kind(r[0]), r[1]}, r[2], r[3], r[4]}
	}
	return d, nil
}
