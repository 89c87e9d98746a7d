package tool

import "throughline.app/editor"

// selectBracketing drags an end of a bracket from stage to stage.
type selectBracketing struct {
	handle editor.Handle
	stage  int // where it would be; -1 before the first move
}

func (selectBracketing) Name() string { return "select.bracketing" }

func (s selectBracketing) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if stage, line, ok := ed.BracketTo(s.handle.Who, s.handle.Part, ev.At); ok {
			s.stage = stage
			ed.SetPreview(editor.Preview{Held: s.handle.Ref, Line: line})
			return s
		}
	case editor.Changed:
		if ed.Layout().Bracket(s.handle.Who) != nil {
			return s
		}
	case editor.Down:
		return s // another button, while this one is held
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		if s.stage >= 0 {
			ed.BracketEndAt(s.handle.Who, s.handle.Part, s.stage)
		}
		return selectIdle{}
	}
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}
