package crowd

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"throughline.app/cmd/throughline/laptop"
)

// A Plan says what room to play.
type Plan struct {
	People int           // at least 2, at most 63
	For    time.Duration // how long they work, once everybody is in
	Pace   time.Duration // between two acts of one person, on the average; 0 is 4 s
	Bind   string        // the address on which all of them stay; "" is every private one

	// Words and At name a workshop on another laptop that they join. Without them one is
	// made for the time of the play.
	Words, At string

	Log      *slog.Logger   // nil is silence
	Progress func(Progress) // told every Every, on one goroutine; may be nil
	Every    time.Duration  // 0 is 5 s
}

// Progress is how far a play has come.
type Progress struct {
	In    int           // people who have joined
	Of    int           // people in all
	Since time.Duration // since work began; 0 while people join
	Acts  int           // so far
	Latency
}

// most is how many people a room holds beside the one who shares it.
const most = 63

// settleTime bounds how long the laptops may take to become equal at the end.
const settleTime = 30 * time.Second

// A play is a Plan under way.
type play struct {
	plan   Plan
	dir    string
	people []*person
	tally  *tally
	cpu    time.Duration // of this process, when work began
}

// Play has simulated people join a workshop, write, move, recolour, categorise, take back,
// leave and come back, and reports. It ends by itself; if ctx ends earlier the people stop
// working, come together and leave, and the report is about what there was. The workshop
// it made, and everything else on the disk, is removed. From a workshop of another laptop
// what the people wrote is taken out again.
//
// Errors: those of [laptop.Open] and [laptop.Laptop.Join]; ctx's if it ended while people
// still joined.
func Play(ctx context.Context, plan Plan) (report Report, err error) {
	if plan.People < 2 || plan.People > most {
		return Report{}, fmt.Errorf("a room is played with 2 to %d people", most)
	}
	if plan.Pace <= 0 {
		plan.Pace = 4 * time.Second
	}
	if plan.Every <= 0 {
		plan.Every = 5 * time.Second
	}
	if plan.Log == nil {
		plan.Log = slog.New(slog.DiscardHandler)
	}
	if host, _, err := net.SplitHostPort(plan.Bind); err == nil {
		plan.Bind = host // they cannot all have the same port
	}
	p := &play{plan: plan, tally: newTally()}
	if p.dir, err = os.MkdirTemp("", "throughline-rehearse-"); err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, p.leave()) }()

	telling := p.tellProgress()
	defer telling()
	if err := p.gather(ctx); err != nil {
		return Report{}, err
	}
	p.cpu = cpuTime()
	began := time.Now()
	p.tally.begin(began)
	working, stop := context.WithTimeout(ctx, plan.For)
	defer stop()
	var wg sync.WaitGroup
	for _, who := range p.people {
		wg.Go(func() { who.work(working) })
	}
	wg.Wait()
	stopped := ctx.Err() != nil
	used := cpuTime() - p.cpu
	span := time.Since(began)

	equal := p.settle(context.WithoutCancel(ctx))
	telling()
	report = p.report(span, used, equal, stopped)
	if plan.At != "" {
		p.takeOut()
	}
	return report, nil
}

// gather has everybody come in, two at a time, as through a door.
func (p *play) gather(ctx context.Context) error {
	words, at := p.plan.Words, p.plan.At
	first := 0
	if at == "" {
		host, err := p.newPerson(0)
		if err != nil {
			return err
		}
		if host.room, err = host.laptop.Create(ctx, "lifecycle", "Rehearsal"); err != nil {
			return err
		}
		inv, err := host.room.Share(ctx)
		if err != nil {
			return err
		}
		words, at, first = inv.Words, inv.Addr, 1
		host.enter()
	}
	queue := make(chan int) // written below, closed when all have been named
	var wg sync.WaitGroup
	var mu sync.Mutex
	var errs []error
	for range 2 {
		wg.Go(func() {
			for i := range queue {
				if err := p.join(ctx, i, words, at); err != nil {
					mu.Lock()
					errs = append(errs, err)
					mu.Unlock()
				}
			}
		})
	}
	for i := first; i < p.plan.People; i++ {
		mu.Lock()
		failed := len(errs) > 0
		mu.Unlock()
		if failed || ctx.Err() != nil {
			break
		}
		queue <- i
	}
	close(queue)
	wg.Wait()
	if len(errs) > 0 {
		return errs[0] // the others failed likewise
	}
	return ctx.Err()
}

func (p *play) join(ctx context.Context, i int, words, at string) error {
	who, err := p.newPerson(i)
	if err != nil {
		return err
	}
	start := time.Now()
	if who.room, err = who.laptop.Join(ctx, words, at); err != nil {
		return err
	}
	p.tally.joined(time.Since(start))
	who.enter()
	return nil
}

// newPerson is somebody with a laptop who is in no workshop yet.
func (p *play) newPerson(i int) (*person, error) {
	l, err := laptop.Open(laptop.Options{Data: filepath.Join(p.dir, strconv.Itoa(i)), Bind: p.plan.Bind, Log: p.plan.Log})
	if err != nil {
		return nil, err
	}
	who := newPerson(p, i, l)
	p.tally.come(func() { p.people = append(p.people, who) })
	return who, l.SetProfile(context.Background(), laptop.Profile{Name: who.name})
}

// tellProgress tells how far things are until the function that it returns is called,
// once or more.
func (p *play) tellProgress() (stop func()) {
	if p.plan.Progress == nil {
		return func() {}
	}
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(p.plan.Every)
		defer tick.Stop()
		for {
			select {
			case <-end:
				return
			case <-tick.C:
				p.plan.Progress(p.tally.progress(p.plan.People))
			}
		}
	}()
	return sync.OnceFunc(func() { close(end); <-ended })
}

// settle waits until all the people hold the same, and tells whether they came to.
func (p *play) settle(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, settleTime)
	defer cancel()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for !p.equal() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

func (p *play) equal() bool {
	var heads []string
	for i, who := range p.people {
		if who.room == nil {
			return false
		}
		if now := who.room.Heads(); i == 0 {
			heads = now
		} else if !slices.Equal(now, heads) {
			return false
		}
	}
	return true
}

// takeOut deletes what the people wrote.
func (p *play) takeOut() {
	for _, who := range p.people {
		who.takeOut()
	}
	p.settle(context.Background())
}

// leave has everybody go, and removes what they had on the disk.
func (p *play) leave() error {
	var wg sync.WaitGroup
	errs := make([]error, len(p.people))
	for i, who := range p.people {
		wg.Go(func() { errs[i] = who.laptop.Close() })
	}
	wg.Wait()
	return errors.Join(append(errs, os.RemoveAll(p.dir))...)
}

// report sums up.
func (p *play) report(span, used time.Duration, equal, stopped bool) Report {
	memory := Used().Memory
	r := p.tally.report()
	r.People, r.Seconds, r.Elsewhere, r.Stopped, r.Equal = len(p.people), span.Seconds(), p.plan.At != "", stopped, equal
	r.Lost = p.tally.lost(p.people)
	r.CPUSeconds = used.Seconds()
	r.CPUShare = used.Seconds() / (max(span.Seconds(), 0.001) * float64(runtime.NumCPU()))
	r.MemoryMB = float64(memory) / 1e6
	r.Verdict, r.Holds = r.judge()
	return r
}
