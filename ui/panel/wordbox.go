package panel

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"throughline.app/assets/words"
	"throughline.app/ui/theme"
)

// maxWord bounds what one box takes, in letters.
const maxWord = 12

// A wordBox takes one word of a room code. What is typed stands in ink, the rest of the
// only word that it can be stands faintly after it.
type wordBox struct {
	widget.BaseWidget
	all     *WordBoxes
	at      int
	typed   string
	focused bool
	fresh   bool // the person has just come: a letter begins the word anew
	wrong   bool
	points  float32 // size of the text, the same in all boxes
}

// rest is what completes the typed letters to a word, "" if nothing is certain.
func (b *wordBox) rest() string {
	if whole, ok := words.Complete(b.typed); ok {
		return whole[len(b.typed):]
	}
	return ""
}

// word is the whole word, or what is typed if it is none.
func (b *wordBox) word() string { return b.typed + b.rest() }

// whole reports whether the box holds a word of the list.
func (b *wordBox) whole() bool {
	_, ok := words.Complete(b.typed)
	return ok
}

func (b *wordBox) settle() {
	b.typed = b.word()
	b.wrong = b.typed != "" && !b.whole()
	b.Refresh()
}

// Tapped implements [fyne.Tappable].
func (b *wordBox) Tapped(*fyne.PointEvent) { b.all.focus(b.at) }

// FocusGained implements [fyne.Focusable].
func (b *wordBox) FocusGained() { b.focused, b.fresh = true, true; b.Refresh(); reveal(b) }

// FocusLost implements [fyne.Focusable].
func (b *wordBox) FocusLost() { b.focused = false; b.settle() }

// TypedRune implements [fyne.Focusable].
func (b *wordBox) TypedRune(r rune) {
	switch {
	case r == ' ' || r == ',' || r == '.':
		if b.typed != "" {
			b.all.advance(b.at)
		}
	case b.fresh && unicode.IsLetter(r):
		b.typed, b.fresh = "", false
		b.TypedRune(r)
	case (unicode.IsLetter(r) || r == '-' && b.typed != "" || r == '\'') && len(b.typed) < maxWord:
		b.typed += strings.ToLower(string(r))
		b.wrong = len(b.typed) >= words.Prefix && !b.whole()
		b.all.changed()
		b.Refresh()
	}
}

// TypedKey implements [fyne.Focusable].
func (b *wordBox) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEnd:
		b.fresh = false // to go on with the word that is there
	case fyne.KeyBackspace:
		if b.typed == "" {
			b.all.focus(b.at - 1)
			return
		}
		b.typed = b.typed[:len(b.typed)-lastLen(b.typed)]
		b.wrong, b.fresh = false, false
		b.all.changed()
		b.Refresh()
	case fyne.KeyDelete:
		b.typed, b.wrong = "", false
		b.all.changed()
		b.Refresh()
	case fyne.KeyLeft:
		b.all.focus(b.at - 1)
	case fyne.KeyRight:
		b.all.focus(b.at + 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.all.enter(b.at)
	default:
		passKey(b, e)
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (b *wordBox) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		b.all.Paste(b.at, s.Clipboard.Content())
	case *fyne.ShortcutCopy:
		s.Clipboard.SetContent(b.all.Words())
	case *fyne.ShortcutSelectAll:
		b.fresh = true
	}
}

// Cursor implements [desktop.Cursorable].
func (b *wordBox) Cursor() desktop.Cursor { return desktop.TextCursor }

func lastLen(s string) int {
	r := []rune(s)
	return len(string(r[len(r)-1]))
}

// CreateRenderer implements [fyne.Widget].
func (b *wordBox) CreateRenderer() fyne.WidgetRenderer {
	bold := fyne.TextStyle{Bold: true}
	r := &wordBoxRenderer{b: b,
		box:   &canvas.Rectangle{CornerRadius: theme.RadiusControl},
		typed: &canvas.Text{TextStyle: bold}, rest: &canvas.Text{TextStyle: bold},
		caret: &canvas.Rectangle{},
	}
	r.paint()
	return r
}

type wordBoxRenderer struct {
	b           *wordBox
	box, caret  *canvas.Rectangle
	typed, rest *canvas.Text
}

func (r *wordBoxRenderer) Destroy() {}
func (r *wordBoxRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.box, r.typed, r.rest, r.caret}
}
func (r *wordBoxRenderer) MinSize() fyne.Size { return fyne.NewSize(56, theme.FieldHeight) }

func (r *wordBoxRenderer) paint() {
	b := r.b
	r.box.FillColor, r.box.StrokeWidth = themed(theme.Sheet), 1
	switch {
	case b.wrong:
		r.box.StrokeColor = themed(theme.Alarm)
	case b.focused:
		r.box.StrokeColor, r.box.StrokeWidth = themed(theme.TealText), 2
	case b.whole():
		r.box.StrokeColor = themed(theme.TealText)
	default:
		r.box.StrokeColor = themed(theme.FieldLine)
	}
	r.typed.Text, r.rest.Text = b.typed, b.rest()
	r.typed.Color, r.rest.Color, r.caret.FillColor = themed(theme.Ink), themed(theme.Faint), themed(theme.TealText)
	r.caret.Hidden = !b.focused
}

func (r *wordBoxRenderer) Layout(size fyne.Size) {
	r.box.Resize(size)
	r.typed.TextSize, r.rest.TextSize = r.b.points, r.b.points
	typed, rest := r.typed.MinSize(), r.rest.MinSize()
	if r.typed.Text == "" {
		typed.Width = 0
	}
	if r.rest.Text == "" {
		rest.Width = 0
	}
	x, y := (size.Width-typed.Width-rest.Width)/2, (size.Height-typed.Height)/2
	r.typed.Move(fyne.NewPos(x, y))
	r.typed.Resize(typed)
	r.rest.Move(fyne.NewPos(x+typed.Width, y))
	r.rest.Resize(rest)
	r.caret.Move(fyne.NewPos(x+typed.Width, size.Height/2-9))
	r.caret.Resize(fyne.NewSize(1.5, 18))
}

func (r *wordBoxRenderer) Refresh() {
	r.paint()
	r.Layout(r.b.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
	canvas.Refresh(r.b)
}
