package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
)

// A KeyGroup is a few keys that belong together.
type KeyGroup struct {
	Title string
	Rows  []KeyRow
}

// A KeyRow is what a key, or a few that do the same, does.
type KeyRow struct {
	Does string
	Keys []string // "Ctrl+Z"
}

const (
	keysColumn  = 274 // width of a column
	keysColumns = 4   // at most; as many as the window has room for
	keysHeight  = 548 // of all columns; what is more scrolls
	keysGap     = 22
)

// Keys lists the keys in columns; what is typed leaves those that have to do with it.
// Fits decides that for a row.
func Keys(h *Host, groups []KeyGroup, fits func(typed string, row KeyRow) bool) *Sheet {
	var sheet *Sheet
	n := int((h.Window.Canvas().Size().Width - 2*edge - 32) / (keysColumn + keysGap))
	n = max(1, min(keysColumns, n))
	field := panel.NewField("", say.KeysFind)
	columns := container.NewStack()
	show := func(typed string) {
		left := groups
		if strings.TrimSpace(typed) != "" {
			left = fitting(groups, func(r KeyRow) bool { return fits(typed, r) })
		}
		columns.Objects = []fyne.CanvasObject{keyColumns(left, n)}
		columns.Refresh()
	}
	field.OnChanged = show
	show("")
	body := container.NewVScroll(columns)
	body.SetMinSize(fyne.NewSize(float32(n*(keysColumn+keysGap)), min(keysHeight, h.room().Height-110)))
	done := panel.NewButton(panel.Soft, say.Done, func() { sheet.Close() })
	head := panel.Row(12, heading(say.KeysTitle), panel.Stretch(), panel.Fixed(240, theme.FieldHeight, field.Framed()), done)
	sheet = h.Open(panel.Inset(22, 20, edge, edge-10, container.NewBorder(
		panel.Inset(0, 14, 0, 10, head), nil, nil, nil, body)), field, nil)
	return sheet
}

func fitting(groups []KeyGroup, fits func(KeyRow) bool) []KeyGroup {
	var left []KeyGroup
	for _, g := range groups {
		some := KeyGroup{Title: g.Title}
		for _, r := range g.Rows {
			if fits(r) {
				some.Rows = append(some.Rows, r)
			}
		}
		if len(some.Rows) > 0 {
			left = append(left, some)
		}
	}
	return left
}

// keyColumns deals the groups out to n columns, each whole, to the one that is shortest.
func keyColumns(groups []KeyGroup, n int) fyne.CanvasObject {
	if len(groups) == 0 {
		return container.NewCenter(panel.Text(say.KeysNone, theme.TextBody, theme.Quiet))
	}
	columns, high := make([][]fyne.CanvasObject, n), make([]int, n)
	for _, g := range groups {
		at := 0
		for i := range high {
			if high[i] < high[at] {
				at = i
			}
		}
		high[at] += len(g.Rows) + 2
		rows := []fyne.CanvasObject{panel.Bold(g.Title, theme.TextLabel)}
		for _, r := range g.Rows {
			line := []fyne.CanvasObject{panel.Text(r.Does, theme.TextLabel, theme.SoftInk).Elided(), panel.Stretch()}
			for _, k := range r.Keys {
				line = append(line, panel.NewKeyCap(k))
			}
			rows = append(rows, panel.Fixed(keysColumn, 0, panel.Row(6, line...)))
		}
		columns[at] = append(columns[at], panel.Column(1, rows...))
	}
	row := panel.Row(0)
	row.Layout = topLayout{keysGap}
	for _, c := range columns {
		row.Add(panel.Column(12, c...))
	}
	return row
}

// topLayout puts columns side by side, all from the top.
type topLayout struct{ gap float32 }

func (l topLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.gap*float32(len(objects)-1), 0)
	for _, o := range objects {
		m := o.MinSize()
		size = fyne.NewSize(size.Width+max(keysColumn, m.Width), max(size.Height, m.Height))
	}
	return size
}

func (l topLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		m := o.MinSize()
		o.Resize(fyne.NewSize(max(keysColumn, m.Width), m.Height))
		o.Move(fyne.NewPos(x, 0))
		x += max(keysColumn, m.Width) + l.gap
	}
}
