package laptop

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"net/netip"
	"strings"

	"throughline.app/sync/beacon"
	"throughline.app/sync/lan"
	"throughline.app/sync/roster"
	"throughline.app/sync/vouch"
	"throughline.app/workshop"
)

// Leaving reports whether Close has begun.
func Leaving(r *Room) bool { return r.leaving.Load() }

// Key is the device key of a laptop.
func Key(l *Laptop) ed25519.PrivateKey { return l.key }

// Fingerprint names a laptop to others, in hex as they write it.
func Fingerprint(l *Laptop) string { return lan.Hex(l.identity.Fingerprint()) }

// Node is the room's way to the others.
func Node(r *Room) *lan.Node {
	r.net.mu.Lock()
	defer r.net.mu.Unlock()
	return r.net.node
}

// Roster is whom the room judges by.
func Roster(r *Room) *roster.Roster { return r.rights.roster.Load() }

// Deliver has the room receive sealed changes of a member.
func Deliver(ctx context.Context, r *Room, from string, sealed [][]byte) error {
	return r.rights.Receive(ctx, from, sealed)
}

// Whole is the room's document as it is saved.
func Whole(ctx context.Context, r *Room) ([]byte, error) {
	saved, _, _, err := r.doc.Save(ctx)
	return saved, err
}

// ApplyAnyway commits op as a program would that knows no rights.
func ApplyAnyway(r *Room, op workshop.Op) error {
	_, err := r.doc.Apply(op)
	return err
}

// Sealed are the changes that somebody who holds have lacks, as they travel.
func Sealed(r *Room, have map[string]uint64) ([][]byte, error) {
	return r.rights.Since(have, 256<<10)
}

// Have is what the room holds.
func Have(r *Room) map[string]uint64 { return r.doc.Have() }

// Notes lists the vouchers for what the room holds.
func Notes(r *Room) []vouch.Note { return r.rights.Book.Notes() }

// Epoch is the number of the document that the workshop is in.
func Epoch(r *Room) int { return r.doc.Epoch().Number }

// Changes is how many changes it has.
func Changes(r *Room) int { return r.doc.Changes() }

// Past is the archived document of an earlier epoch.
func Past(r *Room, id string) []byte { return r.past(id) }

// Subscribe hears of what happens to the document, beside whoever else listens.
func Subscribe(r *Room, f func(workshop.Update)) { r.doc.Subscribe(f) }

// LikelyRouters are those of adapters, where this laptop speaks from outward to others.
func LikelyRouters(adapters []beacon.Adapter, outward netip.Addr) []netip.Addr {
	return likelyRouters(adapters, outward)
}

// RoutersIn are those that a table of routes names.
func RoutersIn(table string, adapters []beacon.Adapter) []netip.Addr {
	return routersIn(bufio.NewScanner(strings.NewReader(table)), adapters)
}

// Knock asks to come in, and tells what went wrong.
func Knock(ctx context.Context, l *Laptop, e Entry) error {
	node, err := l.knock(ctx, e)
	if err == nil {
		err = node.Close()
	}
	return err
}

// InStep counts the members that have said what they hold.
func InStep(r *Room) int { return len(r.net.hub.InStep()) }
