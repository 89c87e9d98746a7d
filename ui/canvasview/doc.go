// Package canvasview is the canvas on the screen: one widget, one renderer, one translator
// of input.
//
// What people see is tiles: the scene painter that also exports pictures fills squares of
// 512 device pixels on two workers, and the window only moves them when the paper moves
// and stretches them while it zooms. Only what is held, written or pointed at is an object
// of its own, above the tiles. The cost of a frame does not grow with the notes.
//
// It knows Fyne, the editor and the painter. It refuses to know what a gesture means, which
// is the editor's, and where the workshop is kept, which is the document's. Everything
// here runs on the main goroutine but the painting of a tile.
//
//	view := canvasview.New(canvasview.Options{Document: session, Canvas: id, Methods: methods, Shaper: shaper, Style: render.Light()})
//	session.OnUpdate(func(u workshop.Update) { fyne.Do(func() { view.Set(u) }) })
package canvasview
