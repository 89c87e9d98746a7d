// Package panel is the pieces that screens are put together from: labels that end in …,
// buttons, cards, avatars, chips, switches, fields and the five word boxes.
//
// It knows how they look, and what a hand or a keyboard does to them. It refuses to know
// the workshop: everything it shows is handed in as text and colours. All of it belongs to
// the main goroutine.
//
//	share := panel.NewButton(panel.Primary, "Share", open)
//	share.Tip = "Let others in"
package panel
