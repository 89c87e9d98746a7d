// Package uitest has a backend made of memory, to try and test the screens without disk
// and network. Nothing of it is part of the program.
package uitest
