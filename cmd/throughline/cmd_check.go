package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
)

// runCheck tells what the checks of a workshop's methods find.
func runCheck(ctx context.Context, env *environment, args []string) error {
	asJSON, out := false, ""
	rest, err := parse("check", args, 1, 1, func(f *flag.FlagSet) {
		f.BoolVar(&asJSON, "json", false, "")
		f.StringVar(&out, "out", "", "")
	})
	if err != nil {
		return err
	}
	write := exchange.WriteFindingsMarkdown
	switch strings.ToLower(filepath.Ext(out)) {
	case ".csv":
		write = exchange.WriteFindingsCSV
	case ".md", "":
		if out != "" && filepath.Ext(out) == "" {
			return fmt.Errorf("%w: check writes .csv and .md files", errUsage)
		}
	default:
		return fmt.Errorf("%w: check writes .csv and .md files", errUsage)
	}
	return env.lookInRoom(ctx, rest[0], func(room *laptop.Room) error {
		snap, heads := room.State()
		if out != "" {
			return laptop.WriteWhole(out, 0o644, func(w io.Writer) error { return write(w, snap, room.Methods()) })
		}
		found := exchange.Show(snap, heads, room.ID(), room.Methods()...).Findings
		if asJSON {
			return json.NewEncoder(env.out).Encode(found)
		}
		for _, f := range found {
			line := fmt.Sprintf("%s  %s: %s", f.State, f.Title, f.Says)
			if f.Reason != "" {
				line += "  “" + f.Reason + "”"
			}
			fmt.Fprintln(env.out, line)
		}
		if len(found) == 0 {
			fmt.Fprintln(env.out, "nothing found")
		}
		return nil
	})
}
