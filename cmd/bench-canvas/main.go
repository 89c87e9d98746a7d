//go:build unix

// Command bench-canvas measures the canvas in a real window: it pans 120 steps and zooms 60
// over 500, 2,000 and 5,000 notes of 120 × 102 on a pitch of 140, near (about 60 in sight)
// and with everything in sight (fit); and it types, drags a note, takes in colleagues'
// edits and opens a canvas (edit). It prints one JSON line for each. Run it under Xvfb at
// 1280x800 with LIBGL_ALWAYS_SOFTWARE=1 to compare figures:
//
//	{"bench":"canvas","n":5000,"view":"near","in_sight":60,"pan_cpu_ms":…,"zoom_cpu_ms":…,"pan_p95_ms":…,"zoom_p95_ms":…,"pan_max_ms":…,"zoom_max_ms":…,"first_frame_ms":…,"idle_cpu_pct":…,"rss_mb":…}
//	{"bench":"canvas","n":5000,"view":"edit","type_cpu_ms":…,"type_tiles":…,"drag_cpu_ms":…,"drag_tiles":…,"remote_cpu_ms":…,"remote_tiles":…,"grow_cpu_ms":…,"grow_tiles":…,"hit_us":…,"marquee_us":…}
//
// CPU is of the whole process, drawing included, per step; p95 and max are of the time
// from a step to the end of its frame; tiles are those painted or patched per step. Each
// line is measured by a process of its own; -n and -view run one of them.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"strconv"
)

func main() {
	n := flag.Int("n", 0, "notes; 0 measures 500, 2000 and 5000")
	view := flag.String("view", "", "near, fit or edit; empty measures all")
	flag.Parse()
	if err := run(*n, *view); err != nil {
		fmt.Fprintln(os.Stderr, "bench-canvas:", err)
		os.Exit(1)
	}
}

func run(n int, view string) error {
	if n > 0 && view != "" {
		line, err := measure(n, view)
		if err != nil {
			return err
		}
		return json.NewEncoder(os.Stdout).Encode(line)
	}
	counts, views := []int{n}, []string{view}
	if n == 0 {
		counts = []int{500, 2000, 5000}
	}
	if view == "" {
		views = []string{"near", "fit", "edit"}
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
