package carry

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
)

// A File is a workshop file that is open for reading, with everything but the parts' own
// bytes checked. It belongs to one goroutine.
type File struct {
	About    About
	r        io.ReaderAt
	close    func() error
	document part
	signed   part // of no kind if there is none
	pictures []part
}

// A part is where the bytes of one stand.
type part struct {
	kind byte
	sum  [sha256.Size]byte
	at   int64
	size int
}

// Open opens a file by its name. Errors: those of [Read], and of the disk.
func Open(name string) (*File, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("carry: open: %w", err)
	}
	info, err := f.Stat()
	switch {
	case err != nil:
		err = fmt.Errorf("%w: %w", ErrUnreadable, err)
	case !info.Mode().IsRegular():
		err = fmt.Errorf("%w: %s", ErrNotWorkshop, info.Mode())
	}
	var file *File
	if err == nil {
		file, err = Read(f, info.Size())
	}
	if err != nil {
		_ = f.Close() // nothing was written
		return nil, fmt.Errorf("carry: open: %w", err)
	}
	file.close = f.Close
	return file, nil
}

// Read reads the list of parts of the size bytes of r and checks that it is whole; of the
// parts it reads what the file says about itself. It keeps r.
//
// Errors: [ErrNotWorkshop], [ErrNewer], [ErrTooLarge], [ErrCut], [ErrDamaged],
// [ErrUnreadable].
func Read(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r}
	at, err := f.readHead(size)
	if err != nil {
		return nil, err
	}
	if size > MaxFile {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, size)
	}
	heads := sha256.New()
	last := byte(0)
	pictures, parts := 0, uint32(0)
	for {
		var h [partHead]byte
		if at+partHead > size {
			return nil, ErrCut
		}
		if err := f.readAt(h[:], at); err != nil {
			return nil, err
		}
		p := part{kind: h[0], at: at + partHead, sum: [sha256.Size]byte(h[5:])}
		claimed := binary.BigEndian.Uint32(h[1:])
		switch limit := most(p.kind); {
		case limit == 0 || !follows(last, p.kind):
			return nil, fmt.Errorf("%w: part %d", ErrDamaged, parts)
		case int64(claimed) > int64(limit):
			return nil, fmt.Errorf("%w: part %d has %d bytes", ErrTooLarge, parts, claimed)
		}
		p.size = int(claimed)
		if p.at+int64(p.size) > size {
			return nil, ErrCut
		}
		switch p.kind {
		case partAbout:
			b, err := f.part(p, ErrDamaged)
			if err != nil {
				return nil, err
			}
			if f.About, err = decodeAbout(b); err != nil {
				return nil, err
			}
		case partDocument:
			f.document = p
		case partSigned:
			f.signed = p
		case partPicture:
			if n := len(f.pictures); n > 0 && bytes.Compare(f.pictures[n-1].sum[:], p.sum[:]) >= 0 {
				return nil, fmt.Errorf("%w: pictures are not in order", ErrDamaged)
			}
			if pictures += p.size; pictures > MaxPictures || len(f.pictures) == MaxCount {
				return nil, fmt.Errorf("%w: pictures", ErrTooLarge)
			}
			f.pictures = append(f.pictures, p)
		case partEnd:
			b, err := f.part(p, ErrDamaged)
			switch {
			case err != nil:
				return nil, err
			case len(b) != endSize || binary.BigEndian.Uint32(b) != parts || !bytes.Equal(b[4:], heads.Sum(nil)):
				return nil, fmt.Errorf("%w: the list of parts", ErrDamaged)
			case p.at+int64(p.size) != size:
				return nil, fmt.Errorf("%w: something stands behind its end", ErrDamaged)
			}
			return f, nil
		}
		heads.Write(h[:])
		last, at, parts = p.kind, p.at+int64(p.size), parts+1
	}
}

// readHead checks the first bytes and returns where the parts begin.
func (f *File) readHead(size int64) (int64, error) {
	if size < headSize {
		var b [headSize]byte
		if err := f.readAt(b[:size], 0); err != nil {
			return 0, err
		}
		if size > 0 && bytes.HasPrefix(head(Version), b[:size]) {
			return 0, ErrCut
		}
		return 0, ErrNotWorkshop
	}
	var b [headSize]byte
	if err := f.readAt(b[:], 0); err != nil {
		return 0, err
	}
	version := binary.BigEndian.Uint16(b[8:])
	switch {
	case !bytes.Equal(b[:8], magic[:]):
		return 0, ErrNotWorkshop
	case version > Version:
		return 0, fmt.Errorf("%w: layout %d", ErrNewer, version)
	case version == 0 || b[10] != 0 || b[11] != 0:
		return 0, fmt.Errorf("%w: its first bytes", ErrDamaged)
	}
	return headSize, nil
}

// follows tells whether a part of a kind may stand behind one of the other.
func follows(last, kind byte) bool {
	switch kind {
	case partAbout:
		return last == 0
	case partDocument:
		return last == partAbout
	case partSigned:
		return last == partDocument
	}
	return last == partDocument || last == partSigned || last == partPicture
}

func (f *File) readAt(b []byte, at int64) error {
	if n, err := f.r.ReadAt(b, at); n < len(b) {
		if errors.Is(err, io.EOF) {
			return ErrCut
		}
		return fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	return nil
}

// part reads the bytes of a part, which lie within the file. Bad is what it is where they
// are not those that were written.
func (f *File) part(p part, bad error) ([]byte, error) {
	b := make([]byte, p.size)
	if err := f.readAt(b, p.at); err != nil {
		return nil, err
	}
	if sha256.Sum256(b) != p.sum {
		return nil, bad
	}
	return b, nil
}

// Document reads the saved document. Errors: [ErrDocument], [ErrUnreadable], [ErrCut].
func (f *File) Document() ([]byte, error) { return f.part(f.document, ErrDocument) }

// Signed reads the signatures of the changes in the document; nil if the file has none.
// Errors: those of [File.Document].
func (f *File) Signed() ([]byte, error) {
	if f.signed.kind == 0 {
		return nil, nil
	}
	return f.part(f.signed, ErrDocument)
}

// Pictures are the hashes of the pictures, ascending.
func (f *File) Pictures() [][sha256.Size]byte {
	sums := make([][sha256.Size]byte, len(f.pictures))
	for i, p := range f.pictures {
		sums[i] = p.sum
	}
	return sums
}

// Picture reads a picture by its place in [File.Pictures]. Errors: [ErrPicture],
// [ErrUnreadable], [ErrCut].
func (f *File) Picture(i int) ([]byte, error) { return f.part(f.pictures[i], ErrPicture) }

// Close lets go of the file.
func (f *File) Close() error {
	if f.close == nil {
		return nil
	}
	return f.close()
}
