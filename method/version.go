package method

import (
	"fmt"

	"github.com/BurntSushi/toml"
)

// Version is the form of method files that this Throughline reads. Files say which they were
// written for; those without are of version 1.
const Version = 1

// newer tells of a file that was written for a later Throughline: what else is wrong in it
// follows from that. It is nil for any other.
func newer(name, text string) *FileError {
	var f struct {
		Version *int `toml:"version"`
	}
	if _, err := toml.Decode(text, &f); err != nil || f.Version == nil || *f.Version <= Version {
		return nil
	}
	return &FileError{name, index(text).exact["version"],
		fmt.Sprintf("the file is of version %d, and this Throughline reads version %d", *f.Version, Version),
		"bring Throughline up to date, or ask whoever wrote the file for one of version " + fmt.Sprint(Version)}
}

// version checks the key of a file that is not [newer].
func (c *checker) version(f *fileMethod) {
	if f.Version != nil && *f.Version < 1 {
		c.fault("", "version", fmt.Sprintf("there is no version %d", *f.Version), "write version = 1 or leave it out")
	}
}
