package dialog

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"throughline.app/ui/panel"
	"throughline.app/ui/say"
	"throughline.app/ui/theme"
	"throughline.app/workshop"
)

// A Tagging is a tag as [Tags] offers it.
type Tagging struct {
	Tag   string
	Notes int  // of the workshop that bear it
	On    bool // all of the selected notes bear it
	Some  bool // one of them does
}

// tagRows is how many tags are seen at once.
const tagRows = 7

// Tags asks for the tags of some notes, see [Several].
func Tags(h *Host, title string, offered []Tagging, done func(add, remove []string)) *Sheet {
	return Several(h, SeveralWords{title, say.TagHelp, say.TagHint, say.TagNone}, true, offered, done)
}

// SeveralWords is what [Several] says: what is asked for, how it is done, what stands in
// the field while it is empty, and what is said where nothing is offered.
type SeveralWords struct{ Title, Help, Hint, None string }

// Several asks for any number of values of some notes: typing narrows those offered, Enter
// or a click puts one on or takes it off, Enter in an empty field is done. Where open is
// set, others may be typed. Done gets what is to be added and taken off, however the sheet
// is closed, but with Cancel.
func Several(h *Host, words SeveralWords, open bool, offered []Tagging, done func(add, remove []string)) *Sheet {
	t := &tagging{before: offered, now: slices.Clone(offered), rows: make([]*panel.Choice, tagRows), none: words.None, open: open}
	t.field = panel.NewField("", words.Hint)
	objects := make([]fyne.CanvasObject, tagRows)
	for i := range t.rows {
		t.rows[i] = panel.NewChoice(func() { t.take(i) })
		objects[i] = t.rows[i]
	}
	var sheet *Sheet
	cancelled := false
	finish := func() {
		if cancelled {
			return
		}
		if workshop.CleanTag(t.field.Text) != "" {
			t.take(t.at)
		}
		done(t.changes())
	}
	t.field.OnChanged = func(string) { t.at = 0; t.show() }
	t.field.OnSubmitted = func(text string) {
		if t.moved || workshop.CleanTag(text) != "" {
			t.take(t.at)
			return
		}
		sheet.Close()
	}
	t.field.OnKey = func(k fyne.KeyName) bool {
		switch k {
		case fyne.KeyDown:
			t.move(1)
		case fyne.KeyUp:
			t.move(-1)
		default:
			return false
		}
		return true
	}
	t.show()
	cancel := panel.NewButton(panel.Soft, say.Cancel, func() { cancelled = true; sheet.Close() })
	ok := panel.NewButton(panel.Primary, say.Done, func() { sheet.Close() })
	sheet = h.Open(padded(panel.Column(14,
		panel.Column(4, heading(words.Title), panel.Text(words.Help, theme.TextLabel, theme.Quiet)),
		panel.Fixed(askWidth, theme.FieldHeight, t.field.Framed()),
		panel.Column(2, objects...),
		panel.Row(8, panel.Stretch(), cancel, ok),
	)), t.field, finish)
	return sheet
}

// A tagging is what is open in [Tags].
type tagging struct {
	before, now []Tagging
	field       *panel.Field
	rows        []*panel.Choice
	found       []int // places in now that are seen; -1 adds what is typed
	at          int   // the row that Enter takes
	moved       bool  // the person went there with the arrow keys
	none        string
	open        bool // others than those offered may be typed
}

func (t *tagging) show() {
	typed := workshop.CleanTag(t.field.Text)
	t.moved = t.moved && typed == ""
	var exact, begins, holds []int
	for i, g := range t.now {
		switch tag, word := strings.ToLower(g.Tag), strings.ToLower(typed); {
		case typed != "" && workshop.TagKey(tag) == workshop.TagKey(word):
			exact = append(exact, i)
		case strings.Contains(" "+tag, " "+word): // a word of it begins so
			begins = append(begins, i)
		case strings.Contains(tag, word):
			holds = append(holds, i)
		}
	}
	if t.open && typed != "" && len(exact) == 0 { // a new one, below those that it may be the beginning of
		begins = append(begins[:min(len(begins), tagRows-1)], -1)
	}
	t.found = slices.Concat(exact, begins, holds)
	t.mark()
}

func (t *tagging) mark() {
	typed := workshop.CleanTag(t.field.Text)
	for row, r := range t.rows {
		marked := row == t.at && (t.moved || typed != "")
		switch {
		case row >= len(t.found) && row == 0:
			r.Set(t.none, false, false)
		case row >= len(t.found):
			r.Set("", false, false)
		case t.found[row] < 0:
			r.Set(say.TagAdd(typed), marked, true)
		default:
			g := t.now[t.found[row]]
			sign := say.TagNot
			switch {
			case g.On:
				sign = say.TagEvery
			case g.Some:
				sign = say.TagSome
			}
			r.Set(say.TagRow(sign, g.Tag, g.Notes), marked, true)
		}
	}
}

func (t *tagging) move(by int) {
	if t.moved || by < 0 || workshop.CleanTag(t.field.Text) != "" {
		t.at += by
	}
	t.at = max(0, min(t.at, min(len(t.found), tagRows)-1))
	t.moved = true
	t.mark()
}

// take puts a tag on, or takes it off.
func (t *tagging) take(row int) {
	if row >= len(t.found) {
		return
	}
	if i := t.found[row]; i >= 0 {
		t.now[i].On = !t.now[i].On
		t.now[i].Some = false
	} else {
		for _, tag := range workshop.SplitTags(t.field.Text) {
			t.put(tag)
		}
	}
	t.at, t.moved = 0, false
	t.field.SetText("")
	t.show()
}

// put has a tag on that may be there already.
func (t *tagging) put(tag string) {
	i := slices.IndexFunc(t.now, func(g Tagging) bool { return workshop.TagKey(g.Tag) == workshop.TagKey(tag) })
	if i >= 0 {
		t.now[i].On = true
		return
	}
	t.now = slices.Insert(t.now, 0, Tagging{Tag: tag, On: true})
}

// changes is what is to be added and taken off.
func (t *tagging) changes() (add, remove []string) {
	was := make(map[string]Tagging, len(t.before))
	for _, g := range t.before {
		was[g.Tag] = g
	}
	for _, g := range t.now {
		switch b := was[g.Tag]; {
		case g.On && !b.On:
			add = append(add, g.Tag)
		case !g.On && !g.Some && (b.On || b.Some):
			remove = append(remove, g.Tag)
		}
	}
	return add, remove
}
