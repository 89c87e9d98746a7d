package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"time"

	"throughline.app/cmd/throughline/crowd"
)

// runRehearse plays a room of people, so that a facilitator knows the evening before
// whether the laptop, or with --at the hall's network, carries the workshop.
func runRehearse(ctx context.Context, env *environment, args []string) error {
	plan := crowd.Plan{Bind: env.bind, Log: env.log}
	minutes, asJSON := 2.0, false
	_, err := parse("rehearse", args, 0, 0, func(f *flag.FlagSet) {
		f.IntVar(&plan.People, "people", 30, "")
		f.Float64Var(&minutes, "minutes", minutes, "")
		f.DurationVar(&plan.Pace, "pace", 4*time.Second, "")
		f.StringVar(&plan.At, "at", "", "")
		f.StringVar(&plan.Words, "words", "", "")
		f.BoolVar(&asJSON, "json", false, "")
	})
	switch {
	case err != nil:
		return err
	case plan.People < 2 || plan.People > 63:
		return fmt.Errorf("%w: --people is from 2 to 63", errUsage)
	case !(minutes > 0 && minutes <= 60):
		return fmt.Errorf("%w: --minutes is more than 0 and at most 60", errUsage)
	case plan.Pace < 10*time.Millisecond || plan.Pace > time.Minute:
		return fmt.Errorf("%w: --pace is from 10ms to 1m", errUsage)
	case (plan.At == "") != (plan.Words == ""):
		return fmt.Errorf("%w: --at and --words go together", errUsage)
	}
	plan.For = time.Duration(minutes * float64(time.Minute))
	if plan.At == "" && plan.Bind == "" {
		plan.Bind = "127.0.0.1" // a room on this laptop is nobody else's business
	}
	if !asJSON {
		where := "on this laptop"
		if plan.At != "" {
			where = "in the workshop at " + plan.At
		}
		fmt.Fprintf(env.out, "%d people %s, %s of work. Ctrl+C ends it earlier.\n", plan.People, where, clock(plan.For))
		plan.Progress = func(p crowd.Progress) { fmt.Fprintln(env.out, progressLine(p)) }
	}
	report, err := crowd.Play(ctx, plan)
	if err != nil {
		return err
	}
	if asJSON {
		err = json.NewEncoder(env.out).Encode(report)
	} else {
		printRehearsal(env, report)
	}
	if err == nil && !report.Holds {
		return errNotHeld
	}
	return err
}

func progressLine(p crowd.Progress) string {
	if p.Since == 0 {
		return fmt.Sprintf("      %d of %d people are in", p.In, p.Of)
	}
	return fmt.Sprintf("%5s  %d acts; seen by the others after %s, 99 of 100 within %s", clock(p.Since), p.Acts, span(p.P50), span(p.P99))
}

func printRehearsal(env *environment, r crowd.Report) {
	if r.Stopped {
		fmt.Fprintln(env.out, "Stopped early; this is what there was.")
	}
	fmt.Fprintf(env.out, "\n%s\n\n", r.Verdict)
	lines := [][2]string{
		{"Seen by the others after", fmt.Sprintf("%s mostly, 95 of 100 within %s, 99 within %s", spanOf(r.P50), spanOf(r.P95), spanOf(r.P99))},
		{"Written, moved, undone …", fmt.Sprintf("%d times in %s; %d notes written, %d lost", r.Acts, clock(time.Duration(r.Seconds*float64(time.Second))), r.Notes, r.Lost)},
		{"Left and came back", fmt.Sprintf("%d times", r.CameBack)},
		{"In with the words after", "at most " + spanOf(r.SlowestJoin)},
		{"Processor", fmt.Sprintf("%.0f %% of this laptop, for all %d together", 100*r.CPUShare, r.People)},
		{"Memory", fmt.Sprintf("%.0f MB for all together, %.0f MB each", r.MemoryMB, r.MemoryMB/float64(max(1, r.People)))},
	}
	for _, l := range lines {
		fmt.Fprintf(env.out, "  %-26s %s\n", l[0], l[1])
	}
}

// clock is a length of time as minutes and seconds.
func clock(d time.Duration) string {
	s := int(d.Round(time.Second).Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

func spanOf(ms float64) string { return span(time.Duration(ms * float64(time.Millisecond))) }

// span is a short length of time as people say it.
func span(d time.Duration) string {
	if ms := float64(d.Microseconds()) / 1000; ms < 1000 {
		return fmt.Sprintf("%.0f ms", math.Max(1, ms))
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
