package canvasview

import (
	"image/color"
	"math"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"throughline.app/editor"
	"throughline.app/ui/say"
	"throughline.app/workshop"
)

// A pursuit moves the view to where another person looks, frame by frame; it ends there.
type pursuit struct {
	to       editor.Viewport
	mine     editor.Viewport // as the glide left the view: another one is the person's
	going    bool
	stop     func()
	steering bool // the view is being set by the glide
}

const (
	glideFrame = 16 * time.Millisecond
	glideShare = 0.3 // of the way, in one frame
	// A zoom that differs by less stays as it is: every other zoom paints all tiles anew.
	zoomLess, zoomMore = 0.95, 1.25
	maxHops            = 8 // from one who follows to the one who leads
)

// Follow lets the view go along with that of another person, until this one moves the view,
// presses Escape, or the other is no longer here. The id "" ends it.
func (v *View) Follow(id string) {
	c := &v.company
	if id != "" && c.find(id) == nil {
		id = ""
	}
	if c.follows == id {
		return
	}
	c.follows = id
	c.pursuit.mine = v.ed.View()
	c.pursuit.going = false
	if stop := c.pursuit.stop; stop != nil {
		stop()
		c.pursuit.stop = nil
	}
	v.overlay.pointing = c.pointing(v.opts.Now())
	v.keepUp()
	v.refresh()
	v.tellPresence()
	if v.OnFollow != nil {
		v.OnFollow(id)
	}
}

// Following is the one whose view is followed, "" for none.
func (v *View) Following() string { return v.company.follows }

// keepUp sets the view going to where the one who is followed looks now.
func (v *View) keepUp() {
	c := &v.company
	if c.follows == "" {
		return
	}
	if c.find(c.follows) == nil {
		v.Follow("")
		return
	}
	see, ok := c.led()
	if !ok || v.ed.View().Size.W < 1 {
		return
	}
	to := v.fitted(see)
	if near(to, v.ed.View()) {
		return
	}
	c.pursuit.to = to
	if !c.pursuit.going {
		c.pursuit.going = true
		v.glideOn()
	}
}

// led is what the one who leads sees: the person that is followed, or whom that one follows.
// People who follow each other stand still.
func (c *company) led() (workshop.Rect, bool) {
	lead := c.find(c.follows)
	for range maxHops {
		if lead == nil || lead.Follows == "" {
			break
		}
		lead = c.find(lead.Follows)
	}
	if lead == nil || lead.Follows != "" || lead.View.Empty() {
		return workshop.Rect{}, false
	}
	return lead.View, true
}

// fitted is the view that shows see, at the zoom as it is where that does.
func (v *View) fitted(see workshop.Rect) editor.Viewport {
	now, in := v.ed.View(), v.ed.Insets
	to := now.Fit(see, in, editor.MaxZoom)
	if r := float64(to.Zoom / now.Zoom); r < zoomLess || r > zoomMore {
		return to
	}
	z, mid := float64(now.Zoom), see.Center()
	to.Zoom = now.Zoom
	to.Origin.X = mid.X - (in.Left+(now.Size.W-in.Left-in.Right)/2)/z
	to.Origin.Y = mid.Y - (in.Top+(now.Size.H-in.Top-in.Bottom)/2)/z
	return to
}

// near reports whether two views differ by less than is seen.
func near(a, b editor.Viewport) bool {
	z := float64(b.Zoom)
	return math.Abs(float64(a.Zoom/b.Zoom)-1) < 0.002 &&
		math.Abs(a.Origin.X-b.Origin.X)*z < 0.6 && math.Abs(a.Origin.Y-b.Origin.Y)*z < 0.6
}

// glideOn is one frame of the glide.
func (v *View) glideOn() {
	g := &v.company.pursuit
	if v.closed || v.company.follows == "" {
		g.going = false
		return
	}
	now, to := v.ed.View(), g.to
	to.Size = now.Size
	if !near(to, now) {
		to.Zoom = now.Zoom * editor.Zoom(math.Pow(float64(to.Zoom/now.Zoom), glideShare))
		if math.Abs(float64(g.to.Zoom/to.Zoom)-1) < 0.004 {
			to.Zoom = g.to.Zoom
		}
		a, b := now.Visible().Center(), g.to.Visible().Center()
		mid := workshop.Point{X: a.X + (b.X-a.X)*glideShare, Y: a.Y + (b.Y-a.Y)*glideShare}
		to.Origin = workshop.Point{X: mid.X - to.Size.W/2/float64(to.Zoom), Y: mid.Y - to.Size.H/2/float64(to.Zoom)}
	}
	if to.Zoom != now.Zoom {
		v.stretch()
	}
	g.steering = true
	v.ed.SetView(to)
	g.steering = false
	g.mine = v.ed.View()
	if near(g.mine, now) || near(g.to, g.mine) {
		g.going = false // there, or at the paper's end
		return
	}
	g.stop = v.opts.After(glideFrame, v.glideOn)
}

// stray ends following when this person moved the view.
func (v *View) stray() {
	g := &v.company.pursuit
	if v.company.follows == "" || g.steering {
		return
	}
	now := v.ed.View()
	switch {
	case now.Size != g.mine.Size:
		g.mine = now
		v.keepUp()
	case now != g.mine:
		v.Follow("")
	}
}

// A leader is what tells that another person is followed: a frame in that one's colour and
// a tag at the top.
type leader struct {
	frame *canvas.Rectangle
	chip  *canvas.Rectangle
	text  *canvas.Text
}

func (l *leader) restyle() {
	if l.frame == nil {
		l.frame, l.chip = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
		l.text = canvas.NewText("", color.White)
		l.frame.StrokeWidth, l.chip.CornerRadius = 3, 13
		l.text.TextSize, l.text.TextStyle.Bold = 12, true
	}
}

func (l *leader) arrange(o *overlay, view editor.Viewport) {
	who := o.v.company.find(o.v.company.follows)
	if who == nil {
		return
	}
	hue, words := parseHue(who.Hue), say.FollowingNow(shorten(who.Name))
	if l.frame.StrokeColor != hue || l.text.Text != words {
		l.frame.StrokeColor, l.chip.FillColor, l.text.Text = hue, hue, words
		l.frame.Refresh()
		l.chip.Refresh()
		l.text.Refresh()
	}
	in := o.v.ed.Insets
	l.frame.Resize(fyne.NewSize(float32(view.Size.W), float32(view.Size.H)-float32(max(0, in.Top-2))))
	l.frame.Move(fyne.NewPos(0, float32(max(0, in.Top-2))))
	size := l.text.MinSize()
	chip := fyne.NewSize(size.Width+24, 26)
	at := fyne.NewPos(float32(view.Size.W-in.Right+in.Left-60)/2-chip.Width/2, float32(in.Top)+10)
	l.chip.Resize(chip)
	l.chip.Move(at)
	l.text.Resize(size)
	l.text.Move(at.AddXY(12, (26-size.Height)/2))
	o.shown = append(o.shown, l.frame, l.chip, l.text)
}
