package laptop

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"throughline.app/assets/words"
	"throughline.app/storage"
	"throughline.app/sync/lan"
	"throughline.app/sync/wire"
)

var (
	// ErrNobody says that no workshop is heard of in this room.
	ErrNobody = errors.New("no workshop is heard of in this room")
	// ErrSeveral says that several are, and none was chosen.
	ErrSeveral = errors.New("several workshops are shared in this room")
	// ErrGone says that a workshop was found by its words alone, and nobody of it answers
	// where it was heard of or last seen.
	ErrGone = errors.New("nobody of this workshop answers")
	// ErrLinkGone says that nobody of a workshop answers where a link leads.
	ErrLinkGone = errors.New("nobody answers where this link leads")
)

// mostKnocks bounds the addresses that one try to join takes, so that whoever makes
// addresses up cannot have this laptop knock for long.
const mostKnocks = 4

// knock enters with words at the address, the link or, if at is empty, wherever a workshop
// is heard of.
func (l *Laptop) knock(ctx context.Context, e Entry) (*lan.Node, error) {
	typed, at := e.Words, strings.TrimSpace(e.At)
	opt := asRole(l.lanOptions(ctx), e.Role)
	opt.OnWait = e.OnWait
	if strings.Contains(at, lan.LinkPrefix) {
		link, err := lan.ParseLink(at)
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(typed) == "" {
			typed = link.Words
		}
		node, err := lan.JoinWith(ctx, opt, typed, link.Addr, &link.Print)
		return node, gone(err, ErrLinkGone)
	}
	if _, err := words.Parse(typed); err != nil {
		return nil, err
	}
	addrs := []string{at}
	if at == "" {
		var err error
		if addrs, err = l.whereabouts(ctx, typed); err != nil {
			return nil, err
		}
	} else {
		for _, f := range l.Found() {
			if slices.Contains(f.Addrs, at) {
				addrs = append(addrs, f.Addrs...) // the same workshop, elsewhere
			}
		}
	}
	node, err := tryEach(ctx, opt, typed, addrs)
	if at == "" {
		err = gone(err, ErrGone)
	}
	return node, err
}

// gone makes an error that speaks of an address one for a person who typed none.
func gone(err, as error) error {
	for _, e := range []error{lan.ErrUnreachable, lan.ErrNotThroughline, lan.ErrNotMember, lan.ErrSelf} {
		if errors.Is(err, e) {
			return fmt.Errorf("%w: %w", as, err)
		}
	}
	return err
}

// tryEach knocks at one address after another until somebody answers who knows the words,
// or says that they are wrong.
func tryEach(ctx context.Context, opt lan.Options, typed string, addrs []string) (*lan.Node, error) {
	var first error
	tried := make(map[string]bool)
	for _, a := range addrs {
		if tried[a] || len(tried) == mostKnocks {
			continue
		}
		tried[a] = true
		node, err := lan.Join(ctx, opt, typed, a)
		if err == nil {
			return node, nil
		}
		if first == nil {
			first = err
		}
		elsewhere := []error{lan.ErrUnreachable, lan.ErrNotThroughline, lan.ErrImpostor, lan.ErrNotMember, lan.ErrSelf}
		if ctx.Err() != nil || !slices.ContainsFunc(elsewhere, func(e error) bool { return errors.Is(err, e) }) {
			return nil, err
		}
	}
	return nil, first
}

// whereabouts is the ladder for words without an address: the one workshop that is heard
// of; the one that these words opened before, where it is heard of or was last seen.
func (l *Laptop) whereabouts(ctx context.Context, typed string) ([]string, error) {
	session, last := l.opened(ctx, typed)
	found := l.heard(ctx)
	for _, f := range found {
		if session != nil && f.session == *session {
			return append(f.Addrs, last...), nil
		}
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case len(last) > 0:
		return last, nil
	case len(found) > 1:
		return nil, ErrSeveral
	case len(found) == 0:
		return nil, ErrNobody
	}
	return found[0].Addrs, nil
}

// opened finds the session that these words opened before, and where it was last seen.
func (l *Laptop) opened(ctx context.Context, typed string) (session *wire.SessionID, addrs []string) {
	normal, err := words.Parse(typed)
	if err != nil {
		return nil, nil
	}
	l.eachSession(ctx, func(_ storage.Workshop, s lan.State) {
		if s.Words != normal {
			return
		}
		session = &s.Session
		for _, k := range s.Known {
			addrs = append(addrs, k.Addresses...)
		}
	})
	return session, addrs
}
