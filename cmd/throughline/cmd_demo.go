package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"golang.org/x/sync/errgroup"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/presence"
	"throughline.app/workshop"
)

// demoSize is the window's size, that of the virtual display.
var demoSize = fyne.NewSize(1440, 900)

const (
	demoPatience = 3 * time.Minute
	// screenVar names the file that holds the screen's pixels on a virtual display.
	screenVar = "THROUGHLINE_SCREEN"
)

// runDemo shows the sample workshop in the window, joins it from a second laptop on this
// machine, has both write at once, and leaves a picture of the canvas and one of the
// window.
func runDemo(ctx context.Context, env *environment, args []string) error {
	out := "out"
	_, err := parse("demo", args, 0, 0, func(f *flag.FlagSet) { f.StringVar(&out, "out", out, "") })
	if err != nil {
		return err
	}
	if env.bind == "" {
		env.bind = "127.0.0.1"
	}
	dir, err := os.MkdirTemp("", "throughline-demo-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if !env.dataGiven {
		env.data = filepath.Join(dir, "first")
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	return env.with(func(l *laptop.Laptop) error {
		ctx, cancel := context.WithTimeout(ctx, demoPatience)
		defer cancel()
		if err := l.SetProfile(ctx, laptop.Profile{Name: "Ana Moreau", Function: "Marketing", Hue: "#C2410C"}); err != nil {
			return err
		}
		id, err := l.EnsureSample(ctx)
		if err != nil {
			return err
		}
		if id == "" {
			return errors.New("the demo needs a data folder that is new: leave out --data, or give another one")
		}
		d := &demo{env: env, first: l, id: id, out: out, dir: filepath.Join(dir, "second")}
		return showWindow(ctx, env, l, id, demoSize, d.play, false)
	})
}

// A demo is two laptops: the one with the window, and one that comes in with the words.
type demo struct {
	env   *environment
	first *laptop.Laptop
	id    string
	out   string // folder for the pictures
	dir   string // data folder of the second laptop
}

func (d *demo) play(ctx context.Context) (err error) {
	room, err := d.first.Open(ctx, d.id, laptop.Networked)
	if err != nil {
		return err
	}
	inv, err := room.Share(ctx)
	if err != nil {
		return err
	}
	second, err := laptop.Open(laptop.Options{Data: d.dir, Bind: d.env.bind, Log: d.env.log, Now: time.Now, Examiner: d.env.examiner()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, second.Close()) }()
	if err := second.SetProfile(ctx, laptop.Profile{Name: "Lena Pauls", Function: "Network", Hue: "#7C3AED"}); err != nil {
		return err
	}
	other, err := second.Join(ctx, inv.Words, inv.Addr)
	if err != nil {
		return err
	}
	fmt.Fprintln(d.env.out, "A second laptop has joined with the words:", inv.Words)

	var both errgroup.Group
	both.Go(func() error { return write(room, "Awareness", demoAna) })
	both.Go(func() error { return write(other, "Advocacy", demoLena) })
	if err := both.Wait(); err != nil {
		return err
	}
	if err := together(ctx, room, other); err != nil {
		return err
	}
	s := room.Snapshot()
	canvas := s.CanvasList()[0].ID
	other.Point(presence.State{Canvas: string(canvas), X: 1130, Y: 300})
	if err := room.ExportPNG(ctx, canvas, filepath.Join(d.out, "lifecycle.png"), 2, nil); err != nil {
		return err
	}
	if err := d.takeScreen(ctx); err != nil {
		return err
	}
	fmt.Fprintf(d.env.out, "Both laptops hold the same document: heads equal %v, %d notes.\n", room.Heads(), s.NotesOn(canvas))
	return nil
}

// What the two write, in the lanes of the lifecycle canvas.
var (
	demoAna  = []string{"Name the street on the poster", "Ask who sent you"}
	demoLena = []string{"Invite referrers to the network room", "Send the outage log with the thank-you"}
)

// write adds notes one by one, each a change of its own, and colours the last.
func write(r *laptop.Room, stage string, texts []string) error {
	var last workshop.NoteID
	for _, text := range texts {
		n, err := r.NewNote(stage, "Opportunities", text, "")
		if err != nil {
			return err
		}
		if _, err := r.Apply(workshop.AddNotes{Notes: []workshop.Note{n}}); err != nil {
			return err
		}
		last = n.ID
	}
	_, err := r.Apply(workshop.Recolor{Notes: []workshop.NoteID{last}, Color: workshop.Coral})
	return err
}

// together waits until both laptops hold the same document.
func together(ctx context.Context, a, b *laptop.Room) error {
	return until(ctx, "the laptops did not come together", func() bool {
		return slices.Equal(a.Heads(), b.Heads()) && a.Snapshot().Equal(b.Snapshot())
	})
}

// takeScreen keeps a picture of the window once it has drawn everything: when the screen
// no longer changes. Without a virtual display there is no picture.
func (d *demo) takeScreen(ctx context.Context) error {
	file := os.Getenv(screenVar)
	if file == "" {
		fmt.Fprintln(d.env.out, "No picture of the window: it is on your own display.")
		return nil
	}
	var last []byte
	same := 0
	err := until(ctx, "the window did not come to rest", func() bool {
		img, err := readFramebuffer(file)
		if err != nil {
			return false
		}
		if same++; !bytes.Equal(img.Pix, last) {
			same, last = 0, img.Pix
		}
		return same >= 15
	})
	if err != nil {
		return err
	}
	img, err := readFramebuffer(file)
	if err != nil {
		return err
	}
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(d.out, "screen.png"), buf.Bytes(), 0o644)
}

// until asks again and again, ten times a second, until yes or the end of ctx.
func until(ctx context.Context, otherwise string, yes func() bool) error {
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for !yes() {
		select {
		case <-ctx.Done():
			return fmt.Errorf("%s: %w", otherwise, ctx.Err())
		case <-tick.C:
		}
	}
	return nil
}
