// Package vouch is who vouches for the changes of a workshop: the signatures that travel
// and are kept beside them, and the judgement on changes that arrive.
//
// A signature is over the mark of a change: workshop, actor, number, hash. The hash commits
// to all that the change follows, and each change follows its author's one before, so one
// signature vouches for all earlier changes of that actor too. Actors begin with eight bytes
// of their laptop's fingerprint; a signature of that laptop is the author's own, any other is
// that of somebody who brought the changes: out of a file, out of the time before the room,
// or after their author lost the right to write.
//
// A change is taken if
//
//   - its author vouches for it and may write now; or
//   - its author vouches for it and could write once, and somebody who may write now vouches
//     for having had it; or
//   - somebody who may write now vouches for it, and nobody who is or was a member is its author;
//     a facilitator may bring what is in a member's name too.
//
// What only facilitators may change is up to those whose signature counts.
//
// It refuses to know what a change does and how it travels: it is handed the [Head] of each,
// and whoever asks [Book.May] says whether it touches what is the facilitators'.
//
//	book := vouch.NewBook(workshopID, deviceKey)
//	book.SetRoster(r)
//	err := book.Judge(sender, arrivals)   // ErrForged: end the session with the sender
//	err = book.May(head, sender, touchesTitle)   // for each, when its turn has come
//	book.Taken(heads)                     // when the document has it
//	some, vouchers := book.Send(heads)    // to send on, each by Seal
package vouch
