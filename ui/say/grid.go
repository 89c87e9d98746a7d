package say

// Grids.
const (
	GridWrite     = "Write some"
	GridAdd       = "Add a column"
	GridEmpty     = "Empty the cell"
	ExportTable   = "Save the grid as a table…"
	ExportTableAs = "Save the grid as"
	ExportNoTable = "This canvas is no grid"
	GridNowhere   = "No canvas of this workshop has a lane for that."
	GridNoNotes   = "Notes are written on a canvas; this is a grid"
)

// GridTables are the tables that a grid is saved as: how each is called, and the end of its
// file's name.
var GridTables = []struct{ Name, End string }{
	{"Spreadsheet, XLSX", ".xlsx"}, {"Table, CSV", ".csv"}, {"Web page, HTML", ".html"}, {"Text, Markdown", ".md"}, {"Data, JSON", ".json"},
}
