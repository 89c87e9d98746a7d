package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

// TestAnyWorkshopLeavesInEveryFormat writes workshops in which anything stands, and reads
// what was written the way that a spreadsheet does.
func TestAnyWorkshopLeavesInEveryFormat(t *testing.T) {
	methods, err := method.Embedded()
	require.NoError(t, err)
	for seed := range uint64(60) {
		s := workshoptest.Wild(seed)
		_, err := json.Marshal(exchange.Show(s, nil, "w", methods...))
		require.NoError(t, err, "seed %d", seed)
		var out bytes.Buffer
		require.NoError(t, exchange.WriteFindingsCSV(&out, s, methods), "seed %d", seed)
		wantTable(t, seed, out.String())
		require.NoError(t, exchange.WriteFindingsMarkdown(io.Discard, s, methods), "seed %d", seed)
		for _, c := range s.CanvasList() {
			out.Reset()
			require.NoError(t, exchange.WriteCSV(&out, s, c.ID, methods...), "seed %d", seed)
			wantTable(t, seed, out.String())
			_, _, err := exchange.ReadCSV(&out, s, exchange.Target{Canvas: c.ID, Kind: method.Find(methods, c.Kind), NewID: counter()})
			require.NoError(t, err, "seed %d", seed)
			out.Reset()
			require.NoError(t, exchange.WriteLinksCSV(&out, s, c.ID), "seed %d", seed)
			wantTable(t, seed, out.String())
			out.Reset()
			require.NoError(t, exchange.WriteXLSX(&out, s, c.ID, methods...), "seed %d", seed)
			wantWorkbook(t, seed, out.Bytes())
			if kind := method.Find(methods, c.Kind); kind.Grid != nil {
				wantGrid(t, seed, s, kind, c)
			}
		}
	}
}

func wantGrid(t *testing.T, seed uint64, s *workshop.Snapshot, kind *method.CanvasKind, c *workshop.Canvas) {
	grid := exchange.TableOf(c.Title, method.GridOf(s, kind, c.ID))
	for _, end := range []string{".csv", ".xlsx", ".md", ".html", ".json"} {
		var out bytes.Buffer
		require.NoError(t, grid.Write(&out, end), "seed %d", seed)
		switch end {
		case ".csv":
			wantTable(t, seed, out.String())
		case ".xlsx":
			wantWorkbook(t, seed, out.Bytes())
		}
	}
}

// wantTable reads a table: no cell in it is calculated.
func wantTable(t *testing.T, seed uint64, text string) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	require.NoError(t, err, "seed %d", seed)
	for _, row := range rows {
		for _, cell := range row {
			require.NotRegexp(t, `^[\s\x00-\x1f]*[=+@＝＋－＠-]`, cell, "seed %d", seed)
		}
	}
}

// wantWorkbook reads a workbook within the limits of spreadsheets: 31 units for the name of a
// sheet, 32,767 for a cell, and XML throughout.
func wantWorkbook(t *testing.T, seed uint64, raw []byte) {
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	require.NoError(t, err, "seed %d", seed)
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		d := xml.NewDecoder(r)
		for {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			require.NoError(t, err, "seed %d %s", seed, f.Name)
			switch token := token.(type) {
			case xml.StartElement:
				if token.Name.Local != "sheet" {
					continue
				}
				name := token.Attr[0].Value
				require.LessOrEqual(t, len(utf16.Encode([]rune(name))), 31, "seed %d: %q", seed, name)
				require.NotEmpty(t, name)
				require.False(t, strings.EqualFold(name, "History"), "a spreadsheet keeps that name for itself")
				require.NotRegexp(t, `^'|'$|[\[\]:*?/\\]`, name, "seed %d", seed)
			case xml.CharData:
				require.LessOrEqual(t, len(utf16.Encode([]rune(strings.ReplaceAll(string(token), "_x005F_", "_")))), 32_767, "seed %d", seed)
			}
		}
		require.NoError(t, r.Close())
	}
}
