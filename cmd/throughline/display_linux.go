package main

import "os"

// displayMissing tells before the toolkit panics.
func displayMissing() error {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return errNoDisplay
	}
	return nil
}
