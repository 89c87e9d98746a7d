package lan

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"throughline.app/sync/roster"
	"throughline.app/sync/wire"
)

// An Asker is somebody who knows the words and waits to be let in, at the door of any
// member.
type Asker struct {
	Fingerprint wire.Fingerprint
	Name        string
	Color       string
	Function    string
	Role        string // asked for, "" for the usual one

	key wire.Asker
}

// A verdict is how a petition ends.
type verdict byte

const (
	letIn verdict = iota
	notNow
	nobodyAnswered
	closed
	outdated // the words are others now
)

// A petition is one asker at this laptop's own door. Fields are guarded by Node.mu.
type petition struct {
	asker   wire.Asker
	verdict verdict
	words   *secrets      // that were proved
	decided chan struct{} // closed with the verdict
	settled bool
	urgent  bool // nobody has answered for a while
	print   wire.Fingerprint
}

// turnedAwayFor is how long who was told *not now* hears it again without anybody being
// asked.
const turnedAwayFor = time.Minute

// petitionAt registers that asker waits here. One laptop has one petition: a second one
// takes the place of the first.
func (n *Node) petitionAt(asker wire.Asker, from string) (*petition, wire.ByeCode, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	now, f := n.opt.Now(), roster.FingerprintOf(asker.Key[:])
	maps.DeleteFunc(n.turnedAway, func(_ wire.Fingerprint, at time.Time) bool { return now.Sub(at) >= turnedAwayFor })
	_, told := n.turnedAway[f]
	switch mode := n.doorNow().Mode; {
	case mode == Closed:
		return nil, wire.ByeClosed, ErrClosed
	case mode == AskMe && told:
		return nil, wire.ByeNotNow, ErrNotNow
	case n.petitions[f] == nil && len(n.petitions) >= wire.MaxAskers, mode == AskMe && !n.door.mayAsk(from):
		return nil, wire.ByeTooMany, fmt.Errorf("lan: too many ask to be let in: %w", ErrDoorShut)
	}
	p := &petition{asker: asker, print: f, words: n.sec.Load(), decided: make(chan struct{})}
	if old := n.petitions[f]; old != nil {
		n.settle(old, notNow)
	}
	n.petitions[f] = p
	n.askersMoved()
	return p, 0, nil
}

// settle ends a petition. The caller holds n.mu.
func (n *Node) settle(p *petition, v verdict) {
	if p.settled {
		return
	}
	p.settled, p.verdict = true, v
	close(p.decided)
	if n.petitions[p.print] == p {
		delete(n.petitions, p.print)
		n.askersMoved()
	}
}

// judgePetitions settles those that the door or the roster has decided. The caller holds
// n.mu.
func (n *Node) judgePetitions() {
	mode := n.doorNow().Mode
	for f, p := range n.petitions {
		switch {
		case n.isRemoved(f):
			n.settle(p, notNow)
		case n.belongs(f):
			n.settle(p, letIn)
		case p.words.words != n.sec.Load().words:
			n.settle(p, outdated)
		case mode == Closed:
			n.settle(p, closed)
		case mode == Open && n.mayAdmit(n.me):
			n.settle(p, letIn)
		}
	}
}

// askersMoved tells this laptop and those who may admit. The caller holds n.mu.
func (n *Node) askersMoved() {
	n.askVersion++
	n.spread()
	n.tell(Event{Kind: Asking})
}

// await has who is at s wait for the verdict. While it waits the other side says PING and
// nothing else; reading goes on in a goroutine, and what comes first afterwards is handed to
// the session.
func (n *Node) await(ctx context.Context, s *Session, p *petition) (wire.ByeCode, error) {
	s.stream.live.Store(true)
	early := make(chan read, 1) // the first frame that is no PING, or an error
	n.tasks.Go(func() {
		for {
			f, err := s.conn.ReadFrameLimit(wire.MaxFrame)
			if err == nil && f.Kind == wire.KindPing {
				continue
			}
			early <- read{f, err}
			return
		}
	})
	patience := time.NewTimer(n.opt.Intervals.Ask)
	defer patience.Stop()
	tick := time.NewTicker(n.opt.Intervals.Ping)
	defer tick.Stop()
	told := []string{"\x00"} // unlike any list of names
	for {
		if who := n.whoAdmits(); !slices.Equal(who, told) {
			told = who
			if err := s.conn.Write(wire.Wait{Who: who}); err != nil {
				n.withdrawn(p)
				return 0, err
			}
		}
		select {
		case <-ctx.Done():
			n.withdrawn(p)
			return wire.ByeLeaving, ctx.Err()
		case r := <-early: // it left, or said what it should not
			n.withdrawn(p)
			return wire.ByeRefused, fmt.Errorf("lan: %s no longer waits: %w", s.member.Name, r.why())
		case <-patience.C:
			n.mu.Lock()
			n.settle(p, nobodyAnswered)
			n.mu.Unlock()
		case <-tick.C:
			n.mu.Lock()
			if !p.urgent && !p.settled {
				p.urgent = true
				n.askersMoved()
			}
			n.mu.Unlock()
			if err := s.conn.Write(wire.Ping{}); err != nil {
				n.withdrawn(p)
				return 0, err
			}
		case <-p.decided:
			if p.verdict == letIn {
				s.early = early
				return 0, nil
			}
			return p.verdict.bye()
		}
	}
}

func (v verdict) bye() (wire.ByeCode, error) {
	switch v {
	case notNow:
		return wire.ByeNotNow, ErrNotNow
	case closed:
		return wire.ByeClosed, ErrClosed
	case outdated:
		return wire.ByeWrongWords, ErrWrongWords
	}
	return wire.ByeNobody, ErrNobodyAnswered
}

func (n *Node) withdrawn(p *petition) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.settle(p, notNow)
}

// whoAdmits names those who are here and are asked: who leads, or else who may let people
// in. Sorted.
func (n *Node) whoAdmits() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	here := map[wire.Fingerprint]string{n.me: n.opt.Name}
	for f, k := range n.table {
		if k.session != nil {
			here[f] = k.Name
		}
	}
	var who []string
	for _, may := range []func(wire.Fingerprint) bool{n.mayLead, n.mayAdmit} {
		for f, name := range here {
			if may(f) {
				who = append(who, name)
			}
		}
		if len(who) > 0 {
			break
		}
	}
	slices.Sort(who)
	return who[:min(len(who), wire.MaxAskers)]
}

// Asking lists those who wait to be let in, at this laptop or another, by name. It is empty
// for who may not admit, and, while one who leads is here, for the others: one asks the
// facilitator first.
func (n *Node) Asking() []Asker {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.mayAdmit(n.me) || n.doorNow().Mode != AskMe {
		return nil
	}
	if !n.mayLead(n.me) {
		for f, k := range n.table {
			if k.session != nil && n.mayLead(f) {
				return nil
			}
		}
	}
	all := make(map[wire.Fingerprint]wire.Asker)
	for f, p := range n.petitions {
		all[f] = p.asker
	}
	for _, k := range n.table {
		if k.session == nil {
			continue
		}
		for _, a := range k.session.asks {
			if f := roster.FingerprintOf(a.Key[:]); !n.belongs(f) && !n.isRemoved(f) {
				all[f] = a
			}
		}
	}
	var list []Asker
	for f, a := range all {
		list = append(list, Asker{f, a.Name, a.Color, a.Function, a.Role, a})
	}
	slices.SortFunc(list, func(a, b Asker) int {
		return strings.Compare(a.Name+"\x00"+Hex(a.Fingerprint), b.Name+"\x00"+Hex(b.Fingerprint))
	})
	return list
}

// LetIn lets those who ask in, wherever they knocked; none stands for all. Who asks no longer
// is passed over. Errors: [ErrMayNot].
func (n *Node) LetIn(who ...wire.Fingerprint) error {
	if !n.mayAdmit(n.me) {
		return ErrMayNot
	}
	for _, a := range n.Asking() {
		if len(who) == 0 || slices.Contains(who, a.Fingerprint) {
			if err := n.admit(a.key); err != nil {
				return err
			}
		}
	}
	return nil
}

// TurnAway says *not now* to those who ask. Errors: [ErrMayNot].
func (n *Node) TurnAway(who ...wire.Fingerprint) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.mayAdmit(n.me) {
		return ErrMayNot
	}
	for _, f := range who {
		n.turnAway(f)
		for _, k := range n.table {
			if s := k.session; s != nil && slices.ContainsFunc(s.asks, func(a wire.Asker) bool { return roster.FingerprintOf(a.Key[:]) == f }) {
				s.answers = append(s.answers, wire.Answer{Fingerprint: f})
				s.wake()
			}
		}
	}
	return nil
}

// turnAway is called with n.mu held.
func (n *Node) turnAway(f wire.Fingerprint) {
	if p := n.petitions[f]; p != nil {
		if len(n.turnedAway) < 4*wire.MaxAskers {
			n.turnedAway[f] = n.opt.Now()
		}
		n.settle(p, notNow)
	}
}
