package workshoptest

import (
	"pgregory.net/rapid"

	"throughline.app/workshop"
)

// cellOp draws what people put into the cells of a grid, few enough that they meet.
func cellOp(t *rapid.T, s *workshop.Snapshot) workshop.Op {
	grid := rapid.SampledFrom(s.CanvasList()).Draw(t, "grid").ID
	function := rapid.SampledFrom(areas).Draw(t, "column")
	by := workshop.PersonID(ID("p", rapid.IntRange(0, 1).Draw(t, "by")))
	yes := rapid.Bool().Draw(t, "yes")
	if rapid.IntRange(0, 3).Draw(t, "cell or head") == 0 {
		h := workshop.HeadChange{Column: workshop.FunctionLine(function), Outside: &yes}
		if rapid.Bool().Draw(t, "named") {
			h.Label = &function
		}
		return workshop.SetHeads{Grid: grid, Heads: []workshop.HeadChange{h}, By: by}
	}
	marks := func(label string) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"R", "A", "C", "I", "V"}), 0, 2, rapid.ID[string]).Draw(t, label)
	}
	op := workshop.MarkCell{Grid: grid, Row: ID("n", rapid.IntRange(0, 1).Draw(t, "row")), Column: workshop.FunctionLine(function), Label: function, Add: marks("add"), Remove: marks("remove"), By: by}
	if rapid.IntRange(0, 3).Draw(t, "value") == 0 {
		op.Value = new(string)
		*op.Value = rapid.SampledFrom([]string{"", "1", "3"}).Draw(t, "of value")
	}
	return op
}

// Cell draws what people put into the cells of a grid.
func Cell(s *workshop.Snapshot) *rapid.Generator[workshop.Op] {
	return rapid.Custom(func(t *rapid.T) workshop.Op { return cellOp(t, s) })
}
