// Package crdt is the workshop as one Automerge document.
//
// It knows how records and fields stand in the document (docs/document.md), how an [Op]
// becomes one change and a received change a [Diff], and how a workshop is kept and taken
// up again. It refuses to know what the fields mean, how changes travel, and where they
// are stored: it hands them to a [Journal] and to whoever registered with
// [Document.OnChanges].
//
// One goroutine at a time owns the document of the library: whoever has the turn, which is taken in
// the order of arrival. Everybody reads immutable snapshots, which are swapped atomically:
//
//	doc, err := crdt.Open(crdt.Options{Actor: actor, Journal: journal}, saved)
//	go doc.Run(ctx)
//	doc.Subscribe(func(u workshop.Update) { … })
//	diff, err := doc.Apply(workshop.AddNotes{Notes: notes})
//
// Local and remote edits take the same path and differ in their Origin alone: commit,
// show, then send and journal side by side. While the library is busy (it loads a
// workshop, saves it, or takes in what a laptop has missed) local edits are shown at once
// and written when it is free; the hand never waits. Received changes do.
//
// Bytes from elsewhere end the process if the library gets to see the wrong ones. So
// every one goes through package format first, which reads them in Go; what it refuses
// never reaches the library.
//
// [Op]: throughline.app/workshop.Op
// [Diff]: throughline.app/workshop.Diff
package crdt
