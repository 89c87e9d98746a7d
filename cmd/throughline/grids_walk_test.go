package main

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/exchange"
)

// Who controls each touchpoint: from notes on the frontstage to a grid, what is to be looked
// at in it, and what leaves it.
func TestWalkTouchpointsAndWhoControlsThem(t *testing.T) {
	dir, files := t.TempDir(), t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(files, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	run := func(args ...string) string {
		code, out, errs := cli(t, dir, args...)
		require.Zero(t, code, "%v: %s", args, errs)
		return out
	}
	const grid = "Touchpoints and who controls them"
	id := strings.TrimSpace(run("new", "--title", "BrightFibre"))
	run("import", id, file("notes.csv", "stage,lane,text,function\nOnboarding,Frontstage,Engineer visit,Operations\nAwareness,Frontstage,Price page,Marketing\nRetention,Frontstage,First bill,\n"))
	out := run("import", id, "--canvas", grid, file("grid.csv",
		"Touchpoint,Stage,Marketing,Operations,Service,Partner ↗\nPrice page,,R A,,I,\nEngineer visit,Onboarding,,A,a,R\nShop,,A,,,\n"))
	require.Contains(t, out, "2 rows read, 1 things left out")

	s := shown(t, dir, id)
	require.Len(t, s.Grids, 1)
	g := s.Grids[0]
	var rows, columns []string
	for _, r := range g.Rows {
		rows = append(rows, r.Name+" in "+r.Stage)
	}
	for _, c := range g.Columns {
		columns = append(columns, c.Name)
	}
	require.Equal(t, []string{"Price page in Awareness", "Engineer visit in Onboarding", "First bill in Retention"}, rows)
	require.Equal(t, []string{"Marketing", "Operations", "Service", "Partner"}, columns)
	require.True(t, g.Columns[3].Outside)
	require.Empty(t, g.Rows[0].Faults)
	require.Equal(t, []exchange.ShownFault{{Mark: "A", Times: 2, Least: 1, Most: 1}}, g.Rows[1].Faults, "two answer for it")
	require.True(t, g.Rows[2].Blank)
	require.Equal(t, []string{"R", "A"}, g.Cells[0].Marks)
	require.Contains(t, run("show", id), "Price page: Marketing R A · Service I")

	for _, end := range []string{".csv", ".xlsx", ".md", ".html", ".json", ".png"} {
		run("export", id, "--canvas", grid, "--out", filepath.Join(files, "out"+end))
	}
	table, err := os.ReadFile(filepath.Join(files, "out.csv"))
	require.NoError(t, err)
	require.Equal(t, "Touchpoint,Stage,Marketing,Operations,Service,Partner ↗\nPrice page,Awareness,R A,,I,\nEngineer visit,Onboarding,,A,A,R\nFirst bill,Retention,,,,\n", string(table))
	picture, err := os.Open(filepath.Join(files, "out.png"))
	require.NoError(t, err)
	defer picture.Close()
	size, err := png.DecodeConfig(picture)
	require.NoError(t, err)
	require.Greater(t, size.Width, size.Height)

	code, _, errs := cli(t, dir, "export", id, "--out", filepath.Join(files, "notes.md"))
	require.NotZero(t, code)
	require.Contains(t, errs, "of a grid")
}
