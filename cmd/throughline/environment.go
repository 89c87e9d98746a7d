package main

import (
	"cmp"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"throughline.app/cmd/throughline/examine"
	"throughline.app/cmd/throughline/laptop"
)

// An environment is what every command shares: the streams and the global flags.
type environment struct {
	in   io.Reader
	out  io.Writer
	errs io.Writer
	log  *slog.Logger
	data string // data folder
	own  string // folder of method files, where it is not in data
	// dataGiven is whether data was asked for by --data.
	dataGiven bool
	bind      string // "" or "ADDR[:PORT]": everything on the network stays on it
}

// newEnvironment takes the global flags out of args, wherever they stand, and returns
// what is left. Errors: errUsage.
func newEnvironment(args []string, in io.Reader, out, errs io.Writer) (*environment, []string, error) {
	env := &environment{in: in, out: out, errs: errs}
	level := "warn"
	globals := map[string]*string{"data": &env.data, "bind": &env.bind, "log": &level}
	var rest []string
	for i := 0; i < len(args); i++ {
		name, value, hasValue := strings.Cut(strings.TrimLeft(args[i], "-"), "=")
		target := globals[name]
		if target == nil || !strings.HasPrefix(args[i], "-") {
			rest = append(rest, args[i])
			continue
		}
		if !hasValue {
			if i++; i == len(args) {
				return nil, nil, fmt.Errorf("%w: --%s needs a value", errUsage, name)
			}
			value = args[i]
		}
		*target = value
	}
	var lv slog.Level
	if err := lv.UnmarshalText([]byte(level)); err != nil {
		return nil, nil, fmt.Errorf("%w: --log is debug, info or warn", errUsage)
	}
	env.log = slog.New(slog.NewTextHandler(errs, &slog.HandlerOptions{Level: lv}))
	env.dataGiven = env.data != ""
	if !env.dataGiven {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil, nil, fmt.Errorf("finding the data folder: %w", err)
		}
		env.data = filepath.Join(dir, "throughline")
	}
	data, err := filepath.Abs(env.data) // a copy of it is looked at from another folder
	if err != nil {
		return nil, nil, fmt.Errorf("finding the data folder: %w", err)
	}
	env.data = data
	return env, rest, nil
}

// methods is the folder of the person's own method files.
func (env *environment) methods() string {
	return cmp.Or(env.own, filepath.Join(env.data, "methods"))
}

// open opens this laptop's data; the caller closes it.
func (env *environment) open() (*laptop.Laptop, error) {
	return laptop.Open(laptop.Options{Data: env.data, Own: env.own, Bind: env.bind, Log: env.log, Now: time.Now, Examiner: env.examiner()})
}

func (env *environment) examiner() *examine.Examiner {
	return examine.New(examine.Options{Log: env.log})
}

// parse reads a command's own flags, which may stand before or after its other
// arguments, and checks how many of those there are.
func parse(name string, args []string, least, most int, define func(*flag.FlagSet)) ([]string, error) {
	set := flag.NewFlagSet(name, flag.ContinueOnError)
	set.SetOutput(io.Discard)
	define(set)
	var plain []string
	for {
		if err := set.Parse(args); err != nil {
			return nil, fmt.Errorf("%w: %s: %w", errUsage, name, err)
		}
		if set.NArg() == 0 {
			break
		}
		plain, args = append(plain, set.Arg(0)), set.Args()[1:]
	}
	if len(plain) < least || len(plain) > most {
		return nil, fmt.Errorf("%w: %s takes other arguments", errUsage, name)
	}
	return plain, nil
}
