package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"path/filepath"
	"strings"

	"throughline.app/carry"
	"throughline.app/cmd/throughline/laptop"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

func runSave(ctx context.Context, env *environment, args []string) error {
	var out string
	rest, err := parse("save", args, 1, 1, func(f *flag.FlagSet) { f.StringVar(&out, "out", "", "") })
	switch {
	case err != nil:
		return err
	case !strings.EqualFold(filepath.Ext(out), carry.Ending):
		return fmt.Errorf("%w: save needs --out FILE%s", errUsage, carry.Ending)
	}
	return env.lookInRoom(ctx, rest[0], func(room *laptop.Room) error { return room.SaveFile(ctx, out, nil) })
}

func runMerge(ctx context.Context, env *environment, args []string) error {
	asJSON := false
	rest, err := parse("merge", args, 1, 1, func(f *flag.FlagSet) { f.BoolVar(&asJSON, "json", false, "") })
	if err != nil {
		return err
	}
	return env.with(func(l *laptop.Laptop) error {
		room, came, err := l.OpenFile(ctx, rest[0], laptop.Quiet, nil)
		if err != nil {
			return err
		}
		id := room.ID()
		if err := room.Close(); err != nil {
			return err
		}
		if asJSON {
			return json.NewEncoder(env.out).Encode(mergedOf(id, came))
		}
		_, err = fmt.Fprintf(env.out, "%s\n%s\n", id, say.CameIn(came))
		return err
	})
}

// A merged is the JSON of "throughline merge".
type merged struct {
	ID       string        `json:"id"`
	Title    string        `json:"title"`
	By       string        `json:"by"`    // who saved the file
	First    bool          `json:"first"` // the workshop was not on this laptop
	New      int           `json:"new"`   // notes, as the next two
	Changed  int           `json:"changed"`
	Deleted  int           `json:"deleted"`
	Links    int           `json:"links"`
	Comments int           `json:"comments"`
	Answers  int           `json:"answers"`
	Other    int           `json:"other"`
	Pictures int           `json:"pictures"`
	Spoiled  int           `json:"spoiled"` // pictures of the file that could not be used
	People   []mergedShare `json:"people"`
}

type mergedShare struct {
	ID    workshop.PersonID `json:"id"`
	Name  string            `json:"name"`
	Notes int               `json:"notes"`
}

func mergedOf(id string, d carry.Digest) merged {
	m := merged{ID: id, Title: d.Title, By: d.By, First: d.First, New: len(d.New), Changed: len(d.Changed), Deleted: len(d.Deleted),
		Links: d.Links, Comments: d.Comments, Answers: d.Answers, Other: d.Other, Pictures: d.Pictures, Spoiled: d.Spoiled, People: []mergedShare{}}
	for _, p := range d.People {
		m.People = append(m.People, mergedShare{p.Person, p.Name, p.Notes})
	}
	return m
}
