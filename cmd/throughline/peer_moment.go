package main

import (
	"fmt"
	"time"
)

// timer does what a request asks of the timer.
func (p *peer) timer(r request) error {
	d := time.Duration(r.Seconds * float64(time.Second))
	switch r.Do {
	case "start":
		if d < time.Second {
			return fmt.Errorf("a timer of %g seconds is too short", r.Seconds)
		}
		return p.room.StartTimer(d)
	case "pause":
		return p.room.PauseTimer()
	case "go":
		return p.room.ResumeTimer()
	case "add":
		return p.room.AddTime(d)
	case "stop":
		return p.room.StopTimer()
	}
	return fmt.Errorf("a timer cannot %q: start, pause, go, add or stop", r.Do)
}

// momentChanged tells what the room does now, and again when the time is up.
func (p *peer) momentChanged() {
	m := p.room.Moment()
	p.emit(map[string]any{
		"event": "moment", "instruction": m.Instruction, "running": m.Running, "over": m.Over(),
		"length_ms": m.Length.Milliseconds(), "left_ms": m.Left.Milliseconds(),
	})
	p.mu.Lock()
	defer p.mu.Unlock()
	p.hush()
	if m.Running && m.Left > 0 {
		p.up = time.AfterFunc(m.Left, p.momentChanged)
	}
}

// hush stops what would tell that the time is up. The caller holds p.mu.
func (p *peer) hush() {
	if p.up != nil {
		p.up.Stop()
		p.up = nil
	}
}
