package dialog

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A TimerState is how the timer stands when its sheet opens.
type TimerState int

// The states.
const (
	NoTimer TimerState = iota
	TimerRuns
	TimerStands
	TimerOver
)

// A TimerAsk is what the timer's sheet begins with and does. Everything closes the sheet,
// after Done was told what to do now.
type TimerAsk struct {
	Instruction string
	State       TimerState
	Done        func(instruction string)
	Start       func(minutes float64)
	Pause       func() // or go on
	Add, Stop   func()
}

// timerMinutes are offered as buttons.
var timerMinutes = []int{1, 2, 3, 5, 8, 10, 15, 20}

// maxMinutes bounds what is typed.
const maxMinutes = 24 * 60

// Timer asks what the room is to do now, and for how long.
func Timer(h *Host, ask TimerAsk) *Sheet {
	var sheet *Sheet
	line := panel.NewField(ask.Instruction, say.TimerHint)
	then := func(do func()) func() {
		return func() {
			sheet.Close()
			ask.Done(strings.Join(strings.Fields(line.Text), " "))
			if do != nil {
				do()
			}
		}
	}
	line.OnSubmitted = func(string) { then(nil)() }

	lengths := panel.Even(8)
	for _, n := range timerMinutes[:4] {
		lengths.Add(panel.NewButton(panel.Soft, say.Minutes(n), then(func() { ask.Start(float64(n)) })))
	}
	longer := panel.Even(8)
	for _, n := range timerMinutes[4:] {
		longer.Add(panel.NewButton(panel.Soft, say.Minutes(n), then(func() { ask.Start(float64(n)) })))
	}
	other := panel.NewField("", say.TimerOther)
	start := panel.NewButton(panel.Soft, say.TimerStart, nil)
	start.Enable(false)
	typed := func() (minutes float64, ok bool) {
		minutes, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(other.Text), ",", ".", 1), 64)
		return minutes, err == nil && minutes >= 1.0/60 && minutes <= maxMinutes
	}
	start.Do = func() {
		if minutes, ok := typed(); ok {
			then(func() { ask.Start(minutes) })()
		}
	}
	other.OnChanged = func(string) { _, ok := typed(); start.Enable(ok) }
	other.OnSubmitted = func(string) { start.Do() }

	parts := []fyne.CanvasObject{
		panel.Column(4, heading(say.TimerTitle), panel.Text(say.TimerHelp, theme.TextLabel, theme.Quiet)),
		panel.Column(8, panel.Bold(say.TimerLine, theme.TextLabel), panel.Fixed(askWidth, theme.FieldHeight, line.Framed())),
	}
	if ask.State != NoTimer {
		parts = append(parts, panel.Column(8, panel.Bold(say.TimerTime, theme.TextLabel), panel.Row(8,
			panel.NewButton(panel.Soft, [...]string{"", say.TimerPauseNow, say.TimerGoNow, say.TimerAgain}[ask.State], then(ask.Pause)),
			panel.NewButton(panel.Soft, say.TimerAddNow, then(ask.Add)),
			panel.NewButton(panel.Soft, say.TimerStopNow, then(ask.Stop)))))
	}
	parts = append(parts,
		panel.Column(8, panel.Bold(startTitle(ask.State), theme.TextLabel), lengths, longer,
			panel.Row(8, panel.Fixed(96, theme.FieldHeight, other.Framed()), panel.Text(say.TimerMinutes, theme.TextLabel, theme.Quiet), start)),
		panel.Row(8, panel.Stretch(),
			panel.NewButton(panel.Soft, say.Cancel, func() { sheet.Close() }),
			panel.NewButton(panel.Primary, say.Done, then(nil))))
	sheet = h.Open(padded(panel.Column(20, parts...)), line, nil)
	line.TypedShortcut(&fyne.ShortcutSelectAll{})
	return sheet
}

func startTitle(s TimerState) string {
	if s == NoTimer {
		return say.TimerTime
	}
	return say.TimerNew
}
