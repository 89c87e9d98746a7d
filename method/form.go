package method

import (
	"fmt"
	"slices"
	"strings"

	"throughline.app/workshop"
)

// A Form is how stages and lanes lie on a canvas.
type Form string

// The forms that a method may ask for. A canvas whose stages and lanes do not fit its form,
// as when people added some, lies in [Columns].
const (
	Columns   Form = "columns"   // stages across under their heads, lanes down
	Quadrants Form = "quadrants" // two stages and two lanes, with words along the axes
	Bands     Form = "bands"     // lanes across the whole sheet: one stage, without a head
	Free      Form = "free"      // one region: neither a head nor a lane title
)

// Sizes of the other forms, in canvas units.
const (
	axisH       = 34 // of the words below the quadrants
	cornerH     = 24 // that the title of a quadrant takes from its cell
	quadrantMin = 464
	bandMin     = 1024
	freeMin     = 1248
	freeHeight  = 640
	quadHeight  = 248
)

// forms lists the words that a method file may say.
var forms = []string{string(Columns), string(Quadrants), string(Bands), string(Free), layoutGrid}

// Axes are the words along the axes of [Quadrants], and the titles of the four.
type Axes struct {
	Across  string   // under the stages, of which the left one is the lower end: "Effort"
	Up      string   // beside the lanes, of which the upper one is the higher end: "Impact"
	Corners []string // titles: top left, top right, bottom left, bottom right; none or four
}

type fileAxes struct {
	Across  string   `toml:"across"`
	Up      string   `toml:"up"`
	Corners []string `toml:"corners"`
}

// form checks how a canvas that is no grid lies, once its stages and lanes are known.
func (c *checker) form(k *CanvasKind, f *fileCanvas, table string) {
	k.Form = Form(f.Layout)
	if f.Layout == "" {
		k.Form = Columns
	}
	if !slices.Contains(forms, string(k.Form)) {
		c.fault(table, "layout", fmt.Sprintf("there is no layout %q", f.Layout), "choose one of "+strings.Join(forms, ", "))
		return
	}
	stages := len(k.Stages)
	if k.Of == ofStage {
		stages = 1
	}
	var problem, remedy string
	switch {
	case k.Form == Quadrants && (stages != 2 || len(k.Lanes) != 2):
		problem, remedy = fmt.Sprintf("quadrants with %d stages and %d lanes", stages, len(k.Lanes)), "name two stages, from the low end to the high one, and write [[canvas.lane]] twice, the high end first"
	case k.Form == Bands && stages != 1:
		problem, remedy = fmt.Sprintf("bands with %d stages", stages), "name one stage; it is not shown, the lanes are the bands"
	case k.Form == Free && (stages != 1 || len(k.Lanes) != 1):
		problem, remedy = fmt.Sprintf("a free canvas with %d stages and %d lanes", stages, len(k.Lanes)), "name one stage and write [[canvas.lane]] once; neither is shown"
	case k.Form != Columns && len(k.Preset) > 0:
		problem, remedy = "only a canvas of columns has other stages to choose from", "leave the presets out"
	}
	if problem != "" {
		c.fault(table, "layout", problem, remedy)
	}
	c.axes(k, f.Axes, table)
}

func (c *checker) axes(k *CanvasKind, f *fileAxes, table string) {
	switch {
	case f == nil:
	case k.Form != Quadrants:
		c.fault(table+".axes", "", "the canvas has no axes", `give it layout = "quadrants" or take [canvas.axes] out`)
	default:
		k.Axes = Axes(*f)
		c.words(table+".axes", "across", f.Across)
		c.words(table+".axes", "up", f.Up)
		if n := len(f.Corners); n != 0 && n != 4 {
			c.fault(table+".axes", "corners", fmt.Sprintf("there are %d titles for four quadrants", n), "write four, from the top left: two above, two below; or none")
		}
		for _, corner := range f.Corners {
			c.words(table+".axes", "corners", corner)
		}
	}
}

// formOf is how so many stages and lanes lie.
func (k *CanvasKind) formOf(stages, lanes int) Form {
	switch {
	case k.Form == Quadrants && stages == 2 && lanes == 2,
		k.Form == Bands && stages == 1,
		k.Form == Free && stages == 1 && lanes == 1:
		return k.Form
	}
	return Columns
}

// Fixed reports whether the stages, or the lanes, are what the form needs: people rename
// them, and add and remove none.
func (l *Layout) Fixed(kind workshop.Kind) bool {
	return l.Form != Columns && (kind == workshop.KindStage || l.Form != Bands)
}

// Shows reports whether stages, or lanes, are to be seen on the canvas.
func (l *Layout) Shows(kind workshop.Kind) bool {
	if kind == workshop.KindLane {
		return l.Form != Free
	}
	return l.Form != Free && l.Form != Bands
}

// least is the least width of a column.
func (f Form) least() float64 {
	switch f {
	case Quadrants:
		return quadrantMin
	case Bands:
		return bandMin
	case Free:
		return freeMin
	}
	return ColumnPitch
}

// level makes the quadrants equally wide and equally high.
func (l *Layout) level(depth, widths []float64) {
	if l.Form != Quadrants {
		return
	}
	wide, deep := max(widths[0], widths[1]), max(depth[0], depth[1])
	for i := range 2 {
		widths[i], depth[i] = wide, deep
	}
}

// minHeight is the least height of a row.
func (l *Layout) minHeight(row int) float64 {
	h := l.Lanes[row].Kind.MinHeight
	switch l.Form {
	case Quadrants:
		return max(h, l.Lanes[0].Kind.MinHeight, l.Lanes[1].Kind.MinHeight, quadHeight)
	case Free:
		return max(h, freeHeight)
	}
	return h
}

// titleW is how wide the lane titles are.
func (l *Layout) titleW() float64 {
	if l.Form == Free {
		return 0
	}
	return LaneTitleW
}

// headH is the height of the heads and what lies below them, above the rows.
func (l *Layout) headH() float64 {
	if l.Form == Columns {
		return ChevronH + rowGap
	}
	return 0
}

// cornerTop is how far down in a cell notes begin.
func (l *Layout) cornerTop() float64 {
	if l.Form == Quadrants && len(l.Kind.Axes.Corners) > 0 {
		return cornerH
	}
	return 0
}
