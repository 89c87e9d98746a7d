package tool

import "throughline.app/editor"

// handIdle holds the paper on a press.
type handIdle struct{}

func (handIdle) Name() string { return "hand.idle" }

func (s handIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	if ev.Kind == editor.Down && ev.Button == editor.Left {
		ed.BeginPan(ev.Screen)
	}
	return s
}
