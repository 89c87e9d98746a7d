package editor

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// FeelingStep is what a point of a curve snaps to.
const FeelingStep = 0.5

// A Feeling is a point of a curve: what this person says of how a stage feels.
type Feeling struct {
	Curve  *method.CurveKind
	Series string
	Stage  workshop.StageID
	Value  float64
	Said   bool // they have said so; else Value is where the point would come
}

// same reports whether two are the same point, whatever its value.
func (f *Feeling) same(o *Feeling) bool {
	return f != nil && o != nil && f.Curve.ID == o.Curve.ID && f.Series == o.Series && f.Stage == o.Stage
}

// FeelingAt is the point of a curve that a press at p is about: the stage's below the
// pointer, with what the person has said, or else the height of the pointer.
func (ed *Editor) FeelingAt(p workshop.Point) (Feeling, bool) {
	band, series, stage, ok := ed.Layout().FeelingAt(p)
	if !ok {
		return Feeling{}, false
	}
	f := ed.feelingOf(band.Curve, series, stage)
	if !f.Said {
		f.Value = snapFeeling(band.Value(p.Y))
	}
	return f, true
}

// feelingOf is what the person has said.
func (ed *Editor) feelingOf(c *method.CurveKind, series string, stage workshop.StageID) Feeling {
	f := Feeling{Curve: c, Series: series, Stage: stage}
	id := workshop.AnswerOf(c.Poll(series), stage.Ref().Key(), ed.doc.Me())
	if a := ed.Snapshot().AnswerTable.Get(id); a != nil {
		f.Value, f.Said = workshop.ParseFeeling(a.Value)
	}
	return f
}

func snapFeeling(v float64) float64 {
	v = math.Round(v/FeelingStep) * FeelingStep
	return max(-workshop.FeelingReach, min(workshop.FeelingReach, v)) + 0 // no -0
}

// FeelingFor is the feeling that the height of a point on the canvas stands for.
func (ed *Editor) FeelingFor(f Feeling, p workshop.Point) float64 {
	for i := range ed.Layout().Bands {
		if b := &ed.Layout().Bands[i]; b.Curve != nil && b.Curve.ID == f.Curve.ID {
			return snapFeeling(b.Value(p.Y))
		}
	}
	return f.Value
}

// Feelings lists the points of this person on the curves that are shown: those that were
// said, the one in the hand and the one that has the keyboard.
func (ed *Editor) Feelings() []Feeling {
	var all []Feeling
	for i := range ed.Layout().Bands {
		b := &ed.Layout().Bands[i]
		if b.Curve == nil {
			continue
		}
		for _, st := range ed.Layout().Stages {
			for _, series := range method.Series() {
				f := ed.feelingOf(b.Curve, series, st.ID)
				held := f.same(ed.preview.Feeling)
				if held {
					f = *ed.preview.Feeling
				}
				if f.Said || held || f.same(ed.feeling) {
					all = append(all, f)
				}
			}
		}
	}
	return all
}

// FocusedFeeling is the point that the arrows move, nil if none.
func (ed *Editor) FocusedFeeling() *Feeling { return ed.feeling }

// FocusFeeling lets the arrow keys move a point; nil lets go of it.
func (ed *Editor) FocusFeeling(f *Feeling) {
	if f == nil && ed.feeling == nil {
		return
	}
	if ed.feeling = f; f != nil {
		ed.Select()
	}
	ed.notify()
}

// SayFeeling says how a stage feels to this person, as one step.
func (ed *Editor) SayFeeling(f Feeling, value float64) {
	ed.answerFeeling(f, "say how a stage feels", workshop.FormatFeeling(snapFeeling(value)))
}

func (ed *Editor) answerFeeling(f Feeling, label, value string) {
	ed.Do(label, workshop.GiveAnswer{Poll: f.Curve.Poll(f.Series), About: f.Stage.Ref().Key(), Person: ed.doc.Me(), Value: value})
	ed.notify()
}

// nudgeFeeling moves the focused point by steps up; where nothing is said yet it begins in
// the middle.
func (ed *Editor) nudgeFeeling(steps float64) {
	f := ed.feelingOf(ed.feeling.Curve, ed.feeling.Series, ed.feeling.Stage)
	to := snapFeeling(f.Value + steps*FeelingStep)
	if f.Said && to == f.Value {
		return
	}
	ed.SayFeeling(f, to)
}

// stepFeeling gives the keyboard to the next point: today and as it should be of one stage,
// then of the one beside it.
func (ed *Editor) stepFeeling(by int) {
	l, series := ed.Layout(), method.Series()
	i := slices.IndexFunc(l.Stages, func(st method.StageBox) bool { return st.ID == ed.feeling.Stage })
	at := i*len(series) + slices.Index(series, ed.feeling.Series) + by
	if i < 0 || at < 0 || at >= len(l.Stages)*len(series) {
		return
	}
	f := ed.feelingOf(ed.feeling.Curve, series[at%len(series)], l.Stages[at/len(series)].ID)
	ed.FocusFeeling(&f)
}

// curveHere is the first curve that is shown, nil if none is.
func (ed *Editor) curveHere() *method.CurveKind {
	for i := range ed.Layout().Bands {
		if c := ed.Layout().Bands[i].Curve; c != nil {
			return c
		}
	}
	return nil
}

// addFeeling adds what the arrow keys do on a curve, and its twins in words.
func (ed *Editor) addFeeling(add adder) {
	focused := func() bool { return ed.feeling != nil && ed.editing == nil && ed.curveShown(ed.feeling) }
	first := func(id, title, key string, mods Mods, run func()) {
		c := add(id, title, focused, run, Chord{mods, key})
		c.First, c.Menu, c.Group, c.Why, c.On = true, "View/Curves", 2, needsFeeling, Nowhere
	}
	first("feeling.up", "Feels better", "Up", 0, func() { ed.nudgeFeeling(1) })
	first("feeling.down", "Feels worse", "Down", 0, func() { ed.nudgeFeeling(-1) })
	first("feeling.next", "Next point", "Right", 0, func() { ed.stepFeeling(1) })
	first("feeling.before", "Point before", "Left", 0, func() { ed.stepFeeling(-1) })
	first("feeling.take", "Take your point back", "Delete", 0, func() { ed.answerFeeling(*ed.feeling, "take a feeling back", "") })
	c := add("feeling.focus", "Move your points with the arrows", func() bool { return ed.curveHere() != nil && len(ed.Layout().Stages) > 0 }, func() {
		f := ed.feelingOf(ed.curveHere(), method.AsIs, ed.Layout().Stages[0].ID)
		ed.FocusFeeling(&f)
	})
	c.Menu, c.Group, c.Why, c.On = "View/Curves", 1, "No curve is shown here", Nowhere
	c = add("feeling.say", "Say how it feels…", func() bool { return ed.curveHere() != nil && len(ed.Layout().Stages) > 0 && ed.OnChoose != nil }, ed.askFeeling)
	c.Menu, c.Group, c.Why, c.On = "View/Curves", 1, "No curve is shown here", Nowhere
}

// curveShown reports whether the stage and the curve of a point are on the canvas.
func (ed *Editor) curveShown(f *Feeling) bool {
	l := ed.Layout()
	return slices.ContainsFunc(l.Bands, func(b method.Band) bool { return b.Curve != nil && b.Curve.ID == f.Curve.ID }) &&
		slices.ContainsFunc(l.Stages, func(st method.StageBox) bool { return st.ID == f.Stage })
}

// askFeeling asks for a stage and then for how it feels: the twin of dragging a point.
func (ed *Editor) askFeeling() {
	c, l := ed.curveHere(), ed.Layout()
	var points []Feeling
	var names []string
	for _, st := range l.Stages {
		for _, series := range method.Series() {
			f := ed.feelingOf(c, series, st.ID)
			name := st.Name + " · " + method.SeriesWords(series)
			if f.Said {
				name += " · " + FeelingWords(c, f.Value)
			}
			points, names = append(points, f), append(names, name)
		}
	}
	ed.OnChoose(Choice{Title: "Which stage?", Items: names, Do: func(i int) {
		var values []float64
		var words []string
		for v := float64(workshop.FeelingReach); v >= -workshop.FeelingReach; v -= FeelingStep {
			values, words = append(values, v), append(words, FeelingWords(c, v))
		}
		ed.OnChoose(Choice{Title: "How does it feel?", Items: words, Do: func(j int) { ed.SayFeeling(points[i], values[j]) }})
	}})
}

// FeelingWords says a feeling, with the curve's own words at the ends of the scale.
func FeelingWords(c *method.CurveKind, v float64) string {
	words := strings.Replace(strconv.FormatFloat(v, 'f', -1, 64), "-", "−", 1)
	if v > 0 {
		words = "+" + words
	}
	switch v {
	case workshop.FeelingReach:
		return words + " " + c.High
	case -workshop.FeelingReach:
		return words + " " + c.Low
	}
	return words
}

const needsFeeling = "Click a point of a curve first"
