package canvasview

import (
	"math"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/editor"
	"throughline.app/render"
	"throughline.app/workshop"
)

// A noteEntry is where a text is written: a real entry, so that selecting, pasting and the
// system's ways of input work, with the keys that end or chain the writing taken first.
type noteEntry struct {
	widget.Entry
	v    *View
	lost lostCaret
}

// A lostCaret is how far behind Fyne's caret the person's is. Fyne keeps the caret as row
// and column, and a space at which a line breaks is in no row: there is no such place, and
// what is typed next would go before the space.
type lostCaret struct{ by, row, column int }

func (o *overlay) newEntry() {
	e := &noteEntry{v: o.v}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.Scroll = fyne.ScrollVerticalOnly
	e.ExtendBaseWidget(e)
	e.OnChanged = e.changed
	o.entry, o.theme = e, &entryTheme{zoom: 1, size: render.NoteTextMin, colors: o.colors}
	o.box = container.NewThemeOverride(e, o.theme)
}

// changed keeps the text within the limit: it cannot be typed further.
func (e *noteEntry) changed(text string) {
	if utf8.RuneCountInString(text) > workshop.MaxText {
		e.SetText(string([]rune(text)[:workshop.MaxText]))
		return
	}
	if e.v.overlay.writing {
		e.v.wrote(text)
	}
}

// AcceptsTab: Tab goes to the next note.
func (e *noteEntry) AcceptsTab() bool { return true }

// TypedRune writes, up to the limit.
func (e *noteEntry) TypedRune(r rune) {
	switch {
	case e.SelectedText() != "":
		e.Entry.TypedRune(r)
	case utf8.RuneCountInString(e.Text) < workshop.MaxText:
		at := e.findCaret()
		e.Entry.TypedRune(r)
		e.holdCaret(at + 1)
	}
}

// findCaret puts Fyne's caret where the person's is, for the edit that follows.
func (e *noteEntry) findCaret() int {
	if e.lost.row == e.CursorRow && e.lost.column == e.CursorColumn {
		e.CursorColumn += e.lost.by
	}
	e.lost = lostCaret{}
	return e.CursorTextOffset()
}

// holdCaret remembers, after an edit, that the caret is behind the first at characters.
func (e *noteEntry) holdCaret(at int) {
	e.lost = lostCaret{at - e.CursorTextOffset(), e.CursorRow, e.CursorColumn}
}

// TypedKey takes the keys that end the writing.
func (e *noteEntry) TypedKey(ev *fyne.KeyEvent) {
	shift := e.v.opts.Modifiers().Has(editor.Shift)
	switch {
	case ev.Name == fyne.KeyEscape:
		e.v.ed.Finish()
		e.v.Focus()
	case (ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter) && shift:
		e.TypedRune('\n')
	case ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter:
		e.v.ed.Finish()
		e.v.Focus()
	case ev.Name == fyne.KeyTab && shift:
		e.chain(editor.Leftward)
	case ev.Name == fyne.KeyTab:
		e.chain(editor.Rightward)
	case ev.Name == fyne.KeyBackspace && e.SelectedText() == "":
		at := e.findCaret()
		e.Entry.TypedKey(ev)
		e.holdCaret(max(0, at-1))
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut takes those that chain; the others are the entry's own.
func (e *noteEntry) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) {
		switch m := mods(c.Modifier); {
		case m == editor.Ctrl:
			e.chain(editor.Downward)
			return
		case m == editor.Ctrl|editor.Shift:
			e.chain(editor.Upward)
			return
		}
	}
	if c, ok := chordOf(s); ok && e.v.ed.KeyAnywhere(c) {
		return
	}
	if c, ok := chordOf(s); ok && c.Mods == editor.Alt {
		e.v.ed.Key(c, e.v.opts.Now()) // colours
		return
	}
	e.Entry.TypedShortcut(s)
}

func (e *noteEntry) chain(d editor.Direction) {
	if w, ok := e.v.ed.Editing(); ok && w.Header {
		e.v.ed.Finish()
	}
	e.v.ed.Chain(d)
	e.v.Focus()
}

// FocusLost keeps what is written; the writing goes on when the keyboard comes back.
func (e *noteEntry) FocusLost() {
	e.Entry.FocusLost()
	if e.v.overlay.writing {
		e.v.ed.Keep()
	}
}

// caretToEnd puts the caret behind the last character.
func (e *noteEntry) caretToEnd() { e.caretTo(utf8.RuneCountInString(e.Text)) }

func (e *noteEntry) caretTo(at int) {
	row, begin := 0, 0
	for r := 0; ; r++ {
		e.CursorRow, e.CursorColumn = r, 0
		first := e.CursorTextOffset() // of row r, and 0 past the last row
		if first > at || r > 0 && first == 0 {
			break
		}
		row, begin = r, first
	}
	e.CursorRow, e.CursorColumn = row, at-begin
	e.Refresh()
	e.holdCaret(at)
}

// headerRoom is left free above and below the entry in the header's band.
const headerRoom = 6

// headerIndent is how far from the band's edge the header's text begins, behind its label,
// less the entry's own padding; in canvas units.
func (o *overlay) headerIndent() float64 {
	label := fyne.MeasureText(o.v.kind.Header.Label, headerSize, fyne.TextStyle{Bold: true})
	return 16 + float64(label.Width) + 12 - render.NotePadding
}

// syncEntry follows the editor: begins, ends or changes the writing on the screen.
func (o *overlay) syncEntry() {
	w, ok := o.v.ed.Editing()
	if !ok {
		if o.writing {
			o.writing, o.target = false, editor.Editing{}
			if o.v.draft != nil {
				o.v.draft()
				o.v.draft = nil
			}
			o.v.Focus()
		}
		return
	}
	begins := !o.writing || w.Header != o.target.Header || w.Note.ID != o.target.Note.ID
	o.target = w
	switch {
	case begins:
		o.writing = false // the text that comes in is not written by the person
		o.entry.SetText(w.Text)
		o.writing = true
		o.theme.target = targetOf(w)
		o.entry.TextStyle.Bold = o.theme.bare
		o.dressEntry()
		o.arrangeEntry(o.v.ed.View())
		o.entry.caretToEnd()
		o.v.refresh()
		o.v.Focus()
	case w.Text != o.entry.Text: // a colleague wrote in it too
		at := o.entry.findCaret()
		s := workshop.SpliceOf(o.entry.Text, w.Text)
		if s.At < at {
			at = max(s.At, at+utf8.RuneCountInString(s.Insert)-s.Delete)
		}
		o.writing = false
		o.entry.SetText(w.Text)
		o.entry.caretTo(at)
		o.writing = true
	case targetOf(w) != o.theme.target:
		o.theme.target = targetOf(w)
		o.dressEntry()
	}
}

func targetOf(w editor.Editing) target {
	return target{w.Header, w.Note.Shape == workshop.Words, w.Note.Color}
}

// dressEntry gives the entry the size and the colours of what is written.
func (o *overlay) dressEntry() {
	o.frame.FillColor = o.theme.ground()
	o.box.Refresh()
}

// minWriting is the least zoom at which a text is written: below it what is typed could
// not be read, so the entry stands larger than its note.
const minWriting = 0.85

func (o *overlay) arrangeEntry(view editor.Viewport) {
	if !o.writing {
		return
	}
	zoom := max(float64(view.Zoom), minWriting)
	look := o.entryLook()
	whole := math.Max(1, math.Round(zoom*look.Size)) // Fyne measures text of other sizes as the next larger
	if z, size := float32(zoom), float32(whole); o.theme.zoom != z || o.theme.size != size {
		o.theme.zoom, o.theme.size = z, size
		o.dressEntry()
	}
	pos, size := o.entryBox(view, zoom)
	text := size
	lift := float32(0)
	if !o.target.Header {
		// The same words fit a line as in the painted note. Fyne's lines stand further apart: the first stands
		// where it is painted, and the note grows for the last.
		line := fyne.MeasureText("M", o.theme.size, o.entry.TextStyle).Height
		pad := render.NotePadding * float32(zoom)
		size.Height = max(size.Height, float32(look.Lines)*line+2*pad)
		text.Height = size.Height
		text.Width = (size.Width-2*pad)*float32(whole/(zoom*look.Size)) + 2*pad + 1
		lift = pad + fyneAscent*line - float32(look.Baseline*zoom)
	}
	o.box.Resize(text)
	o.box.Move(pos.SubtractXY(0, lift))
	const rim = 1.5
	o.frame.CornerRadius = float32(4*zoom) + 1
	o.frame.Resize(size.AddWidthHeight(2*rim, 2*rim))
	o.frame.Move(pos.SubtractXY(rim, rim))
	o.shown = append(o.shown, o.frame, o.box)
}

// fyneAscent is the part of a line's height in Fyne that lies above the baseline.
const fyneAscent = 0.785

// entryLook is how the text that is written will be painted.
func (o *overlay) entryLook() render.TextLook {
	if o.target.Header {
		return render.TextLook{Size: headerSize, Lines: 1}
	}
	n := o.v.ed.EditingNote()
	return o.v.opts.Shaper.LookOf(&n)
}

// entryBox is where the entry lies in the view: over its text, about the same middle where
// it is larger, and inside the view.
func (o *overlay) entryBox(view editor.Viewport, zoom float64) (fyne.Position, fyne.Size) {
	r := o.v.ed.EditingRect()
	if was, ok := o.v.scene.NoteRect(o.target.Note.ID); ok {
		r.Max.Y = max(r.Max.Y, was.Max.Y)
	}
	grow := zoom / float64(view.Zoom)
	if o.target.Header {
		r.Min.X += o.headerIndent()
		r.Min.Y, r.Max.Y = r.Min.Y+headerRoom, r.Max.Y-headerRoom
		c := r.Center().Y
		r.Min.Y, r.Max.Y = c-(c-r.Min.Y)*grow, c+(r.Max.Y-c)*grow
		return onScreen(view, r)
	}
	c := r.Center()
	r = workshop.RectAt(
		workshop.Point{X: c.X - r.W()*grow/2, Y: c.Y - r.H()*grow/2},
		workshop.Size{W: r.W() * grow, H: r.H() * grow})
	pos, size := onScreen(view, r)
	if grow > 1 {
		pos.X = max(4, min(pos.X, float32(view.Size.W)-size.Width-4))
		pos.Y = max(4, min(pos.Y, float32(view.Size.H)-size.Height-4))
	}
	return pos, size
}
