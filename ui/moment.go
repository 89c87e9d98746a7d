package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/dialog"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A momentBar is what the top bar tells of what the room does now: the instruction, and
// the timer, or for who may set one and has not, a button.
type momentBar struct {
	sc      *screen
	root    *fyne.Container // timer or button
	set     *panel.Button
	chip    *panel.Card
	ground  *panel.Surface
	figures *panel.Label
	line    *panel.Label
	beat    func() // stops the next turn of the figures
}

func newMomentBar(sc *screen) *momentBar {
	b := &momentBar{sc: sc}
	b.figures = panel.Bold("00:00", theme.TextLabel)
	b.ground = panel.NewSurface(theme.AmberTint, "", theme.RadiusControl, 0,
		panel.Inset(0, 0, 12, 12, panel.Fixed(0, theme.ControlHeight, b.figures)))
	b.chip = panel.NewCard(say.TimerTip, b.ground, sc.openTimer)
	b.chip.Plain = true
	b.set = panel.NewIconButton(panel.Soft, panel.IconTimer, say.TimerTip, sc.openTimer)
	b.root = container.NewStack(b.set, b.chip)
	b.line = panel.Text("", theme.TextLabel, theme.Ink).Elided()
	b.line.Align = fyne.TextAlignTrailing
	b.line.Hide()
	return b
}

// timerLook is how a timer stands: its figures, and the colours of their ground and ink.
func timerLook(m Moment) (figures string, ground, ink fyne.ThemeColorName) {
	switch {
	case m.Over():
		return say.Clock(0), theme.AlarmTint, theme.Alarm
	case !m.Running:
		return say.Clock(m.Left), theme.Soft, theme.SoftInk
	}
	return say.Clock(m.Left), theme.AmberTint, theme.Amber
}

// look shows the moment as it is, and comes back when a second has passed.
func (b *momentBar) look() {
	if b.beat != nil {
		b.beat()
		b.beat = nil
	}
	m := b.sc.session.Moment()
	was := b.root.MinSize()
	show(b.chip, m.Length > 0)
	show(b.set, m.Length == 0 && b.sc.session.MayLead())
	show(b.root, b.chip.Visible() || b.set.Visible())
	figures, ground, ink := timerLook(m)
	if b.figures.Text != figures || b.figures.Color != ink {
		b.figures.Text, b.figures.Color, b.ground.Fill = figures, ink, ground
		b.ground.Refresh()
	}
	b.chip.Tip = joined(say.TimeLeft(m.Left, m.Running), m.Instruction)
	if b.line.Text != m.Instruction || b.root.MinSize() != was {
		b.line.Set(m.Instruction)
		b.sc.bar.row.Refresh()
	}
	if w := b.sc.wall; w != nil {
		w.lookMoment(m)
	}
	if m.Running && m.Left > 0 {
		b.beat = b.sc.shell.wait(m.Left-(m.Left-1).Truncate(time.Second), b.look)
	}
}

// close stops the figures.
func (b *momentBar) close() {
	if b.beat != nil {
		b.beat()
	}
}

func show(o fyne.CanvasObject, on bool) {
	switch {
	case o.Visible() == on:
	case on:
		o.Show()
	default:
		o.Hide()
	}
}

// momentCommands set what the room does now, and show the wall.
func (sc *screen) momentCommands() []editor.Command {
	lead := sc.session.MayLead
	timed := func() bool { return lead() && sc.session.Moment().Length > 0 }
	all := []editor.Command{
		{ID: "timer.set", Title: say.TimerAsk, Enabled: lead, Why: say.LeadersOnly, Run: sc.openTimer, Keys: []editor.Chord{{Mods: editor.Ctrl | editor.Shift, Key: "T"}}},
		{ID: "timer.pause", Title: say.TimerPause, Enabled: timed, Why: say.TimerNone, Run: sc.toggleTimer, Toggles: true, Say: func() string {
			if m := sc.session.Moment(); m.Length > 0 && (!m.Running || m.Left == 0) {
				return say.TimerGo
			}
			return say.TimerPause
		}},
		{ID: "timer.add", Title: say.TimerAdd, Enabled: timed, Why: say.TimerNone, Run: sc.addMinute},
		{ID: "timer.stop", Title: say.TimerStop, Enabled: timed, Why: say.TimerNone, Run: sc.stopTimer},
		{ID: "timer.instruct", Title: say.InstructAsk, Enabled: lead, Why: say.LeadersOnly, Run: sc.openTimer},
	}
	for i := range all {
		all[i].Menu, all[i].Group = "Workshop", 5
	}
	return append(all, sc.wallCommand())
}

func (sc *screen) toggleTimer() {
	if m := sc.session.Moment(); m.Running && m.Left > 0 {
		sc.led(sc.session.PauseTimer())
		return
	}
	sc.led(sc.session.ResumeTimer())
}

func (sc *screen) addMinute() { sc.led(sc.session.AddTime(time.Minute)) }
func (sc *screen) stopTimer() { sc.led(sc.session.StopTimer()) }

// led tells of trouble with what was set.
func (sc *screen) led(err error) {
	if err != nil {
		sc.shell.trouble("set what the room does", err)
	}
}

// openTimer lets the facilitator set what the room does now; to the others it is told.
func (sc *screen) openTimer() {
	if sc.shell.host.Busy() {
		return
	}
	m := sc.session.Moment()
	if !sc.session.MayLead() {
		sc.toast(joined(say.TimeLeft(m.Left, m.Running), m.Instruction), "", nil)
		return
	}
	instruct := func(text string) {
		if text != sc.session.Moment().Instruction {
			sc.led(sc.session.Instruct(text))
		}
	}
	state := dialog.NoTimer
	switch {
	case m.Over():
		state = dialog.TimerOver
	case m.Length > 0 && m.Running:
		state = dialog.TimerRuns
	case m.Length > 0:
		state = dialog.TimerStands
	}
	dialog.Timer(sc.shell.host, dialog.TimerAsk{
		Instruction: m.Instruction, State: state,
		Done:  instruct,
		Start: func(minutes float64) { sc.led(sc.session.StartTimer(time.Duration(minutes * float64(time.Minute)))) },
		Pause: sc.toggleTimer, Add: sc.addMinute, Stop: sc.stopTimer,
	})
}
