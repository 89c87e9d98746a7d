package render

import (
	"throughline.app/insight"
	"throughline.app/workshop"
)

// Sizes of the strip below the lanes, in canvas units.
const (
	chipHeight = 32
	chipPad    = 12
	chipGap    = 14
	chipLeast  = 120 // room for a chip that is worth drawing
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
	for i, it := range sc.strip {
		if !it.Confirmed && (i == 0 || sc.strip[i-1].Confirmed) {
			x += b.say(wordProposed, x, mid, smallSize, 120, false, b.style.Quiet) + 10
		}
		more := wordMore(len(sc.strip) - i)
		keep := 0.0
		if i < len(sc.strip)-1 {
			keep = b.sh.label(more, smallSize, 120, false).lines[0].width + chipGap
		}
		set := b.sh.label(footText(it), titleSize, right-x-2*chipPad-keep, true)
		if w := b.sh.label(footText(it), titleSize, 1e6, true).lines[0].width; right-x-keep < min(w+2*chipPad, chipLeast) {
			b.say(more, x, mid, smallSize, 120, false, b.style.Quiet)
			return
		}
		x += b.chip(it, set, x, mid) + chipGap
	}
}

// chip draws one issue, and returns its width.
func (b *groundBuilder) chip(it insight.Item, set *block, x, mid float64) float64 {
	look := b.style.hue(it.Color)
	w := set.lines[0].width
	r := workshop.RectAt(workshop.Point{X: x, Y: mid - chipHeight/2}, workshop.Size{W: w + 2*chipPad, H: chipHeight})
	box := boxShape{r: r, radius: 8, fill: look.tint}
	if !it.Confirmed {
		box.fill, box.edge = b.style.Foot, faded(look.text, 0.55)
	}
	b.add(box)
	b.add(textShape{b: set, at: workshop.Point{X: x + chipPad, Y: mid - set.step/2}, w: w, c: look.text, text: footText(it)})
	b.ground.chips = append(b.ground.chips, footChip{it.Issue, r})
	return r.W()
}

// footText is an issue in one line: "Old network data · 3 stages · 2 functions".
func footText(it insight.Item) string {
	text := it.Name
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
