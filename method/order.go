package method

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"throughline.app/workshop"
)

// OrderField is the key of the field that says in which order notes come: a number.
const OrderField = "order"

// Ordered is the field of a card that says in which order its notes come, nil if it has none.
func (c *Card) Ordered() *CardField {
	if c == nil {
		return nil
	}
	i := slices.IndexFunc(c.Fields, func(f CardField) bool { return f.Key == OrderField && f.Type == Number })
	if i < 0 {
		return nil
	}
	return &c.Fields[i]
}

// OrderOf is the number of a note in the order in which they come; +Inf of one without, so
// that it comes last.
func OrderOf(n *workshop.Note) float64 {
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.TrimSpace(n.Typed(OrderField)), ",", "."), 64)
	if err != nil || math.IsNaN(v) {
		return math.Inf(1)
	}
	return v
}
