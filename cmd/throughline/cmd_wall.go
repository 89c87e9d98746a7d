package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"fyne.io/fyne/v2"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/roster"
)

// runWall shows a workshop for all to see. A laptop that joins for it asks to be a wall:
// it writes nothing, and stands in the list of people as watching.
func runWall(ctx context.Context, env *environment, args []string) (err error) {
	var join, at string
	rest, err := parse("wall", args, 0, 1, func(f *flag.FlagSet) {
		f.StringVar(&join, "join", "", "")
		f.StringVar(&at, "at", "", "")
	})
	if err == nil && (len(rest) == 1) == (join != "") {
		err = fmt.Errorf("%w: wall needs either an ID or --join WORDS", errUsage)
	}
	if err != nil {
		return err
	}
	if err := displayMissing(); err != nil {
		return err
	}
	l, err := env.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	id := ""
	if join != "" {
		room, err := l.Enter(ctx, laptop.Entry{Words: join, At: at, Role: roster.Wall.String()})
		if err != nil {
			return err
		}
		id = room.ID()
	} else {
		id = rest[0]
	}
	return showWindow(ctx, env, l, id, fyne.Size{}, nil, true)
}
