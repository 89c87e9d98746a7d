package render

import (
	"cmp"
	"fmt"
	"image/color"
	"slices"
	"strings"

	"throughline.app/method"
	"throughline.app/workshop"
)

const balanceBarH = 12

// A share is how many notes have one value.
type share struct {
	value string
	notes int
}

// Shares counts the notes of a canvas by the value of what a balance is about: the options
// of its field in their order, then the most frequent first, those of which nothing is said,
// though their card asks it, last. A note with several counts for each.
func Shares(s *workshop.Snapshot, canvas workshop.CanvasID, k *method.BalanceKind) (values []string, notes []int) {
	count := make(map[string]int)
	named := make(map[string]string)
	for _, n := range s.Notes.All() {
		if !n.On(canvas) || n.Deleted() || k.Card != "" && n.Kind != k.Card {
			continue
		}
		var all []string
		switch k.Field {
		case "color":
			all = []string{cmp.Or(s.Meta.Meaning(n.Color), string(n.Color))}
		case "function":
			all = s.FunctionsOf(n)
		default:
			all = n.TypedAll(k.Field)
		}
		if len(all) == 0 && (len(k.Asked) == 0 || slices.Contains(k.Asked, n.Kind)) {
			count[""]++
		}
		for _, v := range all {
			key := strings.ToLower(v)
			count[key]++
			if was, ok := named[key]; !ok || v < was {
				named[key] = v
			}
		}
	}
	rank := func(value string) int { // the options first
		if i := slices.Index(k.Order, value); i >= 0 {
			return i
		}
		return len(k.Order)
	}
	var rows []share
	for key, n := range count {
		rows = append(rows, share{key, n})
	}
	slices.SortFunc(rows, func(a, b share) int {
		if (a.value == "") != (b.value == "") {
			return cmp.Compare(b.value, a.value)
		}
		return cmp.Or(cmp.Compare(rank(a.value), rank(b.value)), cmp.Compare(b.notes, a.notes), cmp.Compare(a.value, b.value))
	})
	for _, r := range rows {
		values, notes = append(values, named[r.value]), append(notes, r.notes)
	}
	return values, notes
}

// balance draws how notes share out: one bar, and below it what its parts are.
func (b *groundBuilder) balance(s *workshop.Snapshot, band *method.Band) {
	b.ground.counts = true
	values, notes := Shares(s, b.l.Canvas, band.Balance)
	total := 0
	for _, n := range notes {
		total += n
	}
	left, right := band.Box.Min.X+method.LaneTitleW+method.CellPadding, band.Box.Max.X-method.CellPadding
	y := band.Box.Min.Y + 11
	bar := workshop.Rect{Min: workshop.Point{X: left, Y: y}, Max: workshop.Point{X: right, Y: y + balanceBarH}}
	if total == 0 {
		b.add(boxShape{r: bar, radius: 3, fill: b.style.Foot, edge: b.style.Line})
		return
	}
	x := left
	for i, v := range values {
		w := (right - left) * float64(notes[i]) / float64(total)
		fill := b.style.balance(i)
		if v == "" {
			v, fill = wordUnsaid, b.style.Line
		}
		part := workshop.Rect{Min: workshop.Point{X: x, Y: y}, Max: workshop.Point{X: x + max(1, w-2), Y: y + balanceBarH}}
		b.add(boxShape{r: part, radius: min(3, part.W()/2), fill: fill})
		words := fmt.Sprintf("%s · %d %%", v, int(100*float64(notes[i])/float64(total)+0.5))
		if set := b.sh.label(words, smallSize, anyWidth, false); set.lines[0].width <= w-4 || w > 60 {
			b.say(words, x+1, y+balanceBarH+12, smallSize, max(20, w-6), false, b.style.Quiet)
		}
		x += w
	}
}

// balance is the ground of the i-th part of a bar.
func (s Style) balance(i int) color.NRGBA {
	hues := workshop.CategoryHues()
	return mixed(s.Category(hues[i%len(hues)]), s.Sheet, 0.75)
}
