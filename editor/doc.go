// Package editor is what one person is doing: which tool is in the hand, what is selected,
// what is being written, where the view stands, and what can be taken back.
//
// It knows the workshop through a small [Document], where things lie through a
// [method.Layout] and [Hits], and the person through pointer, wheel and key events in
// screen units. It refuses to know how anything is drawn, what a window or a widget is, and
// what time it is: pauses and moments are handed in. It belongs to one goroutine, the one
// that draws.
//
// While something is dragged or written only the [Preview] and the [Editing] change; the
// document hears of it once, when the gesture ends, or when the person pauses in writing.
//
//	ed := editor.New(editor.Options{Document: doc, Layout: layout, Hits: hits, Tools: tool.All()})
//	ed.PointerDown(at, editor.Left, 0, 1)
//	ed.PointerMove(there, 0)
//	ed.PointerUp(there, editor.Left, 0)
package editor
