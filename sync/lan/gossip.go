package lan

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"log"
	"log/slog"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/hashicorp/memberlist"

	"throughline.app/sync/wire"
)

// gossip is the membership hint: who says that it is up, and where to dial it. It is sealed
// with the session's gossip key; anybody who has that could lie in it, so nothing but
// dialling follows from it.
type gossip struct {
	list *memberlist.Memberlist
	hint *hint
	done chan struct{}
}

// metaLimit bounds what a member says of itself: 2 bytes of port and a name.
const metaLimit = 2 + wire.MaxName

// startGossip begins to listen for membership packets, at the first host, any port.
func (n *Node) startGossip(ctx context.Context) (*gossip, error) {
	host := n.place.hosts[0]
	cfg := memberlist.DefaultLANConfig()
	cfg.Name = Hex(n.me)
	cfg.Label = hex.EncodeToString(n.session[:])
	ring, err := memberlist.NewKeyring(nil, n.sec.Load().gossipKey)
	if err != nil {
		return nil, fmt.Errorf("lan: membership: %w", err)
	}
	cfg.Keyring = ring
	cfg.BindAddr, cfg.AdvertiseAddr = host.String(), host.String()
	cfg.BindPort, cfg.AdvertisePort = 0, 0
	cfg.CIDRsAllowed = allowedNets(host)
	// It is a hint, and each turn of it wakes a processor of every laptop in the room.
	cfg.ProbeInterval = 2 * time.Second
	cfg.ProbeTimeout = 600 * time.Millisecond
	cfg.SuspicionMult = 3
	cfg.SuspicionMaxTimeoutMult = 3
	cfg.GossipInterval = 200 * time.Millisecond
	cfg.PushPullInterval = 10 * time.Second
	cfg.GossipToTheDeadTime = time.Minute
	cfg.DeadNodeReclaimTime = time.Second
	cfg.TCPTimeout = 3 * time.Second
	cfg.EnableCompression = false // a table of 64 KB is made for each packet of a hundred bytes
	cfg.Logger = log.New(debugLines{n.log}, "", 0)
	hint := &hint{node: n, alive: map[string]string{}}
	cfg.Delegate, cfg.Events, cfg.Alive = hint, hint, hint

	list, err := memberlist.Create(cfg)
	if err != nil {
		return nil, fmt.Errorf("lan: membership: %w", err)
	}
	n.mu.Lock()
	n.gossip = net.JoinHostPort(host.String(), strconv.Itoa(cfg.BindPort)) // Create has put the port there
	n.rekey = func(key []byte) { useOnly(ring, key) }
	n.rekey(n.sec.Load().gossipKey) // it may have changed meanwhile
	n.mu.Unlock()

	g := &gossip{list: list, hint: hint, done: make(chan struct{})}
	go func() {
		defer close(g.done)
		g.meet(ctx, n.meet)
	}()
	return g, nil
}

// useOnly makes key the one that membership packets are sealed with and opened by. Who has
// not heard of it yet is not heard any more: its sessions live on, and bring it the key.
func useOnly(ring *memberlist.Keyring, key []byte) {
	if ring.AddKey(key) != nil || ring.UseKey(key) != nil {
		return // not of a length that a key has: never true of a key of ours
	}
	for _, old := range ring.GetKeys() {
		if !bytes.Equal(old, key) {
			_ = ring.RemoveKey(old)
		}
	}
}

// meet joins the membership of each address that comes: those of members with a new
// session. One call across heals a membership that had split.
func (g *gossip) meet(ctx context.Context, addresses <-chan string) {
	for {
		select {
		case <-ctx.Done():
			return
		case a := <-addresses:
			if !g.hint.has(a) {
				_, _ = g.list.Join([]string{a}) // logged there; the next session tries again
			}
		}
	}
}

func (g *gossip) stop() {
	<-g.done
	_ = g.list.Leave(250 * time.Millisecond)
	_ = g.list.Shutdown()
}

func (n *Node) gossipAddr() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.gossip
}

// hint hears memberlist. Its methods are called under memberlist's locks: they note and
// return. What they are given is memberlist's own and may be read only before they return,
// which is why the list of who is up is kept here.
type hint struct {
	node *Node

	mu    sync.Mutex
	alive map[string]string // membership address by name
}

func (h *hint) has(address string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, a := range h.alive {
		if a == address {
			return true
		}
	}
	return false
}

// NodeMeta implements memberlist.Delegate: the port of our TLS listener and our name.
func (h *hint) NodeMeta(limit int) []byte {
	meta := binary.BigEndian.AppendUint16(nil, uint16(h.node.port))
	return append(meta, clip(h.node.opt.Name, min(limit, metaLimit)-2)...)
}

// NotifyAlive implements memberlist.AliveDelegate: what names no laptop is no member.
func (h *hint) NotifyAlive(peer *memberlist.Node) error {
	if _, ok := fingerprintFrom(peer.Name); !ok || len(peer.Meta) < 2 || len(peer.Meta) > metaLimit {
		return fmt.Errorf("lan: no member of ours: %d bytes", len(peer.Meta))
	}
	return nil
}

// NotifyJoin implements memberlist.EventDelegate.
func (h *hint) NotifyJoin(peer *memberlist.Node) { h.seen(peer) }

// NotifyUpdate implements memberlist.EventDelegate.
func (h *hint) NotifyUpdate(peer *memberlist.Node) { h.seen(peer) }

func (h *hint) seen(peer *memberlist.Node) {
	f, ok := fingerprintFrom(peer.Name)
	if !ok || len(peer.Meta) < 2 || f == h.node.me {
		return
	}
	h.mu.Lock()
	h.alive[peer.Name] = peer.Address()
	h.mu.Unlock()
	port := strconv.Itoa(int(binary.BigEndian.Uint16(peer.Meta)))
	h.node.learn(wire.Member{
		Fingerprint: f,
		Name:        clip(string(peer.Meta[2:]), wire.MaxName),
		Addresses:   []string{net.JoinHostPort(peer.Addr.String(), port)},
	})
	if Hex(h.node.me) < peer.Name { // the other side dials at its next look, if need be
		h.node.LookNow()
	}
}

// NotifyLeave implements memberlist.EventDelegate. A live session outweighs it.
func (h *hint) NotifyLeave(peer *memberlist.Node) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.alive, peer.Name)
}

// NotifyMsg implements memberlist.Delegate; no messages are sent this way.
func (h *hint) NotifyMsg([]byte) {}

// GetBroadcasts implements memberlist.Delegate.
func (h *hint) GetBroadcasts(int, int) [][]byte { return nil }

// LocalState implements memberlist.Delegate.
func (h *hint) LocalState(bool) []byte { return nil }

// MergeRemoteState implements memberlist.Delegate.
func (h *hint) MergeRemoteState([]byte, bool) {}

// debugLines passes memberlist's log lines on.
type debugLines struct{ log *slog.Logger }

// Write implements io.Writer, one line a call.
func (d debugLines) Write(line []byte) (int, error) {
	d.log.Debug(strings.TrimSpace(string(line)))
	return len(line), nil
}
