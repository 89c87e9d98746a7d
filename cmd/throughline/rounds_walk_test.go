package main

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

// shown is what "show" prints of a workshop.
func shown(t *testing.T, dir, id string) exchange.Shown {
	t.Helper()
	code, out, errs := cli(t, dir, "show", id, "--json")
	require.Zero(t, code, errs)
	var s exchange.Shown
	require.NoError(t, json.Unmarshal([]byte(out), &s))
	return s
}

// untilShown waits for what "show" says of a workshop at a peer.
func untilShown(p *remoteControl, ok func(exchange.Shown) bool) exchange.Shown {
	p.t.Helper()
	asked, changed := false, true
	for {
		if changed && !asked {
			p.send(map[string]any{"op": "show"})
			asked, changed = true, false
		}
		e := p.wantAny("show", "changed", "did")
		if e["event"] != "show" {
			changed = true // perhaps after what "show" says next
			continue
		}
		asked = false
		raw, err := json.Marshal(e)
		require.NoError(p.t, err)
		var s exchange.Shown
		require.NoError(p.t, json.Unmarshal(raw, &s))
		if ok(s) {
			return s
		}
	}
}

// wantAny waits for the next event of one of those names.
func (p *remoteControl) wantAny(names ...string) map[string]any {
	p.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case e, open := <-p.events:
			require.True(p.t, open, "the peer ended: %s", p.errs)
			if slices.Contains(names, e["event"].(string)) {
				return e
			}
		case <-deadline:
			require.FailNow(p.t, "waited too long", "for %q", names)
		}
	}
}

// TestWalkMood follows a recipe on two laptops, up to the curve of how each stage feels.
func TestWalkMood(t *testing.T) {
	dir := t.TempDir()
	code, id, errs := cli(t, dir, "new", "--title", "Winter", "--recipe", "moments")
	require.Zero(t, code, errs)
	id = strings.TrimSpace(id)
	a := startPeer(t, dir, "--share", id)
	ready := a.want("ready", nil)
	far := t.TempDir()
	b := startPeer(t, far, "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Bo")
	b.want("joined", nil)

	a.send(map[string]any{"op": "step", "step": "mood", "done": []string{"walk"}})
	a.want("did", nil)
	a.send(map[string]any{"op": "view", "view": "mood"})
	a.want("did", nil)
	b.send(map[string]any{"op": "step", "step": "to-be"})
	b.want("error", nil) // the facilitator runs the agenda
	a.send(map[string]any{"op": "answer", "poll": "mood/as-is", "stage": "Nowhere", "value": "1"})
	a.want("error", nil)
	for _, v := range []struct {
		who                *remoteControl
		poll, stage, value string
	}{
		{a, "mood/as-is", "Onboarding", "-2"}, {b, "mood/as-is", "Onboarding", "-1"}, {a, "mood/as-is", "Advocacy", "1"},
		{b, "mood/to-be", "Onboarding", "1.5"}, {b, "mood/to-be", "Onboarding", "1"},
	} {
		v.who.send(map[string]any{"op": "answer", "poll": v.poll, "stage": v.stage, "value": v.value})
		v.who.want("did", nil)
	}
	untilShown(a, func(s exchange.Shown) bool {
		return len(s.Curves) == 2 && len(s.Curves[1].Points) == 1 && s.Curves[0].Points[0].People == 2 && s.Curves[1].Points[0].Mean == 1
	})
	a.quit()
	b.quit()

	s := shown(t, dir, id)
	require.Equal(t, &exchange.ShownAgenda{Recipe: "lifecycle/moments", Step: "mood", Done: []string{"walk"}}, s.Agenda)
	require.True(t, s.Curves[0].Shown)
	require.Equal(t, []string{"Onboarding", "Advocacy"}, []string{s.Curves[0].Points[0].Stage, s.Curves[0].Points[1].Stage})
	require.InDelta(t, -1.5, s.Curves[0].Points[0].Mean, 0)
	require.InDelta(t, 0.5, s.Curves[0].Points[0].Spread, 0)
}

// S-04 on the sample: everybody writes one line in private, the facilitator shows them, and one
// becomes the header.
func TestWalkValueProposition(t *testing.T) {
	dir, far := t.TempDir(), t.TempDir()
	id := sampleWorkshop(t, dir)
	promised := shown(t, dir, id).Canvases[0].Header
	a := startPeer(t, dir, "--share", id)
	ready := a.want("ready", nil)
	b := startPeer(t, far, "--join", ready["words"].(string), "--at", ready["addr"].(string), "--name", "Bo")
	b.want("joined", nil)
	did := func(p *remoteControl, request map[string]any) {
		t.Helper()
		p.send(request)
		e := p.wantAny("did", "error")
		require.Equal(t, "did", e["event"], "%v", e)
	}
	b.send(map[string]any{"op": "private", "text": "too early"})
	require.Equal(t, "The question is no longer asked.", b.want("error", nil)["error"])
	did(a, map[string]any{"op": "ask", "text": "What do we promise?"})
	untilShown(b, func(s exchange.Shown) bool { return len(s.Polls) == 1 })
	did(a, map[string]any{"op": "private", "text": "One person to call until it works"})
	did(b, map[string]any{"op": "private", "text": "Until it works: one person to call"})
	b.send(map[string]any{"op": "reveal"})
	b.want("error", nil) // the facilitator shows them
	s := untilShown(a, func(s exchange.Shown) bool { return s.Polls[0].Written == 2 })
	require.Empty(t, s.Polls[0].Answers)
	did(a, map[string]any{"op": "reveal"})
	s = untilShown(a, func(s exchange.Shown) bool {
		return s.Polls[0].State == "shown" && len(slices.Concat(s.Polls[0].Answers...)) == 2
	})
	require.InDelta(t, 1, s.Polls[0].Agreement, 0)
	did(a, map[string]any{"op": "take", "text": s.Polls[0].Answers[0][0]})
	did(a, map[string]any{"op": "put-away"})
	untilShown(b, func(s exchange.Shown) bool { return len(s.Polls) == 0 && s.Canvases[0].Header != promised })
	a.quit()
	b.quit()
	require.Contains(t, []string{"One person to call until it works", "Until it works: one person to call"}, shown(t, dir, id).Canvases[0].Header)
	pictured(t, dir, id, "Customer lifecycle")
}

// S-08 on the sample: a copy goes out, comes back judged, every stage shows what part of it is
// confirmed, and what was believed has a lane of its own.
func TestWalkValidation(t *testing.T) {
	office, front := t.TempDir(), t.TempDir()
	id := sampleWorkshop(t, office)
	was := make(map[string]int)
	for _, n := range shown(t, office, id).Notes {
		was[n.Stage]++
	}
	drive := func(dir string, requests ...map[string]any) {
		t.Helper()
		p := startPeer(t, dir, "--share", id)
		p.want("ready", nil)
		for _, r := range requests {
			p.send(r)
			e := p.wantAny("did", "error")
			require.Equal(t, "did", e["event"], "%v", e)
		}
		p.quit()
	}
	drive(office, map[string]any{"op": "follow", "recipe": "validation"}, map[string]any{"op": "step", "step": "believe"},
		map[string]any{"op": "add", "stage": "Onboarding", "lane": "What we believed", "text": "They do not mind three visits"}, map[string]any{"op": "validate"})
	file := filepath.Join(t.TempDir(), "out.throughline")
	code, _, errs := cli(t, office, "save", id, "--out", file)
	require.Zero(t, code, errs)

	code, _, errs = cli(t, front, "merge", file)
	require.Zero(t, code, errs)
	note := make(map[string]string)
	for _, n := range shown(t, front, id).Notes {
		note[n.Text] = n.ID
	}
	drive(front,
		map[string]any{"op": "judge", "note": note["Engineer at the door"], "value": "confirm"},
		map[string]any{"op": "judge", "note": note["Fault line, day and night"], "value": "wrong"},
		map[string]any{"op": "add", "stage": "Retention", "lane": "Frontstage", "text": "Nobody calls back"})
	back := filepath.Join(t.TempDir(), "back.throughline")
	code, _, errs = cli(t, front, "save", id, "--out", back)
	require.Zero(t, code, errs)
	code, out, errs := cli(t, office, "merge", back, "--json")
	require.Zero(t, code, errs)
	require.Contains(t, out, `"new":1`)
	require.Contains(t, out, `"answers":2`)

	s := shown(t, office, id)
	byStage := make(map[string]exchange.ShownValidation)
	for _, v := range s.Validation {
		byStage[v.Stage] = v
	}
	require.Equal(t, was["Onboarding"]+1, byStage["Onboarding"].Notes)
	require.InDelta(t, 1/float64(was["Onboarding"]+1), byStage["Onboarding"].Confirmed, 0.001)
	require.Equal(t, 1, byStage["Onboarding"].Confirm)
	require.Equal(t, was["Retention"]+1, byStage["Retention"].Notes, "what was missing came as a note")
	require.Equal(t, 1, byStage["Retention"].Wrong)
	require.Zero(t, byStage["Awareness"].Confirmed)
	pictured(t, office, id, "Customer lifecycle")
}
