// Command bench-live measures a room: laptops without windows, each in a process of its
// own with data folder, journal, gate and TLS, on the loopback of this machine. It prints
// one JSON line per row.
//
//	{"bench":"live","row":"idle","laptops":10,"cpu_s":…,"bytes_per_s":…}
//	{"bench":"live","row":"edits","laptops":10,"rate":5,"p50_ms":…,"p95_ms":…,"p99_ms":…,"cpu_s":…,"seen":…,"expected":…,"bytes_per_move":…}
//	{"bench":"live","row":"together","laptops":20,"together_s":…,"cpu_s":…,"seen":…,"expected":…}
//	{"bench":"live","row":"join","laptops":2,"join_ms":…}
//
// Latency is from before the commit on one laptop to the snapshot of every other; cpu is
// of all processes together, while they edit. Each figure is the median of -runs.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"throughline.app/cmd/throughline/calm"
	"throughline.app/cmd/throughline/examine"
	"throughline.app/crdt"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "examine" { // by a laptop that joins
		if examine.Answer(os.Stdin, os.Stdout, crdt.TakeUp) != nil {
			os.Exit(1)
		}
		return
	}
	var child childOptions
	flag.StringVar(&child.data, "data", "", "be one laptop with this data folder, driven through standard input")
	flag.StringVar(&child.profile, "profile", "", "write a CPU profile of each laptop's edits into this folder, which must exist")
	flag.IntVar(&child.index, "index", 0, "the number of this laptop")
	var b bench
	flag.IntVar(&b.notes, "notes", 2_000, "notes of the workshop")
	flag.IntVar(&b.runs, "runs", 3, "runs of each row, of which the median is printed")
	flag.DurationVar(&b.span, "for", 20*time.Second, "how long people edit")
	only := flag.String("row", "", "join, idle10, edits10, edits30 or together; all by default")
	flag.Parse()
	var err error
	if child.data != "" {
		calm.Begin() // as a laptop without a window does
		err = runChild(child)
	} else {
		b.profile = child.profile
		err = b.run(*only)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-live:", err)
		os.Exit(1)
	}
}

// A bench is what is measured.
type bench struct {
	notes   int
	runs    int
	span    time.Duration
	profile string
}

// A row is one line of output.
type row struct {
	name string
	run  func() (line, error)
}

func (b *bench) run(only string) error {
	rows := []row{
		{"join", b.join},
		{"idle10", func() (line, error) { return b.idle(10) }},
		{"edits10", func() (line, error) { return b.edits(10, 5) }},
		{"edits30", func() (line, error) { return b.edits(30, 2) }},
		{"together", func() (line, error) { return b.together(20, 250) }},
	}
	out := json.NewEncoder(os.Stdout)
	for _, r := range rows {
		if only != "" && only != r.name {
			continue
		}
		var lines []line
		for range max(1, b.runs) {
			l, err := r.run()
			if err != nil {
				return fmt.Errorf("%s: %w", r.name, err)
			}
			lines = append(lines, l)
		}
		if err := out.Encode(median(lines)); err != nil {
			return err
		}
	}
	return nil
}

// A line is what is printed of one row. What does not apply to it is left out.
type line struct {
	Bench    string  `json:"bench"`
	Row      string  `json:"row"`
	Laptops  int     `json:"laptops"`
	Rate     int     `json:"rate,omitempty"` // edits a second of each laptop
	P50      float64 `json:"p50_ms,omitempty"`
	P95      float64 `json:"p95_ms,omitempty"`
	P99      float64 `json:"p99_ms,omitempty"`
	Together float64 `json:"together_s,omitempty"`
	Join     float64 `json:"join_ms,omitempty"`
	CPU      float64 `json:"cpu_s,omitempty"`
	Memory   float64 `json:"rss_mb,omitempty"` // of one laptop, the median
	Seen     int     `json:"seen,omitempty"`
	Expected int     `json:"expected,omitempty"`
	Bytes    float64 `json:"bytes_per_move,omitempty"`
	Quiet    float64 `json:"bytes_per_s,omitempty"` // through all sessions together, while nobody edits
}

// median takes each figure's own median; of what was seen, the least.
func median(lines []line) line {
	out := lines[0]
	mid := func(of func(*line) *float64) {
		var all []float64
		for i := range lines {
			all = append(all, *of(&lines[i]))
		}
		slices.Sort(all)
		*of(&out) = all[len(all)/2]
	}
	mid(func(l *line) *float64 { return &l.P50 })
	mid(func(l *line) *float64 { return &l.P95 })
	mid(func(l *line) *float64 { return &l.P99 })
	mid(func(l *line) *float64 { return &l.Together })
	mid(func(l *line) *float64 { return &l.Join })
	mid(func(l *line) *float64 { return &l.CPU })
	mid(func(l *line) *float64 { return &l.Memory })
	mid(func(l *line) *float64 { return &l.Bytes })
	mid(func(l *line) *float64 { return &l.Quiet })
	for _, l := range lines {
		out.Seen = min(out.Seen, l.Seen)
	}
	return out
}
