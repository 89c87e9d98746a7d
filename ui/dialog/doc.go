// Package dialog is the sheets that lie over a screen: name a workshop, who are you,
// share, export, keys, trouble.
//
// It knows how they look and what is asked. It refuses to know sessions, backends and
// goroutines: what it shows is handed in, what a person decides is handed out. All of it
// belongs to the main goroutine.
//
//	host := dialog.NewHost(window)
//	dialog.Trouble(host, sentence, next)
package dialog
