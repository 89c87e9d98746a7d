// Package laptop puts the parts together: one person's laptop, with its data folder, its
// key, and the workshops that are open on it.
//
// It is where document, journal, network and presence meet; the window and the commands
// without one are both thin callers of it. It refuses to know screens and command lines.
//
//	l, err := laptop.Open(laptop.Options{Data: dir, Bind: "127.0.0.1", Log: log})
//	room, err := l.Create(ctx, "lifecycle", "Winter workshop")
//	room.Apply(workshop.AddNotes{…})
package laptop
