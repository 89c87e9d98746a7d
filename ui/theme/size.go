package theme

// Sizes of text, in Fyne units.
const (
	TextTiny    float32 = 11 // under avatars, beneath a card's name
	TextSmall   float32 = 12 // hints
	TextLabel   float32 = 13 // buttons, captions, names
	TextBody    float32 = 14
	TextBar     float32 = 15 // where you are
	TextSection float32 = 17
	TextHeading float32 = 19 // title of a sheet
	TextName    float32 = 25 // the product's name, words on the wall
)

// Radii and the grid.
const (
	Grid          float32 = 4
	RadiusControl float32 = 8
	RadiusCard    float32 = 14
	RadiusSheet   float32 = 18
	ControlHeight float32 = 32
	FieldHeight   float32 = 40
	BarHeight     float32 = 52
)
