package method

import (
	"errors"
	"fmt"
)

// Library returns the methods that Throughline brings and those of a folder of a person's
// own, in this order, with what is wrong in that folder's files: files with faults are left
// out. An own method does not take the place of one that Throughline brings.
func Library(dir string) ([]*Method, []*FileError, error) {
	all, err := Embedded()
	if err != nil {
		return nil, nil, err
	}
	brought := make(map[string]bool, len(all))
	for _, m := range all {
		brought[m.Name] = true
	}
	own, err := LoadDir(dir)
	faults := Faults(err)
	for _, m := range own {
		if brought[m.Name] {
			faults = append(faults, &FileError{m.Name + ".toml", 0, fmt.Sprintf("Throughline brings a method %q", m.Name),
				"give the file and its name another one"})
			continue
		}
		all = append(all, m)
	}
	return all, faults, nil
}

// Faults takes the faults of method files out of an error. What is none of these is one
// about the file, or the folder, as a whole.
func Faults(err error) []*FileError {
	var fault *FileError
	switch joined, many := err.(interface{ Unwrap() []error }); {
	case err == nil:
		return nil
	case many:
		var all []*FileError
		for _, e := range joined.Unwrap() {
			all = append(all, Faults(e)...)
		}
		return all
	case errors.As(err, &fault):
		return []*FileError{fault}
	}
	return []*FileError{{File: "methods", Problem: err.Error(), Remedy: "look whether the folder and its files can be read"}}
}
