package say

// Grids.
const (
	GridWrite   = "Write some"
	GridAdd     = "Add a column"
	GridEmpty   = "Empty the cell"
	GridNowhere = "No canvas of this workshop has a lane for that."
	GridNoNotes = "Notes are written on a canvas; this is a grid"
)
