package carry

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// Contents are what a file is written from.
type Contents struct {
	About    About
	Document []byte              // what crdt.Document.Save gave
	Signed   []byte              // who vouches for its changes, may be empty
	Pictures [][sha256.Size]byte // hashes, in any order, each once
	// Picture gives the bytes of one; a picture that cannot be had is left out.
	Picture func(sum [sha256.Size]byte) ([]byte, error)
	// Progress is told what part is written, 0 to 1. May be nil.
	Progress func(float64)
}

// WriteTo writes the container, one picture in memory at a time. Errors: [ErrTooLarge],
// those of w.
func (c Contents) WriteTo(w io.Writer) (int64, error) {
	about, err := c.About.encode()
	if err != nil {
		return 0, err
	}
	if len(about) > MaxAbout || len(c.Document) > MaxDocument || len(c.Signed) > MaxSigned || len(c.Pictures) > MaxCount {
		return 0, fmt.Errorf("carry: write: %w", ErrTooLarge)
	}
	out := &writer{w: w, heads: sha256.New()}
	out.bytes(head(Version))
	out.part(partAbout, about)
	out.part(partDocument, c.Document)
	if len(c.Signed) > 0 {
		out.part(partSigned, c.Signed)
	}
	sums := slices.Clone(c.Pictures)
	slices.SortFunc(sums, func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) })
	sums = slices.Compact(sums)
	room := MaxPictures
	for i, sum := range sums {
		if out.err != nil {
			break
		}
		b, err := c.Picture(sum)
		if err == nil && sha256.Sum256(b) == sum && len(b) <= MaxPicture && len(b) <= room {
			out.part(partPicture, b)
			room -= len(b)
		}
		if c.Progress != nil {
			c.Progress(float64(i+1) / float64(len(sums)))
		}
	}
	end := binary.BigEndian.AppendUint32(nil, uint32(out.parts))
	out.part(partEnd, out.heads.Sum(end))
	return out.n, out.err
}

// A writer writes until the first error, which it keeps.
type writer struct {
	w     io.Writer
	heads interface {
		io.Writer
		Sum([]byte) []byte
	}
	parts int
	n     int64
	err   error
}

func (w *writer) bytes(b []byte) {
	if w.err != nil {
		return
	}
	n, err := w.w.Write(b)
	w.n, w.err = w.n+int64(n), err
}

func (w *writer) part(kind byte, b []byte) {
	h := headOf(kind, len(b), sha256.Sum256(b))
	w.heads.Write(h)
	w.parts++
	w.bytes(h)
	w.bytes(b)
}

// Write writes the file beside the one of that name, has the disk keep it, and only then
// puts it in its place: whatever happens meanwhile, what was there before stays whole.
// Errors: [ErrFull], [ErrNotWritten], [ErrTooLarge], and those of a folder that is not
// there or may not be written.
func Write(name string, c Contents) (err error) {
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	sweep(dir, base)
	f, err := os.CreateTemp(dir, "."+base+".*"+partEnding)
	if err != nil {
		return written(err)
	}
	defer func() {
		if err != nil {
			_ = f.Close() // closed already, or of no use any more
			_ = os.Remove(f.Name())
		}
	}()
	if _, err := c.WriteTo(f); err != nil {
		return written(err)
	}
	_ = f.Chmod(0o644) // another person's laptop is to read it; sticks often know no modes
	if err := f.Sync(); err != nil {
		return written(err)
	}
	if err := f.Close(); err != nil {
		return written(err)
	}
	if err := os.Rename(f.Name(), name); err != nil {
		return written(err)
	}
	if d, err := os.Open(dir); err == nil { // not every system can, nor needs to
		_ = d.Sync()
		_ = d.Close()
	}
	return nil
}

const (
	partEnding = ".part"
	leftBehind = 10 * time.Minute // age from which a half-written file is nobody's
)

// sweep removes what earlier attempts that were ended from outside left behind.
func sweep(dir, base string) {
	names, _ := os.ReadDir(dir)
	for _, n := range names {
		if ok, _ := filepath.Match("."+literal(base)+".*"+partEnding, n.Name()); !ok {
			continue
		}
		if info, err := n.Info(); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > leftBehind {
			_ = os.Remove(filepath.Join(dir, n.Name()))
		}
	}
}

// literal is a name as a pattern that matches it alone.
func literal(name string) string {
	var b bytes.Buffer
	for _, r := range name {
		if r == '*' || r == '?' || r == '[' {
			fmt.Fprintf(&b, "[%c]", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// diskFull is how Windows says it.
const diskFull = syscall.Errno(112)

// written says what an error of the disk means for the file.
func written(err error) error {
	switch {
	case errors.Is(err, ErrTooLarge), errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("carry: write: %w", err)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), runtime.GOOS == "windows" && errors.Is(err, diskFull):
		return fmt.Errorf("carry: write: %w: %w", ErrFull, err)
	}
	return fmt.Errorf("carry: write: %w: %w", ErrNotWritten, err)
}
