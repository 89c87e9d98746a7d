package laptop

import (
	"context"

	"throughline.app/sync/lan"
	"throughline.app/sync/presence"
	"throughline.app/sync/replica"
)

// pointers are where people point: this person's cursor on its way out, and the others'.
type pointers struct {
	room   *Room
	sender *presence.Sender
	table  *presence.Table
}

func newPointers(n *network) *pointers {
	opt := presence.Options{Log: n.room.log}
	return &pointers{
		room:   n.room,
		sender: presence.NewSender(func(body []byte) error { return n.hub.SendPresence(body) }, opt),
		table:  presence.NewTable(opt),
	}
}

// run sends what waits until ctx ends.
func (p *pointers) run(ctx context.Context) error {
	return p.sender.Run(ctx)
}

// expire forgets cursors that have gone quiet.
func (p *pointers) expire() {
	if p.table.Expire() {
		p.changed()
	}
}

func (p *pointers) hear(from replica.Peer, body []byte) {
	watched := p.table.Watching(from.ID)
	news, err := p.table.Receive(from.ID, body)
	switch {
	case err != nil:
		p.room.log.Warn("a cursor that cannot be read", "member", from.Name, "err", err)
	case news:
		p.changed()
		if watched != p.table.Watching(from.ID) {
			p.room.statusChanged()
		}
	}
}

func (p *pointers) gone(m lan.Member) {
	p.table.Forget(lan.Hex(m.Fingerprint))
	p.changed()
}

func (p *pointers) changed() {
	p.room.tell.say(func() {
		p.room.mu.Lock()
		f := p.room.onOthers
		p.room.mu.Unlock()
		if f != nil {
			f()
		}
	})
}

// Watch says that the person at this laptop only looks on, or no longer does: a wall sends
// no cursor.
func (r *Room) Watch(only bool) {
	r.watches.Store(only)
	r.Point(presence.State{})
}

// point tells the others where this person is.
func (n *network) point(s presence.State) {
	p := n.room.laptop.Profile(n.room.ctx)
	s.Name, s.Color, s.Watches = p.Name, p.Hue, n.room.watches.Load()
	n.others.sender.Point(s)
}
