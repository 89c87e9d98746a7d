// Package crowd plays a room of people who write and move notes, each on a laptop without
// a window, and says how the room held: for a facilitator who tries the hall the evening
// before, and for those who measure.
//
// It refuses to know command lines and how figures are printed.
//
//	report, err := crowd.Play(ctx, crowd.Plan{People: 30, For: 2 * time.Minute, Bind: "127.0.0.1"})
package crowd
