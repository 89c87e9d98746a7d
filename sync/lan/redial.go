package lan

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"time"

	"throughline.app/sync/wire"
)

// maxWait is how many looks a member that cannot be reached is left alone between tries.
const maxWait = 2

// redial looks every Intervals.Rejoin, and whenever kicked, who is known and not here, and
// dials them: this is what heals a cut cable. The first look is soon, for who comes back.
func (n *Node) redial(ctx context.Context) {
	wait := n.jitter(n.opt.Intervals.Rejoin) / 8
	for {
		timer := time.NewTimer(wait)
		wait = n.jitter(n.opt.Intervals.Rejoin)
		all := false
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-n.kick:
			timer.Stop()
			all = true
		case <-timer.C:
		}
		for _, k := range n.absent(all) {
			n.tasks.Go(func() { n.tryMember(ctx, k) })
		}
	}
}

// jitter returns d ± a quarter, so that laptops that lost each other at the same moment do
// not dial at the same moment.
func (n *Node) jitter(d time.Duration) time.Duration {
	var b [2]byte
	if _, err := io.ReadFull(n.opt.Random, b[:]); err != nil {
		return d
	}
	return d*3/4 + d/2*time.Duration(binary.BigEndian.Uint16(b[:]))/(1<<16)
}

// absent marks and returns those to be dialled now.
func (n *Node) absent(all bool) []KnownMember {
	n.mu.Lock()
	defer n.mu.Unlock()
	var out []KnownMember
	for _, k := range n.table {
		switch {
		case k.session != nil || k.dialing || len(k.Addresses) == 0:
		case k.wait > 0 && !all:
			k.wait--
		default:
			k.dialing = true
			row := k.KnownMember
			row.Addresses = append([]string(nil), k.Addresses...)
			out = append(out, row)
		}
	}
	return out
}

// tryMember dials a member at each of its addresses until one lets this laptop in.
func (n *Node) tryMember(ctx context.Context, k KnownMember) {
	var err error
	for _, addr := range k.Addresses {
		var s *Session
		var admit wire.Admit
		s, admit, err = n.enter(ctx, addr, wire.DoorMember, n.sec.Load().memberKey, &k.Fingerprint)
		if err == nil {
			stays := n.enterTable(s)
			n.dialled(k.Fingerprint, nil)
			if !stays {
				s.leave(wire.ByeDuplicate)
				return
			}
			n.takeAdmission(admit)
			n.serve(ctx, s)
			return
		}
		if errors.Is(err, errDuplicate) {
			err = nil
			break
		}
		if errors.Is(err, ErrSelf) || errors.Is(err, errOther) {
			n.forgetAddress(k.Fingerprint, addr)
		}
		if ctx.Err() != nil {
			break
		}
	}
	if err != nil && ctx.Err() == nil {
		n.log.Debug("a member is out of reach", "member", k.Name, "error", err)
	}
	n.dialled(k.Fingerprint, err)
}

// dialled notes the end of a try.
func (n *Node) dialled(f wire.Fingerprint, err error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	k := n.table[f]
	if k == nil {
		return
	}
	k.dialing = false
	if err != nil {
		k.failed++
		k.wait = min(k.failed-1, maxWait)
	}
	if k.unsaid != nil {
		n.tellGone(*k.unsaid)
		k.unsaid = nil
	}
}

func (n *Node) forgetAddress(f wire.Fingerprint, addr string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if k := n.table[f]; k != nil {
		var rest []string
		for _, a := range k.Addresses {
			if a != addr {
				rest = append(rest, a)
			}
		}
		k.Addresses = rest
	}
}

// takeAdmission learns the members that the other side lists.
func (n *Node) takeAdmission(admit wire.Admit) {
	news := false
	for i, m := range admit.Members {
		if i > 0 { // the first is who told us; its address is the one it was reached at
			news = n.learn(m) || news
		}
	}
	if news {
		n.LookNow()
	}
}

// LookNow has those who are known and not here dialled without waiting.
func (n *Node) LookNow() {
	select {
	case n.kick <- struct{}{}:
	default:
	}
}
