// Package replica keeps one document equal on all laptops of a workshop: one session per
// member, until heads agree.
//
// It knows who holds what. On connecting, both sides say HAVE; whoever lacks something
// asks for it with WANT, from one member at a time; an empty document asks for the whole
// saved one. What is committed later goes out at once as BATCH to everyone not known to
// hold it, and is passed on to those whom its author may not reach. What each member holds
// is tracked as sent and put right by its next HAVE, so a frame that was dropped on the way
// is noticed and asked for again: nothing here needs to be told that a cable was cut.
//
// It refuses to know what a change is, how members are found and proved, and what the
// screen shows. Bytes go to the [Document] unread; presence frames to a callback.
//
// A [Hub] has a goroutine of its own while [Hub.Run] runs, and [Hub.Serve] a reader and a
// writer for each session. The Hub never calls the Document while it holds its lock, so the
// Document may call [Hub.Announce] from within its own goroutine.
//
//	hub := replica.NewHub(document, replica.Options{Log: log})
//	group.Go(func() error { return hub.Run(ctx) })
//	// for every member that comes, in a goroutine of its own:
//	err := hub.Serve(ctx, replica.Peer{ID: fingerprint, Name: "Zoë"}, conn)
//	// in the document, after each commit, local or received:
//	hub.Announce([]replica.Chunk{{Actor: actor, Seq: 7, Bytes: change}}, "")
package replica
