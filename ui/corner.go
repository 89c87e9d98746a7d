package ui

import (
	"context"
	"image"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/ui/canvasview"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A corner is what lies at the bottom right of the canvas: the zoom, and above it the map.
type corner struct {
	sc    *screen
	root  *fyne.Container
	zoom  *panel.Button
	chip  fyne.CanvasObject
	first *panel.Button
	plan  *minimap

	want    string // "on" and "off" are the person's choice; "" is on while not all is in sight
	painted *render.Scene
	busy    bool // a picture is being made, or waited for
}

// mapRoom is the least height of a canvas, in units of the window, that shows the map unasked.
const mapRoom = 400

// settingMap keeps the person's choice for the map.
const settingMap = "ui.map"

// mapPause is how long the workshop is left alone before the map is drawn again.
const mapPause = 400 * time.Millisecond

func newCorner(sc *screen) *corner {
	c := &corner{sc: sc, want: sc.shell.backend.Setting(settingMap)}
	c.plan = newMinimap(sc.centre)
	c.plan.Hide()
	tool := func(icon panel.Icon, tip, id string) *panel.Button {
		return panel.NewIconButton(panel.Tool, icon, tip, func() { sc.run(id) })
	}
	c.zoom = panel.NewButton(panel.Tool, "100 %", func() { sc.run("view.actual") })
	c.zoom.Tip, c.zoom.Least = say.ZoomActual, 64
	c.first = tool(panel.IconMap, say.MapTip, "view.map")
	sheet := panel.NewSurface(theme.Sheet, theme.Line, 12, 3, panel.Row(0,
		c.first,
		tool(panel.IconMinus, say.ZoomOut, "view.out"), c.zoom, tool(panel.IconPlus, say.ZoomIn, "view.in"),
		tool(panel.IconFit, say.Fit, "view.fit")))
	sheet.Shadow = true
	c.chip = sheet
	c.root = container.New(&cornerLayout{c}, c.plan, sheet)
	return c
}

// command shows and hides the map.
func (c *corner) command() editor.Command {
	return editor.Command{ID: "view.map", Title: say.Map, Group: 3, Run: c.toggle, Toggles: true,
		Keys: []editor.Chord{{Key: "M"}}}
}

func (c *corner) toggle() {
	c.want = "on"
	if c.plan.Visible() {
		c.want = "off"
	}
	c.sc.shell.keep(settingMap, c.want)
	c.look()
}

// look follows the view.
func (c *corner) look() {
	ed := c.editor()
	if ed == nil {
		return
	}
	if text := say.Percent(int(math.Round(float64(ed.View().Zoom) * 100))); c.zoom.Text != text {
		c.zoom.Text = text
		c.zoom.Refresh()
	}
	show := c.want == "on"
	if c.want == "" {
		show = ed.View().Size.W > 1 && ed.View().Size.H >= mapRoom && lost(ed.Layout().Bounds, ed.View().Visible())
	}
	if show != c.plan.Visible() {
		if show {
			c.plan.Show()
			c.draw()
		} else {
			c.plan.Hide()
		}
		c.sc.arrange()
	}
	if show {
		c.plan.look(ed)
	}
}

// lost reports whether so much of the canvas is out of sight that a map is wanted. A row
// that has just come at the foot is no reason.
func lost(all, seen workshop.Rect) bool {
	w := min(all.Max.X, seen.Max.X) - max(all.Min.X, seen.Min.X)
	h := min(all.Max.Y, seen.Max.Y) - max(all.Min.Y, seen.Min.Y)
	return !all.Empty() && max(0, w)*max(0, h) < 0.75*all.W()*all.H()
}

func (c *corner) editor() *editor.Editor {
	if c.sc.view == nil {
		return nil
	}
	return c.sc.view.Editor()
}

// changed lets the map be drawn again, once the workshop has been left alone.
func (c *corner) changed() {
	c.look()
	if !c.plan.Visible() || c.busy {
		return
	}
	c.busy = true
	c.sc.shell.wait(mapPause, func() {
		c.busy = false
		if c.plan.Visible() {
			c.draw()
		}
	})
}

// draw makes the picture beside the main goroutine.
func (c *corner) draw() {
	ed := c.editor()
	if ed == nil || c.busy {
		return
	}
	scene := c.sc.view.Scene()
	if scene == nil || scene == c.painted || scene.Bounds().Empty() {
		return
	}
	c.busy = true
	c.plan.bounds = scene.Bounds()
	w, h := c.plan.room()
	ratio := float64(c.sc.shell.window.Canvas().Scale())
	var picture image.Image
	c.sc.shell.work("", func(context.Context) error { picture = paintMap(scene, w, h, ratio); return nil }, func(error) {
		c.busy, c.painted = false, scene
		if ed := c.editor(); ed != nil && c.sc.shell.screen == c.sc {
			c.plan.draw(ed, picture)
			c.sc.arrange()
			if c.sc.view.Scene() != scene {
				c.changed()
			}
		}
	})
}

// setOthers shows what the others see, or in a crowd, as dots, where they are.
func (c *corner) setOthers(all []Cursor) {
	if !c.plan.Visible() {
		return
	}
	c.plan.others = c.plan.others[:0]
	crowd := len(all) > canvasview.Crowd
	for _, o := range all {
		if o.Canvas == c.sc.canvas && o.View != (workshop.Rect{}) {
			view := o.View
			if crowd {
				view = workshop.Rect{Min: o.At, Max: o.At}
			}
			c.plan.others = append(c.plan.others, otherView{o.Hue, view})
		}
	}
	c.plan.Refresh()
}

// cornerLayout puts the map above the zoom, both at the right.
type cornerLayout struct{ c *corner }

const cornerGap float32 = 8

func (l *cornerLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := l.c.chip.MinSize()
	if l.c.plan.Visible() {
		m := l.c.plan.MinSize()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+cornerGap+m.Height)
	}
	return size
}

func (l *cornerLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	chip, plan := l.c.chip.MinSize(), l.c.plan.MinSize()
	l.c.chip.Resize(chip)
	l.c.chip.Move(fyne.NewPos(size.Width-chip.Width, size.Height-chip.Height))
	l.c.plan.Resize(plan)
	l.c.plan.Move(fyne.NewPos(size.Width-plan.Width, size.Height-chip.Height-cornerGap-plan.Height))
}
