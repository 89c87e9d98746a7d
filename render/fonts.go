package render

import (
	"bytes"
	"io"
	"log"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"
)

// systemFonts finds fonts of the computer for characters that the embedded ones lack. The
// first look at a computer reads all its fonts, which takes from a tenth of a second to
// some seconds; it happens in the background, the first time that a text wants it. The
// shaper's mu guards the fields.
type systemFonts struct {
	looked chan struct{}     // closed when the search is over; nil before it begins
	found  *fontscan.FontMap // nil while searching, and if the computer has none

	heard   sync.Mutex
	hearing map[*func()]bool // see [Shaper.OnFonts]
}

// patience is how long the first text that needs other fonts waits for them. With the
// index that an earlier run left, that is enough.
const patience = 120 * time.Millisecond

// LoadFonts waits until the fonts of the computer are known, for programs that draw once:
// call it before the layout. A screen need not wait: what is drawn before they are known
// shows boxes for the characters that the embedded fonts lack, Measure forgets, and the
// next [Scene.With] sets everything again; [Shaper.OnFonts] says when.
func (sh *Shaper) LoadFonts() {
	sh.mu.Lock()
	looked := sh.look()
	sh.mu.Unlock()
	<-looked
}

// look begins the search unless it has begun. The caller holds sh.mu.
func (sh *Shaper) look() <-chan struct{} {
	s := &sh.system
	if s.looked == nil {
		s.looked = make(chan struct{})
		go sh.search(s.looked)
	}
	return s.looked
}

func (sh *Shaper) search(looked chan<- struct{}) {
	defer close(looked)
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	found := fontscan.NewFontMap(log.New(io.Discard, "", 0))
	if found.UseSystemFonts(filepath.Join(dir, "throughline")) != nil {
		return
	}
	found.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
	sh.mu.Lock()
	sh.system.found = found
	sh.mu.Unlock()
	sh.forget()
}

// forget drops what was set without the fonts that have been found since.
func (sh *Shaper) forget() {
	sh.fonts.Add(1)
	sh.texts.mu.Lock()
	sh.texts.m = nil
	sh.texts.mu.Unlock()
	sh.labels.mu.Lock()
	sh.labels.m = nil
	sh.labels.mu.Unlock()
	sh.system.heard.Lock()
	defer sh.system.heard.Unlock()
	for f := range sh.system.hearing {
		(*f)()
	}
}

// OnFonts has f called, on another goroutine, when more fonts of the computer have been
// found: then what was laid out and drawn before may look different. F must be quick and
// must not call stop, which ends it: when stop has returned, f is not called any more.
func (sh *Shaper) OnFonts(f func()) (stop func()) {
	s := &sh.system
	s.heard.Lock()
	defer s.heard.Unlock()
	if s.hearing == nil {
		s.hearing = make(map[*func()]bool)
	}
	s.hearing[&f] = true
	return func() {
		s.heard.Lock()
		defer s.heard.Unlock()
		delete(s.hearing, &f)
	}
}

// awaitFonts gives the fonts of the computer a moment, once, if text has a character that
// the face lacks.
func (sh *Shaper) awaitFonts(text string, bold bool) {
	sh.mu.Lock()
	face, begun := sh.faces[faceOf(bold)], sh.system.looked != nil
	lacks := false
	for _, r := range text {
		if _, ok := face.NominalGlyph(r); !ok {
			lacks = true
			break
		}
	}
	if begun || !lacks {
		sh.mu.Unlock()
		return
	}
	looked := sh.look()
	sh.mu.Unlock()
	select {
	case <-looked:
	case <-time.After(patience):
	}
}

// A fallback prefers an embedded face.
type fallback struct {
	sh    *Shaper
	first *font.Face
}

// ResolveFace implements [shaping.Fontmap]. The caller of the shaping holds sh.mu.
func (f fallback) ResolveFace(r rune) *font.Face {
	if _, ok := f.first.NominalGlyph(r); ok {
		return f.first
	}
	if found := f.sh.system.found; found != nil {
		found.SetScript(language.LookupScript(r))
		if face := found.ResolveFace(r); face != nil {
			if _, ok := face.NominalGlyph(r); ok { // it may be any face, if none has r
				return face
			}
		}
	}
	if last := f.sh.lastResort(); last != nil {
		if _, ok := last.NominalGlyph(r); ok {
			return last
		}
	}
	return f.first
}

// emoji is what [UseEmoji] was given.
var emoji atomic.Pointer[[]byte]

// UseEmoji gives all shapers a font for characters that neither the embedded fonts nor those
// of the computer have. Its outlines are drawn in ink. It is read when a text first wants it.
func UseEmoji(raw []byte) { emoji.Store(&raw) }

// lastResort is the face of [UseEmoji], nil if there is none. The caller holds sh.mu.
func (sh *Shaper) lastResort() *font.Face {
	if raw := emoji.Load(); sh.last == nil && !sh.lastRead && raw != nil {
		sh.lastRead = true
		if face, err := font.ParseTTF(bytes.NewReader(*raw)); err == nil {
			sh.last = sh.faces[sh.add(face)]
		}
	}
	return sh.last
}

func faceOf(bold bool) uint16 {
	if bold {
		return faceBold
	}
	return faceRegular
}
