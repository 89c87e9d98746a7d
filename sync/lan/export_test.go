package lan

import (
	"context"
	"crypto/tls"
	"time"

	"throughline.app/sync/wire"
)

// TLSConfig is what a laptop shows and asks for, for tests that play a stranger.
func (id Identity) TLSConfig() *tls.Config { return id.tlsConfig() }

// TryDoor proves what n holds as a member at an address, and leaves.
func (n *Node) TryDoor(ctx context.Context, addr string, who wire.Fingerprint) error {
	s, _, err := n.enter(ctx, addr, wire.DoorMember, n.sec.Load().memberKey, &who)
	if err == nil {
		_ = s.Close()
	}
	return err
}

// TellAll sends m to every member.
func (n *Node) TellAll(m wire.Message) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, k := range n.table {
		if k.session != nil {
			_ = k.session.conn.Write(m)
		}
	}
}

// Door is the door with its clock in the test's hands.
type Door struct{ d door }

func NewDoor(now func() time.Time) *Door { return &Door{door{now: now}} }

func (d *Door) Check(from string, right bool) (wire.ByeCode, bool) {
	return d.d.check(from, func() bool { return right })
}

func (d *Door) Open() { d.d.open() }
