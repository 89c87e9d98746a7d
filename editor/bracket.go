package editor

import (
	"fmt"

	"throughline.app/workshop"
)

// bracketReach is how near the end of a bracket the pointer takes hold of it, in units of
// the window.
const bracketReach = 9.0

// bracketHandles are the ends of the brackets.
func (ed *Editor) bracketHandles() []Handle {
	var all []Handle
	px := 1 / float64(ed.view.Zoom)
	for _, b := range ed.Layout().Brackets {
		end := func(x float64, part Part) {
			all = append(all, Handle{Ref: ed.Canvas().Ref(), Part: part, Who: b.Who, Box: workshop.Rect{
				Min: workshop.Point{X: x - bracketReach*px, Y: b.Box.Min.Y}, Max: workshop.Point{X: x + bracketReach*px, Y: b.Box.Max.Y}}})
		}
		end(b.Box.Min.X+3, BracketStart)
		end(b.Box.Max.X-3, BracketEnd)
	}
	return all
}

// bracketAt is the end of a bracket at a point.
func (ed *Editor) bracketAt(p workshop.Point) (Handle, bool) {
	for _, h := range ed.bracketHandles() {
		if h.Box.Contains(p) {
			return h, true
		}
	}
	return Handle{}, false
}

// BracketTo is which stage an end of a bracket would be at if it were let go there, and the
// line to show for it. It reports false where the bracket is gone.
func (ed *Editor) BracketTo(who string, part Part, p workshop.Point) (stage int, line workshop.Rect, ok bool) {
	l := ed.Layout()
	b := l.Bracket(who)
	if b == nil {
		return 0, workshop.Rect{}, false
	}
	x := 0.0
	if part == BracketStart {
		for i := 0; i <= b.To; i++ {
			if i == 0 || p.X > l.Stages[i-1].Column.Center().X {
				stage, x = i, l.Stages[i].Column.Min.X
			}
		}
	} else {
		for i := len(l.Stages) - 1; i >= b.From; i-- {
			if i == len(l.Stages)-1 || p.X < l.Stages[i+1].Column.Center().X {
				stage, x = i, l.Stages[i].Column.Max.X
			}
		}
	}
	return stage, workshop.Rect{Min: workshop.Point{X: x, Y: b.Box.Min.Y}, Max: workshop.Point{X: x, Y: l.Stages[0].Column.Max.Y}}, true
}

// BracketEndAt puts an end of somebody's bracket at a stage. The other end stays; where
// there is no bracket yet it is at the end of the canvas. The start of one does not pass
// its end: that comes along.
func (ed *Editor) BracketEndAt(who string, part Part, stage int) {
	stages := ed.doc.Snapshot().StageList(ed.Canvas())
	if stage < 0 || stage >= len(stages) {
		return
	}
	from, to, ok := ed.doc.Snapshot().Bracket(ed.Canvas(), who)
	if !ok {
		from, to = 0, len(stages)-1
	}
	if part == BracketStart {
		from, to = stage, max(stage, to)
	} else {
		from, to = min(stage, from), stage
	}
	label := "say where it starts for " + whose[who]
	if part == BracketEnd {
		label = "say where it ends for " + whose[who]
	}
	ed.Do(label, workshop.SetBracket{Canvas: ed.Canvas(), Who: who, From: stages[from].ID, To: stages[to].ID})
}

var whose = map[string]string{workshop.BracketOurs: "us", workshop.BracketCustomer: "the customer"}

// bracketCommands say from where to where the canvas reaches, without a drag.
func (ed *Editor) bracketCommands(add adder) {
	some := func() bool {
		return len(ed.Layout().Stages) > 0 && ed.Layout().Form.HasBrackets() && ed.Layout().GridBox == nil
	}
	put := func(id, title string, who string, part Part) {
		c := add("bracket."+id, title, some, func() {
			if t, ok := ed.Target(); ok && t.On == OnStage {
				for i, st := range ed.Layout().Stages {
					if st.ID.Ref() == t.Ref {
						ed.BracketEndAt(who, part, i)
					}
				}
				return
			}
			var names []string
			for _, st := range ed.Layout().Stages {
				names = append(names, st.Name)
			}
			ed.Choose(Choice{Title: title, Items: names, Do: func(i int) { ed.BracketEndAt(who, part, i) }})
		})
		c.Menu, c.Group, c.Why = "Stage/Where it starts and ends", 1, "This canvas has no stages in a row"
		if who == workshop.BracketOurs {
			c.Group = 2
		}
	}
	for _, who := range workshop.BracketViews() {
		put(who+".start", fmt.Sprintf("Where it starts for %s…", whose[who]), who, BracketStart)
		put(who+".end", fmt.Sprintf("Where it ends for %s…", whose[who]), who, BracketEnd)
	}
	c := add("bracket.remove", "Take both brackets away", func() bool { return len(ed.Layout().Brackets) > 0 }, func() {
		var ops workshop.Together
		for _, who := range workshop.BracketViews() {
			ops = append(ops, workshop.SetBracket{Canvas: ed.Canvas(), Who: who})
		}
		ed.Do("take the brackets away", ops)
	})
	c.Menu, c.Group, c.Why = "Stage/Where it starts and ends", 3, "Nobody has said yet where it starts and ends"
}
