// Package theme gives Fyne the colours, sizes and type of Throughline: calm paper, white
// sheets, ink text, one teal for what a person can do.
//
// It knows names of colours and what they are on light and on dark. It refuses to know any
// widget. The colours of a canvas and its notes belong to the renderer, so that a picture
// looks the same whatever the screen's theme is.
//
//	app.Settings().SetTheme(theme.New(theme.Light))
//	text.Color = fynetheme.Color(theme.Quiet)
package theme
