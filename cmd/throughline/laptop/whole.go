package laptop

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// WriteWhole has write fill a file, which appears whole, when the disk has it, or not at
// all: what was there before stays until then. Its folder is made. Errors: those of write
// and of the disk.
func WriteWhole(file string, mode os.FileMode, write func(io.Writer) error) (err error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".throughline-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	if err := errors.Join(write(tmp), tmp.Chmod(mode), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}
