// Package format reads the binary format of Automerge documents and changes without the library.
//
// It serves three ends at once. It is the gate in front of the library, which ends the whole process
// on bytes that it did not write itself, or takes them in and then saves a file that it cannot load:
// nothing from a peer reaches the library that has not passed [ParseChange] and [Index.Check]. It
// tells which records and fields a change touched, which the library does not: [Index.Add]. And it
// shows a saved document at once, while the library takes its time to load it: [ReadDocument].
//
// It knows the encoding, the history, and which operation is on which key of which object. It knows
// what kinds of operation this product writes (see [Schema]), but not what a record means. It does
// not merge and keeps no values; who wins among concurrent writes is asked of the library, or read
// off a saved document, where the answer is stored. It refuses to know lists, counters, marks and
// deflated changes. It imports nothing but the standard library, and runs nothing of its own.
//
// Taking in what a peer sent:
//
//	c, err := format.ParseChange(chunk)
//	if err != nil {
//		return err // ErrMalformed, ErrSchema or ErrLimit: the peer is at fault
//	}
//	switch err := index.Check(c); {
//	case errors.Is(err, format.ErrDuplicate):
//		return nil
//	case errors.Is(err, format.ErrMissingDeps):
//		return keepForLater(c)
//	case err != nil:
//		return err
//	}
//	if err := doc.LoadIncremental(c.Raw); err != nil {
//		return err
//	}
//	refresh(index.Add(c))
package format
