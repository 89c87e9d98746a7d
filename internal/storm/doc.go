// Package storm plays a room of laptops in one process, with a network and a time of its
// own, and lets everything go wrong that goes wrong in rooms: cut and slow cables, lost
// packets, killed and sleeping laptops, full disks, wrong clocks, and a member that lies.
//
// What runs is what ships: crdt.Document and sync/replica.Hub, one of each a laptop. What
// is played is what they stand on: connections ([End], which stall, break and come twice,
// but never lose a frame from their middle, as TCP does not), who dials whom and when (as
// sync/lan does: every two seconds, gone after six of silence), and the disk (which a
// crash cuts off between two writes).
//
// A [Plan] is all that happens in one run, made from a seed; [Run] plays it inside a bubble
// of testing/synctest, heals everything, waits until all are equal, and says what did not
// hold. The plan, the ids, the actors and each connection's luck come from the seed. What
// does not: in which order goroutines run that are woken in the same moment of virtual
// time, and which of several ready cases a select takes. So a seed replays the same storm
// over the same people's edits, though not instruction by instruction.
package storm
