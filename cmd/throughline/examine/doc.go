// Package examine is the second layer against workshops from strangers: what package
// crdt/format let through is first taken up by a child process of the same program, which
// may die by it. It knows how the child is started, bounded and asked; what it does there
// is [crdt.TakeUp].
//
//	examiner := examine.New(log)                       // in the program
//	examine.Answer(os.Stdin, os.Stdout, crdt.TakeUp)   // in its child, "throughline examine"
//
// The question is one frame on the child's standard input, and its answer one on the
// standard output:
//
//	question   "TLX1" · memory 8 bytes · seconds 4 · length 8 · the changes
//	answer     "TLX1" · 1, sound, or 2, refused · length 4 · the heads, or the reason
//
// with numbers big endian and heads in hex, separated by blanks. Everything else, and no
// answer, means that the child came to an end.
package examine
