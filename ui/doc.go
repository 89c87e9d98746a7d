// Package ui is the screens of Throughline: Home, Canvas, Share and Export, drawn with
// Fyne. Together with cmd it is the only place that knows Fyne.
//
// It knows the editor (what one person is doing), the method (what a canvas is laid out
// like) and the renderer (one drawing for screen and export). It refuses to know how a
// workshop is merged, sent or kept: all of that is behind [Backend] and [Session].
package ui
