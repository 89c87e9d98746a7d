// Package wire is what two laptops say to each other, as bytes: frames, the messages in
// them, and every limit on both.
//
// A frame is a 4-byte big-endian length, one byte of [Kind] and a body; the length counts
// kind and body and is at most [MaxFrame]. A body is a sequence of fields in a fixed order:
// numbers as minimal unsigned varints, byte strings with their length in front, fingerprints
// and hashes as they are. There are no field tags: messages that may grow begin with a
// version, and a decoder refuses bytes that are left over.
//
// Every decoder takes bytes from a stranger: each count and each length is compared with
// its limit, and with what is left of the body, before anything is reserved. The slices in
// a decoded message lie inside the frame's body and are valid as long as it is.
//
// It refuses to know connections, encryption, who may say what and when, and what a change
// or a snapshot holds; docs/protocol.md tells the order of messages.
//
//	err := wire.Write(conn, wire.Have{Vector: map[string]uint64{actor: 7}})
//	frame, err := wire.ReadFrame(conn)
//	have, err := wire.DecodeHave(frame.Body)
package wire
