// Package workshop is the centre of Throughline: what a workshop is.
//
// It knows the records of a workshop (canvases, stages, lanes, notes, categories,
// people), the operations that people perform on them ([Op]), the exact changes that
// follow ([Diff], with Invert and Squash), and the immutable [Snapshot] that everyone
// reads. It refuses to know how any of this is drawn, kept, sent or merged: there is no
// I/O here, no goroutine, no clock and no randomness, and it imports the standard
// library alone.
//
// Every record is a set of named string fields (see schema.go). That is what makes one
// path possible for all of them: an Op is planned against a Snapshot and gives a Diff, a
// list of (record, field, before, after); the document writes the Diff and nothing else;
// a remote change arrives as the same kind of Diff; undo is the inverse Diff.
//
//	diff, err := workshop.AddNotes{Notes: []workshop.Note{n}}.Plan(snapshot)
//	next := snapshot.With(diff)
package workshop
