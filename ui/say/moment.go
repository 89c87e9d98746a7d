package say

import (
	"fmt"
	"time"
)

// What the room does now.
const (
	TimerAsk      = "Set the timer…"
	TimerPause    = "Pause the timer"
	TimerGo       = "Let the timer go on"
	TimerAdd      = "Add a minute"
	TimerStop     = "Take the timer away"
	TimerNone     = "There is no timer"
	TimerTip      = "Timer, and what to do now"
	TimerTitle    = "What the room does now"
	TimerHelp     = "Everybody sees it above the canvas, and large on the wall."
	TimerLine     = "What to do"
	TimerHint     = "Two ideas each, one per note"
	TimerTime     = "Time"
	TimerNew      = "Another time"
	TimerMinutes  = "minutes"
	TimerOther    = "other"
	TimerOver     = "Time is up"
	TimerPaused   = "paused"
	TimerStart    = "Start"
	TimerPauseNow = "Pause"
	TimerGoNow    = "Go on"
	TimerAgain    = "Again"
	TimerAddNow   = "+ 1 minute"
	TimerStopNow  = "Take away"
	InstructAsk   = "Say what to do now…"
	LeadersOnly   = "The facilitator sets this"
)

// Minutes is a length of a timer, as on a button.
func Minutes(n int) string { return fmt.Sprintf("%d min", n) }

// Clock is the time that is left, to the second that has begun: 04:37, 1:04:37.
func Clock(left time.Duration) string {
	s := int((left + time.Second - 1) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%02d:%02d", s/60, s%60)
}

// TimeLeft tells of the timer in words.
func TimeLeft(left time.Duration, running bool) string {
	switch {
	case left == 0:
		return TimerOver
	case !running:
		return Clock(left) + " left, paused"
	}
	return Clock(left) + " left"
}
