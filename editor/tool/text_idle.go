package tool

import "throughline.app/editor"

// textIdle begins words without a sheet where the person clicks, and gives the hand back
// its first tool.
type textIdle struct{}

func (textIdle) Name() string { return "text.idle" }

func (s textIdle) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	if ev.Kind == editor.Down && ev.Button == editor.Left {
		return textPressing{}
	}
	return s
}

// textPressing has the button down; the words come where it goes up.
type textPressing struct{}

func (textPressing) Name() string { return "text.pressing" }

func (s textPressing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Up:
		ed.TakeUp(editor.SelectTool)
		ed.WriteWords(ev.At)
		return selectIdle{}
	case editor.Cancel:
		return textIdle{}
	}
	return s
}
