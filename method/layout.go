package method

import (
	"maps"
	"math"
	"slices"

	"throughline.app/workshop"
)

// Sizes of a canvas, in canvas units.
const (
	NoteW       = 108         // width of a small note, see [SizeOf]
	NoteH       = 60          // its height; long text makes it grow
	Gap         = 4           // between notes that were laid out, not dropped
	ColumnPitch = 240         // of a stage that holds little: the least width of a column
	ColumnStep  = NoteW + Gap // columns grow in these steps, by a note's room
	CellPadding = 8           // between a cell's edge and its notes: two notes fit side by side

	SheetPadX   = 20 // between the sheet's edge and what is on it
	SheetPadY   = 16
	LaneTitleW  = 96
	HeaderH     = 44
	ChevronH    = 34
	ChevronGap  = 6 // from one chevron to the next
	FootH       = 60
	ShelfTitleH = 36
	LegendH     = 20
	Margin      = 16 // paper around everything, in Bounds

	doorW, doorH = 38, 20
	doorEnd      = 46

	minLaneHeight = 136
	headerGap     = 10 // below the header band
	rowGap        = 8  // below the chevrons and above the foot
	shelfGap      = 24 // between sheet and shelf
	legendGap     = 10 // between sheet and legend
	rowStep       = 4  // rows grow in these steps
)

// Measure gives a note's size in canvas units, never less than [SizeOf] but for words
// without a sheet. The renderer supplies it, as long text makes a note grow; see [Estimate] for where there is none. It must be quick: a layout
// asks it for every note.
type Measure func(n *workshop.Note) workshop.Size

func (m Measure) of(n *workshop.Note) workshop.Size {
	if m == nil {
		return SizeOf(n)
	}
	return m(n)
}

// A Layout says where everything on one canvas lies, in canvas units; the sheet's top left
// is (0, 0). It is made by [CanvasKind.Layout] for one snapshot, never changes, and may be
// read from any goroutine.
type Layout struct {
	Canvas   workshop.CanvasID
	Kind     *CanvasKind
	Form     Form          // that of the kind, or [Columns] where stages and lanes do not fit that
	Bounds   workshop.Rect // everything, with [Margin] around it
	Sheet    workshop.Rect
	Header   workshop.Rect
	Stages   []StageBox    // from left to right
	Lanes    []LaneBox     // from top to bottom
	Foot     workshop.Rect // empty if the kind has none
	Bands    []Band        // what is shown between the lanes and the foot, from top to bottom
	Unplaced workshop.Rect // the shelf of notes without a cell; empty when nothing is there
	Legend   workshop.Rect // below the sheet: what note colours mean; empty when nobody said so
	Brackets []BracketBox  // those that people set, the customer's first
	GridBox  *GridBox      // of a canvas that is a grid, else nil

	stages map[workshop.StageID]int // merged ones included: where their notes are shown
	lanes  map[workshop.LaneID]int
	offset map[workshop.Region]float64 // down its cell, where notes of a merged region begin
	limit  []float64                   // how far down notes may begin, see far.go; nil is no limit
	shelf  workshop.Point              // top left of the shelf's inside, shown or not
	blocks map[workshop.Region]float64 // down the shelf, where notes of a lost region begin
}

// A StageBox is a column.
type StageBox struct {
	ID     workshop.StageID
	Name   string
	Head   workshop.Rect // its chevron, point included; its words below the sheet of [Quadrants]; empty if the form shows none
	Column workshop.Rect // the lanes' full height
	Pinned bool          // a person gave it its width
}

// Door is where the head leads to the canvas that opens up the stage, where there is one:
// left of the room for the handle at the end of the head.
func (b StageBox) Door() workshop.Rect {
	return box(b.Head.Max.X-doorW-doorEnd, b.Head.Center().Y-doorH/2, doorW, doorH)
}

// A LaneBox is a row.
type LaneBox struct {
	ID    workshop.LaneID
	Name  string
	Kind  LaneKind
	Title workshop.Rect // left of the first column; without width where [Free] shows none
	Row   workshop.Rect // the sheet's full inner width, title included
	Empty bool          // no note is shown in it
}

// Layout lays one canvas out. It passes over the notes once and keeps none of them. A nil
// m takes every note for its least size.
func (k *CanvasKind) Layout(s *workshop.Snapshot, c workshop.CanvasID, m Measure) *Layout {
	l := &Layout{Canvas: c, Kind: k}
	if k.Grid != nil {
		l.layGrid(s, m)
		return l
	}
	stages, lanes := s.StageList(c), s.LaneList(c)
	l.Stages, l.stages = make([]StageBox, len(stages)), make(map[workshop.StageID]int, len(stages))
	l.Lanes, l.lanes = make([]LaneBox, len(lanes)), make(map[workshop.LaneID]int, len(lanes))
	l.Form = k.formOf(len(stages), len(lanes))
	widths := make([]float64, len(stages))
	for i, st := range stages {
		l.Stages[i] = StageBox{ID: st.ID, Name: st.Name, Pinned: st.Width > 0}
		l.stages[st.ID] = i
		widths[i] = max(l.Form.least(), st.Width)
	}
	for i, ln := range lanes {
		l.Lanes[i] = LaneBox{ID: ln.ID, Name: ln.Name, Kind: k.Lane(ln)}
		if i > 0 && ln.Key != "" && ln.Key == lanes[i-1].Key {
			l.Lanes[i-1].Kind.LineBelow = "" // of a lane that was split the lower half has it
		}
		l.lanes[ln.ID] = i
	}
	l.readBrackets(s)
	f := l.fill(s, m)
	if l.limit = f.limits(); l.limit != nil {
		f = l.fill(s, m)
	}
	for i, reach := range f.reach {
		widths[i] = max(widths[i], wide(reach))
	}
	for i, depth := range f.depth {
		l.Lanes[i].Empty = depth == 0
	}
	l.level(f.depth, widths)
	l.Bands = k.bands(s.Canvases.Get(c))
	l.place(f.depth, widths)
	l.shelve(f.lost)
	l.explain(s)
	return l
}

// wide is the width of a column whose notes reach so far right.
func wide(reach float64) float64 {
	steps := math.Ceil((reach + 2*CellPadding - ColumnPitch) / ColumnStep)
	return ColumnPitch + ColumnStep*max(0, steps)
}

// A filling is how far notes reach, from the top left of their cells.
type filling struct {
	depth []float64                         // down, in each lane
	reach []float64                         // right, in each stage
	lost  map[workshop.Region]workshop.Size // both, in each region that has no cell
	held  []float64                         // the heights of all notes: of each lane, and last of the shelf
}

// fill measures the notes of the canvas.
func (l *Layout) fill(s *workshop.Snapshot, m Measure) filling {
	f := filling{depth: make([]float64, len(l.Lanes)), reach: make([]float64, len(l.Stages)), held: make([]float64, len(l.Lanes)+1)}
	merged := l.merges(s)
	for _, n := range s.Notes.All() {
		place, here := n.PlaceOn(l.Canvas)
		if !here || n.Deleted() {
			continue
		}
		size, r := m.of(n), place.Region
		i, ok := l.stages[r.Stage]
		j, okLane := l.lanes[r.Lane]
		if ok && okLane && l.strayed(n) {
			r, ok = strayBlock(r), false
		}
		if !ok || !okLane {
			j = len(l.Lanes)
		}
		at := l.clamp(r, place.At)
		f.held[j] += size.H + Gap
		switch {
		case j == len(l.Lanes):
			if f.lost == nil {
				f.lost = make(map[workshop.Region]workshop.Size)
			}
			lost := f.lost[r]
			f.lost[r] = workshop.Size{W: max(lost.W, at.X+size.W), H: max(lost.H, at.Y+size.H)}
		default:
			f.reach[i] = max(f.reach[i], at.X+size.W)
			if merged.holds(i, j) {
				merged.add(i, j, r, workshop.RectAt(at, size))
			} else {
				f.depth[j] = max(f.depth[j], at.Y+size.H)
			}
		}
	}
	l.offset = merged.settle(f.depth)
	return f
}

func (l *Layout) place(depth, widths []float64) {
	title := l.titleW()
	inner := title + Gap
	for _, w := range widths {
		inner += w
	}
	inner = max(inner, title+ColumnPitch+Gap)
	l.Header = box(SheetPadX, SheetPadY, inner, HeaderH)
	headY := l.Header.Max.Y + headerGap + l.bracketH(workshop.BracketCustomer)
	top := headY + l.headH() + l.bracketH(workshop.BracketOurs)
	y := top
	for i := range l.Lanes {
		b := &l.Lanes[i]
		h := max(l.minHeight(i), math.Ceil((depth[i]+l.cornerTop()+2*CellPadding)/rowStep)*rowStep)
		b.Row = box(SheetPadX, y, inner, h)
		b.Title = box(SheetPadX, y, title, h)
		y += h
	}
	x := SheetPadX + title
	for i, w := range widths {
		switch l.Form {
		case Columns:
			l.Stages[i].Head = box(x+2, headY, w-ChevronGap, ChevronH)
		case Quadrants:
			l.Stages[i].Head = box(x, y, w, axisH)
		}
		l.Stages[i].Column = workshop.Rect{Min: workshop.Point{X: x, Y: top}, Max: workshop.Point{X: x + w, Y: y}}
		x += w
	}
	l.placeBrackets(headY)
	if l.Form == Quadrants {
		y += axisH
	}
	y = l.placeBands(y, inner)
	if l.Kind.Foot.Label != "" {
		l.Foot = box(SheetPadX, y+rowGap, inner, FootH)
		y = l.Foot.Max.Y
	}
	l.Sheet = box(0, 0, inner+2*SheetPadX, y+SheetPadY)
	l.Bounds = l.Sheet.Inset(-Margin)
}

// Same reports whether two layouts put everything but the notes themselves in the same
// places: a note whose place did not change lies where it did, but on the shelf.
func (l *Layout) Same(o *Layout) bool {
	return l == o || l.Canvas == o.Canvas && l.Kind == o.Kind && l.Form == o.Form && l.Bounds == o.Bounds && l.Unplaced == o.Unplaced &&
		slices.Equal(l.Stages, o.Stages) && slices.Equal(l.Lanes, o.Lanes) && l.sameMerges(o) && slices.Equal(l.limit, o.limit) &&
		l.GridBox.same(o.GridBox) && slices.Equal(l.Bands, o.Bands) && slices.Equal(l.Brackets, o.Brackets)
}

// SameParts reports whether two layouts have the same stages and lanes, wherever they lie
// and however wide and high they are.
func (l *Layout) SameParts(o *Layout) bool {
	return l.GridBox.same(o.GridBox) && l.Form == o.Form && slices.EqualFunc(l.Brackets, o.Brackets, func(a, b BracketBox) bool { return a.Who == b.Who && a.From == b.From && a.To == b.To }) && slices.EqualFunc(l.Stages, o.Stages, func(a, b StageBox) bool { return a.ID == b.ID && a.Name == b.Name }) &&
		slices.EqualFunc(l.Lanes, o.Lanes, func(a, b LaneBox) bool { return a.ID == b.ID && a.Name == b.Name && a.Kind == b.Kind }) &&
		l.sameMerges(o)
}

func (l *Layout) sameMerges(o *Layout) bool {
	return maps.Equal(l.stages, o.stages) && maps.Equal(l.lanes, o.lanes) && maps.Equal(l.offset, o.offset)
}

func box(x, y, w, h float64) workshop.Rect {
	return workshop.RectAt(workshop.Point{X: x, Y: y}, workshop.Size{W: w, H: h})
}
