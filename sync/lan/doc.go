// Package lan finds who is here: it lets laptops into a shared session of a workshop, and
// keeps one authenticated connection to every other member.
//
// It knows identities (an Ed25519 key per laptop, named by its [wire.Fingerprint]), how a
// room code is proved without being told (prove.go), when a door shuts (door.go), which
// addresses a member was seen at, and how a cut cable heals: a member that is known and not
// here is dialled again and again, and needs no words, because it holds the session's
// gossip key. Membership by memberlist is a hint where to dial; a member is here while a
// TLS connection to it lives. Between two members exactly one connection stays, the one
// dialled by the lower fingerprint if both dialled.
//
// It also keeps the door (doorway.go, petition.go, control.go): whom the words let in, the words
// and the gossip key are settings that a facilitator signs and that members tell each other;
// who has to ask waits at the door of any member, and is let in by a statement in the
// [roster.Roster], which says who belongs and is told on between members (rights.go).
//
// It refuses to know what else travels over a connection: other frames go to
// the session's handler unread. It knows no document and no presence.
//
// The one who shares and the one who joins differ only in how their [Node] begins; then all
// are the same, and any member lets newcomers in with the room code. A Node that was
// stopped begins again from its [State]. Everything listens on Options.Bind, and nowhere
// else. Nothing is broadcast or multicast here: finding a session without typing its address
// is package beacon's; [Search] knocks at the addresses of a network, for a person who asks.
//
//	node, err := lan.Share(lan.Options{Identity: id, Name: "Zoë"}, lan.Workshop{ID: "w1", Title: "Fibre"})
//	node.OnSession(func(ctx context.Context, s *lan.Session) error { return hub.Serve(ctx, peer(s), s) })
//	fmt.Println(node.Words(), node.Addr())
//	err = node.Run(ctx)
//
//	node, err := lan.Join(ctx, options, "five words typed by hand", "192.168.1.7:4717")
package lan
