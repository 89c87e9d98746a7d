package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/workshop"
)

func runNew(ctx context.Context, env *environment, args []string) error {
	var title, kind, recipe, stages string
	_, err := parse("new", args, 0, 0, func(f *flag.FlagSet) {
		f.StringVar(&title, "title", "", "")
		f.StringVar(&kind, "method", "lifecycle", "")
		f.StringVar(&recipe, "recipe", "", "")
		f.StringVar(&stages, "stages", "", "")
	})
	if err != nil {
		return err
	}
	if workshop.CleanName(title) == "" {
		return fmt.Errorf("%w: new needs --title", errUsage)
	}
	if recipe != "" {
		kind += "/" + recipe
	}
	if stages != "" {
		kind += "#" + stages
	}
	return env.with(func(l *laptop.Laptop) error {
		room, err := l.Create(ctx, kind, title)
		if err != nil {
			return err
		}
		fmt.Fprintln(env.out, room.ID())
		return room.Close()
	})
}

func runList(ctx context.Context, env *environment, args []string) error {
	var asJSON bool
	_, err := parse("list", args, 0, 0, func(f *flag.FlagSet) { f.BoolVar(&asJSON, "json", false, "") })
	if err != nil {
		return err
	}
	return env.look(ctx, func(l *laptop.Laptop) error {
		all, err := l.Workshops(ctx)
		if err != nil {
			return err
		}
		lines := json.NewEncoder(env.out)
		for _, w := range all {
			if !asJSON {
				fmt.Fprintf(env.out, "%s  %s  %d notes  %s\n", w.ID, w.Opened.Format("2006-01-02 15:04"), w.Notes, w.Title)
				continue
			}
			err := lines.Encode(map[string]any{
				"id": w.ID, "title": w.Title, "method": w.Method, "notes": w.Notes, "people": w.People,
				"created": w.Created, "opened": w.Opened,
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func runShow(ctx context.Context, env *environment, args []string) error {
	asJSON, rights := false, false
	rest, err := parse("show", args, 1, 1, func(f *flag.FlagSet) {
		f.BoolVar(&asJSON, "json", false, "")
		f.BoolVar(&rights, "rights", false, "")
	})
	if err != nil {
		return err
	}
	return env.lookInRoom(ctx, rest[0], func(room *laptop.Room) error {
		snap, heads := room.State()
		show := exchange.Show(snap, heads, room.ID(), room.Methods()...)
		switch {
		case asJSON && rights:
			return json.NewEncoder(env.out).Encode(struct {
				exchange.Shown
				laptop.Standing
			}{show, room.Standing()})
		case asJSON:
			return json.NewEncoder(env.out).Encode(show)
		}
		fmt.Fprintf(env.out, "%s\n", show.Title)
		if rights {
			env.printStanding(room.Standing())
		}
		for _, n := range show.Notes {
			fmt.Fprintf(env.out, "%s · %s: %s\n", n.Stage, n.Lane, strings.ReplaceAll(n.Text, "\n", " "))
		}
		for _, g := range show.Grids {
			env.printGrid(g)
		}
		return nil
	})
}

// printStanding tells who is what in a workshop, and who vouches for what others wrote.
func (env *environment) printStanding(s laptop.Standing) {
	if s.Epoch > 0 {
		fmt.Fprintf(env.out, "It has gone on in a fresh document %d times.\n", s.Epoch)
	}
	for _, p := range s.People {
		name := p.Name
		if p.Function != "" {
			name += " · " + p.Function
		}
		lets := ""
		if p.LetsIn {
			lets = ", lets people in"
		}
		fmt.Fprintf(env.out, "%s: %s%s\n", name, p.Role, lets)
	}
	for _, v := range s.Vouched {
		author := v.Author
		if author == "" {
			author = "somebody who is not in the room"
		}
		fmt.Fprintf(env.out, "%s vouches for %d changes of %s\n", v.By, v.UpTo, author)
	}
}

func runImport(ctx context.Context, env *environment, args []string) error {
	canvas := ""
	rest, err := parse("import", args, 2, 2, func(f *flag.FlagSet) { f.StringVar(&canvas, "canvas", "", "") })
	if err != nil {
		return err
	}
	return env.inRoom(ctx, rest[0], func(room *laptop.Room) error {
		if canvas != "" {
			return env.importGrid(room, canvas, rest[1])
		}
		report, err := importFile(room, rest[1])
		if err != nil {
			return err
		}
		env.tellLeftOut(report)
		fmt.Fprintf(env.out, "%d notes added, %d rows left out\n", report.Added, len(report.Refused))
		if report.Added == 0 {
			return errors.New("no row of the file could be used")
		}
		return nil
	})
}

// tellLeftOut names the rows of a table that were not taken.
func (env *environment) tellLeftOut(report exchange.Report) {
	for _, r := range report.Refused {
		fmt.Fprintf(env.errs, "row %d left out: %s\n", r.Row, r.Reason)
	}
}

func importFile(room *laptop.Room, file string) (exchange.Report, error) {
	f, err := os.Open(file)
	if err != nil {
		return exchange.Report{}, err
	}
	defer f.Close()
	return room.ImportCSV(f)
}

func runExport(ctx context.Context, env *environment, args []string) error {
	var out, canvas string
	scale := 2.0
	rest, err := parse("export", args, 1, 1, func(f *flag.FlagSet) {
		f.StringVar(&out, "out", "", "")
		f.StringVar(&canvas, "canvas", "", "")
		f.Float64Var(&scale, "scale", scale, "")
	})
	switch {
	case err != nil:
		return err
	case out == "":
		return fmt.Errorf("%w: export needs --out FILE.png", errUsage)
	case !strings.EqualFold(filepath.Ext(out), ".png"):
		return env.lookInRoom(ctx, rest[0], func(room *laptop.Room) error { return exportTable(room, canvas, out) })
	case !(scale >= 1 && scale <= 4):
		return fmt.Errorf("%w: --scale is from 1 to 4", errUsage)
	}
	return env.lookInRoom(ctx, rest[0], func(room *laptop.Room) error {
		id, err := findCanvas(room.Snapshot(), canvas)
		if err != nil {
			return err
		}
		return room.ExportPNG(ctx, id, out, scale, nil)
	})
}

// findCanvas finds a canvas by id or title; "" is the first.
func findCanvas(s *workshop.Snapshot, want string) (workshop.CanvasID, error) {
	for _, c := range s.CanvasList() {
		if want == "" || string(c.ID) == want || strings.EqualFold(c.Title, want) {
			return c.ID, nil
		}
	}
	return "", fmt.Errorf("there is no canvas %q in this workshop", want)
}
