// Package outline is the workshop as a tree: canvases, their stages and lanes, and the
// notes in them, or the notes by category. It is for those who cannot or will not drag:
// everything in it is done by keyboard, by the same commands as on the canvas.
//
// It knows an [editor.Editor], whose selection and writing it shows and drives; the canvas
// behind it shows the same when the person comes back. It refuses to know windows and how
// a workshop is kept. It draws what is in sight only, so that thousands of notes may be
// open at once. All of it belongs to the main goroutine.
//
//	v := outline.New(outline.Options{Editor: view.Editor(), Leave: back})
//	content.Objects = []fyne.CanvasObject{v.Object()}
//	v.Changed() // whenever the workshop or the person's hands are another
package outline
