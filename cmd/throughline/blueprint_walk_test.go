package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/workshop"
)

// S-13 on the sample: two stages are taken into a blueprint with their notes; what it asks
// beside is listed as empty, stage by stage, until somebody wrote it or says why not.
func TestWalkBlueprint(t *testing.T) {
	dir := t.TempDir()
	id := sampleWorkshop(t, dir)
	before := len(shown(t, dir, id).Notes)
	p := startPeer(t, dir, "--share", id)
	p.want("ready", nil)
	p.did(map[string]any{"op": "take-stage", "kind": "blueprint", "stage": "Retention"})
	p.did(map[string]any{"op": "take-stage", "kind": "blueprint", "stage": "Onboarding"})
	p.send(map[string]any{"op": "take-stage", "kind": "blueprint", "stage": "Nowhere"})
	p.want("error", nil)
	p.send(map[string]any{"op": "take-stage", "kind": "personas", "stage": "Onboarding"})
	p.want("error", nil)
	p.quit()

	s := shown(t, dir, id)
	require.Len(t, s.Notes, before, "notes are shown, not copied")
	var stages, lanes []string
	canvas := ""
	for _, c := range s.Canvases {
		if c.Title == "Service blueprint" {
			canvas = c.ID
			require.NotEmpty(t, c.Header, "the promise stands above it")
		}
	}
	for _, st := range s.Stages {
		if st.Canvas == canvas {
			stages = append(stages, st.Name)
			require.NotEmpty(t, st.From, "it leads back")
		}
	}
	for _, l := range s.Lanes {
		if l.Canvas == canvas {
			lanes = append(lanes, l.Name)
		}
	}
	require.Equal(t, []string{"Onboarding", "Retention"}, stages)
	require.Equal(t, []string{"Evidence", "Customer actions", "Frontstage", "Backstage", "Support"}, lanes)
	also := 0
	for _, n := range s.Notes {
		for _, place := range n.Also {
			if place.Canvas == canvas {
				also++
				require.Equal(t, []string{n.Stage, n.Lane}, []string{place.Stage, place.Lane}, n.Text)
			}
		}
	}
	require.Greater(t, also, 30)
	require.ElementsMatch(t, []string{"Onboarding has no Evidence yet.", "Onboarding has no Support yet.",
		"Retention has no Evidence yet.", "Retention has no Support yet."}, asks(s, "blueprint-gap"))

	tourOf(t, dir, id, func(w *tour) {
		blue := w.canvas("blueprint")
		w.write(blue, "Onboarding", "evidence", "A parcel with the router in it", "channel", "Letter")
		w.write(blue, "Onboarding", "support", "Order system of the network owner", "outside", "Network owner")
		w.write(blue, "Retention", "evidence", "The bill")
	})
	s = shown(t, dir, id)
	require.Equal(t, []string{"Retention has no Support yet."}, asks(s, "blueprint-gap"))
	pictured(t, dir, id, "Service blueprint")
	for _, f := range s.Findings {
		if f.Check == "lifecycle/blueprint-gap" {
			tourOf(t, dir, id, func(w *tour) {
				w.do(workshop.SettleFinding{ID: workshop.FindingID(f.ID), Check: f.Check, State: workshop.FindingDismissed, Reason: "It stands on that of Onboarding", By: w.r.Me()})
			})
		}
	}
	require.Empty(t, asks(shown(t, dir, id), "blueprint-gap"))
}
