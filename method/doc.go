// Package method interprets method files: the declared kinds of canvas that a workshop is
// made of.
//
// It knows how to read and check a method file, how to begin a canvas of a kind
// ([CanvasKind.Scaffold]), and where everything on a canvas lies ([CanvasKind.Layout]):
// header, stages, lanes, cells, and the place of each note. It refuses to know what any of
// it looks like, and it holds no method of its own: stage names, lanes, prompts, card
// kinds and tints come from the files in assets/methods or from a person's own.
//
//	methods, err := method.Embedded()
//	kind := method.Find(methods, canvas.Kind)
//	layout := kind.Layout(snapshot, canvas.ID, shaper.Measure)
//	at := layout.At(note)
package method
