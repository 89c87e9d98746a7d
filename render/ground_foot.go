package render

import (
	"math"
	"slices"

	"throughline.app/insight"
	"throughline.app/workshop"
)

// Sizes of the strip below the lanes, in canvas units.
const (
	chipHeight = 32
	chipPad    = 12
	chipGap    = 14
	chipLeast  = 120 // room for a chip that is worth drawing
	chipWhole  = 230 // room for the beginning of a name and how far it reaches
	chipWord   = 10  // between the word before chips and the first
)

// A footChip is where an issue is named on the strip.
type footChip struct {
	issue workshop.IssueID
	r     workshop.Rect
}

// foot names the systemic issues: what people confirmed on a ground of its hue, what is
// only proposed in an outline, after a word that says so.
func (b *groundBuilder) foot(sc *Scene) {
	strip, kind := b.l.Foot, b.l.Kind.Foot
	if strip.Empty() {
		return
	}
	b.add(boxShape{r: strip, radius: bandRadius, fill: b.style.Foot, edge: b.style.Line})
	x, mid := strip.Min.X+16, strip.Center().Y
	x += b.say(kind.Label, x, mid, titleSize, 200, true, b.style.Ink) + 14
	if len(sc.strip) == 0 {
		b.say(kind.Prompt, x, mid, smallSize, strip.Max.X-16-x, false, b.style.Quiet)
		return
	}
	notes := 0
	for _, it := range sc.strip {
		notes += it.Notes
	}
	count := wordInNotes(notes)
	right := strip.Max.X - 16 - b.sh.label(count, smallSize, 120, false).lines[0].width
	b.say(count, right, mid, smallSize, 120, false, b.style.Quiet)
	right -= 24
	most := b.chipRoom(sc.strip, right-x)
	for i, it := range sc.strip {
		if !it.Confirmed && (i == 0 || sc.strip[i-1].Confirmed) {
			x += b.say(wordProposed, x, mid, smallSize, 120, false, b.style.Quiet) + chipWord
		}
		more := wordMore(len(sc.strip) - i)
		keep := 0.0
		if i < len(sc.strip)-1 {
			keep = b.sh.label(more, smallSize, 120, false).lines[0].width + chipGap
		}
		w := b.chipWidth(it)
		if right-x-keep < min(w, chipLeast) {
			b.say(more, x, mid, smallSize, 120, false, b.style.Quiet)
			return
		}
		x += b.chip(it, min(w, most, right-x-keep), x, mid) + chipGap
	}
}

// chipWidth is how wide an issue is that is named whole.
func (b *groundBuilder) chipWidth(it insight.Item) float64 {
	return b.sh.label(it.Name+footReach(it), titleSize, 1e6, true).lines[0].width + 2*chipPad
}

// chipRoom is the most that one issue may take, so that all of them fit in room: those with
// long names give way first.
func (b *groundBuilder) chipRoom(strip []insight.Item, room float64) float64 {
	var widths []float64
	for i, it := range strip {
		widths = append(widths, b.chipWidth(it))
		if !it.Confirmed && (i == 0 || strip[i-1].Confirmed) {
			room -= b.sh.label(wordProposed, smallSize, 120, false).lines[0].width + chipWord
		}
	}
	room -= chipGap * float64(len(strip)-1)
	slices.Sort(widths)
	for i, w := range widths {
		if each := room / float64(len(widths)-i); w > each {
			return max(each, chipLeast)
		}
		room -= w
	}
	return math.MaxFloat64
}

// chip draws one issue in a width, and returns it. A long name ends in …; how far it reaches
// is whole, or left out where there is no room for both.
func (b *groundBuilder) chip(it insight.Item, w, x, mid float64) float64 {
	look := b.style.hue(it.Color)
	text, tail := it.Name+footReach(it), ""
	if whole := b.chipWidth(it); w < whole {
		text = it.Name
		if w >= chipWhole {
			tail = footReach(it)
		}
	}
	reach := b.sh.label(tail, titleSize, 1e6, true)
	name := b.sh.label(text, titleSize, w-2*chipPad-reach.lines[0].width+0.01, true)
	r := workshop.RectAt(workshop.Point{X: x, Y: mid - chipHeight/2}, workshop.Size{W: w, H: chipHeight})
	box := boxShape{r: r, radius: 8, fill: look.tint}
	if !it.Confirmed {
		box.fill, box.edge = b.style.Foot, faded(look.text, 0.55)
	}
	b.add(box)
	at := workshop.Point{X: x + chipPad, Y: mid - name.step/2}
	b.add(textShape{b: name, at: at, w: name.lines[0].width, c: look.text, text: text})
	at.X += name.lines[0].width
	if tail != "" {
		b.add(textShape{b: reach, at: at, w: reach.lines[0].width, c: look.text, text: tail})
	}
	b.ground.chips = append(b.ground.chips, footChip{it.Issue, r})
	return w
}

// footReach is how far an issue reaches, as it stands behind its name: " · 3 stages · 2
// functions".
func footReach(it insight.Item) (text string) {
	if it.Stages > 0 {
		text += between + wordStages(it.Stages)
	}
	if it.Functions > 0 {
		text += between + wordFunctions(it.Functions)
	}
	return text
}

// IssueAt is the issue that the strip names under a point.
func (sc *Scene) IssueAt(p workshop.Point) (workshop.IssueID, bool) {
	for _, c := range sc.ground.chips {
		if c.r.Contains(p) {
			return c.issue, true
		}
	}
	return "", false
}
