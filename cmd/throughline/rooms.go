package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/storage"
)

// with opens this laptop for the time of do.
func (env *environment) with(do func(*laptop.Laptop) error) (err error) {
	l, err := env.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	if aside := l.SetAside(); aside != "" {
		fmt.Fprintf(env.errs, "The data file was damaged. It was set aside as %s; what could be read is here.\n", aside)
	}
	return do(l)
}

// look is with for commands that change nothing: while the app has the data folder they
// work on a copy of it.
func (env *environment) look(ctx context.Context, do func(*laptop.Laptop) error) (err error) {
	err = env.with(do)
	if !errors.Is(err, storage.ErrInUse) {
		return err
	}
	dir, err := os.MkdirTemp("", "throughline-look-")
	if err != nil {
		return fmt.Errorf("looking beside the app that is open: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := storage.Copy(ctx, env.data, dir); err != nil {
		return err
	}
	beside := *env
	beside.data, beside.own = dir, env.methods()
	return beside.with(do)
}

// inRoom opens one workshop of this laptop for the time of do, without the network.
func (env *environment) inRoom(ctx context.Context, id string, do func(*laptop.Room) error) error {
	return env.with(inRoom(ctx, id, do))
}

// lookInRoom is inRoom for commands that change nothing, see look.
func (env *environment) lookInRoom(ctx context.Context, id string, do func(*laptop.Room) error) error {
	return env.look(ctx, inRoom(ctx, id, do))
}

func inRoom(ctx context.Context, id string, do func(*laptop.Room) error) func(*laptop.Laptop) error {
	return func(l *laptop.Laptop) (err error) {
		room, err := l.Open(ctx, id, laptop.Quiet)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, room.Close()) }()
		if err := room.Load(ctx); err != nil {
			return err
		}
		return do(room)
	}
}
