package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"

	"throughline.app/cmd/throughline/laptop"
)

// runDoctor says in plain words how this laptop stands on its network, and what to do.
func runDoctor(ctx context.Context, env *environment, args []string) error {
	var asJSON, search bool
	_, err := parse("doctor", args, 0, 0, func(f *flag.FlagSet) {
		f.BoolVar(&asJSON, "json", false, "")
		f.BoolVar(&search, "search", false, "")
	})
	if err != nil {
		return err
	}
	return env.with(func(l *laptop.Laptop) error {
		diagnose := l.Diagnose
		if search {
			diagnose = func(ctx context.Context) (laptop.Diagnosis, error) { return l.DiagnoseAndSearch(ctx, nil) }
		}
		d, err := diagnose(ctx)
		if err != nil {
			return err
		}
		if asJSON {
			return json.NewEncoder(env.out).Encode(figures(d))
		}
		return printDiagnosis(env.out, d)
	})
}

// figures is a diagnosis for programs.
func figures(d laptop.Diagnosis) any {
	type sighting struct {
		Addr    string `json:"addr"`
		By      string `json:"by"`
		Laptops int    `json:"laptops"`
		MS      int64  `json:"ms"`
	}
	type adapter struct {
		Name           string `json:"name"`
		Addr           string `json:"addr"`
		Open           bool   `json:"open"`
		BackMulticast  bool   `json:"backMulticast"`
		BackBroadcast  bool   `json:"backBroadcast"`
		HeardMulticast bool   `json:"heardMulticast"`
		HeardBroadcast bool   `json:"heardBroadcast"`
		HeardMDNS      bool   `json:"heardMdns"`
	}
	found, adapters := []sighting{}, []adapter{}
	for _, f := range d.Found {
		found = append(found, sighting{f.Addrs[0], f.By, f.Laptops, f.After.Milliseconds()})
	}
	for _, a := range d.Adapters {
		adapters = append(adapters, adapter{a.Name, a.Addr.String(), a.Open, a.BackMulticast, a.BackBroadcast, a.HeardMulticast, a.HeardBroadcast, a.HeardMDNS})
	}
	return struct {
		Verdict  laptop.Verdict `json:"verdict"`
		Found    []sighting     `json:"found"`
		Adapters []adapter      `json:"adapters"`
		Others   int            `json:"others"`
		Router   bool           `json:"routerAnswers"`
	}{d.Verdict, found, adapters, d.Others, d.Answers}
}

func printDiagnosis(w io.Writer, d laptop.Diagnosis) error {
	lines, next := sentences(d)
	for _, l := range lines {
		mark := map[mark]string{good: "+", unsure: "?", bad: "!"}[l.mark]
		if _, err := fmt.Fprintf(w, "%s %-34s %s\n", mark, l.what, l.value); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n", next)
	return err
}
