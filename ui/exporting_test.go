package ui_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"throughline.app/ui/panel"
)

func TestACanvasIsSavedAsPictureTableOrFindings(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", home)
	d, v := atCanvas(t, "Price page")
	saved := func(pattern string) func() bool {
		return func() bool {
			found, err := filepath.Glob(filepath.Join(home, pattern))
			return err == nil && len(found) == 1
		}
	}
	require.True(t, v.Run("export.open"))
	format := d.dropdown("Picture, PNG")
	require.Equal(t, []string{"Picture, PNG", "Notes as a spreadsheet, XLSX", "Notes as a table, CSV", "Findings as a text, Markdown", "Findings as a table, CSV"}, format.Names)
	require.True(t, d.buttonText("Save PNG"))
	require.NotNil(t, find(d, func(s *panel.Segments) bool { return s.Names[0] == "1 ×" }))

	choose := func(i int) {
		format.Chosen = i
		format.OnChange(i)
	}
	choose(4)
	require.False(t, d.buttonText("Save PNG"))
	d.press("Save")
	d.until("the findings", saved("* – findings.csv"))
	d.until("it is told", func() bool { return d.buttonText("Done") })
	choose(1)
	d.press("Save")
	d.until("the notes", saved("*.xlsx"))
	d.until("it is told", func() bool { return d.buttonText("Done") })
	choose(0)
	require.True(t, d.buttonText("Save PNG"))
	d.press("Save PNG")
	d.until("the picture", saved("*.png"))
}
