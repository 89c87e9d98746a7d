package canvasview

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"throughline.app/editor"
	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A linkPanel lets the person choose what a link says, and write on it. The field has the
// keyboard; Up and Down choose the type.
type linkPanel struct {
	root   fyne.CanvasObject
	types  *panel.Segments
	may    []workshop.LinkType // what types stands for
	choice *fyne.Container     // of types
	field  *panel.Field
	open   workshop.LinkID // "" while it is closed
}

func newLinkPanel(v *View) *linkPanel {
	k := &linkPanel{choice: container.NewStack()}
	k.offer(v, workshop.LinkTypes())
	k.field = panel.NewField("", say.LinkLabel)
	k.field.OnChanged = func(text string) {
		if k.open != "" {
			v.ed.WriteLabel(text)
		}
	}
	k.field.OnKey = func(name fyne.KeyName) bool {
		switch name {
		case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
			v.ed.CloseLink()
			v.Focus()
		case fyne.KeyUp:
			k.types.Choose(k.types.Chosen - 1)
		case fyne.KeyDown:
			k.types.Choose(k.types.Chosen + 1)
		default:
			return false
		}
		return true
	}
	sheet := panel.NewSurface(theme.Sheet, theme.Line, 12, 8, panel.Column(8, k.choice, k.field.Framed()))
	sheet.Shadow = true
	k.root = sheet
	return k
}

// offer lets the person choose among types of link, as the method allows them there.
func (k *linkPanel) offer(v *View, may []workshop.LinkType) {
	if slices.Equal(k.may, may) {
		return
	}
	k.may = may
	var names []string
	for _, t := range may {
		names = append(names, t.Words())
	}
	k.types = panel.NewSegments(names, func(i int) {
		if k.open != "" {
			v.ed.SetLinkType(may[i])
			v.Focus()
		}
	})
	k.choice.Objects = []fyne.CanvasObject{k.types}
	k.choice.Refresh()
}

// sync follows the editor: opens, closes, or shows what became of the link.
func (k *linkPanel) sync(v *View) {
	l, label, ok := v.ed.LinkOpen()
	if !ok {
		if k.open != "" {
			k.open = ""
			v.Focus()
		}
		return
	}
	began := k.open != l.ID
	k.open = "" // what is set here is not done by the person
	k.offer(v, v.ed.LinkTypes(l))
	if at := slices.Index(k.may, l.Type); at != k.types.Chosen {
		k.types.Choose(at)
	}
	if began {
		k.field.SetText(label)
		k.field.CursorColumn = len([]rune(label))
	}
	k.open = l.ID
	if began {
		v.refresh()
		v.Focus()
	}
}

// arrange puts the panel below the middle of the link, inside the view.
func (k *linkPanel) arrange(o *overlay, view editor.Viewport) {
	if k.open == "" {
		return
	}
	line, ok := o.v.scene.LinkLine(k.open)
	if !ok {
		return
	}
	pos, size := onScreen(view, line.Mid)
	want := k.root.MinSize()
	in := o.v.opts.Insets
	const gap = 10
	at := fyne.NewPos(pos.X+size.Width/2-want.Width/2, pos.Y+size.Height+gap)
	if at.Y+want.Height > float32(view.Size.H)-gap {
		at.Y = pos.Y - want.Height - gap - 20
	}
	at.X = max(float32(in.Left)+gap, min(at.X, float32(view.Size.W)-want.Width-gap))
	at.Y = max(gap, min(at.Y, float32(view.Size.H)-want.Height-gap))
	k.root.Resize(want)
	k.root.Move(at)
	o.shown = append(o.shown, k.root)
}
