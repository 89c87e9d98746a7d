package render

import (
	"bytes"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"

	"throughline.app/assets"
)

// The faces that every shaper has; system fonts for scripts that they lack come after.
const (
	faceRegular = iota
	faceBold
	faceOther
)

// A Shaper sets text in the embedded fonts, the same on every laptop. It is safe for
// concurrent use; one is enough for a program.
type Shaper struct {
	plainRegular *advances
	plainBold    *advances
	texts        setTexts
	labels       labels
	masks        masks
	patches      patches

	mu     sync.Mutex // faces are not safe for concurrent use
	faces  []*font.Face
	index  map[*font.Font]uint16
	shape  shaping.HarfbuzzShaper
	split  shaping.Segmenter
	wraps  shaping.LineWrapper
	system systemFonts

	last     *font.Face // see [UseEmoji]; nil before it was wanted
	lastRead bool
	fonts    atomic.Uint64 // counts up when more fonts have been found
}

// NewShaper reads the embedded fonts.
func NewShaper() (*Shaper, error) {
	sh := &Shaper{index: make(map[*font.Font]uint16)}
	for _, raw := range [][]byte{assets.FontRegular, assets.FontBold} {
		face, err := font.ParseTTF(bytes.NewReader(raw))
		if err != nil {
			return nil, fmt.Errorf("render: read embedded font: %w", err)
		}
		sh.add(face)
	}
	sh.plainRegular = advancesOf(sh.faces[faceRegular])
	sh.plainBold = advancesOf(sh.faces[faceBold])
	return sh, nil
}

// add gives a face its index. The caller holds mu, or is the constructor.
func (sh *Shaper) add(face *font.Face) uint16 {
	if i, ok := sh.index[face.Font]; ok {
		return i
	}
	i := uint16(len(sh.faces))
	sh.faces = append(sh.faces, face)
	sh.index[face.Font] = i
	return i
}

func advancesOf(face *font.Face) *advances {
	upem := float32(face.Upem())
	t := &advances{high: make(map[rune]advance), box: advance{em: face.HorizontalAdvance(0) / upem}}
	read := func(r rune) advance {
		id, ok := face.NominalGlyph(r)
		return advance{uint32(id), face.HorizontalAdvance(id) / upem, ok}
	}
	for r := rune(' '); r < plainEnd; r++ {
		if r >= 0x0300 && r < 0x0370 || r >= 0x0483 && r < 0x048a {
			continue // marks that stand above or below others want shaping
		}
		t.low[r] = read(r)
	}
	for r := rune(0x2010); r < 0x2060; r++ {
		if a := read(r); a.ok && r != 0x2028 && r != 0x2029 {
			t.high[r] = a
		}
	}
	for _, r := range "€™→←↑↓≤≥≠×" {
		if a := read(r); a.ok && r >= plainEnd {
			t.high[r] = a
		}
	}
	return t
}
