package exchange_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/workshop"
)

func TestIssuesAndFunctionsAreShown(t *testing.T) {
	s := workshoptest.Spec{Notes: 12, Stages: 3, Lanes: 2, People: 3}.Snapshot()
	var ids []workshop.NoteID
	for i := range 12 {
		ids = append(ids, workshop.NoteID(workshoptest.ID("n", i)))
	}
	for _, op := range []workshop.Op{
		workshop.SetFunctions{Notes: ids[:6], Functions: []string{"Sales"}},
		workshop.SetFunctions{Notes: ids[6:], Functions: []string{"Network", "IT"}},
		workshop.MakeCategory{Category: workshop.Category{ID: "cat", Name: "Dates"}, Notes: ids},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	shown := exchange.Show(s, nil, "w")
	require.Len(t, shown.Issues, 1)
	require.Equal(t, "proposed", shown.Issues[0].State)
	require.Len(t, shown.Issues[0].Notes, 12)
	for _, op := range []workshop.Op{
		workshop.DecideIssue{Category: "cat", Name: "One date", State: workshop.Confirmed},
		workshop.OwnIssue{Issue: "cat", Owner: "Zoë", Second: "Network"},
	} {
		d, err := op.Plan(s)
		require.NoError(t, err)
		s = s.With(d)
	}
	is := exchange.Show(s, nil, "w").Issues[0]
	require.Equal(t, []string{"confirmed", "One date"}, []string{is.State, is.Name})
	require.Equal(t, []string{"Zoë", "Network"}, is.Owners)
	require.NotNil(t, exchange.Show(new(workshop.Snapshot), nil, "w").Issues, "a list even when it is empty")

	var table bytes.Buffer
	require.NoError(t, exchange.WriteCSV(&table, s, s.CanvasList()[0].ID))
	require.Equal(t, 6, strings.Count(table.String(), `"IT, Network"`))
	require.Equal(t, 12, strings.Count(table.String(), ",One date\n"), "each note says which issue it is evidence of")
	require.True(t, strings.HasSuffix(strings.SplitN(table.String(), "\n", 2)[0], ",systemic issue"))

	var book bytes.Buffer
	require.NoError(t, exchange.WriteXLSX(&book, s, s.CanvasList()[0].ID))
	sheets := sheetsOf(t, book.Bytes())
	require.Len(t, sheets, 4, "notes, issues, stages × functions, categories")
	require.Contains(t, sheets["Systemic issues"], "One date")
	require.Contains(t, sheets["Systemic issues"], "Zoë, Network")
	require.Contains(t, sheets["Systemic issues"], "confirmed")
	require.Contains(t, sheets["Stages × functions"], "Network")
	require.Contains(t, sheets["Categories"], "IT 6, Network 6, Sales 6")

	var md bytes.Buffer
	require.NoError(t, exchange.WriteFindingsMarkdown(&md, s, nil))
	require.Contains(t, md.String(), "- **One date** confirmed · 3 stages · 3 functions · 12 notes")
	require.Contains(t, md.String(), "Zoë and Network\n  - “")

	reach := exchange.Show(s, nil, "w").Categories[0].Reach
	require.Len(t, reach, 1)
	require.Equal(t, []exchange.ShownCount{{Name: "IT", Notes: 6}, {Name: "Network", Notes: 6}, {Name: "Sales", Notes: 6}}, reach[0].Functions)
	require.Equal(t, "systemic", reach[0].Rule)
	require.Equal(t, is.Score, reach[0].Score)
	require.Equal(t, is.Score, is.Parts[0]+is.Parts[1]+is.Parts[2])
	require.NotNil(t, is.Wider)
}

// sheetsOf are the sheets of a workbook by their names.
func sheetsOf(t *testing.T, book []byte) map[string]string {
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	require.NoError(t, err)
	read := func(name string) string {
		f, err := z.Open(name)
		require.NoError(t, err)
		defer f.Close()
		data, err := io.ReadAll(f)
		require.NoError(t, err)
		return string(data)
	}
	all := make(map[string]string)
	for i, part := range strings.Split(read("xl/workbook.xml"), `<sheet name="`)[1:] {
		name, _, _ := strings.Cut(part, `"`)
		all[name] = read(fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
		require.Contains(t, read("[Content_Types].xml"), fmt.Sprintf("/xl/worksheets/sheet%d.xml", i+1))
		require.Contains(t, read("xl/_rels/workbook.xml.rels"), fmt.Sprintf("worksheets/sheet%d.xml", i+1))
	}
	return all
}
