package laptop

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"throughline.app/method"
)

// A library is the methods that this laptop knows, and what is wrong in the person's own
// files.
type library struct {
	mu      sync.Mutex
	methods []*method.Method
	faults  []*method.FileError
}

// ErrMethodTaken is the error of [Laptop.SaveMethod] for a name that is not the person's to
// give: a method that Throughline brings has it.
var ErrMethodTaken = errors.New("laptop: Throughline brings a method of that name")

// MethodFolder is where the person's own method files lie.
func (l *Laptop) MethodFolder() string {
	return cmp.Or(l.opt.Own, filepath.Join(l.opt.Data, "methods"))
}

// Methods lists what a workshop can be started from: what Throughline brings, then the
// person's own. It is not written to.
func (l *Laptop) Methods() []*method.Method {
	l.library.mu.Lock()
	defer l.library.mu.Unlock()
	return l.library.methods
}

// MethodFaults lists what is wrong in the person's own method files, as they were read last.
func (l *Laptop) MethodFaults() []*method.FileError {
	l.library.mu.Lock()
	defer l.library.mu.Unlock()
	return l.library.faults
}

// ReadMethods reads the person's method files again.
func (l *Laptop) ReadMethods() error {
	methods, faults, err := method.Library(l.MethodFolder())
	if err != nil {
		return fmt.Errorf("laptop: read methods: %w", err)
	}
	l.library.mu.Lock()
	defer l.library.mu.Unlock()
	l.library.methods, l.library.faults = methods, faults
	return nil
}

// SaveMethod writes a method file of the person's own, which then can be started from. The
// text must be that of a method of this name. A file that is there is replaced once the new
// one is whole on the disk. Errors: [ErrMethodTaken], those of [method.Parse] and of the disk.
func (l *Laptop) SaveMethod(name, text string) error {
	if _, err := method.Parse(name+".toml", text); err != nil {
		return fmt.Errorf("laptop: save a method: %w", err)
	}
	brought, err := method.Embedded()
	if err != nil {
		return fmt.Errorf("laptop: save a method: %w", err)
	}
	for _, m := range brought {
		if m.Name == name {
			return ErrMethodTaken
		}
	}
	if err := os.MkdirAll(l.MethodFolder(), 0o700); err != nil {
		return fmt.Errorf("laptop: make the folder of methods: %w", err)
	}
	if err := WriteWhole(filepath.Join(l.MethodFolder(), name+".toml"), 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}); err != nil {
		return fmt.Errorf("laptop: save a method: %w", err)
	}
	return l.ReadMethods()
}
