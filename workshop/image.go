package workshop

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// An Image names the picture that a note shows. Its bytes are outside the document: they
// are kept and fetched by their hash.
type Image struct {
	Sum  [32]byte // SHA-256 of the bytes
	W, H int      // in pixels, 1 to [MaxImageSide]
}

// MaxImageSide bounds each side of a note's picture, in pixels.
const MaxImageSide = 4096

// String writes an image as the document has it: "<sha256 hex>/<w>/<h>".
func (m Image) String() string {
	return fmt.Sprintf("%x/%d/%d", m.Sum, m.W, m.H)
}

// ParseImage is the inverse of [Image.String]. It reports false for anything else.
func ParseImage(v string) (Image, bool) {
	parts := strings.Split(v, "/")
	if len(parts) != 3 || len(parts[0]) != 64 {
		return Image{}, false
	}
	var m Image
	if _, err := hex.Decode(m.Sum[:], []byte(parts[0])); err != nil {
		return Image{}, false
	}
	var errW, errH error
	m.W, errW = strconv.Atoi(parts[1])
	m.H, errH = strconv.Atoi(parts[2])
	if errW != nil || errH != nil || m.W < 1 || m.H < 1 || m.W > MaxImageSide || m.H > MaxImageSide || m.String() != v {
		return Image{}, false
	}
	return m, true
}

// Picture returns the picture that the note shows, if it shows one. What is no picture
// in the document is none.
func (n *Note) Picture() (Image, bool) {
	if n.Image == "" {
		return Image{}, false
	}
	return ParseImage(n.Image)
}

// SetImage puts a picture on a note, in place of the one it had; a zero Image takes it off.
type SetImage struct {
	Note  NoteID
	Image Image
}

// Plan implements [Op].
func (op SetImage) Plan(s *Snapshot) (Diff, error) {
	v := ""
	if op.Image != (Image{}) {
		v = op.Image.String()
		if _, ok := ParseImage(v); !ok {
			return nil, fmt.Errorf("%w: a picture has 1 to %d pixels each way", ErrInvalid, MaxImageSide)
		}
	}
	n := s.Notes.Get(op.Note)
	if n == nil || !n.loose() {
		return nil, nil
	}
	return Diff(nil).set(s, op.Note.Ref(), FieldImage, v), nil
}
