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

// NoteTables are the tables that the notes of a canvas are saved as, FindingTables those of
// what the checks find.
var (
	NoteTables    = []struct{ Name, End string }{{"Notes as a spreadsheet, XLSX", ".xlsx"}, {"Notes as a table, CSV", ".csv"}}
	FindingTables = []struct{ Name, End string }{{"Findings as a text, Markdown", ".md"}, {"Findings as a table, CSV", ".csv"}}
)

// FindingsBehind stands behind the name of a file of findings.
const FindingsBehind = " – findings"

// ExportWhere says a file's name that is too long for its field.
func ExportWhere(name string) string { return "Its whole name: " + name }

// GridTables are the tables that a grid is saved as: how each is called, and the end of its
// file's name.
var GridTables = []struct{ Name, End string }{
	{"Spreadsheet, XLSX", ".xlsx"}, {"Table, CSV", ".csv"}, {"Web page, HTML", ".html"}, {"Text, Markdown", ".md"}, {"Data, JSON", ".json"},
}
