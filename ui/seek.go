package ui

import (
	"throughline.app/editor"
	"throughline.app/ui/search"
	"throughline.app/workshop"
)

// A seek is the notes of the canvas, ready to be searched.
type seek struct {
	index  *search.Index
	stages []stageName // from left to right
}

type stageName struct {
	id   workshop.StageID
	name string
}

// seek makes the notes ready; what has not changed since the last time is taken over. It
// returns nil where there is no canvas.
func (sc *screen) seek() *seek {
	ed := sc.view.Editor()
	if ed == nil {
		return nil
	}
	s := &seek{index: search.New(sc.index, sc.snapshot, ed.ReadingOrder(), stageOf(ed))}
	for _, st := range ed.Layout().Stages {
		s.stages = append(s.stages, stageName{st.ID, st.Name})
	}
	sc.index = s.index
	return s
}

// stageOf tells in which column a note is shown.
func stageOf(ed *editor.Editor) func(*workshop.Note) workshop.StageID {
	l := ed.Layout()
	return func(n *workshop.Note) workshop.StageID { return l.HomeOf(n).Stage }
}
