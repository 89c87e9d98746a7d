package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
	"throughline.app/internal/workshoptest"
	"throughline.app/method"
	"throughline.app/workshop"
)

func control(t *testing.T, s *workshop.Snapshot) *method.Grid {
	methods, err := method.Embedded()
	require.NoError(t, err)
	return method.GridOf(s, method.Find(methods, "lifecycle/control"), workshoptest.ControlGrid)
}

func written(t *testing.T, s *workshop.Snapshot, end string) string {
	var b bytes.Buffer
	require.NoError(t, exchange.TableOf("Who | controls", control(t, s)).Write(&b, end))
	return b.String()
}

func TestAGridComesBackFromItsTable(t *testing.T) {
	s := workshoptest.Control()
	table := written(t, s, ".csv")
	blank := s
	for _, c := range s.Cells.All() {
		for _, e := range c.Marks.All() {
			blank = blank.With(workshop.Diff{{Ref: c.ID.Ref(), Field: workshop.FieldMark + e.Key, Before: e.Value}})
		}
	}
	require.Empty(t, blank.CellsOf(workshoptest.ControlGrid))
	op, report, err := exchange.ReadGrid(strings.NewReader(table), control(t, blank), "me")
	require.NoError(t, err)
	require.Equal(t, 9, report.Added)
	require.Empty(t, report.Refused)
	d, err := op.Plan(blank)
	require.NoError(t, err)
	require.Equal(t, table, written(t, blank.With(d), ".csv"))
	again, err := op.Plan(s)
	require.NoError(t, err)
	for _, c := range again {
		require.NotContains(t, c.Field, workshop.FieldMark, "a mark that stands already")
	}
}

func TestAColumnIsOutsideWhereTheTableSaysSo(t *testing.T) {
	s := workshoptest.Control()
	g := control(t, s)
	var inside string
	for _, c := range g.Columns {
		if !c.Outside {
			inside = c.Name
		}
	}
	require.NotEmpty(t, inside)
	op, _, err := exchange.ReadGrid(strings.NewReader("Touchpoint,"+inside+" ↗,"+inside+" ↗\nPrice page,I,\n"), g, "me")
	require.NoError(t, err)
	d, err := op.Plan(s)
	require.NoError(t, err)
	for _, c := range control(t, s.With(d)).Columns {
		if c.Name == inside {
			require.True(t, c.Outside)
		}
	}
}

// TestTheColumnOfStagesTellsRowsOfOneNameApart, however a person wrote its head.
func TestTheColumnOfStagesTellsRowsOfOneNameApart(t *testing.T) {
	g := control(t, workshoptest.Control())
	row := g.Rows[0]
	table := "x,STAGE,Sales\n" + row.Name + ",Nowhere,A\n" + row.Name + "," + row.Stage + ",C\n"
	_, report, err := exchange.ReadGrid(strings.NewReader(table), g, "me")
	require.NoError(t, err)
	require.NotEmpty(t, row.Stage)
	require.Equal(t, 1, report.Added)
	require.Len(t, report.Refused, 1)
	require.Equal(t, 2, report.Refused[0].Row)
}

func TestWhatIsNoTableOfTheGridIsRefused(t *testing.T) {
	g := control(t, workshoptest.Control())
	for _, text := range []string{"", "Touchpoint\nPrice page", "\n\n"} {
		_, _, err := exchange.ReadGrid(strings.NewReader(text), g, "me")
		require.ErrorIs(t, err, exchange.ErrNoGridTable, "%q", text)
	}
	op, report, err := exchange.ReadGrid(strings.NewReader("x,,Sales,Law\nPrice page,Z,A Q,C\nNobody,,R,\n"), g, "me")
	require.NoError(t, err)
	require.Equal(t, 1, report.Added)
	require.Len(t, report.Refused, 2)
	d, err := op.Plan(workshoptest.Control())
	require.NoError(t, err)
	next := control(t, workshoptest.Control().With(d))
	require.True(t, next.Cell(0, 1).Has("A"))
	require.Equal(t, "Law", next.Columns[7].Name)
}

func TestAWorkbookIsWellFormedAndNothingInItIsCalculated(t *testing.T) {
	s := workshoptest.Control()
	d, err := workshop.EditText{Note: "touch000", Base: "Price page", Text: "=1+1 <&> \"x\" \x01"}.Plan(s)
	require.NoError(t, err)
	book := written(t, s.With(d), ".xlsx")
	z, err := zip.NewReader(strings.NewReader(book), int64(len(book)))
	require.NoError(t, err)
	require.Len(t, z.File, 6)
	for _, f := range z.File {
		r, err := f.Open()
		require.NoError(t, err)
		for dec := xml.NewDecoder(r); ; {
			_, err := dec.Token()
			if err == io.EOF {
				break
			}
			require.NoError(t, err, f.Name)
		}
		r.Close()
	}
	require.Contains(t, written(t, s.With(d), ".csv"), "'=1+1")
	require.Contains(t, written(t, s.With(d), ".html"), "=1+1 &lt;&amp;&gt;")
	require.Contains(t, written(t, s, ".md"), "| **Porting of numbers** | Onboarding |")
	require.Contains(t, written(t, s, ".json"), `"Partner"`)
	require.ErrorIs(t, exchange.TableOf("x", control(t, s)).Write(io.Discard, ".doc"), exchange.ErrNoGridFormat)
}
