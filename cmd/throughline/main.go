// Command throughline is the desktop app and, in the same binary, every part of it
// without a window. docs/cli.md describes the subcommands.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"fyne.io/fyne/v2/theme"

	"throughline.app/cmd/throughline/calm"
	"throughline.app/cmd/throughline/examine"
	"throughline.app/crdt"
	"throughline.app/render"
)

// version is the release; FyneApp.toml says the same.
const version = "0.1.0"

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2
)

// errUsage is wrapped by errors that mean "the command was not understood".
var errUsage = errors.New("usage")

// errNotHeld says that a rehearsal did not go well; its report says why.
var errNotHeld = errors.New("the rehearsal did not go well")

// A command is one subcommand. Args are what follows its name, global flags taken out.
type command struct {
	name  string
	usage string
	run   func(ctx context.Context, env *environment, args []string) error
}

func commands() []command {
	return []command{
		{"open", "open [ID|FILE]                     the app", runOpen},
		{"new", "new --title T [--method lifecycle] [--recipe R]   make a workshop, print its ID", runNew},
		{"methods", "methods [FILE…]                    what a workshop can begin with; or what is wrong in method files", runMethods},
		{"list", "list [--json]                      workshops of this laptop", runList},
		{"show", "show ID [--rights] --json          the whole workshop; with who may do what", runShow},
		{"check", "check ID [--json] [--out FILE.csv|FILE.md]  what the method asks of the workshop", runCheck},
		{"import", "import ID FILE.csv                 add notes from a table", runImport},
		{"save", "save ID --out FILE.throughline     the whole workshop as a file, to carry", runSave},
		{"merge", "merge FILE.throughline [--json]    take in what a carried file holds", runMerge},
		{"export", "export ID --out FILE.png|csv|xlsx [--canvas ID|TITLE] [--scale 2]", runExport},
		{"peer", `peer [--keep] --share ID | --join "five words" [--at HOST:PORT|LINK] [--name N]`, runPeer},
		{"cluster", "cluster FILE.json|ID [--k N] [--seeds] [--json]  notes in groups, by their words", runCluster},
		{"wall", `wall ID | --join "five words" [--at HOST:PORT|LINK]   the wall, for a projector`, runWall},
		{"doctor", "doctor [--search] [--json]         can laptops find each other here, and what to do", runDoctor},
		{"rehearse", "rehearse [--people 30] [--minutes 2] [--at HOST:PORT --words W] [--json]", runRehearse},
		{"demo", "demo --out DIR                     two laptops, both writing; pictures; exits", runDemo},
		{"version", "version", runVersion},
	}
}

func main() {
	if examined() {
		return
	}
	if slices.Contains(os.Args, "peer") {
		calm.Begin()
	}
	render.UseEmoji(theme.DefaultEmojiFont().Content())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// examined is the whole program if it was started as the child that takes up a stranger's
// workshop: "throughline examine", which is no command for people. It exits with 1 for a
// question that is none.
func examined() bool {
	if len(os.Args) != 2 || os.Args[1] != "examine" {
		return false
	}
	if err := examine.Answer(os.Stdin, os.Stdout, crdt.TakeUp); err != nil {
		fmt.Fprintln(os.Stderr, "throughline:", err)
		os.Exit(exitFailed)
	}
	return true
}

// run is main with its surroundings as arguments.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	env, rest, err := newEnvironment(args, in, out, errs)
	if err == nil {
		err = dispatch(ctx, env, rest)
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errUsage):
		fmt.Fprintf(errs, "throughline: %v\n\n", err)
		printUsage(errs)
		return exitUsage
	}
	sentence, next := explain(err)
	fmt.Fprintf(errs, "throughline: %s\n", sentence)
	if next != "" {
		fmt.Fprintln(errs, next)
	}
	return exitFailed
}

func dispatch(ctx context.Context, env *environment, args []string) error {
	if len(args) == 0 {
		return runOpen(ctx, env, nil)
	}
	switch args[0] {
	case "help", "-h", "--help":
		printUsage(env.out)
		return nil
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return c.run(ctx, env, args[1:])
		}
	}
	return fmt.Errorf("%w: there is no command %q", errUsage, args[0])
}

func printUsage(w io.Writer) {
	fmt.Fprintln(w, "throughline, a shared wall for customer-lifecycle workshops")
	for _, c := range commands() {
		fmt.Fprintln(w, "  throughline "+c.usage)
	}
	fmt.Fprintln(w, "every command: --data DIR  --bind ADDR[:PORT]  --log debug|info|warn")
}

func runVersion(_ context.Context, env *environment, _ []string) error {
	_, err := fmt.Fprintln(env.out, "throughline", version)
	return err
}
