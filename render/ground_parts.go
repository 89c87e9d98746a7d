package render

import (
	"image/color"
	"slices"
	"strings"

	"throughline.app/insight"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Sizes on the ground, in canvas units.
const (
	sheetRadius = 16
	bandRadius  = 12
	titleSize   = 13
	laneSize    = 12
	laneStep    = 16.5 // from line to line of a lane's name
	smallSize   = 10.5
	promptSize  = 12
	insideSize  = 10
	chevronTip  = 14
	laneNameW   = method.LaneTitleW - 10
)

// A groundBuilder collects the shapes of a ground.
type groundBuilder struct {
	ground *ground
	l      *method.Layout
	sh     *Shaper
	style  Style
}

func (b *groundBuilder) add(s shape) { b.ground.shapes = append(b.ground.shapes, s) }

// say adds a single line whose middle is at the height y; it returns its width.
func (b *groundBuilder) say(text string, x, y, size, width float64, bold bool, c color.NRGBA) float64 {
	set := b.sh.label(text, size, width, bold)
	w := set.lines[0].width
	b.add(textShape{b: set, at: workshop.Point{X: x, Y: y - set.step/2}, w: w, c: c, text: text})
	return w
}

func (b *groundBuilder) sheet() {
	b.add(shadowShape{b.l.Sheet, sheetRadius, 10, 3, faded(b.style.Shadow, 0.2)})
	b.add(boxShape{r: b.l.Sheet, radius: sheetRadius, fill: b.style.Sheet, edge: b.style.Line})
}

func (b *groundBuilder) header(c *workshop.Canvas) {
	band, kind := b.l.Header, b.l.Kind.Header
	b.add(boxShape{r: band, radius: bandRadius, fill: b.style.Tint})
	x, mid := band.Min.X+16, band.Center().Y
	x += b.say(kind.Label, x, mid, titleSize, 240, true, b.style.Accent) + 12
	text, ink := kind.Prompt, b.style.Quiet
	if c != nil && strings.TrimSpace(c.Header) != "" {
		text, ink = c.Header, b.style.Ink
	}
	width := band.Max.X - 16 - x
	if len(b.sh.wrap(text, titleSize, width, false).lines) > 1 {
		if small := b.sh.wrap(text, smallSize, width, false); len(small.lines) == 2 {
			b.add(textShape{b: &small, at: workshop.Point{X: x, Y: mid - small.height()/2}, w: width, c: ink, text: text})
			return
		}
	}
	b.say(text, x, mid, titleSize, width, false, ink)
}

func (b *groundBuilder) stages(sc *Scene, judged map[workshop.StageID]insight.Validated) {
	if b.l.Form != method.Columns {
		return
	}
	for i, st := range b.l.Stages {
		h := st.Head
		mid := h.Center().Y
		points := []workshop.Point{
			h.Min, {X: h.Max.X - chevronTip, Y: h.Min.Y}, {X: h.Max.X, Y: mid},
			{X: h.Max.X - chevronTip, Y: h.Max.Y}, {X: h.Min.X, Y: h.Max.Y}, {X: h.Min.X + chevronTip, Y: mid},
		}
		b.add(polygonShape{points, h, b.style.Chevron})
		width, end := h.W()-3*chevronTip, h.Max.X
		within, opened := sc.inside[st.ID]
		if opened {
			b.door(st, within.notes)
			end = st.Door().Min.X - 8
			width = end - h.Min.X - 2*chevronTip
		}
		name := b.sh.label(st.Name, titleSize, width, true)
		x := min(h.Center().X-name.lines[0].width/2, end-name.lines[0].width)
		below := within.top // what is said most inside
		if v, asked := judged[st.ID]; asked && v.Notes > 0 {
			below = wordConfirmed(v.Judged.Confirm, v.Notes)
		}
		if below != "" {
			mid -= 6
			wide := b.sh.label(below, insideSize, width, false).lines[0].width
			b.say(below, min(h.Center().X-wide/2, end-wide), mid+14, insideSize, width, false, faded(rgb(0xFFFFFF), 0.8))
		}
		b.say(st.Name, x, mid, titleSize, width, true, rgb(0xFFFFFF))
		if slips := sc.slips(st.ID.Ref()); slips != "" {
			b.slipsBelow(st.Name, slips, x, mid, name.lines[0].width)
		}
		if i > 0 {
			x := st.Column.Min.X
			b.add(lineShape{from: workshop.Point{X: x, Y: st.Column.Min.Y}, to: workshop.Point{X: x, Y: st.Column.Max.Y}, width: 1, c: faded(b.style.Line, 0.7)})
		}
	}
}

func (b *groundBuilder) lanes() {
	for i, ln := range b.l.Lanes {
		row := ln.Row
		if ln.Kind.Tint != "" {
			b.add(boxShape{r: row, fill: b.style.Amber})
		}
		if (i == 0 || b.l.Lanes[i-1].Kind.LineBelow == "") && b.l.Form != method.Free {
			b.add(lineShape{from: row.Min, to: workshop.Point{X: row.Max.X, Y: row.Min.Y}, width: 1, c: b.style.Line})
		}
		if b.l.Shows(workshop.KindLane) {
			name := b.laneTitle(ln.Name)
			name.step = laneStep
			b.add(textShape{b: &name, at: workshop.Point{X: ln.Title.Min.X + 8, Y: ln.Title.Min.Y + 12}, w: laneNameW, c: b.style.Ink, text: ln.Name})
		}
		if ln.Empty && len(b.l.Stages) > 0 {
			b.prompt(ln)
		}
	}
	b.dashedLines()
}

// dashedLines draws the lines between lanes that have words.
func (b *groundBuilder) dashedLines() {
	for _, ln := range b.l.Lanes {
		if words := ln.Kind.LineBelow; words != "" {
			b.dashed(ln.Row, words)
		}
	}
}

// prompt is the question that an empty lane asks, in its first cell.
func (b *groundBuilder) prompt(ln method.LaneBox) {
	if ln.Kind.Prompt == "" {
		return
	}
	at := workshop.Point{X: ln.Title.Max.X + method.CellPadding + 2, Y: ln.Title.Min.Y + 12}
	if cell, ok := b.l.Cell(workshop.Region{Stage: b.l.Stages[0].ID, Lane: ln.ID}); ok {
		at.Y = cell.Min.Y + 4
	}
	w := b.l.Stages[0].Column.Max.X - method.CellPadding - at.X
	set := b.sh.wrap(ln.Kind.Prompt, promptSize, w, false)
	if fit := int((ln.Row.Max.Y - method.CellPadding - at.Y) / set.step); len(set.lines) > fit {
		set.lines = set.lines[:max(0, fit)]
	}
	b.add(textShape{b: &set, at: at, w: w, c: b.style.Quiet, text: ln.Kind.Prompt})
}

// laneName sets a lane's name as large as its longest word fits beside the lane.
func (b *groundBuilder) laneName(name string) block {
	for size := float64(laneSize); size > smallSize; size -= 0.5 {
		words := strings.Fields(name)
		if !slices.ContainsFunc(words, func(w string) bool { return len(b.sh.wrap(w, size, laneNameW, true).lines) > 1 }) {
			return b.sh.wrap(name, size, laneNameW, true)
		}
	}
	return b.sh.wrap(name, smallSize, laneNameW, true)
}

// laneTitle is laneName on at most [laneLines] lines; what does not fit ends in "…".
func (b *groundBuilder) laneTitle(name string) block {
	set := b.laneName(name)
	runes := []rune(name)
	lo, hi := 0, len(runes)
	if len(set.lines) <= laneLines {
		return set
	}
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if len(b.laneName(strings.TrimSpace(string(runes[:mid]))+"…").lines) <= laneLines {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return b.laneName(strings.TrimSpace(string(runes[:lo])) + "…")
}

// dashed draws the line below a row with its words near the right end.
func (b *groundBuilder) dashed(row workshop.Rect, words string) {
	y := row.Max.Y
	set := b.sh.label(words, smallSize, 240, false)
	w := set.lines[0].width
	x := row.Max.X - 54 - w
	line := func(from, to float64) {
		b.add(lineShape{from: workshop.Point{X: from, Y: y}, to: workshop.Point{X: to, Y: y}, width: 1.6, dash: 6, c: b.style.Quiet})
	}
	line(row.Min.X, x-8)
	b.say(words, x, y-1, smallSize, 240, false, b.style.Quiet)
	line(x+w+8, row.Max.X)
}

func (b *groundBuilder) shelf() {
	r := b.l.Unplaced
	if r.Empty() {
		return
	}
	b.add(shadowShape{r, sheetRadius, 10, 3, faded(b.style.Shadow, 0.2)})
	b.add(boxShape{r: r, radius: sheetRadius, fill: b.style.Sheet, edge: b.style.Line})
	b.say(wordUnplaced, r.Min.X+16, r.Min.Y+method.ShelfTitleH/2, titleSize, r.W()-32, true, b.style.Ink)
}

// laneLines is how many lines a lane's name may have.
const laneLines = 3

// LaneNameFits reports whether the whole of a lane's name stands beside the lane.
func (sh *Shaper) LaneNameFits(name string) bool {
	b := groundBuilder{sh: sh}
	return len(b.laneName(name).lines) <= laneLines
}
