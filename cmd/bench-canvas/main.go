//go:build unix

// Command bench-canvas measures the canvas in a real window: it pans 120 steps and zooms 60
// over 500, 2,000 and 5,000 notes, near (about 60 in sight) and with everything in sight,
// and prints one JSON line for each. Run it under Xvfb at 1280x800 with
// LIBGL_ALWAYS_SOFTWARE=1 to compare figures:
//
//	{"bench":"canvas","n":5000,"view":"near","pan_cpu_ms":…,"zoom_cpu_ms":…,"pan_p95_ms":…,"zoom_p95_ms":…,"first_frame_ms":…,"idle_cpu_pct":…,"rss_mb":…}
//
// CPU is of the whole process, drawing included, per step; p95 is of the time from a step
// to the end of its frame. Each line is measured by a process of its own.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
)

// figures is one line of output.
type figures struct {
	Bench      string  `json:"bench"`
	N          int     `json:"n"`
	View       string  `json:"view"`
	PanCPU     float64 `json:"pan_cpu_ms"`
	ZoomCPU    float64 `json:"zoom_cpu_ms"`
	PanP95     float64 `json:"pan_p95_ms"`
	ZoomP95    float64 `json:"zoom_p95_ms"`
	FirstFrame float64 `json:"first_frame_ms"`
	Idle       float64 `json:"idle_cpu_pct"`
	RSS        float64 `json:"rss_mb"`
}

func main() {
	n := flag.Int("n", 0, "notes; 0 measures 500, 2000 and 5000")
	view := flag.String("view", "", "near or fit; empty measures both")
	flag.Parse()
	if err := run(*n, *view); err != nil {
		fmt.Fprintln(os.Stderr, "bench-canvas:", err)
		os.Exit(1)
	}
}

func run(n int, view string) error {
	if n > 0 && (view == "near" || view == "fit") {
		f, err := measure(n, view)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(f)
	}
	counts, views := []int{n}, []string{view}
	if n == 0 {
		counts = []int{500, 2000, 5000}
	}
	if view == "" {
		views = []string{"near", "fit"}
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for _, n := range counts {
		for _, view := range views {
			cmd := exec.Command(self, "-n", strconv.Itoa(n), "-view", view)
			cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
			if err := cmd.Run(); err != nil {
				return fmt.Errorf("measuring %d %s: %w", n, view, err)
			}
		}
	}
	return nil
}
