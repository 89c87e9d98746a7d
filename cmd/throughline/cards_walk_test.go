package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

// walkCards is a workshop with the sample's notes of a few touchpoints, at a peer.
func walkCards(t *testing.T) (dir, id string, p *remoteControl) {
	t.Helper()
	dir = t.TempDir()
	code, id, errs := cli(t, dir, "new", "--title", "Winter")
	require.Zero(t, code, errs)
	id = strings.TrimSpace(id)
	p = startPeer(t, dir, "--share", id)
	p.want("ready", nil)
	return dir, id, p
}

// did sends a request and returns the note that it was about.
func (p *remoteControl) did(request map[string]any) string {
	p.t.Helper()
	p.send(request)
	e := p.wantAny("did", "error")
	require.Equal(p.t, "did", e["event"], "%v: %v", request, e)
	return fmt.Sprint(e["note"])
}

// write adds a note and says in fields what values tells: key, value, key, value …
func (p *remoteControl) write(canvas, stage, lane, text string, values ...string) string {
	p.t.Helper()
	note := p.did(map[string]any{"op": "add", "canvas": canvas, "stage": stage, "lane": lane, "text": text})
	for i := 0; i+1 < len(values); i += 2 {
		p.did(map[string]any{"op": "say", "note": note, "field": values[i], "values": strings.Split(values[i+1], "|")})
	}
	return note
}

// said is what "show" prints of a note: its card, and each field with its values.
func said(t *testing.T, s exchange.Shown, text string) (card string, fields map[string]string) {
	t.Helper()
	for _, n := range s.Notes {
		if n.Text == text {
			fields = make(map[string]string)
			for _, f := range n.Fields {
				fields[f.Key] = strings.Join(f.Values, "|")
			}
			return n.Card, fields
		}
	}
	require.Fail(t, "no note", text)
	return "", nil
}

// TestWalkCards says of notes what the method asks of personas, segments, touchpoints,
// moments of truth and early wins, each on its canvas.
func TestWalkCards(t *testing.T) {
	dir, id, p := walkCards(t)
	for _, kind := range []string{"personas", "segments", "moments", "wins"} {
		p.did(map[string]any{"op": "canvas", "kind": kind})
	}
	p.send(map[string]any{"op": "canvas", "kind": "nothing"})
	p.want("error", nil)

	p.write("Personas", "People", "Personas", "Office manager", "role", "orders what five people need")
	p.write("Personas", "People", "Personas", "Owner")
	p.write("Personas", "People", "What they said", "“Nobody called me back”", "persona", "Office manager|Owner", "source", "Call of 3 May", "evidence", "staff heard")
	p.write("", "Onboarding", "Customer actions", "Waits for three deliveries", "persona", "Owner", "quote", "Three boxes, three days off")

	p.write("", "Onboarding", "Frontstage", "Porting desk", "channel", "Carrier pigeon", "order", "2", "evidence", "data", "outside", "Partner", "functions", "Network|Operations")
	win := p.write("Early wins", "First week", "Early wins", "Line works", "order", "1", "value-after", "5")

	segment := p.write("Segments and their journey", "Retention", "Segments", "Small firms", "risk", "defection")
	p.did(map[string]any{"op": "move", "note": segment, "stage": "Advocacy", "lane": "Segments"})
	p.write("Segments and their journey", "Advocacy", "Treatments", "Call before the contract ends", "segment", "Small firms")

	moment := p.write("Moments of truth", "Onboarding", "Moments of truth", "First outage", "decides", "Whether to look elsewhere", "next", "They call, or they leave")
	p.write("Moments of truth", "Retention", "Decision points", "Renewal letter", "decides", "Stay or go")
	p.did(map[string]any{"op": "card", "note": moment, "card": "decision"})
	p.did(map[string]any{"op": "undo"})

	for _, bad := range []map[string]any{
		{"op": "say", "note": moment, "field": "channel", "values": []string{"Web"}}, // a moment has no channel
		{"op": "say", "note": win, "field": "order", "values": []string{"1", "2"}},
		{"op": "say", "note": "nobody", "field": "order", "values": []string{"1"}},
		{"op": "card", "note": win, "card": "coin"},
	} {
		p.send(bad)
		p.want("error", nil)
	}
	p.quit()

	s := shown(t, dir, id)
	for _, c := range []struct {
		text, card string
		fields     map[string]string
	}{
		{"Office manager", "persona", map[string]string{"role": "orders what five people need"}},
		{"“Nobody called me back”", "voice", map[string]string{"persona": "Office manager|Owner", "source": "Call of 3 May", "evidence": "staff heard"}},
		{"Waits for three deliveries", "action", map[string]string{"persona": "Owner", "quote": "Three boxes, three days off"}},
		{"Porting desk", "frontstage", map[string]string{"channel": "Carrier pigeon", "order": "2", "evidence": "data", "outside": "Partner"}},
		{"Line works", "win", map[string]string{"order": "1", "value-after": "5"}},
		{"Small firms", "segment", map[string]string{"risk": "defection"}},
		{"Call before the contract ends", "treatment", map[string]string{"segment": "Small firms"}},
		{"First outage", "moment", map[string]string{"decides": "Whether to look elsewhere", "next": "They call, or they leave"}},
		{"Renewal letter", "decision", map[string]string{"decides": "Stay or go"}},
	} {
		card, fields := said(t, s, c.text)
		require.Equal(t, c.card, card, c.text)
		require.Equal(t, c.fields, fields, c.text)
	}
	for _, n := range s.Notes {
		switch n.Text {
		case "Small firms":
			require.Equal(t, "Advocacy", n.Stage, "at exactly one stage")
		case "Porting desk":
			require.Equal(t, []string{"Network", "Operations"}, n.Functions)
		}
	}
}
