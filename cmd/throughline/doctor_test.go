package main

import (
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/sync/beacon"
)

// shared is a diagnosis as Share shows it.
func shared(d laptop.Diagnosis) (lines map[string]string, marks map[string]mark, next string) {
	lines, marks = map[string]string{}, map[string]mark{}
	all, next := roomLines(d)
	for _, l := range all {
		lines[l.what], marks[l.what] = l.value, l.mark
	}
	return lines, marks, next
}

func TestTheConnectionDoctorOfAWorkshop(t *testing.T) {
	heard := []beacon.Report{{Open: true, HeardBroadcast: true}}
	well := laptop.Diagnosis{Verdict: laptop.Sees, Adapters: heard, Others: 11, Here: 11, Known: 11, Slowest: 18 * time.Millisecond, Changes: 1204}
	lines, marks, next := shared(well)
	require.Equal(t, map[string]string{
		"Laptops can see each other": "12 of 12", "This network lets calls through": "yes", "Found without typing": "by beacon",
		"Slowest answer": "18 ms", "Saved on this laptop": "all 1\u2009204 changes",
	}, lines)
	for what, m := range marks {
		require.Equal(t, good, m, what)
	}
	require.Contains(t, next, "All is well.")

	apart := laptop.Diagnosis{Verdict: laptop.Apart, Adapters: []beacon.Report{{Open: true}}, Known: 3, Changes: 7, Unsaved: 2, Answers: true, Router: netip.MustParseAddr("10.0.0.1")}
	lines, marks, next = shared(apart)
	require.Equal(t, "1 of 4", lines["Laptops can see each other"])
	require.Equal(t, unsure, marks["This network lets calls through"])
	require.NotContains(t, lines, "Found without typing")
	require.Equal(t, unsure, marks["Saved on this laptop"])
	for _, way := range []string{"client isolation", "hotspot", "cable", "as a file", "is kept"} {
		require.Contains(t, next, way)
	}

	lines, _, next = shared(laptop.Diagnosis{Verdict: laptop.NoNetwork, Listen: errors.New("none"), Changes: 1})
	require.Equal(t, map[string]string{"On a network": "no", "Saved on this laptop": "the one change"}, lines)
	require.Contains(t, next, "no network")

	typed := laptop.Diagnosis{Verdict: laptop.Sees, Adapters: []beacon.Report{{Open: true}}, Here: 1, Known: 1, Slowest: time.Second}
	lines, marks, _ = shared(typed)
	require.Equal(t, "no, by address", lines["Found without typing"])
	require.Equal(t, unsure, marks["Slowest answer"])
}

// Multicast is said to fail only where somebody who calls in every way was heard by another.
func TestWhatTheDoctorSaysOfMulticast(t *testing.T) {
	for value, a := range map[string]beacon.Report{
		"": {Open: true}, "yes": {Open: true, HeardMulticast: true, HeardBroadcast: true}, "no, and it goes without": {Open: true, HeardBroadcast: true},
	} {
		a.Adapter = beacon.Adapter{Name: "wifi", Addr: netip.MustParseAddr("10.0.0.2")}
		all, _ := sentences(laptop.Diagnosis{Verdict: laptop.Sees, Adapters: []beacon.Report{a}, Others: 1})
		got := ""
		for _, l := range all {
			if l.what == "Multicast gets through" {
				got = l.value
			}
		}
		require.Equal(t, value, got)
	}
}
