package method

import (
	"math"

	"throughline.app/workshop"
)

// Sizes of a canvas, in canvas units.
const (
	NoteW       = 108 // width of a small note, see [SizeOf]
	NoteH       = 60  // its height; long text makes it grow
	Gap         = 4   // between notes that were laid out, not dropped
	ColumnPitch = 240 // from one stage to the next
	CellPadding = 8   // between a cell's edge and its notes: two notes fit side by side

	SheetPadX   = 20 // between the sheet's edge and what is on it
	SheetPadY   = 16
	LaneTitleW  = 96
	HeaderH     = 44
	ChevronH    = 34
	ChevronW    = 234
	FootH       = 60
	ShelfTitleH = 36
	Margin      = 16 // paper around everything, in Bounds

	minLaneHeight = 136
	headerGap     = 10 // below the header band
	rowGap        = 8  // below the chevrons and above the foot
	shelfGap      = 24 // between sheet and shelf
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
	Bounds   workshop.Rect // everything, with [Margin] around it
	Sheet    workshop.Rect
	Header   workshop.Rect
	Stages   []StageBox    // from left to right
	Lanes    []LaneBox     // from top to bottom
	Foot     workshop.Rect // empty if the kind has none
	Unplaced workshop.Rect // the shelf of notes without a cell; empty when nothing is there

	stages map[workshop.StageID]int
	lanes  map[workshop.LaneID]int
	shelf  workshop.Point              // top left of the shelf's inside, shown or not
	blocks map[workshop.Region]float64 // down the shelf, where notes of a lost region begin
}

// A StageBox is a column.
type StageBox struct {
	ID     workshop.StageID
	Name   string
	Head   workshop.Rect // its chevron, point included
	Column workshop.Rect // the lanes' full height
}

// A LaneBox is a row.
type LaneBox struct {
	ID    workshop.LaneID
	Name  string
	Kind  LaneKind
	Title workshop.Rect // left of the first column
	Row   workshop.Rect // the sheet's full inner width, title included
}

// Layout lays one canvas out. It passes over the notes once and keeps none of them. A nil
// m takes every note for its least size.
func (k *CanvasKind) Layout(s *workshop.Snapshot, c workshop.CanvasID, m Measure) *Layout {
	l := &Layout{Canvas: c, Kind: k}
	stages, lanes := s.StageList(c), s.LaneList(c)
	l.Stages, l.stages = make([]StageBox, len(stages)), make(map[workshop.StageID]int, len(stages))
	l.Lanes, l.lanes = make([]LaneBox, len(lanes)), make(map[workshop.LaneID]int, len(lanes))
	for i, st := range stages {
		l.Stages[i] = StageBox{ID: st.ID, Name: st.Name}
		l.stages[st.ID] = i
	}
	for i, ln := range lanes {
		l.Lanes[i] = LaneBox{ID: ln.ID, Name: ln.Name, Kind: k.Lane(ln)}
		l.lanes[ln.ID] = i
	}
	depth, lost := l.depths(s, m)
	l.place(depth)
	l.shelve(lost)
	return l
}

// depths finds how far down the notes reach: in each lane, and in each region that has no
// cell.
func (l *Layout) depths(s *workshop.Snapshot, m Measure) (lanes []float64, lost map[workshop.Region]float64) {
	lanes = make([]float64, len(l.Lanes))
	for _, n := range s.Notes.All() {
		if n.Place.Canvas != l.Canvas || n.Deleted() {
			continue
		}
		bottom := max(0, n.Place.At.Y) + m.of(n).H
		if _, ok := l.stages[n.Place.Region.Stage]; ok {
			if i, ok := l.lanes[n.Place.Region.Lane]; ok {
				lanes[i] = max(lanes[i], bottom)
				continue
			}
		}
		if lost == nil {
			lost = make(map[workshop.Region]float64)
		}
		lost[n.Place.Region] = max(lost[n.Place.Region], bottom)
	}
	return lanes, lost
}

func (l *Layout) place(depth []float64) {
	inner := float64(LaneTitleW + ColumnPitch*max(1, len(l.Stages)) + Gap)
	l.Header = box(SheetPadX, SheetPadY, inner, HeaderH)
	headY := l.Header.Max.Y + headerGap
	top := headY + ChevronH + rowGap
	y := top
	for i := range l.Lanes {
		b := &l.Lanes[i]
		h := max(b.Kind.MinHeight, math.Ceil((depth[i]+2*CellPadding)/rowStep)*rowStep)
		b.Row = box(SheetPadX, y, inner, h)
		b.Title = box(SheetPadX, y, LaneTitleW, h)
		y += h
	}
	for i := range l.Stages {
		x := float64(SheetPadX + LaneTitleW + ColumnPitch*i)
		l.Stages[i].Head = box(x+2, headY, ChevronW, ChevronH)
		l.Stages[i].Column = workshop.Rect{Min: workshop.Point{X: x, Y: top}, Max: workshop.Point{X: x + ColumnPitch, Y: y}}
	}
	if l.Kind.Foot.Label != "" {
		l.Foot = box(SheetPadX, y+rowGap, inner, FootH)
		y = l.Foot.Max.Y
	}
	l.Sheet = box(0, 0, inner+2*SheetPadX, y+SheetPadY)
	l.Bounds = l.Sheet.Inset(-Margin)
}

func box(x, y, w, h float64) workshop.Rect {
	return workshop.RectAt(workshop.Point{X: x, Y: y}, workshop.Size{W: w, H: h})
}
