package canvasview

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// Crowd is how many others there may be before cursors fold away.
const Crowd = 12

// crowdCursors is how many cursors a crowd shows.
const crowdCursors = 10

// stillAfter is how long a cursor that does not move stays where few are shown.
const stillAfter = 4 * time.Second

// Whose cursors are shown.
const (
	CursorsAll    = "all" // in a crowd as CursorsMoving
	CursorsMoving = "moving"
	CursorsNone   = "none"
)

// nowhere is where the pointer is while it is not over the view.
var nowhere = fyne.NewPos(-1e6, -1e6)

// A company is the others as this person wants to see them.
type company struct {
	all     []Cursor
	moved   map[string]sight
	show    string // one of the constants; "" is all
	follows string // id of the one that is followed, "" for none
	pursuit pursuit
	own     fyne.Position // this person's pointer
}

type sight struct {
	last Cursor
	at   time.Time // when the cursor moved last
}

// SetOthers shows where the others are: cursors, what they hold, the laser pointers. The
// view follows the one that this person follows.
func (v *View) SetOthers(others []Cursor) {
	c, now := &v.company, v.opts.Now()
	c.all = others
	before := c.moved
	c.moved = make(map[string]sight, len(others))
	for _, o := range others {
		s, known := before[o.key()]
		if !known || s.last.At != o.At || s.last.View != o.View {
			s.at = now
		}
		s.last = o
		c.moved[o.key()] = s
		v.overlay.trails.take(o.key(), parseHue(o.Hue), o.Last, o.Trail, now, trailSpread)
	}
	v.overlay.others = others
	v.overlay.pointing = c.pointing(now)
	v.fade()
	v.keepUp()
	v.refresh()
}

// ShowCursors chooses whose cursors are shown.
func (v *View) ShowCursors(which string) {
	v.company.show = which
	v.SetOthers(v.company.all)
}

// key tells people apart.
func (c *Cursor) key() string { return cmp.Or(c.ID, c.Name) }

// pointing lists those whose cursors are shown, in an order that stays. In a crowd they are
// those who are followed, write or carry, and then those who moved last.
func (c *company) pointing(now time.Time) []Cursor {
	few := c.show == CursorsMoving || len(c.all) > Crowd
	switch {
	case c.show == CursorsNone:
		return nil
	case !few:
		return c.all
	}
	rank := func(o *Cursor) int {
		switch {
		case o.key() == c.follows:
			return 0
		case o.Editing != "" || len(o.Lifted) > 0 || len(o.Trail) > 0:
			return 1
		case now.Sub(c.moved[o.key()].at) < stillAfter:
			return 2
		}
		return 3
	}
	var out []Cursor
	for i := range c.all {
		if rank(&c.all[i]) < 3 {
			out = append(out, c.all[i])
		}
	}
	if len(out) > crowdCursors {
		slices.SortStableFunc(out, func(a, b Cursor) int {
			return cmp.Or(cmp.Compare(rank(&a), rank(&b)), c.moved[b.key()].at.Compare(c.moved[a.key()].at))
		})
		out = out[:crowdCursors]
		slices.SortFunc(out, func(a, b Cursor) int { return cmp.Compare(a.key(), b.key()) })
	}
	return out
}

// find returns the one with an id, nil if that one is not here.
func (c *company) find(id string) *Cursor {
	for i := range c.all {
		if id != "" && c.all[i].key() == id {
			return &c.all[i]
		}
	}
	return nil
}
