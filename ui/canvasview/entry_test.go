package canvasview_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What is typed is what stands there, however the lines break.
func TestTypingKeepsItsOrderAcrossLines(t *testing.T) {
	d := newDesk(t)
	d.view.Run("view.actual")
	rapid.Check(t, func(rt *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching(`[a-z]{1,9}`), 3, 25).Draw(rt, "words")
		d.view.Run("edit.all")
		d.view.Run("edit.delete")
		d.wait(5 * time.Second)
		d.click(d.cell(1, 1))
		d.click(d.cell(1, 1))
		text := ""
		for i, w := range words {
			if i > 0 {
				w = " " + w
			}
			d.typed(w)
			text += w
			switch rapid.IntRange(0, 3).Draw(rt, "then") {
			case 0:
				d.wait(time.Second) // keeps what is written
			case 1:
				d.key(fyne.KeyBackspace)
				text = text[:len(text)-1]
			}
		}
		d.key(fyne.KeyEscape)
		if strings.TrimSpace(text) != "" {
			require.Equal(rt, strings.TrimSpace(text), strings.TrimSpace(d.notes()[0].Text))
		}
	})
}
