// Command bench-cluster scores package cluster on boards whose groups are known, and prints
// a table and JSON lines. docs/clustering.md says what the figures mean.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
)

func main() {
	file := flag.String("boards", "", "JSON file of boards: [{id, k, notes: [{id, text, label}]}]")
	lines := flag.Bool("lines", true, "a JSON line for each board as well")
	flag.Parse()
	if *file == "" {
		fmt.Fprintln(os.Stderr, "bench-cluster: say which boards: -boards file.json")
		flag.Usage()
		os.Exit(2)
	}
	boards, err := readBoards(*file)
	if err == nil {
		err = bench(os.Stdout, boards, *lines)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench-cluster:", err)
		os.Exit(1)
	}
}

func bench(out io.Writer, boards []board, lines bool) error {
	var all []figure
	sizes := map[int][]figure{}
	encode := json.NewEncoder(out)
	for _, b := range boards {
		f, err := measure(b)
		if err != nil {
			return fmt.Errorf("board %s: %w", b.ID, err)
		}
		all = append(all, f)
		sizes[f.N] = append(sizes[f.N], f)
		if lines {
			if err := encode.Encode(f); err != nil {
				return err
			}
		}
	}
	fmt.Fprintln(out, "boards        n   ARI    V    B3  k±2  tray  out.  top1  top3 seeds  half moved   ms  p95")
	var order []int
	for n := range sizes {
		order = append(order, n)
	}
	slices.Sort(order)
	for _, n := range order {
		fmt.Fprintln(out, row(fmt.Sprint(n), sizes[n]))
	}
	fmt.Fprintln(out, row("all", all))
	return nil
}

// row is the means of some boards as a line of the table.
func row(name string, of []figure) string {
	column := func(value func(figure) float64) []float64 {
		var values []float64
		for _, f := range of {
			if v := value(f); v >= 0 {
				values = append(values, v)
			}
		}
		return values
	}
	near := func(f figure) float64 {
		if d := f.Found - f.K; d < -2 || d > 2 {
			return 0
		}
		return 1
	}
	ms := column(func(f figure) float64 { return f.Milli })
	s := fmt.Sprintf("%-6s %8d", name, len(of))
	for _, value := range []func(figure) float64{
		func(f figure) float64 { return f.ARI }, func(f figure) float64 { return f.V }, func(f figure) float64 { return f.B3 },
		near, func(f figure) float64 { return f.Tray }, func(f figure) float64 { return f.Recall },
		func(f figure) float64 { return f.Top1 }, func(f figure) float64 { return f.Top3 },
		func(f figure) float64 { return f.Seeds }, func(f figure) float64 { return f.Half }, func(f figure) float64 { return f.Moved },
	} {
		s += fmt.Sprintf(" %5.3f", mean(column(value)))
	}
	return s + fmt.Sprintf(" %4.0f %4.0f", mean(ms), quantile(ms, 0.95))
}
