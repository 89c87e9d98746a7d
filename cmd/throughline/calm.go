package main

import (
	"os"
	"runtime"
)

// calm has this process use one processor from now on, unless whoever started it says otherwise.
//
// A laptop without a window has many small things to do and nothing large. What wakes it, some fifty
// times a second in a room of ten that writes, is done in a quarter of a millisecond; on two processors
// the second is woken for each of them, looks for work, finds none and goes back to sleep, and that costs
// as much as all the rest. Call it when the workshop is open: coming in stretches the words on all of them.
func calm() {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
}
