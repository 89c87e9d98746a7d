package render

import (
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Sizes of what is written on a grid, in canvas units.
const (
	gridTitleSize = 17
	gridNameSize  = 12.5
	gridSmall     = 11
	markSize      = 12
	markRadius    = 6
)

// A gridLook is the colours of a grid in a style.
type gridLook struct {
	fault, plain, blue, strong, amber, strongInk color.NRGBA
}

func (s Style) grid() gridLook {
	if s.Dark {
		return gridLook{fault: rgb(0x2E2423), plain: rgb(0x2D323D), blue: rgb(0x24405E), strong: rgb(0x0F766E), amber: rgb(0x453A1E), strongInk: rgb(0xFFFFFF)}
	}
	return gridLook{fault: rgb(0xFFF5F1), plain: rgb(0xF0EDE6), blue: rgb(0xDBE9FE), strong: rgb(0x0F766E), amber: rgb(0xFFF0C7), strongInk: rgb(0xFFFFFF)}
}

// grid draws the table of a canvas that is one.
func (b *groundBuilder) grid(c *workshop.Canvas) {
	g, kind := b.l.GridBox, b.l.Kind.Grid
	b.gridTitle(g, kind, c)
	for i, row := range g.Across {
		if g.Begun(i) && len(g.Faults(i)) > 0 {
			b.add(boxShape{r: row, fill: b.style.grid().fault})
		}
	}
	b.gridHead(g, kind)
	for i, row := range g.Across {
		if i > 0 {
			b.gridLine(row.Min.X, row.Max.X, row.Min.Y)
		}
		mid, x := row.Center().Y, row.Min.X+method.GridInset
		b.say(orUntitled(g.Rows[i].Name), x, mid, gridNameSize, g.Names.Max.X-method.GridInset-x, true, b.style.Ink)
		if stage := g.Rows[i].Stage; stage != "" {
			b.say(stage, g.Stages.Min.X+4, mid, gridNameSize, g.Stages.W()-12, false, b.style.Quiet)
		}
		for j := range g.Columns {
			b.gridCell(g, kind, i, j)
		}
	}
	mid := g.Foot.Center().Y
	if len(g.Rows) == 0 {
		empty := g.Nothing.Center()
		set := b.sh.label(kind.Empty, promptSize, g.Nothing.W()-2*method.GridPad, false)
		if len(set.lines) > 0 {
			b.say(kind.Empty, empty.X-set.lines[0].width/2, empty.Y-16, promptSize, g.Nothing.W()-2*method.GridPad, false, b.style.Quiet)
		}
		b.gridLine(g.Foot.Min.X, g.Foot.Max.X, g.Foot.Min.Y)
	}
	right := b.gridCount(g, mid)
	if kind.Hint != "" {
		b.gridHint(kind.Hint, g.Foot.Min.X, right, mid)
	}
}

// gridHint says what a person can do here. An arrow in it is drawn as on the columns, which
// needs no letter of a font.
func (b *groundBuilder) gridHint(hint string, x, right, mid float64) {
	for i, part := range strings.Split(hint, outsideArrow) {
		if i > 0 {
			b.outside(x+1, mid)
			x += 9
		}
		if part != "" && x < right {
			x += b.say(part, x, mid, gridSmall, right-x, false, b.style.Quiet)
		}
	}
}

// outsideArrow stands in words for the arrow of somebody outside of the house.
const outsideArrow = "↗"

// orUntitled is a name, or what stands for a note without words.
func orUntitled(name string) string {
	if name == "" {
		return wordNothing
	}
	return name
}

func (b *groundBuilder) gridLine(from, to, y float64) {
	b.add(lineShape{from: workshop.Point{X: from, Y: y}, to: workshop.Point{X: to, Y: y}, width: 1, c: b.style.Line})
}

// gridTitle names the grid, and says at the right what its marks mean.
func (b *groundBuilder) gridTitle(g *method.GridBox, kind *method.GridKind, c *workshop.Canvas) {
	title := b.l.Kind.Title
	if c != nil && c.Title != "" {
		title = c.Title
	}
	mid := g.Title.Center().Y + 4
	explain := GridLegend(kind)
	w := 0.0
	if set := b.sh.label(explain, gridSmall, g.Title.W()*0.6, false); len(set.lines) > 0 {
		w = set.lines[0].width
		b.say(explain, g.Title.Max.X-w, mid+1, gridSmall, g.Title.W()*0.6, false, b.style.Quiet)
	}
	b.say(title, g.Title.Min.X, mid, gridTitleSize, g.Title.W()-w-24, true, b.style.Ink)
}

// GridLegend is what the marks of a grid mean, in one line.
func GridLegend(kind *method.GridKind) string {
	if v := kind.Values; v != nil {
		return fmt.Sprintf("%d to %d · %s", v.Low, v.High, v.Title)
	}
	var all []string
	for _, m := range kind.Marks {
		all = append(all, m.Key+" "+m.Title)
	}
	return strings.Join(all, " · ")
}

func (b *groundBuilder) gridHead(g *method.GridBox, kind *method.GridKind) {
	mid := g.Head.Center().Y
	b.say(kind.Rows.Title, g.Names.Min.X+method.GridInset, mid, gridNameSize, g.Names.W()-2*method.GridInset, true, b.style.Quiet)
	if !g.Stages.Empty() {
		b.say(wordStage, g.Stages.Min.X+4, mid, gridNameSize, g.Stages.W()-12, true, b.style.Quiet)
	}
	for j, c := range g.Columns {
		name, room := c.Name, g.Down[j].W()-2*4
		out := 0.0
		if c.Outside {
			out = 14
		}
		set := b.sh.label(name, gridNameSize, room-out, true)
		w := 0.0
		if len(set.lines) > 0 {
			w = set.lines[0].width
		}
		x := g.Down[j].Center().X - (w+out)/2
		b.say(name, x, mid, gridNameSize, room-out, true, b.style.Quiet)
		if c.Outside {
			b.outside(x+w+5, mid)
		}
	}
	b.gridLine(g.Head.Min.X, g.Head.Max.X, g.Head.Max.Y)
}

// outside draws the arrow of somebody outside of the house: it leads away to the right.
func (b *groundBuilder) outside(x, mid float64) {
	const s = 7.0
	at := func(dx, dy float64) workshop.Point { return workshop.Point{X: x + dx, Y: mid + dy} }
	b.add(polygonShape{[]workshop.Point{at(0, s/2-1.2), at(1.2, s/2), at(s, -s/2+1.2), at(s-1.2, -s/2)}, workshop.RectAt(at(0, -s/2), workshop.Size{W: s, H: s}), b.style.Quiet})
	b.add(polygonShape{[]workshop.Point{at(2, -s/2), at(s, -s/2), at(s, -s/2+1.5), at(2, -s/2+1.5)}, workshop.RectAt(at(2, -s/2), workshop.Size{W: s - 2, H: 1.5}), b.style.Quiet})
	b.add(polygonShape{[]workshop.Point{at(s-1.5, -s/2), at(s, -s/2), at(s, s/2-2), at(s-1.5, s/2-2)}, workshop.RectAt(at(s-1.5, -s/2), workshop.Size{W: 1.5, H: s - 2}), b.style.Quiet})
}

// gridCell draws what stands in a cell, side by side in the middle of it.
func (b *groundBuilder) gridCell(g *method.GridBox, kind *method.GridKind, row, column int) {
	cell := g.Cell(row, column)
	if cell == nil {
		return
	}
	type chip struct {
		text      string
		fill, ink color.NRGBA
		w         float64
	}
	var chips []chip
	look, all := b.style.grid(), 0.0
	put := func(text string, fill, ink color.NRGBA) {
		w := float64(method.GridChip)
		if set := b.sh.label(text, markSize, anyWidth, true); len(set.lines) > 0 {
			w = max(w, set.lines[0].width+12)
		}
		if len(chips) > 0 {
			all += method.GridChipGap
		}
		all += w
		chips = append(chips, chip{text, fill, ink, w})
	}
	if cell.Value != "" {
		fill, ink := look.plain, b.style.Ink
		if v, err := strconv.Atoi(cell.Value); err == nil && kind.Values != nil {
			part := float64(v-kind.Values.Low) / float64(kind.Values.High-kind.Values.Low)
			fill = mixed(look.strong, b.style.Sheet, 0.08+0.92*max(0, min(1, part)))
			if part > 0.55 {
				ink = look.strongInk
			}
		}
		put(cell.Value, fill, ink)
	}
	for _, key := range marksIn(kind, cell) {
		fill, ink := look.plain, b.style.Ink
		switch kind.Mark(key).Tint {
		case "strong":
			fill, ink = look.strong, look.strongInk
		case "blue":
			fill = look.blue
		case "amber":
			fill = look.amber
		}
		put(key, fill, ink)
	}
	at := g.CellRect(row, column).Center()
	x := at.X - all/2
	for _, c := range chips {
		r := workshop.RectAt(workshop.Point{X: x, Y: at.Y - method.GridChip/2}, workshop.Size{W: c.w, H: method.GridChip})
		b.add(boxShape{r: r, radius: markRadius, fill: c.fill})
		set := b.sh.label(c.text, markSize, c.w, true)
		if len(set.lines) > 0 {
			b.say(c.text, r.Center().X-set.lines[0].width/2, at.Y, markSize, c.w, true, c.ink)
		}
		x += c.w + method.GridChipGap
	}
}

// marksIn lists the marks of a cell: in the method's order, then those that it does not know.
func marksIn(kind *method.GridKind, cell *workshop.Cell) []string {
	var all []string
	for _, m := range kind.Marks {
		if cell.Has(m.Key) {
			all = append(all, m.Key)
		}
	}
	for _, e := range cell.Marks.All() {
		if !slices.Contains(all, e.Key) {
			all = append(all, e.Key)
		}
	}
	return all
}

// gridCount says at the right of the foot how many rows want to be looked at, and returns
// where the room left of it ends.
func (b *groundBuilder) gridCount(g *method.GridBox, mid float64) float64 {
	faults, blank := 0, 0
	for i := range g.Rows {
		switch {
		case !g.Begun(i):
			blank++
		case len(g.Faults(i)) > 0:
			faults++
		}
	}
	var parts []string
	if faults > 0 {
		parts = append(parts, wordLook(faults))
	}
	if blank > 0 && blank < len(g.Rows) {
		parts = append(parts, wordBlank(blank))
	}
	text := strings.Join(parts, " · ")
	if text == "" {
		return g.Foot.Max.X
	}
	set := b.sh.label(text, gridSmall, g.Foot.W()/2, false)
	w := set.lines[0].width
	b.say(text, g.Foot.Max.X-w, mid, gridSmall, g.Foot.W()/2, false, b.style.Quiet)
	return g.Foot.Max.X - w - 24
}

// gridLit lets the rows of lit notes stand out, and the others stand back; nil lets all alike.
func (b *groundBuilder) gridLit(lit map[workshop.NoteID]bool) {
	if lit == nil {
		return
	}
	for i, row := range b.l.GridBox.Across {
		if ref := b.l.GridBox.Rows[i].Ref; ref.Kind == workshop.KindNote && lit[workshop.NoteID(ref.ID)] {
			bar := row.Inset(1)
			bar.Max.X = bar.Min.X + ringWidth
			b.add(boxShape{r: bar, radius: ringWidth / 2, fill: b.style.Accent})
		} else {
			b.add(boxShape{r: row.Inset(1), fill: faded(b.style.Sheet, 1-faintInk)})
		}
	}
}

// regrid draws a grid again in which other things stand, and tells where.
func (sc *Scene) regrid(next *Scene) []workshop.Rect {
	was, now := sc.layout.GridBox, next.layout.GridBox
	if now == nil {
		return nil
	}
	rows := was.Changed(now)
	if len(rows) == 0 {
		return nil
	}
	next.ground = newGround(next)
	dirty := []workshop.Rect{now.Foot}
	for _, i := range rows {
		dirty = append(dirty, now.Across[i].Inset(-1))
	}
	return dirty
}
