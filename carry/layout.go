package carry

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// Ending is how the name of a workshop file ends.
const Ending = ".throughline"

// Version is the layout that is written, and the newest that is read.
const Version = 2

// Limits, in bytes unless they say otherwise. A file that claims more is refused before
// anything is read of what it claims.
const (
	MaxAbout    = 4 << 10
	MaxDocument = 32 << 20
	MaxSigned   = 16 << 20
	MaxPicture  = 2 << 20
	MaxPictures = 200 << 20 // together
	MaxCount    = 20_000    // pictures
	MaxFile     = headSize + (MaxCount+4)*partHead + MaxAbout + MaxDocument + MaxSigned + MaxPictures + endSize
)

var (
	// ErrNotWorkshop: the file is no workshop file at all.
	ErrNotWorkshop = errors.New("not a workshop file")
	// ErrNewer: the file was written by a newer version.
	ErrNewer = errors.New("the workshop file was written by a newer version")
	// ErrTooLarge: a part is larger than a workshop file may have it.
	ErrTooLarge = errors.New("the workshop file is too large")
	// ErrCut: the file ends before its end.
	ErrCut = errors.New("the workshop file is cut short")
	// ErrDamaged: the list of parts, or what the file says about itself, is not what was written.
	ErrDamaged = errors.New("the workshop file is damaged")
	// ErrDocument: the saved document is not what was written.
	ErrDocument = errors.New("the notes in the workshop file are damaged")
	// ErrPicture: a picture is not what was written. The rest of the file is good.
	ErrPicture = errors.New("a picture in the workshop file is damaged")
	// ErrUnreadable: the disk or stick did not give what it holds.
	ErrUnreadable = errors.New("the workshop file cannot be read to its end")
	// ErrFull: there is no room for the file. The one that was there before is whole.
	ErrFull = errors.New("no room for the workshop file")
	// ErrNotWritten: the file could not be written whole. The one that was there before is.
	ErrNotWritten = errors.New("the workshop file could not be written whole")
)

// magic begins every workshop file: a byte that no text has, the name, and line ends and
// an end mark that a transfer as text would alter.
var magic = [8]byte{0x89, 'T', 'H', 'R', 'U', '\r', '\n', 0x1a}

// What a part is, in the order in which they stand.
const (
	partAbout    = 1 // once
	partDocument = 2 // once
	partPicture  = 3 // by their hash, ascending
	partEnd      = 4 // once
	partSigned   = 5 // at most once, behind the document
)

const (
	headSize = 12                  // magic, version, two bytes of zero
	partHead = 1 + 4 + sha256.Size // kind, size, hash
	endSize  = 4 + sha256.Size     // number of parts before, hash over their heads
)

// head is how a file of a version begins.
func head(version uint16) []byte {
	b := append([]byte{}, magic[:]...)
	b = binary.BigEndian.AppendUint16(b, version)
	return append(b, 0, 0)
}

// headOf is how a part begins.
func headOf(kind byte, size int, sum [sha256.Size]byte) []byte {
	b := append(make([]byte, 0, partHead), kind)
	b = binary.BigEndian.AppendUint32(b, uint32(size))
	return append(b, sum[:]...)
}

// most is how large a part of a kind may be; 0 for a kind that there is not.
func most(kind byte) int {
	switch kind {
	case partAbout:
		return MaxAbout
	case partDocument:
		return MaxDocument
	case partSigned:
		return MaxSigned
	case partPicture:
		return MaxPicture
	case partEnd:
		return endSize
	}
	return 0
}

// Is reports whether a name, or what stands at the beginning of the file of that name, is
// that of a workshop file.
func Is(name string) bool {
	if strings.EqualFold(filepath.Ext(name), Ending) {
		return true
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return false
	}
	var b [len(magic)]byte
	_, err = io.ReadFull(f, b[:])
	return err == nil && b == magic
}
