package canvasview_test

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"throughline.app/editor"
	"throughline.app/internal/workshoptest"
	"throughline.app/ui/canvasview"
	"throughline.app/workshop"
)

// TestAnythingMayHappenToAnyWorkshop puts a person with no plan before workshops in which
// anything stands, while colleagues turn them into others. Nothing breaks, what is
// in sight stays a number, and after all keys were let go nothing is held.
func TestAnythingMayHappenToAnyWorkshop(t *testing.T) {
	for seed := range uint64(6) {
		s := workshoptest.Wild(seed)
		if list := s.CanvasList(); len(list) > 0 {
			t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
				p := &anybody{desk: newDeskAt(t, s, list[int(seed)%len(list)].ID), Rand: rand.New(rand.NewPCG(seed, 1))}
				for range 150 {
					p.doAnything(seed)
				}
				v := p.view.Editor().View()
				require.Greater(t, float64(v.Zoom), 0.0)
				require.False(t, v.Origin.X != v.Origin.X || v.Origin.Y != v.Origin.Y)
				p.view.Close()
			})
		}
	}
}

// anybody does things at random.
type anybody struct {
	*desk
	*rand.Rand
	down bool
}

var anyKeys = []fyne.KeyName{
	fyne.KeyReturn, fyne.KeyEscape, fyne.KeyTab, fyne.KeyDelete, fyne.KeyBackspace, fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight,
	fyne.KeyF2, fyne.KeySpace, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageDown, fyne.Key1, fyne.Key4, fyne.KeyN, fyne.KeyC, fyne.KeyL, fyne.KeyV, fyne.KeyT, fyne.KeyH, fyne.KeyK, fyne.KeyM,
}

func (p *anybody) place() fyne.Position {
	if notes := p.notes(); len(notes) > 0 && p.IntN(2) == 0 {
		if r, ok := p.view.Scene().NoteRect(notes[p.IntN(len(notes))].ID); ok {
			return p.at(workshop.Point{X: r.Min.X + r.W()*p.Float64(), Y: r.Min.Y + r.H()*p.Float64()})
		}
	}
	if b := p.view.Scene().Bounds(); p.IntN(3) == 0 {
		return p.at(workshop.Point{X: b.Min.X + b.W()*p.Float64(), Y: b.Min.Y + b.H()*p.Float64()})
	}
	return fyne.NewPos(float32(p.IntN(1600)-80), float32(p.IntN(1000)-50))
}

func (p *anybody) doAnything(seed uint64) {
	switch p.IntN(16) {
	case 0, 1, 2:
		e := mouse(p.place())
		e.Button = []desktop.MouseButton{desktop.MouseButtonPrimary, desktop.MouseButtonPrimary, desktop.MouseButtonPrimary, desktop.MouseButtonSecondary, desktop.MouseButtonTertiary}[p.IntN(5)]
		if p.down {
			p.view.MouseUp(e)
		} else {
			p.view.MouseDown(e)
		}
		p.down = !p.down
	case 3, 4, 5:
		if at := p.place(); p.down {
			p.view.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
		} else {
			p.view.MouseMoved(mouse(at))
		}
	case 6, 7:
		if f := p.focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: anyKeys[p.IntN(len(anyKeys))]})
		} else {
			p.view.Focus()
		}
	case 8:
		if f := p.focused(); f != nil {
			for _, r := range []string{"n", "顧客", "👩‍👩‍👧", "e\u0301", "\u202eab", "?"}[p.IntN(6)] {
				f.TypedRune(r)
			}
		}
	case 9:
		p.mods = editor.Mods(p.IntN(8))
	case 10:
		p.view.Scrolled(&fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: p.place()}, Scrolled: fyne.NewDelta(float32(p.IntN(400)-200), float32(p.IntN(400)-200))})
	case 11, 12:
		all := p.view.Commands()
		p.view.Run(all[p.IntN(len(all))].ID)
	case 13:
		p.wait(time.Duration(p.IntN(1_200)) * time.Millisecond)
	case 14:
		s := p.doc.Snapshot()
		next := workshoptest.Wild(seed + uint64(p.IntN(1_000)))
		d := s.Differences(next, 1<<20)
		if p.IntN(2) == 0 && len(d) > 0 { // a part of it, as when two worked apart
			d = d[:p.IntN(len(d))]
		}
		_, err := p.doc.Remote(becomes(d))
		require.NoError(p.t, err)
	case 15:
		far := []float64{0, 1e308, -1e308, 5}
		p.view.SetOthers([]canvasview.Cursor{{ID: "x", Name: "\u202eJo", Hue: "#zz", Presence: editor.Presence{
			At: workshop.Point{X: far[p.IntN(4)], Y: far[p.IntN(4)]}, View: workshop.Rect{Max: workshop.Point{X: far[p.IntN(4)], Y: far[p.IntN(4)]}},
			Selection: []workshop.NoteID{"n1", "gone"}, Lifted: []workshop.NoteID{"n2", "n3"}, By: workshop.Vec{DX: far[p.IntN(4)]}, Trail: []workshop.Point{{X: far[p.IntN(4)]}}, Last: p.Uint64(),
		}.Bounded()}})
		p.view.Follow("x")
	}
}

// becomes is what colleagues did, all at once.
type becomes workshop.Diff

// Plan implements [workshop.Op].
func (d becomes) Plan(*workshop.Snapshot) (workshop.Diff, error) { return workshop.Diff(d), nil }
