package render

import (
	"sync"
	"unicode/utf8"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A noteText is a note's text as it is set.
type noteText struct {
	body block
	size workshop.Size // of the whole note
}

// Sizes of text, in canvas units. A note's text is set in the largest in which all of its
// words, unbroken, fit the note's least box; where none does, in the smallest, and the note
// grows. The steps are few enough for notes side by side to look alike, and whole, as the
// toolkit that the entry is made of knows no others.
var textSizes = []float64{28, 22, 17, 13, 12, 11, NoteTextMin}

// NoteTextMin is the smallest size of a note's text.
const NoteTextMin = 10

// What stands around a note's text, in canvas units.
const (
	noteFootH  = 14.4 // author, tags and glyph, at the bottom
	authorSize = 8.5
	textTop    = NotePadding - 1
	wordsWrap  = method.LargeW // words without a sheet are at most that wide
	wordsLeast = 48            // and at least that, to be taken hold of
)

// wordsSize is the size of words without a sheet; they do not fit anything.
func wordsSize(s workshop.NoteSize) float64 {
	switch s {
	case workshop.Medium:
		return 22
	case workshop.Large:
		return 28
	}
	return 17
}

// A textKey is all that decides how a note's text is set.
type textKey struct {
	text  string
	size  workshop.NoteSize
	shape workshop.Shape
	under bool   // below a picture
	slips string // see [Scene.slips]
}

func keyOf(n *workshop.Note) textKey {
	_, under := n.Picture()
	return textKey{text: n.Text, size: n.Size, shape: n.Shape, under: under && n.Shape == workshop.Sticky}
}

// maxSetTexts is how many texts are kept as they were set; then the memory begins anew.
const maxSetTexts = 30_000

// setTexts remembers how texts were set. It is safe for concurrent use.
type setTexts struct {
	mu sync.RWMutex
	m  map[textKey]*noteText
}

// set returns how a note's text is set. Nothing else decides it: not on the screen, in the
// entry, in pictures or in thumbnails.
func (sh *Shaper) set(key textKey) *noteText {
	sh.texts.mu.RLock()
	t := sh.texts.m[key]
	sh.texts.mu.RUnlock()
	if t != nil {
		return t
	}
	fonts := sh.fonts.Load()
	t = sh.setAnew(key)
	sh.texts.mu.Lock()
	if sh.texts.m == nil || len(sh.texts.m) >= maxSetTexts {
		sh.texts.m = make(map[textKey]*noteText)
	}
	if fonts == sh.fonts.Load() { // else more fonts were found meanwhile
		sh.texts.m[key] = t
	}
	sh.texts.mu.Unlock()
	return t
}

func (sh *Shaper) setAnew(key textKey) *noteText {
	words := key.shape == workshop.Words
	all := sh.paragraphs(key.text, words)
	for i := range all {
		all[i].links = append(linksOf(all[i].runes), slipsOf(all[i].runes, key.slips)...)
	}
	if words {
		return sh.setWords(all, wordsSize(key.size))
	}
	least := method.SizeOf(&workshop.Note{Size: key.size})
	if key.under {
		return sh.setCaption(key.text, all, least.W)
	}
	width, height := least.W-2*NotePadding, least.H-NotePadding-noteFootH
	size := float64(NoteTextMin)
	for _, s := range textSizes {
		if sh.fits(all, s, width, height) {
			size = s
			break
		}
	}
	t := &noteText{size: least}
	t.body = sh.layAll(all, size, width)
	t.size.H = max(least.H, NotePadding+t.body.height()+noteFootH)
	return t
}

// setWords sets words without a sheet: as wide as they are.
func (sh *Shaper) setWords(all []paragraph, size float64) *noteText {
	const edges = 2 * NotePadding
	width := 0.0
	for _, l := range sh.layAll(all, size, 1e6).lines {
		width = max(width, l.width)
	}
	width = max(wordsLeast-edges, min(wordsWrap-edges, width+0.01))
	t := &noteText{body: sh.layAll(all, size, width)}
	t.size = workshop.Size{W: width + edges, H: t.body.height() + 2*textTop}
	return t
}

// fits reports whether all paragraphs fit a box in one size without a broken word.
func (sh *Shaper) fits(all []paragraph, size, width, height float64) bool {
	most := int(height / (size * stepOf(size)))
	if len(all) > most {
		return false
	}
	n := 0
	for i := range all {
		lines, whole := sh.count(&all[i], size, width, most-n)
		if n += lines; !whole || n > most {
			return false
		}
	}
	return true
}

func (sh *Shaper) layAll(all []paragraph, size, width float64) block {
	b := block{size: size, step: size * stepOf(size)}
	for i := range all {
		b.lines = append(b.lines, sh.lay(&all[i], size, width)...)
	}
	return b
}

// stepOf is the step from line to line in ems: large text stands closer.
func stepOf(size float64) float64 {
	if size > 12 {
		return 1.2
	}
	return lineFactor
}

func linksOf(runes []rune) []linkRange {
	text := string(runes)
	var all []linkRange
	for _, l := range workshop.WebLinks(text) {
		from := utf8.RuneCountInString(text[:l.Start])
		all = append(all, linkRange{from, from + utf8.RuneCountInString(text[l.Start:l.End]), l.Target, false})
	}
	return all
}

// Measure returns the size of a note in canvas units. It is a [method.Measure], safe for
// concurrent use, and quick for texts that it has seen.
func (sh *Shaper) Measure(n *workshop.Note) workshop.Size { return sh.set(keyOf(n)).sizeOf(n) }

// sizeOf is the size of the whole note: tags below words without a sheet need room.
func (t *noteText) sizeOf(n *workshop.Note) workshop.Size {
	size := t.size
	if n.Shape == workshop.Words && n.TagSet.Len() > 0 {
		size.H += wordsTag
	}
	size.H += pictureBox(n, size.W).Max.Y
	return size
}

// A TextLook is how a note's text is set, for what imitates it, in canvas units.
type TextLook struct {
	Size     float64 // of the letters
	Lines    int
	Baseline float64 // of the first line, from the top of the note
	Bold     bool
}

// LookOf is how the text of a note is set.
func (sh *Shaper) LookOf(n *workshop.Note) TextLook {
	t := sh.set(keyOf(n))
	b := &t.body
	top := textTop + pictureBox(n, t.size.W).Max.Y
	return TextLook{Size: b.size, Lines: len(b.lines), Baseline: top + ascent*b.step, Bold: n.Shape == workshop.Words}
}
