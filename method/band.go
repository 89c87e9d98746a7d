package method

import (
	"slices"
	"strings"

	"throughline.app/workshop"
)

// Sizes of what is shown between lanes and foot, in canvas units.
const (
	CurveH   = 144
	BalanceH = 52

	curvePad = 20 // from the band's edges to the ends of the scale
)

// A CurveKind is a curve that people draw together over the stages of a canvas: how each of
// them feels to a customer, today and as it should be.
type CurveKind struct {
	ID        string // of the view on a canvas, and of the questions that people answer
	Title     string
	High, Low string // words for the ends of the scale
	Anonymous bool   // nobody is told who said what
	Shown     bool   // unless somebody hid it
}

// The series of a curve.
const (
	AsIs = "as-is"
	ToBe = "to-be"
)

// Series lists the series of a curve, in the order in which they are drawn.
func Series() []string { return []string{AsIs, ToBe} }

// SeriesWords says which series it is, as people read it.
func SeriesWords(series string) string {
	if series == ToBe {
		return "as it should be"
	}
	return "today"
}

// Poll is the question that people answer with a point of that series, as in
// [workshop.Answer.Poll]; the answer is about a stage.
func (c *CurveKind) Poll(series string) string { return c.ID + "/" + series }

// A BalanceKind is a bar that shows how notes share out among the values of a field.
type BalanceKind struct {
	ID    string // of the view on a canvas
	Title string
	Field string // of a card, "color" or "function"
	Card  string // only notes of that kind, "" is all
	Shown bool   // unless somebody hid it

	Asked []string // ids of the cards that have the field: of their notes it is not said; none is of all
	Order []string // the field's options, in lower case: the order of the parts
}

// about finds the cards that have the field of a bar.
func (b *BalanceKind) about(cards []Card) {
	for i := range cards {
		for _, f := range cards[i].Fields {
			if f.Key != b.Field || b.Card != "" && cards[i].ID != b.Card {
				continue
			}
			b.Asked = append(b.Asked, cards[i].ID)
			for _, o := range f.Options {
				if o = strings.ToLower(o); !slices.Contains(b.Order, o) {
					b.Order = append(b.Order, o)
				}
			}
		}
	}
}

// A Band is a view that is drawn across a canvas, between the lanes and the foot: one of
// Curve and Balance.
type Band struct {
	Curve   *CurveKind
	Balance *BalanceKind
	Box     workshop.Rect // the sheet's full inner width
}

// Key is the band's view, as in [workshop.Canvas.Shows].
func (b *Band) Key() string {
	if b.Curve != nil {
		return b.Curve.ID
	}
	return b.Balance.ID
}

// Title is what the band is called.
func (b *Band) Title() string {
	if b.Curve != nil {
		return b.Curve.Title
	}
	return b.Balance.Title
}

// ByItself reports whether it is shown unless somebody hid it.
func (b *Band) ByItself() bool {
	return b.Curve != nil && b.Curve.Shown || b.Balance != nil && b.Balance.Shown
}

// Views lists what can be shown on a canvas of this kind, as bands without a place.
func (k *CanvasKind) Views() []Band {
	var all []Band
	for i := range k.Curves {
		all = append(all, Band{Curve: &k.Curves[i]})
	}
	for i := range k.Balances {
		all = append(all, Band{Balance: &k.Balances[i]})
	}
	return all
}

// bands lists what is shown on a canvas.
func (k *CanvasKind) bands(c *workshop.Canvas) []Band {
	var all []Band
	for _, b := range k.Views() {
		if c != nil && c.Shows(b.Key(), b.ByItself()) {
			all = append(all, b)
		}
	}
	return all
}

// placeBands puts the bands one below the other from y on, and returns where they end.
func (l *Layout) placeBands(y, inner float64) float64 {
	for i := range l.Bands {
		h := float64(BalanceH)
		if l.Bands[i].Curve != nil {
			h = CurveH
		}
		l.Bands[i].Box = box(SheetPadX, y, inner, h)
		y += h
	}
	return y
}

// At is where a feeling about a stage is drawn on a curve. The series stand a little apart,
// so that one does not hide the other.
func (b *Band) At(st StageBox, series string, value float64) workshop.Point {
	at := workshop.Point{X: st.Column.Center().X - seriesApart, Y: b.Box.Center().Y - value*b.unit()}
	if series == ToBe {
		at.X += 2 * seriesApart
	}
	return at
}

const seriesApart = 14

// Value is the feeling at a height of a curve, within the ends of the scale.
func (b *Band) Value(y float64) float64 {
	return max(-workshop.FeelingReach, min(workshop.FeelingReach, (b.Box.Center().Y-y)/b.unit()))
}

// unit is the height of one step of the scale.
func (b *Band) unit() float64 { return (b.Box.H() - 2*curvePad) / (2 * workshop.FeelingReach) }

// FeelingAt finds the curve, the series and the stage at a point: the left half of a column
// is today, the right half as it should be.
func (l *Layout) FeelingAt(p workshop.Point) (b *Band, series string, stage workshop.StageID, ok bool) {
	for i := range l.Bands {
		if b = &l.Bands[i]; b.Curve == nil || !b.Box.Contains(p) {
			continue
		}
		for _, st := range l.Stages {
			if p.X < st.Column.Min.X || p.X >= st.Column.Max.X {
				continue
			}
			if series = AsIs; p.X >= st.Column.Center().X {
				series = ToBe
			}
			return b, series, st.ID, true
		}
	}
	return nil, "", "", false
}
