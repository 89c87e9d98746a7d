// Package presence is where the others are: whose pointer is over which canvas, which note
// is open for typing, what is selected. It is shown, expires, and never enters the
// document.
//
// It knows how often to tell ([Sender]: at most 20 times a second, only the newest) and how
// long to believe ([Table]: 5 seconds without news). It refuses to know how frames travel
// and what a cursor looks like: a Sender hands bodies of PRESENCE frames to a function, a
// Table is given them.
//
//	sender := presence.NewSender(hub.SendPresence, presence.Options{})
//	group.Go(func() error { return sender.Run(ctx) })
//	sender.Point(presence.State{Canvas: "c1", X: 120, Y: 48, Name: "Zoë", Color: "#f5c542"})
//
//	table := presence.NewTable(presence.Options{})
//	table.Receive(peer.ID, body) // replica.Options.OnPresence
//	for _, other := range table.Others() { … }
package presence
