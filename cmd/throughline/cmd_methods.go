package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"throughline.app/method"
)

// errFaults is the outcome of looking at method files that have faults; these are told by then.
var errFaults = errors.New("these files cannot be used yet")

// runMethods lists the methods that are known, or looks at files without taking them up.
func runMethods(_ context.Context, env *environment, args []string) error {
	files, err := parse("methods", args, 0, 1<<10, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	var faults []*method.FileError
	var all []*method.Method
	if len(files) == 0 {
		if all, faults, err = method.Library(env.methods()); err != nil {
			return err
		}
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		m, err := method.Parse(filepath.Base(file), string(text))
		faults = append(faults, method.Faults(err)...)
		if m != nil {
			all = append(all, m)
		}
	}
	for _, m := range all {
		fmt.Fprintf(env.out, "%s  %s\n", m.Name, m.Title)
		for _, k := range m.Kinds {
			_, id, _ := strings.Cut(k.ID, "/")
			fmt.Fprintf(env.out, "  canvas %s  %s\n", id, k.Title)
		}
		for _, r := range m.Recipes {
			_, id, _ := strings.Cut(r.ID, "/")
			fmt.Fprintf(env.out, "  recipe %s  %s\n", id, r.Title)
		}
	}
	for _, f := range faults {
		fmt.Fprintln(env.errs, f)
	}
	if len(faults) > 0 {
		return errFaults
	}
	return nil
}
