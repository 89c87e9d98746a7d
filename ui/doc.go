// Package ui is the screens of Throughline: Home, Canvas, Share and Export, drawn with
// Fyne. Together with cmd it is the only place that knows Fyne.
//
// It knows the editor (what one person is doing), the method (what a canvas is laid out
// like) and the renderer (one drawing for screen and export). It refuses to know how a
// workshop is merged, sent or kept: all of that is behind [Backend] and [Session].
//
// Beneath it: theme has colours and sizes, panel the controls, dialog the sheets over a
// screen, say every sentence, canvasview the canvas, uitest a backend made of memory.
//
// All of it lives on the main goroutine. What happens elsewhere comes in by one door: a
// feed gathers what a session reports, and a mainline asks for at most one turn of the main
// goroutine in 16 ms, however much arrives.
//
//	err := ui.Run(ctx, ui.Options{Backend: backend, Log: log})
package ui
