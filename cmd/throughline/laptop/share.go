package laptop

import (
	"context"
	"errors"

	"throughline.app/sync/lan"
)

// An Invitation is what others need to join.
type Invitation struct {
	Words string // five, with single spaces
	Addr  string // "host:port"
	Link  string // words, address and who answers there, as one text
}

// Share opens the workshop to others and returns what they need. A workshop that is
// shared already keeps its words.
func (r *Room) Share(ctx context.Context) (Invitation, error) {
	if r.net == nil {
		return Invitation{}, errors.New("this workshop was opened without the network")
	}
	n := r.net
	n.share.Lock()
	defer n.share.Unlock()
	if err := n.back(); err != nil {
		return Invitation{}, err // new words would leave behind those who know the old ones
	}
	n.mu.Lock()
	node := n.node
	n.mu.Unlock()
	if node == nil {
		var err error
		node, err = lan.Share(n.options(), lan.Workshop{ID: r.id, Title: r.Snapshot().Meta.Title})
		if err != nil {
			return Invitation{}, err
		}
		if err := n.adopt(node); err != nil {
			return Invitation{}, err
		}
		n.keepState()
	}
	return Invitation{Words: node.Words(), Addr: node.Addr(), Link: node.Link().String()}, ctx.Err()
}

// keepState has the disk keep how the workshop is shared: who was put out, the words, the keys. What the
// disk does not take is tried again every second, and at the end.
func (n *network) keepState() {
	n.keeping.Lock()
	defer n.keeping.Unlock()
	n.mu.Lock()
	state, tried := n.state, n.due
	n.due = false
	n.mu.Unlock()
	if state == nil {
		return
	}
	raw, err := state.Marshal()
	if err == nil {
		err = n.room.laptop.store.PutSession(context.WithoutCancel(n.room.ctx), n.room.id, raw)
	}
	if err == nil {
		return
	}
	if !tried {
		n.room.log.Warn("keeping how this workshop is shared", "err", err)
	}
	n.mu.Lock()
	n.due = true
	n.mu.Unlock()
}

// keepDue is keepState if the disk did not take it.
func (n *network) keepDue() {
	n.mu.Lock()
	due := n.due
	n.mu.Unlock()
	if due {
		n.keepState()
	}
}
