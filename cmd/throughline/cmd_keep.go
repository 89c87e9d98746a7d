package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"throughline.app/assets/words"
	"throughline.app/cmd/throughline/calm"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/lan"
)

// How often a keeper looks, says at most how it stands after the first keepFirst lines, tries
// to come in again, and gives back memory that it no longer uses.
const (
	keepLook   = time.Second
	keepFirst  = 6
	keepSay    = time.Minute
	keepRetry  = 10 * time.Second
	keepSettle = 10 * time.Minute
)

// errNothingToKeep says that there is no workshop to keep.
var errNothingToKeep = errors.New("this laptop has not been in a workshop with others")

// A keeper is a laptop that nobody sits at: it holds what the others wrote, and is there
// when they come back. It needs no input, and runs until it is stopped.
type keeper struct {
	laptop *laptop.Laptop
	out    io.Writer
	rooms  map[string]*laptop.Room // by id
	said   map[string]string       // the last line of each
	full   time.Time               // when keepFirst lines may be said again; each puts it off by keepSay
}

// keep runs a keeper of one workshop: the one with an id, or the one that is entered. With
// neither it keeps all that the laptop was in with others.
func keep(ctx context.Context, env *environment, l *laptop.Laptop, share string, entry laptop.Entry) (err error) {
	debug.SetGCPercent(50) // it runs for days beside other things, and is in no hurry
	k := &keeper{laptop: l, out: env.out, rooms: map[string]*laptop.Room{}, said: map[string]string{}}
	defer func() {
		for _, r := range k.rooms {
			err = errors.Join(err, r.Close())
		}
	}()
	var ids []string
	switch {
	case share != "":
		ids = []string{share}
	case entry.Words != "":
		id, err := k.enter(ctx, entry)
		if err != nil || id == "" {
			return err
		}
		ids = []string{id}
	default:
		if ids = l.Shared(ctx); len(ids) == 0 {
			return errNothingToKeep
		}
	}
	for _, id := range ids {
		if err := k.open(ctx, id); err != nil {
			return err
		}
	}
	calm.Settle()
	return k.run(ctx, ids)
}

// enter comes into a workshop, however long nobody is there to let it in. It returns "" if
// ctx ended before.
func (k *keeper) enter(ctx context.Context, entry laptop.Entry) (string, error) {
	waits := ""
	for {
		room, err := k.laptop.Reenter(ctx, entry)
		switch {
		case err == nil:
			return room.ID(), nil
		case ctx.Err() != nil:
			return "", nil
		case errors.Is(err, lan.ErrWrongWords), errors.Is(err, words.ErrUnknown):
			return "", err
		}
		sentence, _ := explain(err)
		if sentence != waits {
			fmt.Fprintf(k.out, "Waiting: %s\n", sentence)
			waits = sentence
		}
		select {
		case <-ctx.Done():
			return "", nil
		case <-time.After(keepRetry):
		}
	}
}

// open opens a workshop, shared as it was.
func (k *keeper) open(ctx context.Context, id string) error {
	room, err := k.laptop.Open(ctx, id, laptop.Networked)
	if err != nil {
		return err
	}
	k.rooms[id] = room
	if _, err := room.Share(ctx); err != nil && !errors.Is(err, lan.ErrNoNetwork) {
		return err // without a network it shares as soon as there is one
	}
	return nil
}

// run says how things stand until ctx ends. A room that ended by itself is opened again.
func (k *keeper) run(ctx context.Context, ids []string) error {
	look, settle := time.NewTicker(keepLook), time.NewTicker(keepSettle)
	defer look.Stop()
	defer settle.Stop()
	for {
		for _, id := range ids {
			k.say(k.rooms[id], time.Now())
		}
		select {
		case <-ctx.Done():
			return nil
		case <-settle.C:
			debug.FreeOSMemory()
		case <-look.C:
		}
		for _, id := range ids {
			select {
			case <-k.rooms[id].Ended():
				if ctx.Err() != nil {
					return nil
				}
				fmt.Fprintf(k.out, "Opening “%s” again.\n", k.rooms[id].Snapshot().Meta.Title)
				if err := k.open(ctx, id); err != nil {
					return err
				}
			default:
			}
		}
	}
}

// say tells how a workshop stands if that is another than it was. What would fill a log is
// left out.
func (k *keeper) say(r *laptop.Room, now time.Time) {
	line := holds(r)
	if line == k.said[r.ID()] || k.full.Sub(now) > (keepFirst-1)*keepSay {
		return
	}
	if k.full.Before(now) {
		k.full = now
	}
	k.said[r.ID()], k.full = line, k.full.Add(keepSay)
	fmt.Fprintln(k.out, line)
}

// holds says in one line what is held of a workshop.
func holds(r *laptop.Room) string {
	s, st := r.Snapshot(), r.Status()
	notes, pictures := 0, map[[32]byte]bool{}
	for _, n := range s.Notes.All() {
		if n.Deleted() {
			continue
		}
		notes++
		if p, ok := n.Picture(); ok {
			pictures[p.Sum] = true
		}
	}
	parts := []string{counted(notes, "note")}
	if len(pictures) > 0 {
		parts = append(parts, counted(len(pictures), "picture"))
	}
	here, behind := 0, 0
	for _, m := range st.Members {
		if m.Here {
			here++
			behind = max(behind, m.Behind)
		}
	}
	with := "nobody else here"
	switch {
	case here > 0 && behind == 0:
		with = "in step with " + counted(here, "laptop")
	case here > 0:
		with = fmt.Sprintf("%s here, %s on the way", counted(here, "laptop"), counted(behind, "change"))
	}
	saved := "saved"
	switch {
	case st.Trouble != nil:
		saved, _ = explain(st.Trouble)
	case st.Loading:
		saved = "loading"
	case st.Unsaved > 0:
		saved = "saving"
	}
	return fmt.Sprintf("Keeping “%s”: %s · %s · %s", s.Meta.Title, strings.Join(parts, ", "), with, saved)
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
