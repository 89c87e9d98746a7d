package exchange_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

// partOf is a part of the workbook of a table with one cell under its title.
func partOf(t *testing.T, part, title, cell string) string {
	table := exchange.GridTable{Title: title, Head: []string{"text"}, Outside: []bool{false}, Rows: [][]string{{cell}}, Look: []bool{false}, Plain: true}
	var out bytes.Buffer
	require.NoError(t, table.Write(&out, ".xlsx"))
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	f, err := z.Open(part)
	require.NoError(t, err)
	raw, err := io.ReadAll(f)
	require.NoError(t, err)
	return string(raw)
}

func TestWhatAWorkbookTakes(t *testing.T) {
	for title, want := range map[string]string{
		"Customer lifecycle":                "Customer lifecycle",
		"history":                           "Grid",
		"'quoted'":                          "quoted",
		strings.Repeat("a", 30) + "'b":      strings.Repeat("a", 30),
		strings.Repeat("👩", 16):             strings.Repeat("👩", 15),
		"a/b:c\nd":                          "a b c d",
		"'" + strings.Repeat("é", 40) + "'": strings.Repeat("é", 31),
		"":                                  "Grid",
	} {
		require.Contains(t, partOf(t, "xl/workbook.xml", title, "x"), `<sheet name="`+want+`"`, title)
	}
	for cell, want := range map[string]string{
		"_x0041_":                         "_x005F_x0041_",
		"_x0041_x0042_":                   "_x005F_x0041_x005F_x0042_",
		"_x00g1_ __x":                     "_x00g1_ __x",
		strings.Repeat("é", 32_767):       strings.Repeat("é", 32_767),
		strings.Repeat("é", 32_768):       strings.Repeat("é", 32_766) + "…",
		strings.Repeat("👩", 16_384):       strings.Repeat("👩", 16_383) + "…",
		"x" + strings.Repeat("👩", 16_384): "x" + strings.Repeat("👩", 16_382) + "…",
	} {
		require.Contains(t, partOf(t, "xl/worksheets/sheet1.xml", "T", cell), `<t xml:space="preserve">`+want+`</t>`)
	}
}
