// Package calm keeps a process without a window from waking up more than it has to.
//
// Such a laptop has many small things to do and nothing large: in a room of ten that writes, something
// comes a hundred times a second and is done in a quarter of a millisecond. Half of its processor time
// then goes into the runtime around that. It knows processes and threads, and nothing of workshops.
//
//	calm.Begin()  // first thing in main
//	…             // coming in may use all processors
//	calm.Settle() // the workshop is open
package calm

import (
	"os"
	"runtime"
)

// begun is set in the environment of a process that Begin has started anew.
const begun = "THROUGHLINE_CALM"

// asked is that this process began calmly; else Settle does nothing, as in tests.
var asked bool

// Begin lets the timers of this process be late by up to a millisecond, where the system knows such a
// thing: on Linux. The runtime's own watchman looks every twenty microseconds while anything
// runs, which costs more than what runs; then it looks once. It must be called before anything else, as it
// starts the program anew, in the same process: threads that are there already cannot be told.
func Begin() {
	asked = true
	if os.Getenv(begun) == "" {
		slacken()
	}
}

// Settle has the process use one processor from now on, unless whoever started it says otherwise: the
// second would be woken for everything that comes, look for work, find none, and go back to sleep.
func Settle() {
	if asked && os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(1)
	}
}
