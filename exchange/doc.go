// Package exchange reads and writes workshops in other people's formats: tables as CSV in
// and out, and the JSON of "throughline show".
//
// It knows how such files look in the wild (byte order marks, semicolons, spreadsheet
// rows) and which rows can become notes. It refuses to know where the bytes come from and
// how a change is kept: reading gives an Op like any other, and a [Report] of what was left
// out and why.
//
//	op, report, err := exchange.ReadCSV(file, snapshot, exchange.Target{Canvas: id, Kind: kind, NewID: newID})
//	diff, err := document.Apply(op)
package exchange
