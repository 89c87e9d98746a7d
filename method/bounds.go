package method

import (
	"fmt"
	"strings"
)

// Bounds of a method file, which is a few pages. Files come from anywhere, and the TOML reader
// takes minutes for a small one that nests or repeats itself thousands of times, so they are
// looked at before it is asked.
const (
	maxFile  = 1 << 20 // bytes
	maxLines = 6_000
	maxLine  = 32 << 10 // bytes
	maxNest  = 400      // brackets and dots on one line outside of quoted words
)

// checkFile is what to do about a file that is no method file.
const checkFile = "a method file is a few pages; check that it is the right one"

func tooLarge(name string) *FileError {
	return &FileError{name, 0, "the file is larger than 1 MB", checkFile}
}

// outOfBounds is what a file breaks of the bounds, nil if nothing.
func outOfBounds(name, text string) *FileError {
	if len(text) > maxFile {
		return tooLarge(name)
	}
	n := 0
	for line := range strings.Lines(text) {
		n++
		switch {
		case n > maxLines:
			return &FileError{name, n, fmt.Sprintf("the file has more than %d lines", maxLines), checkFile}
		case len(line) > maxLine:
			return &FileError{name, n, fmt.Sprintf("the line has %d bytes", len(line)), checkFile}
		case nests(line) > maxNest:
			return &FileError{name, n, "there are too many tables, lists and dots within each other on this line", checkFile}
		}
	}
	return nil
}

// nests counts what opens a table, a list or a part of a key on a line, outside of quoted words.
func nests(line string) int {
	count, quote := 0, byte(0)
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case quote == '"' && c == '\\':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '#':
			return count
		case c == '[' || c == '{' || c == '.':
			count++
		}
	}
	return count
}
