// Package vouched puts a workshop's document before the others with who vouches for each
// change, and judges what they send by that.
//
// It knows how package vouch, the document and the replica protocol go together: changes are
// sealed on the way out and judged on the way in, a whole workshop has its vouchers in front.
// It refuses to know where vouchers are kept, who is in the room, and what a person is told of
// a refusal: Options say. The laptop and the storm stand on the same one.
//
//	d := vouched.New(vouched.Options{Book: book, Led: led, Keep: keep, Refused: tell})
//	doc, err := crdt.Open(crdt.Options{Keeper: d, …}, saved)
//	d.SetDocument(doc)
//	d.SetHub(replica.NewHub(d, replica.Options{Vouchers: d.Brought, OnVouch: d.Hear, …}))
//	doc.OnChanges(d.Made)
//	group.Go(func() error { return d.Run(ctx) })
package vouched
