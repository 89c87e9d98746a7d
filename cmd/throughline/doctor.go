package main

import (
	"fmt"
	"strings"
	"time"

	"throughline.app/cmd/throughline/laptop"
	"throughline.app/ui/say"
)

// A mark is how a line of the doctor is meant.
type mark int

const (
	good mark = iota
	unsure
	bad
)

// A doctorLine is one thing that the doctor looked at.
type doctorLine struct {
	mark        mark
	what, value string
}

// nextSteps is what to do after each verdict.
var nextSteps = map[laptop.Verdict]string{
	laptop.Sees:      "All is well: laptops on this network can find each other.",
	laptop.Alone:     "Nobody else is heard. If another laptop shares a workshop on this network, type the address that it shows, or start a hotspot on it.",
	laptop.Apart:     "The router answers and no other laptop is heard. If others have Throughline open here, this network keeps laptops apart (client isolation): start a hotspot on the facilitator's laptop, use a cable and a switch, or carry the workshop as a file. What everybody wrote is kept meanwhile.",
	laptop.Firewall:  "Not even this laptop's own call comes back: its firewall is likely to stop it. Allow Throughline on private networks, port 4717, TCP and UDP; or type the address that the other laptop shows.",
	laptop.Deaf:      "This laptop may not listen on its network. Allow Throughline in its firewall, or join from here the workshop that another laptop shares.",
	laptop.NoNetwork: "This laptop is on no network now. Join the Wi-Fi of the room, start a hotspot, or use a cable. What you write is kept.",
}

// sentences is a diagnosis in plain words, and the next step.
func sentences(d laptop.Diagnosis) (lines []doctorLine, next string) {
	add := func(m mark, what, value string) { lines = append(lines, doctorLine{m, what, value}) }
	next = nextSteps[d.Verdict]
	if d.Loopback {
		next = "Bound to this laptop itself: other laptops are neither looked for nor let in. " + loopbackNext(d)
	}
	if d.Verdict == laptop.NoNetwork {
		add(bad, "On a network", "no")
		return lines, next
	}
	var names []string
	sent, back := false, false
	multicast, called := false, false
	for _, a := range d.Adapters {
		names = append(names, fmt.Sprintf("%s (%s)", a.Addr, a.Name))
		sent = sent || a.Open
		back = back || a.BackMulticast || a.BackBroadcast
		called = called || a.HeardBroadcast
		multicast = multicast || a.HeardMulticast
	}
	add(good, "On a network", strings.Join(names, ", "))
	add(yes(d.Listen == nil && sent), "This laptop can listen", yesNo(d.Listen == nil && sent))
	add(yes(back), "Its own call comes back", yesNo(back))
	if d.Known > 0 {
		m := good
		if d.Here < d.Known {
			m = unsure
		}
		add(m, "Laptops can see each other", fmt.Sprintf("%d of %d", d.Here+1, d.Known+1))
	} else {
		m := good
		if d.Others == 0 {
			m = unsure
		}
		add(m, "Other laptops heard", fmt.Sprint(d.Others))
	}
	switch { // whoever calls does it in all ways at once; who only answers does not
	case multicast:
		add(good, "Multicast gets through", "yes")
	case called:
		add(good, "Multicast gets through", "no, and it goes without")
	}
	if d.Router.IsValid() {
		m, value := good, "yes"
		if !d.Answers {
			m, value = unsure, "not known"
		}
		add(m, "The router answers", value)
	}
	for _, f := range d.Found {
		title := f.Title
		if title == "" {
			title = "A workshop"
		}
		value := f.Addrs[0]
		if f.After >= time.Millisecond {
			value += fmt.Sprintf(", after %s", f.After.Round(time.Millisecond))
		}
		add(good, title, value)
	}
	return lines, next
}

// roomLines is what Share says of a diagnosis: how the workshop stands, and what is wrong.
func roomLines(d laptop.Diagnosis) (lines []doctorLine, next string) {
	add := func(m mark, what, value string) { lines = append(lines, doctorLine{m, what, value}) }
	if d.Verdict == laptop.NoNetwork {
		add(bad, "On a network", "no")
	} else {
		switch {
		case d.Known == 0:
			add(unsure, "Laptops can see each other", "nobody else yet")
		case d.Here < d.Known:
			add(unsure, "Laptops can see each other", fmt.Sprintf("%d of %d", d.Here+1, d.Known+1))
		default:
			add(good, "Laptops can see each other", fmt.Sprintf("%d of %d", d.Here+1, d.Known+1))
		}
		switch d.Verdict {
		case laptop.Deaf, laptop.Firewall:
			add(bad, "This laptop lets calls through", "no")
		case laptop.Apart:
			add(unsure, "This network lets calls through", "perhaps not") // or nobody else is there
		case laptop.Alone:
			add(unsure, "This network lets calls through", "not known yet")
		default:
			add(good, "This network lets calls through", "yes")
		}
		if way := foundBy(d); way != "" {
			add(good, "Found without typing", way)
		} else if d.Here > 0 {
			add(unsure, "Found without typing", "no, by address")
		}
	}
	if d.Slowest > 0 {
		m := good
		if d.Slowest > slowAnswer {
			m = unsure
		}
		add(m, "Slowest answer", fmt.Sprintf("%d ms", max(1, d.Slowest.Milliseconds())))
	}
	switch {
	case d.Unsaved > 0:
		add(unsure, "Saved on this laptop", say.Number(d.Unsaved)+" changes not yet")
	case d.Changes > 0:
		add(good, "Saved on this laptop", say.AllChanges(d.Changes))
	}
	next = nextSteps[d.Verdict]
	if d.Loopback {
		next = "Bound to this laptop itself: other laptops are neither looked for nor let in. " + loopbackNext(d)
	} else if d.Verdict == laptop.Sees {
		next = "All is well. Where laptops cannot see each other, start a hotspot on one of them or use a cable. Nothing that was written is lost meanwhile."
	}
	return lines, next
}

// slowAnswer is what a person would feel.
const slowAnswer = 150 * time.Millisecond

// foundBy is how other laptops are heard without anybody typing where they are.
func foundBy(d laptop.Diagnosis) string {
	way := ""
	for _, a := range d.Adapters {
		switch {
		case a.HeardMulticast || a.HeardBroadcast || a.HeardAnswer:
			return "by beacon"
		case a.HeardMDNS:
			way = "by mDNS"
		}
	}
	return way
}

func loopbackNext(d laptop.Diagnosis) string {
	if d.Verdict == laptop.Deaf {
		return "It may not listen even there: look at its firewall."
	}
	return "Start without --bind to reach the room."
}

func yes(ok bool) mark {
	if ok {
		return good
	}
	return bad
}

func yesNo(ok bool) string {
	if ok {
		return "yes"
	}
	return "no"
}
