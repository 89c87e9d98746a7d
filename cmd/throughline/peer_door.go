package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/lan"
)

// doorTold is what was told last, so that nothing is told twice. Guarded by peer.mu.
type doorTold struct {
	door    string
	asking  string
	removed bool
	refused map[string]bool // sentences
}

// waits tells that somebody has to let this laptop in.
func (p *peer) waits(who []string) {
	p.emit(map[string]any{"event": "waiting", "who": append([]string{}, who...)})
}

// doorChanged tells how the door stands and who asks, if that is new.
func (p *peer) doorChanged() {
	d, shared := p.room.Door()
	if !shared {
		return
	}
	asking := p.room.Asking()
	p.mu.Lock()
	door, people := fmt.Sprint(d), fmt.Sprint(asking)
	newDoor, newAsking := door != p.told.door, people != p.told.asking && (len(asking) > 0 || p.told.asking != "")
	p.told.door, p.told.asking = door, people
	p.mu.Unlock()
	if newDoor {
		e := map[string]any{"event": "door", "mode": d.Mode.String(), "words": d.Words, "tried": d.Tried || d.Shut != "", "lead": d.Lead}
		if !d.Until.IsZero() {
			e["until"] = d.Until.UTC().Format(time.RFC3339)
		}
		p.emit(e)
	}
	if newAsking {
		list := []map[string]any{}
		for _, a := range asking {
			list = append(list, map[string]any{"id": a.ID, "name": a.Name, "function": a.Function, "role": a.Role})
		}
		p.emit(map[string]any{"event": "asking", "people": list})
	}
}

// statusChanged tells that this laptop was removed, and what was refused, each once.
func (p *peer) statusChanged() {
	p.tellRefused()
	by := p.room.Removed()
	p.mu.Lock()
	news := (by != "") != p.told.removed
	p.told.removed = by != ""
	p.mu.Unlock()
	if news && by != "" {
		p.emit(map[string]any{"event": "removed", "by": by})
	}
}

func (p *peer) tellRefused() {
	for _, f := range p.room.Refusals() {
		sentence := f.Sentence()
		p.mu.Lock()
		news := !p.told.refused[sentence]
		if p.told.refused == nil {
			p.told.refused = map[string]bool{}
		}
		p.told.refused[sentence] = true
		p.mu.Unlock()
		if news {
			p.emit(map[string]any{"event": "refused", "from": f.From, "author": f.Author, "why": sentence})
		}
	}
}

// atDoor does what a request asks of the door and the people.
func (p *peer) atDoor(r request) error {
	switch r.Op {
	case "door":
		mode, ok := lan.ParseMode(r.Mode)
		if !ok {
			return fmt.Errorf("a door is open, ask or shut, not %q", r.Mode)
		}
		return p.room.SetDoor(mode)
	case "new-words":
		return p.room.NewWords()
	case "let-in", "not-now":
		var ids []string
		for _, a := range p.room.Asking() {
			if r.Member == "" || a.ID == r.Member || strings.EqualFold(a.Name, r.Member) {
				ids = append(ids, a.ID)
			}
		}
		if len(ids) == 0 {
			return fmt.Errorf("nobody %q asks to be let in", r.Member)
		}
		if r.Op == "let-in" {
			return p.room.LetIn(ids...)
		}
		return p.room.TurnAway(ids...)
	}
	id, err := p.member(r.Member)
	switch {
	case err != nil:
		return err
	case r.Op == "remove":
		return p.room.Remove(id)
	}
	if _, ok := laptop.ParseRole(r.Role); !ok {
		return fmt.Errorf("there is no role %q", r.Role)
	}
	return p.room.Appoint(id, r.Role, r.LetsIn)
}

// member finds one person by ID or by a name that nobody else has, of those who are here
// or, if none of them has it, of all.
func (p *peer) member(named string) (string, error) {
	var ids []string
	for _, here := range []bool{true, false} {
		for _, m := range p.room.Status().Members {
			if m.ID == named {
				return m.ID, nil
			}
			if m.Here == here && strings.EqualFold(m.Name, named) {
				ids = append(ids, m.ID)
			}
		}
		if len(ids) > 0 {
			break
		}
	}
	slices.Sort(ids)
	if ids = slices.Compact(ids); len(ids) != 1 {
		return "", fmt.Errorf("%d people here are called %q", len(ids), named)
	}
	return ids[0], nil
}
