// Package tool holds the states of the tools, one a file: what a press, a move and a
// release mean while that state receives them. A state knows where its gesture began and
// computes everything from there, never from the last move.
//
// It refuses to know how a state is drawn: that is [editor.Preview]. See [All].
package tool
