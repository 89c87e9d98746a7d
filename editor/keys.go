package editor

import (
	"time"
	"unicode"
	"unicode/utf8"

	"throughline.app/method"
	"throughline.app/workshop"
)

// A Chord is a key with its modifiers. Keys are named after what stands on them: "N",
// "1", "Delete", "BackSpace", "Return", "Escape", "Tab", "Space", "Left", "F2", "=", "-".
type Chord struct {
	Mods Mods
	Key  string
}

// String writes a chord as menus do: "Ctrl+Shift+Z".
func (c Chord) String() string {
	s := ""
	for _, m := range []struct {
		mod  Mods
		name string
	}{{Ctrl, "Ctrl+"}, {Alt, "Alt+"}, {Shift, "Shift+"}} {
		if c.Mods.Has(m.mod) {
			s += m.name
		}
	}
	return s + c.Key
}

// letter reports whether the chord alone would write something.
func (c Chord) letter() bool { return c.Mods&(Ctrl|Alt) == 0 && utf8.RuneCountInString(c.Key) == 1 }

// A typeAhead remembers a letter that acted as a command with nothing selected. If more
// letters follow at once the person was writing: "now" is a note, not a tool.
type typeAhead struct {
	key     string // of the command that ran, "" if none
	shifted bool   // with Shift: its character is no beginning of a word
	text    string // what it wrote
	mute    bool   // what the key wrote is nobody's beginning
	until   time.Time
	again   func() // takes it back, nil if nothing is to
	tool    Tool   // as they were before it
	view    Viewport
	fitted  bool
}

const typeAheadPause = 600 * time.Millisecond

// Key tells that a key went down, and reports whether a command took it. The rune that a
// letter writes must follow through [Editor.Rune], whether a command took it or not. Now
// is the moment of the press. Keys of the entry in which a text is written do not come
// here.
func (ed *Editor) Key(c Chord, now time.Time) bool {
	if c.letter() && ed.ahead.text != "" && now.Before(ed.ahead.until) {
		return false // the rune that follows begins a note
	}
	ed.ahead = typeAhead{}
	if ed.KeyFirst(c) {
		ed.ahead.mute = c.letter()
		return true
	}
	cmd := ed.byKey[c]
	if cmd == nil || !cmd.Enabled() {
		// A key of what is looked at begins no note where it has nothing to do, such as the
		// one for fewer at the fewest.
		ed.ahead.mute = ed.Trial() != nil && c.letter() && len(ed.first[c]) > 0
		return ed.ahead.mute
	}
	if c.letter() && ed.selection.Len() == 0 {
		ed.ahead = typeAhead{key: c.Key, shifted: c.Mods != 0, until: now.Add(typeAheadPause), tool: ed.tool, view: ed.view, fitted: ed.fitted}
		if cmd.Toggles {
			ed.ahead.again = cmd.Run
		}
	}
	cmd.Run()
	return true
}

// KeyFirst is [Editor.Key] for those commands alone that are heard before others: for what
// is shown in place of the canvas and has keys of its own.
func (ed *Editor) KeyFirst(c Chord) bool {
	for _, cmd := range ed.first[c] {
		if cmd.Enabled() {
			cmd.Run()
			return true
		}
	}
	return false
}

// Rune tells what a key writes. With nothing selected it begins a note at the pointer, or
// in the last free place, with r in it.
func (ed *Editor) Rune(r rune, now time.Time) {
	switch {
	case ed.ahead.mute:
		ed.ahead = typeAhead{}
		return
	case ed.Grid() != nil && ed.editing == nil:
		return
	case !unicode.IsPrint(r) || ed.space && r == ' ' || ed.editing != nil:
		return
	case ed.ahead.key != "" && ed.ahead.text == "" && now.Before(ed.ahead.until):
		if ed.ahead.shifted {
			ed.ahead = typeAhead{} // nobody begins a word with Shift+1
			return
		}
		ed.ahead.text = string(r)
		return
	}
	first := string(r)
	if a := ed.ahead; a.text != "" && now.Before(a.until) {
		first = a.text + first
		ed.tool, ed.state = a.tool, a.tool.Idle()
		ed.view, ed.fitted = a.view, a.fitted
		if a.again != nil {
			a.again()
		}
	}
	ed.ahead = typeAhead{}
	if ed.selection.Len() > 0 || r == ' ' && first == " " || ed.preview.Busy() {
		return
	}
	ed.WriteNote(ed.newSpot(), first)
}

// Space tells that the space bar went down or up: while it is held a press of the left
// button holds the paper.
func (ed *Editor) Space(down bool) {
	if ed.space != down {
		ed.space = down
		ed.notify()
	}
}

// newSpot is where a note goes that nobody pointed out a place for: under the pointer if
// that is a region, otherwise the first free place of the first region in sight.
func (ed *Editor) newSpot() workshop.Point {
	l := ed.Layout()
	if ed.seen {
		p := ed.view.ToCanvas(ed.pointer)
		if _, ok := l.RegionAt(p); ok {
			if _, covered := ed.Hits().NoteAt(p); !covered {
				return p
			}
		}
	}
	at := ed.view.Visible().Center()
	if ed.seen {
		at = ed.view.ToCanvas(ed.pointer)
	}
	place := l.PlaceAt(at, at)
	spots := l.FreeSpot(ed.doc.Snapshot(), place.Region, ed.Measure, 1)
	place.At = spots[0]
	return workshop.RectAt(l.Position(place), workshop.Size{W: method.NoteW, H: method.NoteH}).Center()
}
