package laptop

import (
	"context"
	"errors"
	"time"

	"throughline.app/sync/lan"
	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
	"throughline.app/workshop"
)

// ErrNotShared says that a workshop has no door: it is not shared, or has no network now.
var ErrNotShared = errors.New("this workshop is not shared now")

// A Door is how the door of a workshop stands, and what the person at this laptop may do
// with it.
type Door struct {
	Mode  lan.Mode
	Until time.Time // when an open door begins to ask; zero is never
	Tried bool      // this laptop takes no words for a while, after too many wrong ones
	Shut  string    // whose laptop does, if another's; "" none's
	Words string    // five, with single spaces
	Addr  string
	Link  string
	Lead  bool // may change all this, appoint and remove
	LetIn bool // may let in who asks
}

// An Asker is somebody who waits to be let in.
type Asker struct {
	ID       string // fingerprint, hex
	Name     string
	Hue      string
	Function string
	Role     string // asked for: "participant", "observer" or "wall"
}

// Door returns how the door stands; ok is false if the workshop is not shared now.
func (r *Room) Door() (d Door, ok bool) {
	node := r.node()
	if node == nil {
		return Door{}, false
	}
	stands, me := node.Doorway(), node.Fingerprint()
	d = Door{
		Mode: stands.Mode, Until: stands.Until, Tried: stands.Tried,
		Words: node.Words(), Addr: node.Addr(), Link: node.Link().String(),
		Lead: node.Roster().May(me, roster.Facilitate), LetIn: node.Roster().May(me, roster.LetIn),
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if d.Lead {
		d.Shut = r.triedAt
	}
	return d, true
}

func (r *Room) node() *lan.Node {
	if r.net == nil {
		return nil
	}
	r.net.mu.Lock()
	defer r.net.mu.Unlock()
	return r.net.node
}

// withRoles fills in what the roster says of members, and adds those whom only the roster
// knows: they are away, or out.
func withRoles(all []Member, known *roster.Roster, me wire.Fingerprint) []Member {
	at := make(map[string]int, len(all))
	for i, m := range all {
		at[m.ID] = i
	}
	for _, m := range known.Members() {
		id := lan.Hex(m.Fingerprint)
		i, listed := at[id]
		switch {
		case m.Fingerprint == me:
			continue
		case !listed:
			i = len(all)
			person := personAt(m.Fingerprint)
			all = append(all, Member{ID: id, Name: m.Name, Hue: workshop.HueOf(person), Person: person})
		}
		all[i].Function, all[i].Role, all[i].LetsIn = m.Function, m.Role.String(), m.Allows(roster.LetIn)
		all[i].Watching = all[i].Watching || looksOn(all[i].Role)
	}
	return all
}

// OnDoor registers f for when [Room.Door] or [Room.Asking] is another.
func (r *Room) OnDoor(f func()) { r.set(func() { r.onDoor = f }) }

func (r *Room) doorChanged() {
	r.tell.say(func() {
		r.mu.Lock()
		f := r.onDoor
		r.mu.Unlock()
		if f != nil {
			f()
		}
	})
}

// SetDoor says whom the words let in. An open door asks again after [lan.OpenFor]. Errors:
// [lan.ErrMayNot], [ErrNotShared].
func (r *Room) SetDoor(m lan.Mode) error {
	return r.withNode(func(n *lan.Node) error {
		r.set(func() { r.triedAt = "" })
		return n.SetDoor(m, lan.OpenFor)
	})
}

// NewWords draws other words; the old ones open nothing from now on. Errors: those of SetDoor.
func (r *Room) NewWords() error { return r.withNode((*lan.Node).NewWords) }

// Asking lists those who wait to be let in by the person at this laptop.
func (r *Room) Asking() []Asker {
	node := r.node()
	if node == nil {
		return nil
	}
	var all []Asker
	for _, a := range node.Asking() {
		role := a.Role
		if role != roster.Observer.String() && role != roster.Wall.String() {
			role = roster.Participant.String()
		}
		all = append(all, Asker{ID: lan.Hex(a.Fingerprint), Name: a.Name, Hue: a.Color, Function: a.Function, Role: role})
	}
	return all
}

// LetIn lets those who ask in. Errors: those of SetDoor.
func (r *Room) LetIn(ids ...string) error {
	return r.withNode(func(n *lan.Node) error {
		who := prints(ids)
		if len(who) == 0 {
			return nil
		}
		return n.LetIn(who...)
	})
}

// TurnAway says *not now* to those who ask. Errors: those of SetDoor.
func (r *Room) TurnAway(ids ...string) error {
	return r.withNode(func(n *lan.Node) error { return n.TurnAway(prints(ids)...) })
}

// Remove puts a person out, at once and everywhere, and renews the words. Errors: those of
// SetDoor.
func (r *Room) Remove(id string) error {
	return r.withNode(func(n *lan.Node) error {
		for _, f := range prints([]string{id}) {
			return n.Remove(f)
		}
		return lan.ErrMayNot
	})
}

// Appoint says what a person is from now on: "facilitator", "participant", "observer" or
// "wall", and whether a participant may let others in. Who was removed may come back by it.
// Errors: those of SetDoor.
func (r *Room) Appoint(id, role string, letsIn bool) error {
	return r.withNode(func(n *lan.Node) error {
		as, ok := ParseRole(role)
		who := prints([]string{id})
		if !ok || len(who) == 0 {
			return lan.ErrMayNot
		}
		return n.Appoint(who[0], as, letsIn)
	})
}

// ParseRole reads the name of a role that somebody can be given.
func ParseRole(name string) (roster.Role, bool) {
	for _, role := range []roster.Role{roster.Facilitator, roster.Participant, roster.Observer, roster.Wall} {
		if name == role.String() {
			return role, true
		}
	}
	return 0, false
}

func (r *Room) withNode(do func(*lan.Node) error) error {
	node := r.node()
	if node == nil {
		return ErrNotShared
	}
	return do(node)
}

func prints(ids []string) (all []wire.Fingerprint) {
	for _, id := range ids {
		if f, ok := lan.ParsePrint(id); ok {
			all = append(all, f)
		}
	}
	return all
}

// MyRole is what the person at this laptop is in the workshop. One that is shared with nobody
// has a facilitator.
func (r *Room) MyRole() string {
	if r.net == nil {
		return roster.Facilitator.String()
	}
	known := r.net.roster()
	if known == nil {
		return roster.Facilitator.String()
	}
	m, ok := known.Member(r.laptop.identity.Fingerprint())
	if !ok {
		return roster.Participant.String()
	}
	return m.Role.String()
}

// looksOn reports whether somebody of a role writes nothing.
func looksOn(role string) bool {
	return role == roster.Observer.String() || role == roster.Wall.String()
}

// roster is who belongs, as far as is known; nil if the workshop was never shared.
func (n *network) roster() *roster.Roster {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.past
}

// Removed names who put this laptop out of the workshop; "" if nobody did. What was here
// stays here.
func (r *Room) Removed() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.removedBy
}

// removedKey is the setting that holds who put this laptop out of a workshop.
func removedKey(id string) string { return "removed." + id }

// putOut follows that this laptop was removed: it stops looking for the others and goes on
// with what it has, as a workshop of its own.
func (n *network) putOut() {
	r, known := n.room, n.roster()
	by := "?"
	if known == nil {
		return
	}
	if m, ok := known.Member(r.laptop.identity.Fingerprint()); ok {
		if who, ok := known.Member(m.By); ok && who.Name != "" {
			by = who.Name
		}
	}
	n.keeping.Lock() // what was told last must not be kept after it
	defer n.keeping.Unlock()
	n.mu.Lock()
	n.state, n.past = nil, nil
	n.mu.Unlock()
	r.rights.follow(nil) // it is a workshop of its own from now on
	ctx := context.WithoutCancel(r.ctx)
	err := errors.Join(
		r.laptop.store.PutSession(ctx, r.id, nil),
		r.laptop.PutSetting(ctx, removedKey(r.id), by))
	if err != nil {
		r.log.Warn("keeping that this laptop was removed", "err", err)
	}
	r.set(func() { r.removedBy = by })
	r.statusChanged()
	r.doorChanged()
}

// readmitted forgets that this laptop was removed.
func (n *network) readmitted() {
	if n.room.Removed() == "" {
		return
	}
	n.room.set(func() { n.room.removedBy = "" })
	if err := n.room.laptop.PutSetting(context.WithoutCancel(n.room.ctx), removedKey(n.room.id), ""); err != nil {
		n.room.log.Warn("keeping that this laptop is back", "err", err)
	}
}

// MyName is the name of the person at this laptop, "" if it was never asked.
func (r *Room) MyName() string { return r.laptop.nameNow() }
