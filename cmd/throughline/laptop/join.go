package laptop

import (
	"context"
	"errors"
	"fmt"
	"time"

	"throughline.app/sync/lan"
	"throughline.app/workshop"
)

// ErrNoDocument says that a laptop let this one in and its workshop did not arrive.
var ErrNoDocument = errors.New("the workshop did not arrive")

// arrival bounds how long a joined workshop may take to arrive.
const arrival = 30 * time.Second

// An Entry is how to come into a workshop of another laptop.
type Entry struct {
	Words string
	// At is "host:port", "host", a link, or "" for the workshop that is heard of in this room.
	At   string
	Role string // to ask for: "observer", "wall", or "" for the usual one
	// OnWait is told, while somebody has to let this laptop in, who may: the names of those who
	// are here, none if nobody is. May be nil.
	OnWait func(who []string)
}

// Join is [Laptop.Enter] with words and an address.
func (l *Laptop) Join(ctx context.Context, words, at string) (*Room, error) {
	return l.Enter(ctx, Entry{Words: words, At: at})
}

// Enter comes into a workshop of another laptop with its words, and returns it once the
// document is here. Errors: those of [lan.Join], [lan.ErrLink], [ErrNobody], [ErrSeveral],
// [ErrGone], [ErrLinkGone], [ErrNoDocument]; [*SenderError] and [crdt.ErrUnexamined] for a workshop that was not
// taken in.
func (l *Laptop) Enter(ctx context.Context, e Entry) (*Room, error) {
	node, err := l.knock(ctx, e)
	if err != nil {
		return nil, err
	}
	id := node.Workshop().ID
	if id == "" {
		return nil, errors.Join(lan.ErrNotThroughline, node.Close())
	}
	l.opening.Lock()
	r, err := l.standing(id)
	switch {
	case err != nil:
	case r == nil:
		r, err = l.openRoom(ctx, id, Networked, node)
	case r.net == nil:
		err = node.Close() // it is open here without the network
	default:
		err = r.net.enter(node)
	}
	l.opening.Unlock()
	if err != nil {
		return nil, errors.Join(err, node.Close())
	}
	if err := r.arrived(ctx); err != nil {
		return nil, errors.Join(err, r.Close())
	}
	r.introduce(l.Profile(ctx))
	r.firstCard(ctx)
	return r, nil
}

// arrived waits until the document holds a workshop.
func (r *Room) arrived(ctx context.Context) error {
	moved := make(chan struct{}, 1) // written by the document, read here; full means already told
	r.doc.Subscribe(func(workshop.Update) {
		select {
		case moved <- struct{}{}:
		default:
		}
	})
	limit := time.NewTimer(arrival)
	defer limit.Stop()
	for r.Snapshot().Canvases.Len() == 0 {
		select {
		case <-moved:
		case <-r.net.refusals:
			if r.net.alone() {
				return r.missing(ErrNoDocument)
			}
		case <-ctx.Done():
			return ctx.Err()
		case <-r.ctx.Done():
			return fmt.Errorf("%w: it was closed", ErrNoDocument)
		case <-limit.C:
			return r.missing(fmt.Errorf("%w within %v", ErrNoDocument, arrival))
		}
	}
	return nil
}

// missing is err, or why what came was refused.
func (r *Room) missing(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refused != nil {
		return r.refused
	}
	return err
}
