package panel

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// An Icon names one of our drawings: strokes on a 24 × 24 grid, crisp at any size.
type Icon string

// The icons.
const (
	IconSelect Icon = "select"
	IconNote   Icon = "note"
	IconText   Icon = "text"
	IconLegend Icon = "legend"
	IconHand   Icon = "hand"
	IconFit    Icon = "fit"
	IconLink   Icon = "link"
	IconGroup  Icon = "group"
	IconSun    Icon = "sun"
	IconMoon   Icon = "moon"
	IconScreen Icon = "screen"
	IconKeys   Icon = "keys"
	IconUndo   Icon = "undo"
	IconRedo   Icon = "redo"
	IconDown   Icon = "down"
	IconUp     Icon = "up"
	IconMap    Icon = "map"
	IconPlus   Icon = "plus"
	IconMinus  Icon = "minus"
	IconRight  Icon = "right"
	IconClose  Icon = "close"
	IconCopy   Icon = "copy"
	IconCheck  Icon = "check"
	IconMenu   Icon = "menu"
	IconTimer  Icon = "timer"
	IconMore   Icon = "more"
)

// strokes are drawn with a round 1.8 pen; paths that are filled say so themselves.
var strokes = map[Icon]string{
	IconSelect: `<path d="M5.5 3.8 L19.6 11.2 L13.2 13.2 L10.2 19.4 Z" fill="%[1]s"/>`,
	IconNote:   `<path d="M5.5 4 H18.5 A1.5 1.5 0 0 1 20 5.5 V13.5 L13.5 20 H5.5 A1.5 1.5 0 0 1 4 18.5 V5.5 A1.5 1.5 0 0 1 5.5 4 Z"/><path d="M20 13.5 H15 A1.5 1.5 0 0 0 13.5 15 V20"/>`,
	IconText:   `<path d="M5 7.5 V5 H19 V7.5 M12 5 V19.5 M9.2 19.5 H14.8"/>`,
	IconLegend: `<path d="M10.5 6.5 H20 M10.5 12 H20 M10.5 17.5 H20"/><path d="M4.2 5 H7.2 V8 H4.2 Z M4.2 10.5 H7.2 V13.5 H4.2 Z M4.2 16 H7.2 V19 H4.2 Z" fill="%[1]s"/>`,
	IconHand:   `<path d="M8 13.2 V6.4 A1.4 1.4 0 0 1 10.8 6.4 V11 M10.8 11 V4.8 A1.4 1.4 0 0 1 13.6 4.8 V11 M13.6 11 V6 A1.4 1.4 0 0 1 16.4 6 V11.6 M16.4 9.4 A1.4 1.4 0 0 1 19.2 9.4 V14.4 A6.2 6.2 0 0 1 13 20.6 C10.2 20.6 8.8 19.4 7.4 17.2 L4.6 12.9 A1.35 1.35 0 0 1 6.9 11.5 L8 13.2"/>`,
	IconFit:    `<path d="M4 9 V5.5 A1.5 1.5 0 0 1 5.5 4 H9 M15 4 H18.5 A1.5 1.5 0 0 1 20 5.5 V9 M20 15 V18.5 A1.5 1.5 0 0 1 18.5 20 H15 M9 20 H5.5 A1.5 1.5 0 0 1 4 18.5 V15"/>`,
	IconLink:   `<path d="M5 19 L18.5 5.5 M10 5 H19 V14"/>`,
	IconGroup:  `<path d="M6 3.8 H8.5 M12 3.8 H14 M17.5 3.8 H18 A2.2 2.2 0 0 1 20.2 6 V7 M20.2 10.5 V13 M20.2 16.5 V18 A2.2 2.2 0 0 1 18 20.2 H17 M13.5 20.2 H10.5 M7 20.2 H6 A2.2 2.2 0 0 1 3.8 18 V17 M3.8 13.5 V10.5 M3.8 7 V6 A2.2 2.2 0 0 1 6 3.8"/><path d="M8 8.5 H11 V15.5 H8 Z M13.5 8.5 H16 V15.5 H13.5 Z" fill="%[1]s" stroke-width="1"/>`,
	IconSun:    `<circle cx="12" cy="12" r="4"/><path d="M12 3 V4.8 M12 19.2 V21 M3 12 H4.8 M19.2 12 H21 M5.6 5.6 L6.9 6.9 M17.1 17.1 L18.4 18.4 M5.6 18.4 L6.9 17.1 M17.1 6.9 L18.4 5.6"/>`,
	IconMoon:   `<path d="M20 14.2 A8.2 8.2 0 1 1 9.8 4 A6.6 6.6 0 0 0 20 14.2 Z"/>`,
	IconScreen: `<path d="M4.5 5 H19.5 A1 1 0 0 1 20.5 6 V15.5 A1 1 0 0 1 19.5 16.5 H4.5 A1 1 0 0 1 3.5 15.5 V6 A1 1 0 0 1 4.5 5 Z M9 20 H15 M12 16.5 V20"/>`,
	IconKeys:   `<path d="M8.4 8.6 C8.4 4.2 15.6 4.2 15.6 8.8 C15.6 11.8 12 11.8 12 14.8"/><circle cx="12" cy="18.9" r="0.7" fill="%[1]s"/>`,
	IconUndo:   `<path d="M9 5 L4.5 9.5 L9 14 M4.5 9.5 H14 A5 5 0 0 1 14 19.5 H11"/>`,
	IconRedo:   `<path d="M15 5 L19.5 9.5 L15 14 M19.5 9.5 H10 A5 5 0 0 0 10 19.5 H13"/>`,
	IconDown:   `<path d="M6 9.5 L12 15.5 L18 9.5"/>`,
	IconMap:    `<path d="M4 6.5 L9.5 4.5 L14.5 6.5 L20 4.5 V17.5 L14.5 19.5 L9.5 17.5 L4 19.5 Z M9.5 4.5 V17.5 M14.5 6.5 V19.5"/>`,
	IconPlus:   `<path d="M12 5.5 V18.5 M5.5 12 H18.5"/>`,
	IconMinus:  `<path d="M5.5 12 H18.5"/>`,
	IconUp:     `<path d="M6 14.5 L12 8.5 L18 14.5"/>`,
	IconRight:  `<path d="M9.5 6 L15.5 12 L9.5 18"/>`,
	IconClose:  `<path d="M6 6 L18 18 M18 6 L6 18"/>`,
	IconCopy:   `<path d="M9.5 8 H18 A1.5 1.5 0 0 1 19.5 9.5 V19 A1.5 1.5 0 0 1 18 20.5 H9.5 A1.5 1.5 0 0 1 8 19 V9.5 A1.5 1.5 0 0 1 9.5 8 Z M4.5 15.5 V5 A1.5 1.5 0 0 1 6 3.5 H15.5"/>`,
	IconMenu:   `<path d="M4.5 7 H19.5 M4.5 12 H19.5 M4.5 17 H19.5"/>`,
	IconMore:   `<circle cx="5.5" cy="12" r="1" fill="%[1]s"/><circle cx="12" cy="12" r="1" fill="%[1]s"/><circle cx="18.5" cy="12" r="1" fill="%[1]s"/>`,
	IconTimer:  `<circle cx="12" cy="13.5" r="7"/><path d="M12 9.8 V13.5 L14.6 15 M10 3.5 H14"/>`,
	IconCheck:  `<path d="M5 12.5 L10 17.5 L19.5 7"/>`,
}

// Resource is the icon in one colour.
func (i Icon) Resource(c color.Color) fyne.Resource {
	r, g, b, _ := c.RGBA()
	hex := fmt.Sprintf("#%02X%02X%02X", r>>8, g>>8, b>>8)
	body := strokes[i]
	if n := len(body); n > 0 {
		body = fmt.Sprintf(body+"%.0[1]s", hex)
	}
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><g fill="none" stroke="%s" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">%s</g></svg>`, hex, body)
	return fyne.NewStaticResource(string(i)+hex+".svg", []byte(svg))
}

// A Picture shows an [Icon] in one of the theme's colours.
type Picture struct {
	widget.BaseWidget
	icon  Icon
	color fyne.ThemeColorName
	side  float32
}

// NewPicture shows icon in a square of the given side, in Fyne units.
func NewPicture(icon Icon, side float32, color fyne.ThemeColorName) *Picture {
	p := &Picture{icon: icon, color: color, side: side}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements [fyne.Widget].
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	img := canvas.NewImageFromResource(p.icon.Resource(themed(p.color)))
	img.FillMode = canvas.ImageFillContain
	img.SetMinSize(fyne.NewSquareSize(p.side))
	return &pictureRenderer{widget.NewSimpleRenderer(img), p, img}
}

type pictureRenderer struct {
	fyne.WidgetRenderer
	p   *Picture
	img *canvas.Image
}

func (r *pictureRenderer) Refresh() {
	r.img.Resource = r.p.icon.Resource(themed(r.p.color))
	r.img.Refresh()
}
