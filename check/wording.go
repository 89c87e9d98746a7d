package check

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"throughline.app/assets/stopwords"
	"throughline.app/assets/wording"
	"throughline.app/method"
	"throughline.app/workshop"
)

// Instead is what the customer would say in place of a word of the company's.
type Instead struct {
	Ref  workshop.Ref // of the note or the stage
	Said string       // in lower case
	With string

	list string // where it was found, "list/language"
}

// Op puts the customer's words in place of the company's, wherever they stand in the
// record as it is now. It is nil if they no longer do.
func (i Instead) Op(s *workshop.Snapshot) workshop.Op {
	switch i.Ref.Kind {
	case workshop.KindNote:
		if n := s.Notes.Get(workshop.NoteID(i.Ref.ID)); n != nil && !n.Deleted() {
			if text := lexicons()[i.list].replaced(n.Text, i.Said, i.With); text != n.Text {
				return workshop.EditText{Note: n.ID, Base: n.Text, Text: text}
			}
		}
	case workshop.KindStage:
		if st := s.Stages.Get(workshop.StageID(i.Ref.ID)); st != nil && !st.Gone {
			if name := lexicons()[i.list].replaced(st.Name, i.Said, i.With); name != st.Name {
				return workshop.Rename{Ref: i.Ref, Name: name}
			}
		}
	}
	return nil
}

// A spoken is a word of a text, in lower case, and where it stands there, in bytes.
type spoken struct {
	word     string
	from, to int
}

// words takes a text apart into its words. A hyphen parts words; an apostrophe does not.
func words(text string) []spoken {
	var all []spoken
	from := -1
	end := func(to int) {
		if from >= 0 {
			all = append(all, spoken{strings.ToLower(text[from:to]), from, to})
			from = -1
		}
	}
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || (r == '\'' || r == '’') && from >= 0 {
			if from < 0 {
				from = i
			}
			continue
		}
		end(i)
	}
	end(len(text))
	return all
}

// A lexicon is a list of words, to be found by their first.
type lexicon map[string][]entry

type entry struct {
	words   []string
	said    string
	instead string
}

// lexicons are the lists that come with the program, by "list/language", read once. Each
// has the words of the other languages beside its own, which come first: people mix them.
var lexicons = sync.OnceValue(func() map[string]lexicon {
	all := make(map[string]lexicon)
	for _, list := range wording.Lists() {
		for _, language := range wording.Languages() {
			l, had := make(lexicon), make(map[string]bool)
			for _, from := range append([]string{language}, wording.Languages()...) {
				for _, w := range wording.List(list, from) {
					if !had[w.Said] {
						had[w.Said] = true
						parts := strings.Fields(w.Said)
						l[parts[0]] = append(l[parts[0]], entry{parts, w.Said, w.Instead})
					}
				}
			}
			for first := range l {
				slices.SortStableFunc(l[first], func(a, b entry) int { return len(b.words) - len(a.words) })
			}
			all[list+"/"+language] = l
		}
	}
	return all
})

// at is the longest entry that begins with the word at i.
func (l lexicon) at(text []spoken, i int) (entry, bool) {
	for _, e := range l[text[i].word] {
		if len(e.words) <= len(text)-i && slices.EqualFunc(e.words, text[i:i+len(e.words)], func(w string, s spoken) bool { return w == s.word }) {
			return e, true
		}
	}
	return entry{}, false
}

// find lists the company's words in a text, each once, in their order. What a sentence of
// the language may hold is passed over.
func (l lexicon) find(text string) []entry {
	var all []entry
	for _, e := range l.in(text) {
		if e.instead != "" && !slices.ContainsFunc(all, func(o entry) bool { return o.said == e.said }) {
			all = append(all, e)
		}
	}
	return all
}

// in are the entries that a text holds, one after the other, each with its words as they stand there.
func (l lexicon) in(text string) iter.Seq2[[]spoken, entry] {
	return func(yield func([]spoken, entry) bool) {
		for said := words(text); len(said) > 0; {
			e, ok := l.at(said, 0)
			if !ok {
				said = said[1:]
				continue
			}
			if !yield(said[:len(e.words)], e) {
				return
			}
			said = said[len(e.words):]
		}
	}
}

// replaced is a text with other words for some, as large at its beginning as they were.
func (l lexicon) replaced(text, said, with string) string {
	var b strings.Builder
	at := 0
	for there, e := range l.in(text) {
		if e.said == said {
			first, _ := utf8.DecodeRuneInString(text[there[0].from:])
			b.WriteString(text[at:there[0].from])
			b.WriteString(cased(with, unicode.IsUpper(first)))
			at = there[len(there)-1].to
		}
	}
	b.WriteString(text[at:])
	return b.String()
}

// cased is words with a capital at the beginning, if wanted.
func cased(with string, capital bool) string {
	if !capital || with == "" {
		return with
	}
	first, size := utf8.DecodeRuneInString(with)
	return string(unicode.ToUpper(first)) + with[size:]
}

// grammar are the words that tell a language, read once.
var grammar = sync.OnceValue(func() map[string]map[string]bool {
	all := make(map[string]map[string]bool)
	for _, language := range wording.Languages() {
		set := make(map[string]bool)
		for _, w := range stopwords.Grammar(language) {
			set[w] = true
		}
		all[language] = set
	}
	return all
})

// tongue is the language that a text speaks, "" if it does not say.
func tongue(text string) string {
	best, most, twice := "", 0, false
	said := words(text)
	for _, language := range wording.Languages() {
		n := 0
		for _, w := range said {
			if grammar()[language][w.word] {
				n++
			}
		}
		switch {
		case n > most:
			best, most, twice = language, n, false
		case n == most:
			twice = true
		}
	}
	if twice {
		return ""
	}
	return best
}

// enoughNotes is how many notes tell the language of a workshop.
const enoughNotes = 200

// language is that of the workshop: most of its notes'.
func (b *board) language(notes []*workshop.Note) string {
	count := make(map[string]int)
	for i, n := range notes {
		if i == enoughNotes {
			break
		}
		count[tongue(n.Text)]++
	}
	best := wording.Languages()[0]
	for _, l := range wording.Languages() {
		if count[l] > count[best] {
			best = l
		}
	}
	return best
}

// wordingRule finds words of a list in notes, and in stages that people named.
func wordingRule(r *run) {
	notes := r.of(r.check.Cards)
	usual := r.language(notes)
	look := func(ref workshop.Ref, canvas workshop.CanvasID, text string) {
		language := tongue(text)
		if language == "" {
			language = usual
		}
		for _, list := range r.check.Words {
			list += "/" + language
			for _, e := range lexicons()[list].find(text) {
				r.tell(about{
					key: ref.Key() + "\n" + e.said, canvas: canvas, refs: []workshop.Ref{ref},
					places:  map[string]string{"name": short(text), "word": e.said, "instead": e.instead},
					instead: &Instead{ref, e.said, e.instead, list},
				})
			}
		}
	}
	if r.check.Stages {
		for _, c := range r.canvases {
			if c.Of != "" {
				continue // it is called after the stage that it opens up
			}
			given := given(method.Find(r.methods, c.Kind))
			for _, st := range r.s.StageList(c.ID) {
				if !given[strings.ToLower(st.Name)] {
					look(st.ID.Ref(), c.ID, st.Name)
				}
			}
		}
	}
	for _, n := range notes {
		look(n.ID.Ref(), n.Place.Canvas, n.Text)
	}
}

// given are the names of stages that the method brings: people did not choose these words.
func given(k *method.CanvasKind) map[string]bool {
	all := make(map[string]bool)
	for _, name := range k.Stages {
		all[strings.ToLower(name)] = true
	}
	for _, p := range k.Preset {
		for _, name := range p.Stages {
			all[strings.ToLower(name)] = true
		}
	}
	return all
}

// Worded reports whether a note or a stage may have words that a check of its method
// looks for. It costs as much as the text is long.
func Worded(methods []*method.Method, s *workshop.Snapshot, ref workshop.Ref) bool {
	canvas, text, card := worded(s, ref)
	c := s.Canvases.Get(canvas)
	if c == nil {
		return false
	}
	for _, m := range methods {
		for i := range m.Checks {
			k := &m.Checks[i]
			if k.Rule != "wording" || !strings.HasPrefix(c.Kind, m.Name+"/") || card != "" && !slices.Contains(k.Cards, card) {
				continue
			}
			for _, list := range k.Words {
				if len(lexicons()[list+"/"+wording.Languages()[0]].find(text)) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// Words lists what checks of words find in some notes and stages.
func Words(methods []*method.Method, s *workshop.Snapshot, about map[workshop.Ref]bool) []Finding {
	var all []Finding
	for _, m := range used(methods, s) {
		b := newBoard(methods, m, s)
		for i := range m.Checks {
			if m.Checks[i].Rule != "wording" {
				continue
			}
			r := run{board: b, check: &m.Checks[i], told: make(map[string]bool)}
			wordingRule(&r)
			for _, f := range r.found {
				if about[f.About[0]] {
					all = append(all, f)
				}
			}
		}
	}
	return all
}
