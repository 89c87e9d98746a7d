package render

import (
	"image/color"

	"throughline.app/method"
	"throughline.app/workshop"
)

// Sizes of a bracket, in canvas units.
const (
	bracketLine = 2.0
	bracketTop  = 9.0 // from the far side of its strip to its line
	bracketIn   = 3.0
)

// brackets draws from where to where the canvas reaches as the customer sees it, above the
// heads, and as we do, below them; what lies between is tinted.
func (b *groundBuilder) brackets() {
	zones := b.l.BlindZones()
	for _, z := range zones {
		b.add(boxShape{r: z, fill: b.style.blind(0.09)})
	}
	for i := range b.l.Brackets {
		b.bracket(&b.l.Brackets[i])
	}
	ours := b.l.Bracket(workshop.BracketOurs)
	for _, z := range zones {
		set := b.sh.label(wordBlind, smallSize, z.W()-8, true)
		b.say(wordBlind, z.Center().X-set.lines[0].width/2, ours.Strip.Min.Y+bracketTop+1, smallSize, z.W()-8, true, b.style.blind(1))
	}
}

func (b *groundBuilder) bracket(at *method.BracketBox) {
	ink, words, open := b.style.Accent, wordOutside, at.Box.Max.Y-2
	y := at.Box.Min.Y + bracketTop
	if at.Who == workshop.BracketOurs {
		ink, words, open, y = b.style.Ink, wordOurs, at.Box.Min.Y+2, at.Box.Min.Y+bracketTop+1
	}
	left, right := at.Box.Min.X+bracketIn, at.Box.Max.X-bracketIn
	line := func(ax, ay, bx, by float64) {
		b.add(lineShape{from: workshop.Point{X: min(ax, bx), Y: min(ay, by)}, to: workshop.Point{X: max(ax, bx), Y: max(ay, by)}, width: bracketLine, c: ink})
	}
	set := b.sh.label(words, smallSize, right-left-24, true)
	w := set.lines[0].width
	x := (left+right)/2 - w/2
	line(left, y, x-6, y)
	line(x+w+6, y, right, y)
	line(left, y, left, open)
	line(right, y, right, open)
	b.say(words, x, y, smallSize, right-left-24, true, ink)
}

// blind is the colour of what we do not see.
func (s Style) blind(part float64) color.NRGBA {
	c := rgb(0xB45309)
	if s.Dark {
		c = rgb(0xF0BE57)
	}
	return faded(c, part)
}
