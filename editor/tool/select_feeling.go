package tool

import "throughline.app/editor"

// pressFeeling begins with a press on a curve. A point that is said already is taken where
// it is grabbed near it; else it comes under the pointer.
func pressFeeling(ed *editor.Editor, f editor.Feeling, ev editor.Event) editor.State {
	s := selectFeeling{from: ev, point: f, value: f.Value}
	if !f.Said || !near(ed.FeelingFor(f, ev.At), f.Value) {
		s.value = ed.FeelingFor(f, ev.At)
	}
	ed.FocusFeeling(&f)
	s.show(ed)
	return s
}

func near(a, b float64) bool { return a-b <= editor.FeelingStep && b-a <= editor.FeelingStep }

// selectFeeling drags a point of a curve up and down. The document hears of it once, on
// release.
type selectFeeling struct {
	from  editor.Event
	point editor.Feeling
	value float64
	moved bool
}

func (selectFeeling) Name() string { return "select.feeling" }

func (s selectFeeling) show(ed *editor.Editor) {
	held := s.point
	held.Value = s.value
	ed.SetPreview(editor.Preview{Feeling: &held})
}

func (s selectFeeling) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if !s.moved && ev.Screen.Sub(s.from.Screen).Len() < dragBegins {
			return s
		}
		s.moved, s.value = true, ed.FeelingFor(s.point, ev.At)
		s.show(ed)
		return s
	case editor.Changed:
		if _, still := ed.FeelingAt(s.from.At); still {
			return s
		}
	case editor.Down:
		return s // another button, while this one is held
	case editor.Up:
		ed.SetPreview(editor.Preview{})
		if !s.point.Said || s.value != s.point.Value {
			ed.SayFeeling(s.point, s.value)
		}
		return selectIdle{}
	}
	ed.SetPreview(editor.Preview{})
	return selectIdle{}
}
