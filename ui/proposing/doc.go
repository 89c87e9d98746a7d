// Package proposing shows categories that are proposed: outlines on the canvas, a bar at its
// foot with fewer and more, and what the right panel tells of them. What is proposed and
// what the person makes of it is a draft of package proposal; this package asks for it off
// the main goroutine, shows it as a trial of the editor, and accepts it as one step.
//
// A [Preview] belongs to the main goroutine. The window gives it what it needs in [Options],
// puts [Preview.Bar] and [Preview.Pane] on the screen, adds [Preview.Commands] to the one
// list, and tells it of every change with [Preview.Set].
package proposing
