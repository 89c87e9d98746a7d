// Package moment is what the room does now: an instruction and a timer, the same on every
// laptop, whatever their clocks say.
//
// It knows that a moment is set by one person, numbered and signed, that a greater number
// replaces a smaller one, and that it travels with its age. Each laptop counts on with a
// clock of its own that nobody can set, so it goes on when the one who set it has left, and
// a laptop that comes late or back is told by any other. It refuses to know how frames
// travel, who may set a moment ([Options.May]) and what a timer looks like.
//
//	holder := moment.New(moment.Options{Workshop: id, Key: deviceKey, OnChange: tell})
//	holder.Start(5 * time.Minute)
//	holder.Now() // Left: 4m59.98s, Running: true
//	frame := holder.Frame() // as it is when the frame leaves
//	adopted, err := holder.Receive(body) // of another laptop's MOMENT
package moment
