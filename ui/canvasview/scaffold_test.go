package canvasview_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

func (d *desk) hover(p fyne.Position) { d.view.MouseMoved(mouse(p)) }

// shownTexts are the words above the tiles.
func shownTexts(d *desk) []string {
	var all []string
	for _, o := range canvasview.Objects(d.view) {
		if t, ok := o.(*canvas.Text); ok {
			all = append(all, t.Text)
		}
	}
	return all
}

func TestHandlesAppearUnderThePointerOnly(t *testing.T) {
	d := newDesk(t)
	idle := len(canvasview.Objects(d.view))
	l := d.view.Editor().Layout()
	d.hover(d.at(l.Stages[1].Head.Center()))
	require.Greater(t, len(canvasview.Objects(d.view)), idle)
	d.hover(d.cell(1, 1))
	require.Len(t, canvasview.Objects(d.view), idle)

	ref := l.Stages[1].ID.Ref()
	d.hover(d.at(l.Stages[1].Head.Center()))
	var opened []editor.Target
	d.view.OnMenu = func(fyne.Position) {
		target, _ := d.view.Editor().Target()
		opened = append(opened, target)
	}
	for _, h := range d.view.Editor().Handles(ref) {
		switch h.Part {
		case editor.MorePart:
			d.click(d.at(h.Box.Center()))
		case editor.EdgePart:
			d.hover(d.at(h.Box.Center()))
			require.Equal(t, desktop.HResizeCursor, d.view.Cursor())
		}
	}
	require.Len(t, opened, 1)
	require.Equal(t, ref, opened[0].Ref)
	require.Equal(t, editor.OnStage, opened[0].On)
	require.Zero(t, canvasview.StalePixels(d.view))
}

func TestACutNameIsToldWhole(t *testing.T) {
	const long = "Everything that happens between the first call and the first bill"
	d := newDesk(t)
	st := d.view.Editor().Layout().Stages[1]
	_, err := d.doc.Remote(workshop.Rename{Ref: st.ID.Ref(), Name: long})
	require.NoError(t, err)
	d.hover(d.at(st.Head.Center()))
	require.Contains(t, shownTexts(d), long)
	d.hover(d.at(d.view.Editor().Layout().Stages[0].Head.Center()))
	require.NotContains(t, shownTexts(d), long)
	require.NotContains(t, shownTexts(d), "Awareness", "it is not cut")
}

func TestAGrowingColumnIsPaintedRight(t *testing.T) {
	d := newDesk(t)
	l := d.view.Editor().Layout()
	_, err := d.doc.Remote(workshop.SetWidth{Stage: l.Stages[2].ID, Width: 464})
	require.NoError(t, err)
	require.Zero(t, canvasview.StalePixels(d.view))
	_, err = d.doc.Remote(workshop.MergeInto{From: l.Stages[3].ID.Ref(), Into: l.Stages[1].ID.Ref()})
	require.NoError(t, err)
	require.Zero(t, canvasview.StalePixels(d.view))
}

func TestAStageIsRenamedWithTheKeyboard(t *testing.T) {
	d := newDesk(t)
	st := d.view.Editor().Layout().Stages[1]
	p := d.at(st.Head.Center())
	d.click(p)
	d.click(p)
	d.typed("Choosing")
	d.focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	require.Equal(t, "Choosing", d.doc.Snapshot().Stages.Get(st.ID).Name)
	require.Equal(t, fyne.Focusable(d.view), d.focused())
}
