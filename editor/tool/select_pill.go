package tool

import (
	"slices"

	"throughline.app/editor"
	"throughline.app/workshop"
)

// selectPressingPill holds the name of a category: a click selects its notes, two write
// its name, a drag carries those of the one container.
type selectPressingPill struct {
	from     editor.Event
	category workshop.CategoryID
	region   workshop.Region
	notes    []workshop.NoteID // of the container
}

func (selectPressingPill) Name() string { return "select.pressing_pill" }

func (s selectPressingPill) Handle(ed *editor.Editor, ev editor.Event) editor.State {
	switch ev.Kind {
	case editor.Move:
		if ev.Screen.Sub(s.from.Screen).Len() < dragBegins {
			return s
		}
		if loose := slices.DeleteFunc(slices.Clone(s.notes), ed.Locked); len(loose) > 0 {
			return translateWhole(ed, loose, s.from, ev)
		}
		ed.TellLocked(len(s.notes))
	case editor.Up:
		if s.from.Clicks == 2 {
			ed.RenameCategory(s.category, s.region)
		} else {
			ed.SelectCategory(s.category, s.from.Mods.Has(editor.Shift))
			if t := ed.Trial(); t != nil && t.Chosen != nil {
				t.Chosen(s.category)
			}
		}
	case editor.Changed:
		if ed.Shown().Category(s.category) != nil {
			return s
		}
	case editor.Down:
		return s
	}
	return selectIdle{}
}
