package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/exchange"
	"throughline.app/method"
	"throughline.app/workshop"
)

// standings are what show tells of functional areas: by how each stands.
func standings(s exchange.Shown) map[string][]string {
	all := make(map[string][]string)
	for _, v := range s.Voices {
		all[v.Standing] = append(all[v.Standing], v.Function)
	}
	return all
}

// S-01 on the sample: a colleague says on joining where they work and is silent until they
// write; who is expected and not here is told, until somebody says why not.
func TestWalkWhoIsHeard(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	s := shown(t, dir, id)
	heard := standings(s)["heard"]
	require.Contains(t, heard, "Marketing")
	require.Contains(t, heard, "Network")
	require.Empty(t, standings(s)["silent"])
	require.Empty(t, asks(s, "silent"))

	tourOf(t, dir, id, func(w *tour) {
		w.do(workshop.ExpectFunctions{Functions: append([]string{"Legal", "Claims"}, heard...)})
	})
	a := startPeer(t, dir, "--share", id)
	ready := a.want("ready", nil)
	b := startPeer(t, t.TempDir(), "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Bo", "--function", "Legal")
	b.want("joined", nil)
	untilShown(a, func(s exchange.Shown) bool { return len(standings(s)["silent"]) == 1 })
	s = untilShown(a, func(s exchange.Shown) bool { return len(asks(s, "silent")) == 1 })
	require.Equal(t, []string{"Legal"}, standings(s)["silent"])
	require.Equal(t, []string{"Claims"}, standings(s)["absent"])
	require.Len(t, asks(s, "absent"), 1)
	b.did(map[string]any{"op": "add", "stage": "Acquisition", "lane": "Opportunities", "text": "A contract of one page"})
	s = untilShown(a, func(s exchange.Shown) bool { return len(standings(s)["silent"]) == 0 })
	require.Contains(t, standings(s)["heard"], "Legal")
	require.Empty(t, asks(s, "silent"))
	b.quit()
	a.quit()

	tourOf(t, dir, id, func(w *tour) {
		for _, f := range shown(t, dir, id).Findings {
			if f.Check == "lifecycle/absent" {
				w.do(workshop.SettleFinding{ID: workshop.FindingID(f.ID), Check: f.Check, State: workshop.FindingDismissed, Reason: "They come in the afternoon", By: w.r.Me()})
			}
		}
	})
	require.Empty(t, asks(shown(t, dir, id), "absent"))
	pictured(t, dir, id, "Customer lifecycle")
}

// S-02 on the sample: stages are added, renamed, merged, split and put in another order, and
// their notes go along; then the canvas takes the stages of a preset, and nothing is lost.
func TestWalkStagesFromTheCustomersSide(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	before := shown(t, dir, id)
	inStage := func(s exchange.Shown) map[string]int {
		all := make(map[string]int)
		for _, n := range s.Notes {
			all[n.Stage]++
		}
		return all
	}
	was := inStage(before)
	tourOf(t, dir, id, func(w *tour) {
		base := w.canvas("canvas")
		w.do(workshop.Rename{Ref: w.stage(base, "Onboarding").ID.Ref(), Name: "Getting the line"})
		w.do(workshop.MergeInto{From: w.stage(base, "Advocacy").ID.Ref(), Into: w.stage(base, "Retention").ID.Ref()})
		w.do(workshop.AddStage{Stage: workshop.Stage{ID: workshop.StageID(laptop.NewID()), Canvas: base, Name: "Leaving"}, After: w.stage(base, "Retention").ID})
		w.do(workshop.Reorder{Ref: w.stage(base, "Leaving").ID.Ref(), After: string(w.stage(base, "Acquisition").ID)})
	})
	s := shown(t, dir, id)
	require.Len(t, s.Notes, len(before.Notes))
	now := inStage(s)
	require.Equal(t, was["Onboarding"], now["Getting the line"])
	require.Equal(t, was["Retention"]+was["Advocacy"], now["Retention"])
	require.Zero(t, now[""])
	var names []string
	for _, st := range s.Stages {
		names = append(names, st.Name)
	}
	require.Equal(t, []string{"Awareness", "Acquisition", "Leaving", "Getting the line", "Retention"}, names)
	tourOf(t, dir, id, func(w *tour) {
		s, base := w.r.Snapshot(), w.canvas("canvas")
		k := w.kind("canvas")
		require.GreaterOrEqual(t, len(k.Preset), 6)
		detailed := k.PresetOf("Detailed service")
		w.do(k.UseStages(s, base, detailed.Stages, method.Fates(s, base, detailed.Stages), laptop.NewID, method.Estimate))
	})
	s = shown(t, dir, id)
	require.Len(t, s.Notes, len(before.Notes))
	require.Zero(t, inStage(s)[""], "every note is in a stage")
	pictured(t, dir, id, "Customer lifecycle")
}
