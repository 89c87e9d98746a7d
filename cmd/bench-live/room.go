package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"

	"throughline.app/cmd/throughline/crowd"
)

// A table is the laptops of one run. The first is the host.
type table struct {
	dir     string
	laptops []*process
}

// A process is one laptop in a process of its own.
type process struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *json.Decoder
}

// gather starts n laptops in one workshop of that many notes, and waits until everybody is
// connected to everybody. Joining takes turns, so that took is what it is for one who joins.
func (b *bench) gather(n int) (_ *table, took []float64, err error) {
	t := &table{}
	defer func() {
		if err != nil {
			t.end()
		}
	}()
	if t.dir, err = os.MkdirTemp("", "bench-live-"); err != nil {
		return nil, nil, err
	}
	for i := range n {
		p, err := b.start(filepath.Join(t.dir, strconv.Itoa(i)), i)
		if err != nil {
			return nil, nil, err
		}
		t.laptops = append(t.laptops, p)
	}
	host, err := t.laptops[0].ask(order{Do: "host", Notes: b.notes})
	if err != nil {
		return nil, nil, err
	}
	for _, p := range t.laptops[1:] {
		a, err := p.ask(order{Do: "join", Words: host.Words, Addr: host.Addr})
		if err != nil {
			return nil, nil, err
		}
		took = append(took, a.Took)
	}
	_, err = t.all(order{Do: "meet", Laptops: n})
	return t, took, err
}

func (b *bench) start(dir string, index int) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	args := []string{"-data", dir, "-index", strconv.Itoa(index)}
	if b.profile != "" {
		args = append(args, "-profile", filepath.Join(b.profile, strconv.Itoa(index)))
	}
	p := &process{cmd: exec.Command(self, args...)}
	p.cmd.Stderr = os.Stderr
	if p.in, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p.out = json.NewDecoder(out)
	return p, p.cmd.Start()
}

func (p *process) ask(o order) (answer, error) {
	var a answer
	if err := json.NewEncoder(p.in).Encode(o); err != nil {
		return a, err
	}
	if err := p.out.Decode(&a); err != nil {
		return a, fmt.Errorf("a laptop ended at %q: %w", o.Do, err)
	}
	if a.Error != "" {
		return a, fmt.Errorf("%s: %s", o.Do, a.Error)
	}
	return a, nil
}

// all gives the same order to everybody at once and waits for the answers.
func (t *table) all(o order) ([]answer, error) {
	answers := make([]answer, len(t.laptops))
	errs := make([]error, len(t.laptops))
	var wg sync.WaitGroup
	for i, p := range t.laptops {
		wg.Go(func() { answers[i], errs[i] = p.ask(o) })
	}
	wg.Wait()
	return answers, errors.Join(errs...)
}

// end has everybody leave.
func (t *table) end() {
	for _, p := range t.laptops {
		p.in.Close()
	}
	for _, p := range t.laptops {
		overdue := time.AfterFunc(20*time.Second, func() { p.cmd.Process.Kill() })
		p.cmd.Wait()
		overdue.Stop()
	}
	os.RemoveAll(t.dir)
}

// join measures from words to the workshop, the stretching of the words included.
func (b *bench) join() (line, error) {
	t, took, err := b.gather(2)
	if err != nil {
		return line{}, err
	}
	defer t.end()
	return line{Bench: "live", Row: "join", Laptops: 2, Join: round(took[0])}, nil
}

// idle measures n laptops at which nobody does anything.
func (b *bench) idle(n int) (line, error) {
	t, _, err := b.gather(n)
	if err != nil {
		return line{}, err
	}
	defer t.end()
	answers, err := t.all(order{Do: "rest", Count: int(b.span.Milliseconds())})
	if err != nil {
		return line{}, err
	}
	l := line{Bench: "live", Row: "idle", Laptops: n}
	var bytes int64
	for _, a := range answers {
		l.CPU += a.CPU
		bytes += a.Bytes
	}
	l.CPU, l.Quiet = round(l.CPU), round(float64(bytes)/b.span.Seconds())
	return l, nil
}

// edits measures n laptops that each move a note rate times a second.
func (b *bench) edits(n, rate int) (line, error) {
	t, _, err := b.gather(n)
	if err != nil {
		return line{}, err
	}
	defer t.end()
	each := int(b.span.Seconds() * float64(rate))
	if _, err := t.all(order{Do: "edit", Laptops: n, Rate: rate, Count: each}); err != nil {
		return line{}, err
	}
	answers, err := t.all(order{Do: "seen", Count: each * (n - 1)})
	if err != nil {
		return line{}, err
	}
	l := line{Bench: "live", Row: "edits", Laptops: n, Rate: rate, Expected: each * n * (n - 1)}
	sent := make(map[[2]int64]int64)
	var bytes int64
	var memory []float64
	for _, a := range answers {
		for _, m := range a.Sent {
			sent[[2]int64{m[0], m[1]}] = m[2]
		}
		l.CPU += a.CPU
		bytes += a.Bytes
		memory = append(memory, a.RSS)
	}
	var times []time.Duration
	for _, a := range answers {
		for _, m := range a.Seen {
			if at, ok := sent[[2]int64{m[0], m[1]}]; ok {
				times = append(times, time.Duration(m[2]-at))
			}
		}
	}
	spread := crowd.Spread(times)
	l.P50, l.P95, l.P99 = ms(spread.P50), ms(spread.P95), ms(spread.P99)
	l.Seen, l.CPU = len(times), round(l.CPU)
	slices.Sort(memory)
	l.Memory = round(memory[len(memory)/2])
	// Each byte was counted once, by the laptop that had opened the connection.
	l.Bytes = round(float64(bytes) / float64(l.Expected))
	return l, t.equal()
}

// together measures laptops whose cables were out while each made that many edits.
func (b *bench) together(n, each int) (line, error) {
	t, _, err := b.gather(n)
	if err != nil {
		return line{}, err
	}
	defer t.end()
	if _, err := t.all(order{Do: "apart"}); err != nil {
		return line{}, err
	}
	if _, err := t.all(order{Do: "write", Laptops: n, Count: each}); err != nil {
		return line{}, err
	}
	// Several laptops move the same note where there are more edits than notes.
	want := min(n*each, b.notes)
	began := time.Now()
	answers, err := t.all(order{Do: "together", Laptops: n, Count: want})
	if err != nil {
		return line{}, err
	}
	l := line{Bench: "live", Row: "together", Laptops: n, Expected: want * n}
	for _, a := range answers {
		l.Together = max(l.Together, round(float64(a.At-began.UnixNano())/1e9))
		l.CPU += a.CPU
		l.Seen += a.Moved
	}
	l.CPU = round(l.CPU)
	return l, t.equal()
}

// equal fails unless everybody holds the same.
func (t *table) equal() error {
	deadline := time.Now().Add(20 * time.Second)
	for {
		answers, err := t.all(order{Do: "heads"})
		if err != nil {
			return err
		}
		same := true
		for _, a := range answers {
			same = same && slices.Equal(a.Heads, answers[0].Heads)
		}
		switch {
		case same:
			return nil
		case time.Now().After(deadline):
			return errors.New("the laptops do not hold the same")
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func ms(d time.Duration) float64 { return round(float64(d.Microseconds()) / 1000) }

// round keeps two digits behind the point.
func round(v float64) float64 { return float64(int64(v*100+0.5)) / 100 }
